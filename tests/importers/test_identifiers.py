"""An OS ID is known by its form and its check character."""

import pytest

from importers.identifiers import os_id


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
