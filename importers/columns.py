"""Which heading of a file stands for which column of a source."""

import re
from collections.abc import Mapping
from functools import lru_cache

from importers.private import private
from importers.reading import BELOW
from importers.sources import Accept, SourceSpec
from importers.values import same_heading

_PATH = re.compile(r"[^\s.]+(?:\.[^\s.]+)+")  # of a nested field


def match_columns(spec: SourceSpec, columns: tuple[str, ...]) -> dict[str, str]:
    """Logical name to heading, by synonyms in their order; a heading serves one logical name at most.

    A heading below another ("Workers › Total") is also known by its last part; what no heading names so is
    sought among headings without their numbers, brackets and `prefixes` ("2. Factory city (main)"), of nested
    fields ("location.city") by their last part. What tells of people stands for nothing.
    """
    people = private(columns, spec.accept)
    columns = tuple(heading for heading in columns if heading not in people)
    by_spelling: dict[str, str] = {}
    for heading in columns:
        by_spelling.setdefault(same_heading(heading), heading)
    for heading in columns:
        by_spelling.setdefault(same_heading(heading.rpartition(BELOW)[2]), heading)
    found = _by_synonyms(spec.accept, by_spelling, {})
    if not spec.accept.prefixes:
        return found
    bare = {_bare(heading, spec.accept.prefixes): heading for heading in reversed(columns)}
    return _by_synonyms(spec.accept, bare, found)


def _by_synonyms(accept: Accept, by_spelling: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    """What was found, and for each other logical name the heading of its first synonym that has one."""
    found = dict(found)
    for name, synonyms in accept.columns.items():
        headings = (by_spelling.get(same_heading(synonym)) for synonym in synonyms)
        first = next((each for each in headings if each and each not in found.values()), None)
        if first and name not in found:
            found[name] = first
    return found


@lru_cache(maxsize=4096)
def _bare(heading: str, prefixes: tuple[str, ...]) -> str:
    """A heading's spelling without its number, brackets, article and the longest of the words before it."""
    last = heading.rpartition(BELOW)[2]
    last = last.rpartition(".")[2] if _PATH.fullmatch(last) else last
    plain = re.sub(r"\([^()]*\)|^\s*\d+\s*[.):]|^\s*the\b", " ", last, flags=re.IGNORECASE)
    words = same_heading(plain).removeprefix("the")
    before = max(
        (each for each in map(same_heading, prefixes) if words.startswith(each)), key=len, default=""
    )
    return words.removeprefix(before) or words
