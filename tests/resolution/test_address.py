"""Addresses taken apart."""

import pytest

from graph.resolution.address import read_address


@pytest.mark.parametrize(
    ("address", "kinds", "plots"),
    [
        ("Km 25 Carretera a Santa Ana", {"km": {"25"}}, set()),
        ("6-Km, Wazirabad Road", {"km": {"6"}}, set()),
        ("Km 12 1/2 Carretera Norte", {"km": {"12.5"}, "side": {"north"}}, set()),
        ("KM. 46,5 Carretera", {"km": {"46.5"}}, set()),
        ("5A Road, Nhon Trach 2 Industrial Zone", {"road": {"5a"}, "zone": {"2"}}, set()),
        ("Unit-A-7/3, Road 5A, DEPZ, Savar, Dhaka-1349", {"road": {"5a"}, "post": {"1349"}}, {"a7", "3"}),
        ("Savar Dhaka 1340 Bangladesh", {"post": {"1340"}}, set()),
        ("No. 34/A, II Phase, Peenya, Bangalore, 561028", {"part": {"2"}, "post": {"561028"}}, {"34a"}),
        ("Lot A-2,3,4 LOTECO E.P.Z., Bien Hoa", {}, {"a2", "3", "4"}),
        ("D_7A_CN Lot, Ben Cat", {}, {"d7a"}),
        ("91/1 MOO1 SOI WATTHIEN", {"moo": {"1"}}, {"91", "1"}),
        ("Lot with area of 51,765.9m2, Dong Hung", {}, set()),
        ("P.O. Box 54, Ramtha", {"box": {"54"}}, set()),
        ("প্লট ২৬, রোড ৫, ঢাকা-১৩৪৯", {"road": {"5"}, "post": {"1349"}}, {"26"}),
        ("قطعة ١٢ المنطقة الصناعية", {}, {"12"}),
        ("深圳市公明镇玉律村5号", {}, {"5"}),
        ("玉律村第三工业区12号二栋3楼", {"zone": {"3"}, "floor": {"3"}}, {"12", "2"}),
        ("12, 3rd Industrial Zone, Yulu Village", {"zone": {"3"}}, {"12"}),
        ("Plot 31, Sector 29, Part II, HUDA", {"zone": {"29"}, "part": {"2"}}, {"31"}),
        ("Blk B-9, MEPZ 2, Lapu-Lapu", {"zone": {"2"}}, {"b9"}),
        ("Block C, Bole Lemi I, 10th of Ramadan", {"letter": {"c"}, "roman": {"1"}}, set()),
        ("Floors 4-5, Building B2; 3/F", {"floor": {"3", "4", "5"}}, {"b2"}),
    ],
)
def test_numbers_are_told_by_kind(address: str, kinds: dict[str, set[str]], plots: set[str]) -> None:
    found = read_address(address)
    assert (found.kinds, found.plots) == (kinds, plots)


def test_glued_words_come_apart() -> None:
    assert read_address("Xiangyang RoadBeiWan Village").words == (
        "xiangyang",
        "road",
        "bei",
        "wan",
        "village",
    )
