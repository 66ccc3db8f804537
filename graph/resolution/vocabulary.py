"""The words that say little about which place is meant, and those that count: `words.csv`, read once.

Kinds: `trade` (of a firm's trade or form), `process` (a trade that another plant of a firm may have), `part`
(another part of a firm), `address` (of an address's form), `unit` (a number or letter after it counts units),
`number:N` (is the number N), `is:X` (means X), `town` (spelt much as another town is), `said:X` (of another
script, where lists in Latin letters write X: a translation, or not what it sounds like: 制衣, 重庆),
`field:X` (used for one another in lists: garment, apparel), `general` (says neither who nor what: works),
`country:XX` (how firms of that country put it in their names: "Vina"). Names
of countries and of their ISO 3166-2 subdivisions are `region` words: right for a million places at once.
"""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pycountry

from graph.folding import words

_LONGEST_PHRASE = 3  # words
_SHARED = 6  # subdivisions whose names hold a word that is then none's own: "region", "sheng", "central"


@cache
def of_kind(*kinds: str) -> frozenset[str]:
    """All folded words of a kind, or of several."""
    return frozenset(word for word, one in _rows() if one in kinds)


@cache
def numbers() -> dict[str, str]:
    """Words and Roman numerals that are numbers, with the number in digits."""
    return {word: kind.split(":")[1] for word, kind in _rows() if kind.startswith("number:")}


def plain(found: list[str]) -> list[str]:
    """Folded words with those that mean the same written alike: "fty" and "fabrika" are "factory"."""
    same, at, written = _same(), 0, list[str]()
    while at < len(found):
        size = next((n for n in range(_LONGEST_PHRASE, 0, -1) if " ".join(found[at : at + n]) in same), 0)
        written += same[" ".join(found[at : at + size])].split() if size else [found[at]]
        at += size or 1
    return written


@cache
def _same() -> dict[str, str]:
    return {word: kind.split(":")[1] for word, kind in _rows() if kind.startswith("is:")}


@cache
def said() -> dict[str, str]:
    """Folded words of another script with what lists in Latin letters write for them."""
    return {word: kind.split(":")[1] for word, kind in _rows() if kind.startswith("said:")}


@cache
def fields() -> dict[str, str]:
    """Folded words of trades that one firm's lists use for one another, with what they are: "clothes"."""
    return {word: kind.split(":")[1] for word, kind in _rows() if kind.startswith("field:")}


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
def regions(country: str = "") -> frozenset[str]:
    """Words of the names of countries and of their first subdivisions, or of those of one country (ISO)."""
    names = [*countries(), "pr", "prc", "viet", "nam", "central", "java", "jawa"]
    names += [one.name for one in pycountry.subdivisions if country in ("", one.country_code)]
    return frozenset(word for name in names for word in words(name) if len(word) > 2)


@cache
def country_words(country: str) -> frozenset[str]:
    """How a firm's name says its country (ISO): "Vietnam", "Vina", "VN", and as initials "(V)"."""
    names = [name for name, code in countries().items() if code == country]
    short = [country.lower(), *(name[0] for name in names)] if country else []
    return frozenset((*names, *short)) | of_kind(f"country:{country}")


@cache
def towns() -> frozenset[str]:
    """Words of places so alike in spelling that one is no slip of the hand for another: Suzhou, Xuzhou."""
    return regions() | of_kind("town")


def provinces(found: frozenset[str]) -> frozenset[str]:
    """The ISO 3166-2 codes of the first subdivisions that these words name, with those they are part of."""
    return frozenset(
        code
        for word in found
        for name, codes in _provinces().get(word, ())
        if name <= found
        for code in codes
    )


@cache
def _provinces() -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
    """By the first word of a name; where addresses use them, the two letters too ("PE", "NC")."""
    found: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    shared = Counter(word for one in pycountry.subdivisions for word in set(words(one.name)))
    for one in pycountry.subdivisions:
        codes = frozenset(code for code in (one.code, one.parent_code) if code)
        own = (word for word in words(one.name) if shared[word] < _SHARED and word not in numbers())
        named = [word for word in own if len(word) > 2]
        short = [one.code[3:].lower()] if one.country_code in ("BR", "US") else []
        for name in (named, short):
            if name:
                found.setdefault(name[0], []).append((frozenset(name), codes))
    return found


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    path = Path(__file__).with_name("words.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple((" ".join(words(row["word"])), row["kind"]) for row in csv.DictReader(file))
