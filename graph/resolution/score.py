"""How sure it is that two workplaces are one, in points whose parts can be read.

    points = name (0..60) + address (-12..30) + numbers + post code + place on the map, within 0..100

`SURE` and above, with nothing that stops it, is one place and joined without asking; `LIKELY` and above is
more probably one than not; from `ASK` on a person is asked; below, they are two. What stops a join whatever
the points: another country or none, numbers that differ, another part of a firm, an address that says little.
Name and address are weighed by words: trade words ("garment"), words of an address's form ("road", "zone")
and names of countries and provinces count little, so "Industrial area, Zhongshan" proves nothing.
The weights were set on one half of bench/matching's pairs and are reported on the other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from graph.resolution import vocabulary
from graph.resolution.address import Address
from graph.resolution.clean import Name
from graph.resolution.likeness import Likeness, likeness
from graph.resolution.pair import Pair, read_pair

SURE, LIKELY, ASK = 80, 58, 40
_EARTH = 6_371_000  # metres
_NEAR = 0.85
_SAID_ENOUGH = 1.4  # weight of an address that says where something is
_NUMBER_WORDS = {
    "km": "kilometres", "road": "roads", "zone": "zones", "moo": "villages", "ward": "wards",
    "floor": "floors", "box": "post boxes",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """What is known of a workplace. `country` is ISO 3166-1 alpha-2 or empty; `precision` in metres."""

    name: str
    address: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: float | None = None


class Part(NamedTuple):
    """One thing that was compared: how many points, in words, and whether it stops a join."""

    points: float
    why: str
    stops: bool = False


@dataclass(frozen=True)
class Match:
    """The result for a pair: points 0..100 and the parts they are the sum of."""

    score: int
    parts: tuple[Part, ...]

    @property
    def stopped(self) -> bool:
        """Whether something says that nobody but a person may join them."""
        return any(part.stops for part in self.parts)

    @property
    def outcome(self) -> str:
        """`same` (joined without asking), `review` or `different`."""
        if self.score >= SURE and not self.stopped:
            return "same"
        return "review" if self.score >= ASK else "different"

    @property
    def why(self) -> str:
        """The parts as one line."""
        return "; ".join(part.why for part in self.parts)


def compare(one: Place, other: Place) -> Match:
    """Score two workplaces. The order of the two does not matter."""
    one, other = sorted((one, other), key=lambda place: (place.name, place.address))
    parts = tuple(_parts(one, other))
    total = round(sum(part.points for part in parts))
    return Match(max(0, min(100, total)), parts)


def _parts(one: Place, other: Place) -> Iterator[Part]:
    pair = read_pair((one.name, other.name), (one.address, other.address))
    yield from _countries(one, other)
    yield _names(pair)
    yield from _trades(*pair.names)
    yield from _name_numbers(*pair.names)
    yield from _firm_parts(pair)
    numbers = [*_kinds(*pair.addresses), *_plots(*pair.addresses)]
    exact = any(part.points > 0 for part in numbers)
    yield _addresses(pair, exact)
    yield from numbers
    yield from _post_codes(*pair.addresses)
    if exact and not any(part.stops for part in numbers):
        yield from _within(pair)
    yield from _distance(one, other)


def _countries(one: Place, other: Place) -> Iterator[Part]:
    if one.country and other.country and one.country != other.country:
        yield Part(-100, f"countries differ: {one.country} / {other.country}", stops=True)
    elif not (one.country and other.country):
        yield Part(0, "one names no country", stops=True)


def _names(pair: Pair) -> Part:
    one, other = pair.names
    if "name" in pair.by_sound:
        return _heard_names(pair.name)
    if set(one.words) == set(other.words) and one.words:
        return Part(60, "names equal but for legal form and order")
    share = _name_share(pair.name)
    how = "near" if share >= _NEAR else "partly alike" if share >= 0.6 else "differ"
    return Part(round(60 * max(0.0, (share - 0.45) / 0.55)), f"names {how}{_left(pair.name)}", share < _NEAR)


def _heard_names(alike: Likeness) -> Part:
    """Never a reason to join without asking: what sounds alike is not yet the same name."""
    share = _name_share(alike)
    how = "sound alike" if share >= 0.6 else "do not sound alike"
    points = round(48 * max(0.0, (share - 0.45) / 0.55))
    return Part(points, f"names {how} when transliterated{_left(alike)}", stops=True)


def _name_share(alike: Likeness) -> float:
    return 0.8 * alike.both + 0.2 * alike.lesser


def _left(alike: Likeness) -> str:
    sides = [" ".join(side[:6]) for side in (alike.only_one, alike.only_other)]
    return f": {sides[0] or 'nothing'} / {sides[1] or 'nothing'}" if any(sides) else ""


def _trades(one: Name, other: Name) -> Iterator[Part]:
    """Two firms of one owner are called after what they make: "AKH Fashions", "AKH Shirts".

    "Intl" and "International" are no two trades, nor are "Knitwear" and "Knitting".
    """
    alike = likeness(one.words, other.words, lambda _: 1.0)
    left = [sorted(set(side) & vocabulary.of_kind("trade")) for side in (alike.only_one, alike.only_other)]
    if all(left) and not {word[:3] for word in left[0]} & {word[:3] for word in left[1]}:
        yield Part(-20, f"trades differ: {' '.join(left[0])} / {' '.join(left[1])}", stops=True)


def _name_numbers(one: Name, other: Name) -> Iterator[Part]:
    here, there = _listed(one.numbers), _listed(other.numbers)
    if here == there:
        if here:
            yield Part(4, f"number in the name equal: {here}")
    elif here and there:
        yield Part(-45, f"numbers in the name differ: {here} / {there}", stops=True)
    else:
        yield Part(-20, f"one name has a number: {here or there}", stops=True)


def _firm_parts(pair: Pair) -> Iterator[Part]:
    """Words for another part of the firm, and brackets that name the plant."""
    one, other = pair.names
    if one.parts != other.parts:
        points = -40 if one.parts and other.parts else -15
        yield Part(points, f"another part of a firm: {_listed(one.parts ^ other.parts)}", stops=True)
    for inside, rest, address in (
        (one.brackets, other, pair.addresses[1]),
        (other.brackets, one, pair.addresses[0]),
    ):
        new = inside - set(rest.words) - set(address.words) - vocabulary.of_kind("trade")
        plant = {word for word in new if not _of_country(word)}
        if plant:
            yield Part(-15, f"brackets name a plant: {_listed(plant)}", stops=True)


def _of_country(word: str) -> bool:
    """ "Vietnam", and "Thai" of Thailand."""
    return len(word) > 3 and any(name.startswith(word) for name in vocabulary.countries())


def _within(pair: Pair) -> Iterator[Part]:
    """At one number: "Zalau Plant" and "Universal Zalau Plant", both in 77 Blvd. Mihai Viteazu."""
    one, other = pair.names
    differ = set(one.words) != set(other.words) and one.parts == other.parts
    if differ and pair.name.lesser >= 0.9 and _share(pair.address) >= 0.5:
        yield Part(20, "one name stands in the other, at the same number")


def _addresses(pair: Pair, exact: bool) -> Part:
    """`exact`: a number of them is equal, so that few words say enough."""
    alike = pair.address
    if min(alike.one, alike.other) < _SAID_ENOUGH and not exact:
        return Part(-2, "an address says too little", stops=True)
    share = _share(alike)
    left, points = "" if share >= _NEAR else _left(alike), round(42 * share - 12)
    if "address" in pair.by_sound:
        how = "sound alike" if share >= 0.5 else "do not sound alike"
        return Part(points, f"addresses {how} when transliterated{left}", stops=True)
    how = "alike" if share >= _NEAR else "partly alike" if share >= 0.5 else "differ"
    return Part(points, f"addresses {how}{left}", share < 0.5)


def _share(alike: Likeness) -> float:
    """A list may leave out the village or the province, so the lesser address weighs more."""
    return 0.6 * alike.lesser + 0.4 * alike.both


def _kinds(one: Address, other: Address) -> Iterator[Part]:
    for kind, word in _NUMBER_WORDS.items():
        here, there = one.of(kind), other.of(kind)
        if here and there and not here & there:
            yield Part(-20, f"{word} differ: {_listed(here)} / {_listed(there)}", True)
        elif here & there:
            yield Part(4, f"{word} equal: {_listed(here & there)}")


def _post_codes(one: Address, other: Address) -> Iterator[Part]:
    here, there = one.of("post"), other.of("post")
    if here & there:
        yield Part(6, f"same post code {_listed(here & there)}")
    elif here and there:
        yield Part(-4, f"post codes differ: {_listed(here)} / {_listed(there)}")


def _plots(one: Address, other: Address) -> Iterator[Part]:
    same = {a for a in one.plots for b in other.plots if _same_plot(a, b)}
    same |= {b for b in other.plots for a in one.plots if _same_plot(a, b)}
    here, there = one.plots - same, other.plots - same
    if here and there:
        points = -6 if same else -22
        yield Part(points, f"numbers differ: {_listed(here)} / {_listed(there)}", True)
    elif same:
        yield Part(12, f"numbers equal: {_listed(same)}")


def _same_plot(one: str, other: str) -> bool:
    """Equal, or but for a word before the number that only one has ("XN10", "10"; not "B3", "3")."""
    short, long = sorted((one, other), key=len)
    return one == other or (short.isdigit() and re.fullmatch(rf"[a-z]{{2,}}{short}", long) is not None)


def _distance(one: Place, other: Place) -> Iterator[Part]:
    """Coordinates help or hinder as far as they are precise; a town's centre says nothing."""
    if None in (one.lat, one.lon, other.lat, other.lon):
        return
    metres = _metres(one, other)
    blur = (one.precision or 1000) + (other.precision or 1000)
    if metres <= 300 and blur <= 500:
        yield Part(10, f"{metres:.0f} m apart")
    elif metres > max(3 * blur, 2000):
        yield Part(-20, f"{metres / 1000:.0f} km apart", blur <= 500)


def _metres(one: Place, other: Place) -> float:
    """The great-circle distance (haversine)."""
    a, b, c, d = (radians(value or 0) for value in (one.lat, one.lon, other.lat, other.lon))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))


def _listed(values: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(values))
