"""What goes into an engine."""

from datetime import date, datetime

from graph.engines.values import chunks, stored


def test_properties_become_what_engines_keep() -> None:
    given: dict[str, object] = {
        "none": None, "text": "x", "yes": True, "day": date(2018, 11, 7), "at": datetime(2018, 11, 7, 1, 2),  # noqa: DTZ001
        "pair": ("a", date(2020, 1, 2)), "set": {"b", "a"}, "empty": [],
    }  # fmt: skip
    assert stored(given) == {
        "text": "x", "yes": True, "day": "2018-11-07", "at": "2018-11-07T01:02:00",
        "pair": ["a", "2020-01-02"], "set": ["a", "b"], "empty": [],
    }  # fmt: skip


def test_rows_come_in_chunks() -> None:
    rows = [{"n": number} for number in range(5)]
    assert list(chunks(rows, 2)) == [rows[:2], rows[2:4], rows[4:]]
    assert list(chunks([], 2)) == []
