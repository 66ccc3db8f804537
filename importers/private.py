"""Columns that tell of people: known by the words of their headings, neither read nor kept."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from graph.folding import words

_SHORT = 4  # letters of a word that must stand alone: "Tel", not "Telangana"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=64)
def private(headings: tuple[str, ...], told_by: tuple[str, ...]) -> tuple[str, ...]:
    """The headings in which one of `told_by` stands, however it is spelt: "Factory e-mail", "联系人电话".

    In ASCII it is the beginning of a word ("Kontaktperson"), a short one a whole word; in other letters,
    which some scripts write without spaces, it is anywhere.
    """
    return tuple(filter(_teller(told_by), headings))


def without_private(cells: Mapping[str, str], told_by: tuple[str, ...]) -> Mapping[str, str]:
    """The cells under the other headings."""
    people = private(tuple(cells), told_by)
    return {name: cell for name, cell in cells.items() if name not in people} if people else cells


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
