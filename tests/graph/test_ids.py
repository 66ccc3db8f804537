"""Ids: short, read over a phone, with a check character."""

from hypothesis import given
from hypothesis import strategies as st

from graph import ids

numbers = st.integers(0, (1 << 35) - 1)


def test_id_has_one_spelling() -> None:
    assert ids.spell("WP", 0) == "WP-0000-0000"
    assert ids.spell("OR", (1 << 35) - 1) == "OR-ZZZZ-ZZZ0"
    assert ids.spell("WP", ids.number_of("row:1")) == "WP-YYVT-KQVF"


@given(numbers)
def test_id_reads_as_it_was_typed(number: int) -> None:
    spelt = ids.spell("WP", number)
    typed = spelt.lower().replace("-", "").replace("0", "o").replace("1", "l")

    assert ids.read(f" {typed} ") == ids.read(spelt) == spelt


@given(numbers, st.integers(0, 7), st.sampled_from(ids.ALPHABET))
def test_one_wrong_character_is_told(number: int, place: int, wrong: str) -> None:
    """All but Z for 0, which are alike modulo 31."""
    spelt = ids.spell("WP", number)
    body = spelt[3:7] + spelt[8:]
    typed = body[:place] + wrong + body[place + 1 :]

    if wrong == body[place]:
        assert ids.read(f"WP{typed}") == spelt
    elif {wrong, body[place]} != {"0", "Z"}:
        assert ids.read(f"WP{typed}") is None


def test_no_id_is_no_id() -> None:
    assert [ids.read(text) for text in ("", "WP", "Mill Ltd", "WP-0000-000U", "WP-0000-0000-0")] == [None] * 5
