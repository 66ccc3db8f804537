import pytest

from graph.transliteration import romanised, sound, syllables


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("Юниверсал Текстиль", "yuniversal tekstil"),
        ("恒胜制衣厂", "hengshengzhiyichang"),
        ("유풍 베트남", "yupung beteunam"),
        ("ユニクロ", "yunikuro"),
        ("トヨタ自動車", "toyota zidongche"),
        ("スーパー", "supa"),
        ("ঢাকা গার্মেন্টস লিমিটেড", "dhaka garments limited"),
        ("নারায়ণগঞ্জ", "narayanaganj"),
        ("চট্টগ্রাম", "chattagram"),
        ("वस्त्र उद्योग", "vastr udyog"),
        ("திருப்பூர்", "tiruppur"),
        ("ශ්‍රී ලංකා", "sri lanka"),
        ("ليفي ستراوس", "lyfy strws"),
        ("บริษัท ไทยการ์เม้นต์ จำกัด", "brisath thaikarment chamkad"),
        ("ເວຽງຈັນ", "veyngchan"),
        ("អ៊ូលីន", "oulein"),
        ("ရွှေ", "rvhe"),
        ("ქართული", "kartuli"),
        ("Công ty May Việt Tiến", "cong ty may viet tien"),
        ("Levi's (Unit 2)", "levis unit 2"),
        ("২ নং ইউনিট", "2 nan iunit"),
        ("", ""),
        ("★", ""),
    ],
)
def test_names_are_read_in_latin(written: str, latin: str) -> None:
    assert romanised(written) == latin


@pytest.mark.parametrize(
    ("run", "read"),
    [
        ("恒胜", ["heng", "sheng"]),
        ("廣州", ["guang", "zhou"]),
        ("유풍", ["yu", "pung"]),
        ("西安", ["xi", "an"]),
        ("អ៊ូលីន", ["oulein"]),
    ],
)
def test_characters_are_read_as_syllables(run: str, read: list[str]) -> None:
    assert syllables(run) == read


@pytest.mark.parametrize(
    ("latin", "other"),
    [
        ("strauss", "ستراوس"),
        ("textile", "текстиль"),
        ("uniqlo", "ユニクロ"),
        ("chattogram", "চট্টগ্রাম"),
        ("pakistan", "باكستان"),
        ("garment", "การ์เม้นต์"),
    ],
)
def test_one_word_in_two_scripts_sounds_alike(latin: str, other: str) -> None:
    assert sound(latin) == sound(romanised(other))


def test_other_words_sound_otherwise() -> None:
    assert len({sound(word) for word in ("nike", "yesum", "vina", "levi", "regina", "miracle")}) == 6
