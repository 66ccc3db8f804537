"""An OS ID, an LEI and an IMO number are known by their form and their check characters."""

import pytest

from importers.identifiers import imo, lei, os_id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BD2021113R7R87P", "BD2021113R7R87P"),
        ("cn-2021250-D1DTN-7", "CN2021250D1DTN7"),
        ("BD2021113R7R87Q", None),  # one letter on
        ("BD2021113R7R78Q", None),
        ("BD2021113R7R8", None),
        ("BD2021113O7R87P", None),  # no letter O in Crockford's base 32
        ("", None),
    ],
)
def test_check_character_is_computed(text: str, found: str | None) -> None:
    assert os_id(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("001GPB6A9XPE8XJICC14", "001GPB6A9XPE8XJICC14"),
        ("evk05ks7xy1deii3r011", "EVK05KS7XY1DEII3R011"),
        ("001GPB6A9XPE8XJICC15", None),
        ("001GPB6A9XPE8XJICC1", None),
        ("", None),
    ],
)
def test_check_digits_are_computed(text: str, found: str | None) -> None:
    assert lei(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("9074729", "9074729"), ("IMO 9074729", "9074729"), ("9074728", None), ("907472", None), ("", None)],
)
def test_last_digit_checks_the_others(text: str, found: str | None) -> None:
    assert imo(text) == found
