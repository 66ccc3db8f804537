import pytest

from graph.folding import compact, fold, indexed, spelt, words
from graph.search.typos import differing, pieces


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("CÔNG TY TNHH Việt Tiến Đồng Nai", "cong ty tnhh viet tien dong nai"),
        ("Işık Tekstil İstanbul", "isik tekstil istanbul"),
        ("Großhandel Łódź Ærø", "grosshandel lodz aero"),
        ("Ｇｕａｎｇｚｈｏｕ №5", "guangzhou no5"),
        ("Ελληνική Υφαντουργία", "ελληνικη υφαντουργια"),
        ("Фабрика «Йошкар»", "фабрика «иошкар»"),
        ("مَصْنَع الأَلبِسة ٣٤", "مصنع الالبسه 34"),
        ("ঢাকা গার্মেন্টস ১২", "ঢাকা গার্মেন্টস 12"),
        ("โรงงาน ๙", "โรงงาน 9"),
        ("រោងចក្រ\u200bកាត់ដេរ ៣", "រោងចក្រកាត់ដេរ 3"),
    ],
)
def test_case_marks_and_digits_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_vowel_signs_are_kept() -> None:
    assert fold("திருப்பூர்") == "திருப்பூர்"
    assert fold("អ៊ូលីន") != fold("អលន")


def test_words_part_at_punctuation() -> None:
    assert words("H&M (Levi's), S.A. de C.V. – Co.,Ltd") == ["h", "m", "levis", "sa", "de", "cv", "co", "ltd"]


def test_scripts_part_from_each_other() -> None:
    assert words("广州ABC制衣厂2") == ["广州", "abc", "制衣厂", "2"]


def test_runs_are_indexed_as_pairs() -> None:
    assert list(indexed(words("番禺制衣 Vina"))) == ["番禺", "禺制", "制衣", "衣", "vina"]


def test_written_word_stands_beside_folded() -> None:
    assert list(spelt("Việt Tiến Co., Ltd")) == [
        ("viet", "Việt"),
        ("tien", "Tiến"),
        ("co", "Co"),
        ("ltd", "Ltd"),
    ]


def test_ids_lose_their_separators() -> None:
    assert compact("5493-00ZZ xx.1") == "549300zzxx1"


def test_pieces_drop_one_letter() -> None:
    assert pieces("vina") == {"vina", "ina", "vna", "via", "vin"}
    assert pieces("vn") == pieces("a1b2c3") == pieces("番禺制衣厂") == set()


def test_short_words_differ_by_one() -> None:
    assert differing("vinna", ["vina", "vinna", "veena", "vinnea"]) == {"vina": 1, "vinnea": 1}


def test_long_words_differ_by_two() -> None:
    assert differing("internatonale", ["international", "internationale"]) == {
        "international": 2, "internationale": 1,
    }  # fmt: skip
