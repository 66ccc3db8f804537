"""How sure it is that two workplaces are one, in points whose parts can be read.

    points = name (0..60) + address (-14..30) + numbers + post code + place on the map, within 0..100

`SURE` and above, with nothing that stops it, is one place and joined without asking; `LIKELY` and above is
more probably one than not; from `ASK` on a person is asked; below, they are two. What stops a join whatever
the points: another country or none, numbers, post codes or towns that differ, another part or process of a
firm, an address that says little, names that differ where no number is equal, and what was compared by its
sound. Name and address are weighed by words (`pair`); the address's parts are in `where`.
The weights were set on half A of bench/matching's pairs, rules mended on C, and are reported on B.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from graph.resolution import vocabulary
from graph.resolution.clean import Name
from graph.resolution.likeness import Likeness, likeness
from graph.resolution.pair import NEAR, Pair, Part, left_over, listed, read_pair
from graph.resolution.where import numbers, share, where

SURE, LIKELY, ASK = 80, 58, 40
_EARTH = 6_371_000  # metres
_LONG_NUMBER = 3  # digits: of a register's number, not of a firm's unit
_BY_PLACE = 30  # points of a name that says no more than the address


@dataclass(frozen=True)
class Place:
    """What is known of a workplace. `country` is ISO 3166-1 alpha-2 or empty; `precision` in metres."""

    name: str
    address: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: float | None = None


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
    pair = read_pair((one.name, other.name), (one.address, other.address), one.country or other.country)
    yield from _countries(one, other)
    yield _names(pair)
    yield from _trades(pair)
    yield from _name_numbers(*pair.names)
    yield from _firm_parts(pair)
    found = numbers(pair)
    yield from where(pair, found)
    exact = any(part.points > 0 for part in found)
    if exact and not any(part.stops for part in found):
        yield from _within(pair)
    if not exact and not pair.same_name:
        yield Part(0, "names differ and no number is equal", stops=True)
    yield from _distance(one, other)


def _countries(one: Place, other: Place) -> Iterator[Part]:
    if one.country and other.country and one.country != other.country:
        yield Part(-100, f"countries differ: {one.country} / {other.country}", stops=True)
    elif not (one.country and other.country):
        yield Part(0, "one names no country", stops=True)


def _names(pair: Pair) -> Part:
    if "name" in pair.by_sound:
        return _heard_names(pair.name)
    if pair.same_name:
        return Part(60, "names equal but for legal form and order")
    alike, heard = _name_share(pair.name), _name_share(pair.name_by_sound)
    if heard >= 0.6 and heard > alike:
        return Part(_points(heard, 54), f"names spelt otherwise{left_over(pair.name_by_sound)}", stops=True)
    if alike < 0.6 and pair.named_by_place:
        return Part(_BY_PLACE, f"one is named by its place alone{left_over(pair.name)}", stops=True)
    how = "near" if alike >= NEAR else "partly alike" if alike >= 0.6 else "differ"
    why = f"names {how}{left_over(pair.name)}"
    return Part(_points(alike, 60), why, alike < NEAR or bool(pair.name.initials or pair.own_words_apart))


def _heard_names(alike: Likeness) -> Part:
    """Never a reason to join without asking: what sounds alike is not yet the same name."""
    both = _name_share(alike)
    how = "sound alike" if both >= 0.6 else "do not sound alike"
    return Part(_points(both, 48), f"names {how} when transliterated{left_over(alike)}", stops=True)


def _points(alike: float, most: int) -> int:
    return round(most * max(0.0, (alike - 0.45) / 0.55))


def _name_share(alike: Likeness) -> float:
    return 0.8 * alike.both + 0.2 * alike.lesser


def _trades(pair: Pair) -> Iterator[Part]:
    """Two firms of one owner are called after what they make: "AKH Fashions", "AKH Shirts".

    "Intl" and "International" are no two trades, nor are "Knitwear" and "Knitting".
    """
    alike = likeness(pair.names[0].words, pair.names[1].words, lambda _: 1.0)
    left = [sorted(set(side) & vocabulary.of_kind("trade")) for side in (alike.only_one, alike.only_other)]
    process = (set(left[0]) ^ set(left[1])) & vocabulary.of_kind("process")
    if process and not all(left):
        yield Part(0, f"one names another process: {listed(process)}", stops=True)
    if all(left) and not {word[:3] for word in left[0]} & {word[:3] for word in left[1]}:
        points = _of_trades(*map(set, left))
        if points < -10 or not pair.named_by_place:
            yield Part(points, f"trades differ: {' '.join(left[0])} / {' '.join(left[1])}", stops=True)


def _of_trades(here: set[str], there: set[str]) -> int:
    """Points of two trades: few where one says nothing of what is made, none for words of one field."""
    here, there = (side - vocabulary.of_kind("general") for side in (here, there))
    fields = [{vocabulary.fields().get(word, word) for word in side} for side in (here, there)]
    if here and there:
        return 0 if fields[0] & fields[1] else -30
    return -10 if here or there else 0


def _name_numbers(one: Name, other: Name) -> Iterator[Part]:
    here, there = listed(one.numbers), listed(other.numbers)
    only = one.numbers ^ other.numbers
    if here == there:
        if here:
            yield Part(4, f"number in the name equal: {here}")
    elif here and there:
        yield Part(-50, f"numbers in the name differ: {here} / {there}", stops=True)
    elif all(len(number) >= _LONG_NUMBER for number in only):
        yield Part(-8, f"one name has a long number: {here or there}", stops=True)
    else:
        yield Part(-34, f"one name has a number: {here or there}", stops=True)


def _firm_parts(pair: Pair) -> Iterator[Part]:
    """Words for another part of the firm, and brackets that name the plant."""
    one, other = pair.names
    if one.parts != other.parts:
        points = -50 if one.parts and other.parts else -15
        yield Part(points, f"another part of a firm: {listed(one.parts ^ other.parts)}", stops=True)
    for inside, rest, address in (
        (one.brackets, other, pair.addresses[1]),
        (other.brackets, one, pair.addresses[0]),
    ):
        new = inside - set(rest.words) - set(address.words) - vocabulary.of_kind("trade")
        plant = {word for word in new if not _of_country(word, pair.country)}
        if plant:
            yield Part(-15, f"brackets name a plant: {listed(plant)}", stops=True)


def _of_country(word: str, country: str) -> bool:
    """ "Vietnam", "Thai" of Thailand, and "(K)" of Kenya."""
    if word in vocabulary.country_words(country):
        return True
    return len(word) > 3 and any(name.startswith(word) for name in vocabulary.countries())


def _within(pair: Pair) -> Iterator[Part]:
    """At one number: "Zalau Plant" and "Universal Zalau Plant", both in 77 Blvd. Mihai Viteazu."""
    one, other = pair.names
    differ = not pair.same_name and one.parts == other.parts
    if differ and pair.name.lesser >= 0.9 and share(pair.address) >= 0.5:
        yield Part(20, "one name stands in the other, at the same number")


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
