"""Names and addresses of two scripts: a pair to look at, never one to join."""

from pathlib import Path

import pytest

from graph.resolution.address import read_address
from graph.resolution.blocks import marks_of
from graph.resolution.clean import read_name
from graph.resolution.heard import address_runs, heard_addresses, heard_names, may_sound_alike, name_runs
from graph.resolution.pair import Part
from graph.resolution.score import Place, compare
from tests.fixtures.ledgers import new_ledger
from tests.resolution.test_near import A, B, imported, joins, place, waiting

PINYIN = "No. 12, Heshuikou Village, Gongming Town, Bao'an District, Shenzhen, Guangdong"
HAN = "广东省深圳市宝安区公明镇合水口村12号"
TWO_SCRIPTS = [
    (("ООО «Юнифор»", "г. Иваново, ул. Ленина, д. 12"), ("Unifor OOO", "12 Lenina St., Ivanovo"), "RU"),
    (("深圳市华丰电子科技有限公司", HAN), ("Shenzhen Huafeng Electronics Co., Ltd.", PINYIN), "CN"),
    (("华丰(深圳)电子有限公司", HAN), ("HUAFENG ELECTRONICS (SHENZHEN) CO LTD", PINYIN), "CN"),
    (("番禺制衣厂有限公司", HAN), ("Panyu Garment Factory Ltd", PINYIN), "CN"),
    (
        ("บริษัท ไทยการ์เม้นท์ จำกัด", "99 หมู่ 1 ถนนสุขุมวิท บางปู สมุทรปราการ"),
        ("Thai Garment Co., Ltd.", "99 Moo 1, Sukhumvit Road, Bangpoo, Samutprakarn"),
        "TH",
    ),
    (
        ("বেক্সিমকো গার্মেন্টস লিমিটেড", "প্লট ২৬, কাশিমপুর, সারাবো, গাজীপুর"),
        ("Beximco Garments Ltd.", "Plot 26, Sarabo, Kashimpur, Gazipur"),
        "BD",
    ),
    (
        ("주식회사 유풍", "서울특별시 강남구 테헤란로 12"),
        ("Yupoong Inc.", "12 Teheran-ro, Gangnam-gu, Seoul"),
        "KR",
    ),
    (
        ("شركة السلام للملابس ش.م.م", "قطعة ١٢ المنطقة الصناعية، الإسماعيلية"),
        ("El Salam Garments S.A.E.", "Plot 12, Industrial Zone, Ismailia"),
        "EG",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "country"), TWO_SCRIPTS)
def test_what_sounds_alike_is_asked_about(
    left: tuple[str, str], right: tuple[str, str], country: str
) -> None:
    match = compare(Place(*left, country), Place(*right, country))
    heard = [part for part in match.parts if part.why.startswith("names sound alike when transliterated")]
    assert (match.outcome, [part.stops for part in heard]) == ("review", [True])


def test_a_name_that_stands_in_the_other_is_compared() -> None:
    assert [may_sound_alike(left[0], right[0]) for left, right, _ in TWO_SCRIPTS] == [True] * len(TWO_SCRIPTS)
    others = [
        ("Кимнис Текстил", "Yasmomga Fashion"),
        ("禺织华深达州", "Casrunsa Apparel"),
        ("ООО", "Garment Ltd"),
    ]
    assert [may_sound_alike(*names) for names in others] == [False, False, True]


@pytest.mark.parametrize(("left", "right", "country"), TWO_SCRIPTS)
def test_two_scripts_share_a_mark(left: tuple[str, str], right: tuple[str, str], country: str) -> None:
    assert marks_of(*left) & marks_of(*right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("深圳市华丰电子有限公司", HAN), ("Dongguan Yuanda Toys", "3 Hou Street, Houjie, Dongguan")),
        (("বেক্সিমকো লিমিটেড", "কাশিমপুর, গাজীপুর"), ("Square Fashions Ltd.", "Bhaluka, Mymensingh")),
    ],
)
def test_what_sounds_otherwise_is_not(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert compare(Place(*left, "XX"), Place(*right, "XX")).outcome == "different"


def test_one_name_in_two_editions_of_a_list_waits(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path)
    imported(ledger, place(A, "Huafeng Electronics", PINYIN, "CN"))
    imported(ledger, place(B, "深圳市华丰电子有限公司", HAN, "CN"))

    assert joins(ledger) == []
    [(left, right, audience, parts)] = waiting(ledger)
    assert (left, right, audience) == ("row:A", "row:B", 0)
    assert parts[:2] == [
        "names sound alike when transliterated: nothing / shenzhen",
        "addresses sound alike when transliterated",
    ]


def test_a_latin_name_with_an_address_in_another_script_waits() -> None:
    match = compare(Place("Huafeng Electronics", PINYIN, "CN"), Place("Huafeng Electronics Ltd", HAN, "CN"))
    assert (match.outcome, match.parts) == (
        "review",
        (
            Part(60, "names equal but for legal form and order"),
            Part(30, "addresses sound alike when transliterated", stops=True),
            Part(12, "numbers equal: 12"),
        ),
    )


def test_runs_say_what_the_table_translates() -> None:
    electronics = ("electronics",), ("technology",)
    assert name_runs("深圳市华丰电子科技有限公司") == (("shen", "zhen"), ("hua", "feng"), *electronics)
    assert address_runs("深圳市宝安区公明镇12号") == (("shen", "zhen"), ("bao", "an"), ("gong", "ming"))
    assert name_runs("বেক্সিমকো গার্মেন্টস লিমিটেড") == (("beksimako",), ("garment",))


def test_each_side_is_written_as_the_other() -> None:
    names = "恒胜(福建)鞋业有限公司", "Hengsheng (Fujian) Footwear"
    here, there = heard_names((read_name(names[0]), read_name(names[1])), names, ())
    assert (here.words, there.words) == (("hengsheng", "fujian", "shoe"), ("hengsheng", "fujian", "shoe"))

    addresses = "গাজীপুর, কাশিমপুর ২৬", "26 Kashimpur, Gazipur"
    this, that = heard_addresses((read_address(addresses[0]), read_address(addresses[1])), addresses)
    assert (this.words, that.words) == (("gazipur", "kashimpur"), ("kashimpur", "gazipur"))
