"""The words that say little about which place is meant, and those that count: `words.csv`, read once.

Kinds: `trade` (of a firm's trade or form), `part` (another part of a firm), `address` (of an address's
form), `unit` (a number or letter after it counts units), `number:N` (is the number N), `said:X` (a place
whose usual Latin name X is not what its letters sound like: 重庆, القاهرة). Names of countries and of their
ISO 3166-2 subdivisions are `region` words: they are right for a million places at once.
"""

import csv
from functools import cache
from pathlib import Path

import pycountry

from graph.folding import words


@cache
def of_kind(kind: str) -> frozenset[str]:
    """All folded words of a kind."""
    return frozenset(word for word, one in _rows() if one == kind)


@cache
def numbers() -> dict[str, str]:
    """Words and Roman numerals that are numbers, with the number in digits."""
    return {word: kind.split(":")[1] for word, kind in _rows() if kind.startswith("number:")}


@cache
def said() -> dict[str, str]:
    """Folded names of places in another script with what they are called in Latin letters."""
    return {word: kind.split(":")[1] for word, kind in _rows() if kind.startswith("said:")}


@cache
def countries() -> dict[str, str]:
    """A country's folded name to its ISO 3166-1 code; short names too, one word or more."""
    found = {"vietnam": "VN", "uae": "AE", "usa": "US", "england": "GB", "turkey": "TR", "burma": "MM"}
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "common_name", None)):
            if name:
                found[" ".join(words(name.split(",")[0]))] = country.alpha_2
    return found


@cache
def regions() -> frozenset[str]:
    """Words of the names of countries and of their first subdivisions."""
    names = [*countries(), "pr", "prc", "viet", "nam", "central", "java", "jawa"]
    names += [division.name for division in pycountry.subdivisions]
    return frozenset(word for name in names for word in words(name) if len(word) > 2)


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    path = Path(__file__).with_name("words.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(("".join(words(row["word"])), row["kind"]) for row in csv.DictReader(file))
