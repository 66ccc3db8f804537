"""What a workplace makes, by the words that lists use for its goods: `words.csv`, a reviewed table.

A part of a list's words ("Apparel", "T-shirts") must be a line of the table as a whole, case, accents and
punctuation aside: "Apparel machinery" is no apparel. A word that several codes fit has the broadest that is
true of all of them: a shirt may be knitted or woven, so it has no chapter of the Harmonized System. Goods are
those of the US list of child and forced labour, codes those of HS 2022 and ISIC Rev. 4; only what the ledger
holds of them is linked, so a classification that is loaded later finds the words that came before it.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain

from graph.claim import Claim, link
from graph.folding import words
from importers.given import Given
from importers.rules import Described, Touched, origin_of

SCHEMES = ("mat", "hs", "isic")
_PARTS = re.compile(r"[;,|/&+•\n]|\s(?:and|or|y|e|et|und|en|dan|ve|và)\s", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]*\)")


def claims(touched: Touched, given: Given) -> Iterator[Claim]:
    """Goods that this run says against every class, and classes that this run brings against all goods."""
    said = (one for one in touched.new_links("SUPPLIES", "Workplace") if one.properties.get("products"))
    first = next(said, None)
    if first:
        every = _classified(touched.all("Product"), touched.all("Sector"))
        yield from _made(chain([first], said), every, given)
    new = _classified(touched.new("Product"), touched.new("Sector"))
    if new:
        yield from _made(touched.all_links("SUPPLIES", "Workplace"), new, given)


def codes_of(text: str) -> list[str]:
    """The keys that the words of a list stand for, sorted: `codes_of("Shoes")` has `isic:152`."""
    found: set[str] = set()
    for part in _PARTS.split(text):
        found |= _table().get(_plain(part)) or _table().get(_plain(_ASIDE.sub(" ", part))) or set()
    return sorted(found | _table().get(_plain(text), set()))


def _classified(products: Iterable[Described], sectors: Iterable[Described]) -> dict[str, Described]:
    """What the table can name, by its key."""
    named = {key for keys in _table().values() for key in keys}
    return {one.thing.key: one for one in (*products, *sectors) if one.thing.key in named}


def _made(said: Iterable[Described], classified: Mapping[str, Described], given: Given) -> Iterator[Claim]:
    for supply in said:
        for text in supply.properties.get("products", ()):
            for key in codes_of(text):
                if what := classified.get(key):
                    origin = origin_of(given, supply, f"goods: {text}", what)
                    yield link(origin, "MAKES", supply.thing, what.thing)


def _plain(text: str) -> str:
    return " ".join(words(text))


@cache
def _table() -> dict[str, set[str]]:
    made: dict[str, set[str]] = {}
    with files("importers.goods_in_words").joinpath("words.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            keys = {f"{scheme}:{row[scheme]}" for scheme in SCHEMES if row[scheme]}
            for phrase in row["words"].split("|"):
                made.setdefault(_plain(phrase), set()).update(keys)
    return made
