"""Columns that tell of people: known by the words of their headings, neither read nor kept."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from graph.folding import words
from importers.sources import Accept

_SHORT = 4  # letters of a word that must stand alone: "Tel", not "Telangana"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def private(headings: tuple[str, ...], accept: Accept) -> tuple[str, ...]:
    """The headings in which one of `accept.private` stands, however spelt: "Factory e-mail", "联系人电话".

    In ASCII it is the beginning of a word ("Kontaktperson"), a short one a whole word; in other letters,
    which some scripts write without spaces, it is anywhere.
    """
    found = _private(headings, accept.private)
    return tuple(heading for heading in found if heading not in accept.named) if found else found


def without_private(cells: Mapping[str, str], accept: Accept) -> Mapping[str, str]:
    """The cells under the other headings."""
    people = private(tuple(cells), accept)
    return {name: cell for name, cell in cells.items() if name not in people} if people else cells


@lru_cache(maxsize=64)
def _private(headings: tuple[str, ...], told_by: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(_teller(told_by), headings))


@lru_cache(maxsize=16)
def _teller(told_by: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether a heading tells of people; records of a nested file seldom have all the same ones."""
    wanted = tuple(map(_sought, told_by))
    return lru_cache(maxsize=4096)(lambda heading: _holds(_spaced(heading), wanted))


def _holds(spaced: str, wanted: tuple[str, ...]) -> bool:
    return any(each in spaced for each in wanted)


def _sought(entry: str) -> str:
    spaced = _spaced(entry)
    if not entry.isascii():
        return spaced.strip()
    return spaced if len(entry) <= _SHORT else spaced.rstrip()


def _spaced(heading: str) -> str:
    """Its folded words, a space before and after each."""
    return f" {' '.join(words(_CAMEL.sub(' ', heading)))} "
