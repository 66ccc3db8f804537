"""Harmonized System codes (HS 2022): chapters, headings and subheadings, each a product."""

from collections.abc import Iterator

from graph.claim import Claim, describe, keyed
from importers.given import Given
from importers.row import Row


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The product with its code of 2, 4 or 6 digits; a broader code is the start of a narrower one."""
    code = row.take("code")
    if not (code.isdigit() and len(code) in {2, 4, 6}):
        raise row.refusal("code", f"'{code}' is no code of 2, 4 or 6 digits.")
    yield describe(given.origin(row, "code", "name"), keyed("hs", code), name=row.take("name"), code=code)
