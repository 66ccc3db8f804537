"""Where two workplaces are, by their addresses: words, and the numbers of each kind, as parts of a score."""

import re
from collections.abc import Iterator

from graph.resolution import vocabulary
from graph.resolution.address import Address
from graph.resolution.likeness import Likeness, sounds_like
from graph.resolution.pair import NEAR, Pair, Part, left_over, listed

_SAID_ENOUGH = 1.4  # weight of an address that says where something is
_SAID_SOME = 1.0  # of one that names a place, but perhaps a large one
_OTHER_PLACE = 0.7  # weight of what each of two addresses names and the other does not
_OTHER_NUMBER = -34  # points
_NUMBER_WORDS = {
    "km": "kilometres", "road": "roads", "zone": "zones", "part": "parts", "moo": "villages", "ward": "wards",
    "floor": "floors", "box": "post boxes", "letter": "letters", "roman": "numerals", "side": "sides",
}  # fmt: skip


def numbers(pair: Pair) -> list[Part]:
    """The numbers of two addresses, equal or not, each kind by itself."""
    return [*_kinds(*pair.addresses), *_plots(*pair.addresses), *_regimes(*pair.addresses)]


def where(pair: Pair, compared: list[Part]) -> Iterator[Part]:
    """The parts of two addresses, `compared` being their `numbers`: of two places they give no points."""
    yield _addresses(pair, any(part.points > 0 for part in compared))
    yield from _places_apart(pair)
    elsewhere = _elsewhere(pair) or any(part.points <= _OTHER_NUMBER for part in compared)
    yield from map(_by_chance, compared) if elsewhere else compared
    yield from _post_codes(*pair.addresses)


def _addresses(pair: Pair, exact: bool) -> Part:
    """`exact`: a number of them is equal, so that few words say enough."""
    alike = pair.address
    alike_by = share(alike)
    if min(alike.one, alike.other) < _SAID_ENOUGH and not exact:
        points = 8 if alike_by >= NEAR and min(alike.one, alike.other) >= _SAID_SOME else -2
        return Part(points, "an address says too little", stops=True)
    left, points = "" if alike_by >= NEAR else left_over(alike), round(44 * alike_by - 14)
    if "address" in pair.by_sound:
        how = "sound alike" if alike_by >= 0.5 else "do not sound alike"
        return Part(points, f"addresses {how} when transliterated{left}", stops=True)
    how = "alike" if alike_by >= NEAR else "partly alike" if alike_by >= 0.5 else "differ"
    return Part(points, f"addresses {how}{left}", alike_by < 0.5)


def _by_chance(part: Part) -> Part:
    """A number that two different addresses share says nothing."""
    return part._replace(points=min(part.points, 0))


def _elsewhere(pair: Pair) -> bool:
    """Whether the addresses are of different places, so that equal numbers are chance."""
    apart = pair.weight_apart >= _OTHER_PLACE and ("address" in pair.by_sound or _far_apart(pair))
    return apart or share(pair.address) < 0.5


def _far_apart(pair: Pair) -> bool:
    named_apart = any(_named_apart(pair, level) for level in ("town", "city"))
    return named_apart or _in_two_provinces(pair) or _in_two_towns(pair)


def _in_two_provinces(pair: Pair) -> bool:
    here, there = (vocabulary.provinces(frozenset(side)) for side in pair.places_apart)
    return bool(here and there) and not here & there


def _named_apart(pair: Pair, level: str) -> bool:
    """Whether both name a place of a level that the other address lacks: "Houjie Town", "Liaobu Town"."""
    one, other = pair.addresses
    here, there = ([name for of, name in address.levels if of == level] for address in (one, other))
    alike = [any(sounds_like(name, word) or name == word for word in other.words) for name in here]
    alike += [any(sounds_like(name, word) or name == word for word in one.words) for name in there]
    return bool(here and there) and not any(alike)


def _in_two_towns(pair: Pair) -> bool:
    """Whether both addresses end with a town, neither of them a province, and the other lacks it."""
    ends = [address.town for address in pair.addresses]
    return all(
        end and end <= set(apart) and not vocabulary.provinces(end)
        for end, apart in zip(ends, pair.places_apart, strict=True)
    )


def _places_apart(pair: Pair) -> Iterator[Part]:
    """Each address names places that the other does not: one street and number in two towns."""
    apart = pair.places_apart
    if pair.weight_apart >= _OTHER_PLACE:
        here, there = (" ".join(side) for side in apart)
        points = -25 if _far_apart(pair) else 0
        yield Part(points, f"addresses name other places: {here} / {there}", stops=True)


def share(alike: Likeness) -> float:
    """A list may leave out the village or the province, so the lesser address weighs more."""
    return 0.6 * alike.lesser + 0.4 * alike.both


def _kinds(one: Address, other: Address) -> Iterator[Part]:
    for kind, word in _NUMBER_WORDS.items():
        here, there = one.of(kind), other.of(kind)
        if here - there and there - here:
            points = -10 if here & there else _OTHER_NUMBER
            yield Part(points, f"{word} differ: {listed(here - there)} / {listed(there - here)}", True)
        elif here & there:
            yield Part(0 if kind == "side" else 4, f"{word} equal: {listed(here & there)}")


def _regimes(one: Address, other: Address) -> Iterator[Part]:
    if {one.regime, other.regime} == {"zone", "outside"}:
        yield Part(_OTHER_NUMBER, "one is in a customs zone, one outside", stops=True)


def _post_codes(one: Address, other: Address) -> Iterator[Part]:
    here, there = one.of("post"), other.of("post")
    if here & there:
        yield Part(6, f"same post code {listed(here & there)}")
    elif here and there:
        yield Part(-4, f"other post codes: {listed(here)} / {listed(there)}", stops=True)


def _plots(one: Address, other: Address) -> Iterator[Part]:
    same = {a for a in one.plots for b in other.plots if _same_plot(a, b)}
    same |= {b for b in other.plots for a in one.plots if _same_plot(a, b)}
    same |= (_loose(one) & other.plots) | (_loose(other) & one.plots)
    here, there = one.plots - same, other.plots - same
    nearly = {number for a in here for b in there if _nearly_same(a, b) for number in (a, b)}
    if here and there and nearly:
        yield Part(0, f"numbers nearly equal: {listed(here)} / {listed(there)}", stops=True)
    elif here and there:
        points = -6 if same else _OTHER_NUMBER
        yield Part(points, f"numbers differ: {listed(here)} / {listed(there)}", True)
    elif same:
        yield Part(12, f"numbers equal: {listed(same)}")


def _loose(address: Address) -> frozenset[str]:
    """Numbers that may be a house's: "Argentina 2450" looks like a post code, "Street 3" like a street."""
    return address.of("road") | address.of("post")


def _same_plot(one: str, other: str) -> bool:
    """Equal, or but for a word before the number that only one has ("XN10", "10"; not "B3", "3")."""
    short, long = sorted((one, other), key=len)
    return one == other or (short.isdigit() and re.fullmatch(rf"[a-z]{{2,}}{short}", long) is not None)


def _nearly_same(one: str, other: str) -> bool:
    """Whether only one has a letter beside the number: "B3" and "3" may be one, or two."""
    short, long = sorted((one, other), key=len)
    return short.isdigit() and re.fullmatch(rf"[a-z]{short}|{short}[a-z]", long) is not None
