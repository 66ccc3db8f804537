"""Widths, line breaks, direction."""

from app.lettering import clusters, runs_rtl, width, wrap, xml_safe


def test_wraps_at_words() -> None:
    assert wrap("Quint Major Industrial Vietnam Co. Ltd", 128, 13) == (
        "Quint Major",
        "Industrial Vietnam",
        "Co. Ltd",
    )


def test_breaks_after_hyphens_and_between_ideographs() -> None:
    assert wrap("Mountain-Hardwear", 90, 13) == ("Mountain-", "Hardwear")
    assert wrap("深圳市电子科技", 40, 13) == ("深圳市", "电子科", "技")


def test_cuts_after_four_lines() -> None:
    assert wrap("Very " * 30, 128, 13) == ("Very Very Very",) * 3 + ("Very Very Very…",)


def test_no_line_is_wider_than_its_space() -> None:
    for text in ("W" * 200, "নারায়ণগঞ্জনারায়ণগঞ্জনারায়ণগঞ্জ", "a " * 90, "ﷺ" * 40):
        assert all(width(line, 13) <= 128 for line in wrap(text, 128, 13)), text


def test_line_separators_are_spaces() -> None:
    assert wrap("a\u2028b\u2029c\td", 128, 13) == ("a b c d",)
    assert wrap("", 128, 13) == ("",)


def test_marks_stay_with_their_letter() -> None:
    assert clusters("ក្ម") == ["ក្ម"]
    assert clusters("e\u0301x") == ["e\u0301", "x"]


def test_xml_has_no_controls() -> None:
    assert xml_safe("a\x00b\x0bc\ud800d\te") == "a\ufffdb\ufffdc\ufffdd\te"


def test_first_strong_letter_gives_direction() -> None:
    assert [runs_rtl(text) for text in ("12 شركة", "מפעל", "VF شركة", "123")] == [True, True, False, False]
