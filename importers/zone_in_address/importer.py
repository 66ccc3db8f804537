"""The zone that an address names: "LOTECO E.P.Z.", "Linh Trung Export Processing Zone2", "VSIP II".

An address is matched when it holds the zone's own words in order, a word for the same kind of zone, and
the same number or none on both sides: "Linh Trung" without I or II is neither of the two. One letter may
differ in a word of six and more ("Amrya", "Amriya"). The country must agree where both are known.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

from graph.claim import Claim, link
from importers.given import Given
from importers.rules import Described, Touched, origin_of

# Words for one class of zone, longest first; what they become is one word that no name has.
_CLASSES = {
    "export processing zone": "<epz>", "export process zone": "<epz>", "export processing": "<epz>",
    "kawasan pemrosesan ekspor": "<epz>", "khu che xuat": "<epz>", "kcx": "<epz>", "epz": "<epz>",
    "e p z": "<epz>", "special economic zone": "<sez>", "economic zone": "<sez>", "sez": "<sez>",
    "public free zone": "<fz>", "international free zone": "<fz>", "free trade zone": "<fz>",
    "free zone": "<fz>", "free port": "<fz>", "zona franca industrial": "<fz>",
    "zona franca internacional": "<fz> internacional", "zona franca": "<fz>", "ftz": "<fz>",
    "kawasan berikat": "<bz>", "bonded zone": "<bz>", "industrial park": "<ip>",
    "industrial estate": "<ip>", "industrial zone": "<ip>", "khu cong nghiep": "<ip>", "kcn": "<ip>",
}  # fmt: skip
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_LONG = 6  # letters from which one may differ
_LAST_NUMBER = 20  # of zones of one name; beyond it is a plot or a post code


@dataclass(frozen=True)
class Words:
    """A text as the rule compares it: words, with kinds of zones as one word each."""

    all: tuple[str, ...]

    @property
    def classes(self) -> frozenset[str]:
        """The kinds of zones it names."""
        return frozenset(word for word in self.all if word.startswith("<"))

    @property
    def core(self) -> tuple[str, ...]:
        """Its own words: no kind, no number."""
        return tuple(word for word in self.all if not word.startswith("<") and not word.isdigit())

    @property
    def number(self) -> str:
        """The number that tells it from its namesakes, if it has one."""
        return next((word for word in self.all if word.isdigit()), "")


def claims(touched: Touched, given: Given) -> Iterator[Claim]:
    """Workplaces of this run against all zones, and zones of this run against all workplaces."""
    new_places = [place for place in touched.new("Workplace") if place.text("address")]
    new_zones = touched.new("Zone")
    if new_places:
        countries = {place.country for place in new_places if place.country}
        known = all(place.country for place in new_places)
        yield from _placed(new_places, touched.all("Zone", countries if known else None), given)
    if new_zones:
        old = {place.claim for place in new_places}
        others = [place for place in touched.all("Workplace") if place.claim not in old]
        yield from _placed([place for place in others if place.text("address")], new_zones, given)


def _placed(places: Iterable[Described], zones: Iterable[Described], given: Given) -> Iterator[Claim]:
    by_first: dict[str, list[Described]] = {}
    for zone in zones:
        core = read(zone.text("name")).core
        if core:
            by_first.setdefault(core[0][:1], []).append(zone)
    for place in places:
        address = read(place.text("address"))
        letters = sorted({word[:1] for word in address.core} & set(by_first))
        found = [
            (apart, zone)
            for letter in letters
            for zone in by_first[letter]
            if _agree(place, zone) and (apart := words_apart(address, read(zone.text("name")))) is not None
        ]
        nearest = min((apart for apart, _ in found), default=None)
        for apart, zone in found:
            if apart == nearest:
                origin = origin_of(given, place, f"address: {place.text('address')}", zone)
                yield link(origin, "IN_ZONE", place.thing, zone.thing, precision="address")


def _agree(place: Described, zone: Described) -> bool:
    return not (place.country and zone.country) or place.country == zone.country


def words_apart(address: Words, zone: Words) -> int | None:
    """How many words stand between the zone's own words and its kind in an address that names it.

    None when the address does not name it. "Korean EPZ, Anwara, Chittagong" names Korean (0) before it
    names Chittagong (1), so the nearest is taken.
    """
    kinds = [place for place, word in enumerate(address.all) if word in zone.classes]
    apart = [
        min(max(start - kind - 1, kind - start - len(zone.core), 0) for kind in kinds)
        for start in _places(address.all, zone.core)
        if kinds and zone.number == _number_near(address.all, start, len(zone.core))
    ]
    return min(apart, default=None)


def _places(words: tuple[str, ...], core: tuple[str, ...]) -> Iterator[int]:
    """Where the zone's own words stand in a row, a kind of zone between them passed over."""
    joined = "".join(core)
    for start, word in enumerate(words):
        if word.startswith("<"):
            continue
        rest = [other for other in words[start : start + len(core) + 2] if not other.startswith("<")]
        in_order = len(rest) >= len(core) and all(map(_alike, core, rest))
        if in_order or (len(core) > 1 and word == joined):
            yield start


def _number_near(words: tuple[str, ...], start: int, size: int) -> str:
    """The number that follows the zone's own words, or a kind of zone next to them."""
    near = range(max(0, start - 1), min(len(words) - 1, start + size + 2))
    own = range(start + size - 1, start + size)
    for place in near:
        after = words[place + 1]
        beside = words[place].startswith("<") or place in own
        if beside and after.isdigit() and int(after) <= _LAST_NUMBER:
            return after
    return ""


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= _LONG - 1 < max(len(one), len(other)) and (
        Levenshtein.distance(one, other, score_cutoff=1) <= 1
    )


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_CLASSES, key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b")


def read(text: str) -> Words:
    """Fold a name or an address for comparing: no marks, no case, Roman numbers as digits."""
    flat = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D")).casefold()
    flat = "".join(character for character in flat if not unicodedata.combining(character))
    flat = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", flat)
    flat = " ".join(re.findall(r"\w+", flat))
    flat = _pattern().sub(lambda found: f" {_CLASSES[found[0]]} ", flat)
    return Words(tuple(_ROMAN.get(word, word) for word in flat.split()))
