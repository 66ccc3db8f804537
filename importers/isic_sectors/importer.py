"""ISIC Rev. 4, English: a tree of sections, divisions, groups and classes, each a sector."""

from collections.abc import Iterator

from graph.claim import Claim, describe, keyed
from importers.given import Given
from importers.row import Row

LEVELS = ("class", "group", "division", "section")  # a node also has the codes of those above it


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The sector with its code: a letter for a section, digits below it."""
    level = next((level for level in LEVELS if row.get(level)), None)
    if level is None:
        raise row.refusal("class", "It has no code.")
    code = row.take(level).upper()
    yield describe(given.origin(row, level, "name"), keyed("isic", code), name=row.take("name"), code=code)
