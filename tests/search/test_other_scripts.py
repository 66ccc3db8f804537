import pytest

from graph.ledger.store import Ledger
from graph.search import find
from graph.search.marks import readings
from tests.search.books import add, bring_up, names, plant


@pytest.fixture
def town(ledger: Ledger) -> Ledger:
    """Plants with names in several scripts."""
    held = [
        "Юниверсал Текстиль", "유풍 베트남", "广州市恒胜制衣厂", "ঢাকা গার্মেন্টস লিমিটেড", "ليفي ستراوس",
        "บริษัท ไทยการ์เม้นต์ จำกัด", "Universal Apparel", "Hengfu Garment", "Strauss Knitting",
        "Công ty May Việt Tiến",
    ]  # fmt: skip
    add(ledger, *[claim for name in held for claim in plant(name, code="")])
    bring_up(ledger, [0])
    return ledger


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("yuniversal", ("Юниверсал Текстиль", "sounds like: yuniversal ≈ Юниверсал Текстиль")),
        ("tekstil", ("Юниверсал Текстиль", "sounds like: tekstil ≈ Юниверсал Текстиль")),
        ("textile", ("Юниверсал Текстиль", "sounds like: textile ≈ Юниверсал Текстиль")),
        ("yupung", ("유풍 베트남", "sounds like: yupung ≈ 유풍 베트남")),
        ("yupong", ("유풍 베트남", "sounds like: yupong ≈ 유풍 베트남")),
        ("hengsheng", ("广州市恒胜制衣厂", "sounds like: hengsheng ≈ 广州市恒胜制衣厂")),
        ("guangzhou hengsheng", ("广州市恒胜制衣厂", "sounds like: guangzhou hengsheng ≈ 广州市恒胜制衣厂")),
        ("廣州", ("广州市恒胜制衣厂", "sounds like: 廣州 ≈ 广州市恒胜制衣厂")),
        ("恒福", ("Hengfu Garment", "sounds like: 恒福 ≈ Hengfu Garment")),
        ("dhaka garments", ("ঢাকা গার্মেন্টস লিমিটেড", "sounds like: dhaka garments ≈ ঢাকা গার্মেন্টস লিমিটেড")),
        ("thaikarment", ("บริษัท ไทยการ์เม้นต์ จำกัด", "sounds like: thaikarment ≈ บริษัท ไทยการ์เม้นต์ จำกัด")),
        ("юниверсал апарел", ("Universal Apparel", "sounds like: юниверсал апарел ≈ Universal Apparel")),
        ("ستراوس", ("ليفي ستراوس", "in its name")),
    ],
)
def test_name_is_found_in_another_script(town: Ledger, typed: str, found: tuple[str, str]) -> None:
    assert found in [(hit.name, hit.why) for hit in find(town, 0, typed)]


def test_own_script_comes_first(town: Ledger) -> None:
    assert names(find(town, 0, "universal"))[:2] == ["Universal Apparel", "Юниверсал Текстиль"]
    assert names(find(town, 0, "strauss")) == ["Strauss Knitting", "ليفي ستراوس"]
    assert names(find(town, 0, "ستراوس")) == ["ليفي ستراوس", "Strauss Knitting"]


def test_latin_words_have_no_reading(town: Ledger) -> None:
    assert [readings(word) for word in ("viet", "tien", "2", "恒", "恒胜制", "юг")] == [
        [],
        [],
        [],
        ["heng"],
        ["hengsheng", "shengzhi", "hengshengzhi", "sheng"],
        ["yug"],
    ]


def test_latin_slips_are_not_by_ear(town: Ledger) -> None:
    """“Strays” sounds like “Strauss”, but both are Latin: letters alone count."""
    assert names(find(town, 0, "strays")) == ["ليفي ستراوس"]
