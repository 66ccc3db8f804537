"""The zone that an address names: "LOTECO E.P.Z.", "Linh Trung Export Processing Zone2", "DEPZ", "VSIP II".

A zone that is known is named by an address that holds its own words in order, a word for the same kind of
zone, and the same number or none on both sides: "Linh Trung" without I or II is neither of the two. One
letter may differ in a word of six and more ("Amrya", "Amriya"). The country must agree where both are known.
A short name ("DEPZ") is that of the one zone of the country that it may stand for, or of the one whose words
stand beside it ("CEPZ, Chittagong": Comilla has the same initials).

Where no zone that is known fits, the address's own words are the zone's name ("ZI Tanger Automotive City").
When a register brings that zone later, the two are one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from graph.claim import Claim, Origin, Ref, country, describe, link, same, zone
from importers.given import Given
from importers.rules import Described, Touched, origin_of
from importers.zone_in_address.naming import LAST_NUMBER, Named, Words, named_in, read, shortened

_LONG = 6  # letters from which one may differ


def claims(touched: Touched, given: Given) -> Iterator[Claim]:
    """Workplaces of this run against all zones, and zones of this run against all workplaces."""
    new_places = [place for place in touched.new("Workplace") if place.text("address")]
    new_zones = touched.new("Zone")
    if new_places:
        countries = {place.country for place in new_places if place.country}
        known = all(place.country for place in new_places)
        zones = _Zones(touched.all("Zone", countries if known else None))
        for place in new_places:
            found = zones.named_by(place)
            yield from _placed(place, found, given) if found else _named(place, given)
    if new_zones:
        old = {place.claim for place in new_places}
        zones = _Zones(new_zones)
        for place in touched.all("Workplace"):
            if place.claim not in old and (found := zones.named_by(place)):
                yield from _placed(place, found, given)
                yield from _joined(place, found, given)


@dataclass(frozen=True)
class _Zone:
    described: Described
    words: Words


class _Zones:
    """Zones that are known, by the first letters of their own words and by their initials."""

    def __init__(self, zones: Iterable[Described]) -> None:
        self._by_first: dict[str, list[_Zone]] = {}
        self._by_initials: dict[str, list[_Zone]] = {}
        for described in zones:
            words = read(described.text("name"))
            if words.core:
                self._by_first.setdefault(words.core[0][:1], []).append(_Zone(described, words))
                self._by_initials.setdefault(words.initials, []).append(_Zone(described, words))

    def named_by(self, place: Described) -> list[Described]:
        """The zones that an address names: the nearest in words, several where they are equally near."""
        address = read(place.text("address"))
        letters = sorted({word[:1] for word in address.core} & set(self._by_first))
        found = [
            (apart, zone.described)
            for letter in letters
            for zone in self._by_first[letter]
            if _agree(place, zone.described) and (apart := words_apart(address, zone.words)) is not None
        ]
        nearest = min((apart for apart, _ in found), default=None)
        return [zone for apart, zone in found if apart == nearest] or self._shortened(place, address)

    def _shortened(self, place: Described, address: Words) -> list[Described]:
        for short in shortened(address):
            known = [zone for zone in self._by_initials.get(short, ()) if _agree(place, zone.described)]
            beside = [zone for zone in known if set(zone.words.core) <= set(address.core)]
            names = {zone.words for zone in beside or known}
            if len(names) == 1:
                return [zone.described for zone in beside or known]
        return []


def _placed(place: Described, zones: Iterable[Described], given: Given) -> Iterator[Claim]:
    for one in zones:
        yield link(_origin(given, place, one), "IN_ZONE", place.thing, one.thing, precision="address")


def _named(place: Described, given: Given) -> Iterator[Claim]:
    """The address's own zone. One whose country nobody says would be one with its namesakes abroad."""
    named = named_in(place.text("address"))
    if named and place.country:
        origin, here = _origin(given, place), _ref(given, place.country, named)
        yield describe(origin, here, name=named.text, kind=named.kind)
        yield link(origin, "IN_COUNTRY", here, country(place.country), precision="address")
        yield link(origin, "IN_ZONE", place.thing, here, precision="address")


def _joined(place: Described, zones: list[Described], given: Given) -> Iterator[Claim]:
    """What an old address named by its own words is the zone that a register now has."""
    named = named_in(place.text("address"))
    if named and place.country and len(zones) == 1:
        yield same(_origin(given, place, zones[0]), _ref(given, place.country, named), zones[0].thing)


def _ref(given: Given, code: str, named: Named) -> Ref:
    return zone(given.publisher, code, named.key)


def _origin(given: Given, place: Described, *also: Described) -> Origin:
    return origin_of(given, place, f"address: {place.text('address')}", *also)


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
        if beside and after.isdigit() and int(after) <= LAST_NUMBER:
            return after
    return ""


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= _LONG - 1 < max(len(one), len(other)) and (
        Levenshtein.distance(one, other, score_cutoff=1) <= 1
    )
