"""Two workplaces taken apart, with how alike the words of their names and of their addresses are, by weight.

Trade words ("garment"), words of an address's form ("road", "zone") and names of countries and provinces
count little. Where only one of two texts is in Latin letters, `heard` compares them by their sound.
"""

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import NamedTuple

from graph.resolution import vocabulary
from graph.resolution.address import Address, read_address
from graph.resolution.clean import Name, read_name
from graph.resolution.heard import differ_in_script, heard_addresses, heard_names
from graph.resolution.likeness import Likeness, likeness, sounds_like, spelt_alike

Texts = tuple[str, str]
NEAR = 0.85  # of likeness: the same but for little
_OF_A_PLACE = 0.5  # weight of a name's word that an address holds too


class Part(NamedTuple):
    """One thing that was compared: how many points, in words, and whether it stops a join."""

    points: float
    why: str
    stops: bool = False


@dataclass(frozen=True)
class Pair:
    """Both names and both addresses, taken apart and compared once; which of them by their sound."""

    names: tuple[Name, Name]
    addresses: tuple[Address, Address]
    by_sound: frozenset[str] = frozenset()  # "name", "address"
    country: str = ""  # ISO 3166-1 alpha-2

    @cached_property
    def name(self) -> Likeness:
        """Of the names' words."""
        return likeness(self.names[0].words, self.names[1].words, self._weight)

    @cached_property
    def name_by_sound(self) -> Likeness:
        """Of the names' words, "Cauvery" and "Kaveri" being one."""
        return likeness(self.names[0].words, self.names[1].words, self._weight, spelt_alike)

    @cached_property
    def address(self) -> Likeness:
        """Of the addresses' words."""
        return likeness(self.addresses[0].words, self.addresses[1].words, _address_weight, sounds_like)

    @cached_property
    def _said(self) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(self.addresses[0].words), frozenset(self.addresses[1].words)

    @cached_property
    def places_apart(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of each address that name a place, not a country, and that the other lacks."""
        sides = self.address.only_one, self.address.only_other
        one, other = (tuple(word for word in side if word not in _no_place()) for side in sides)
        return one, other

    @property
    def weight_apart(self) -> float:
        """The weight of the lighter side of `places_apart`; a province counts as a town does."""
        return min(sum(map(_own_weight, side)) for side in self.places_apart)

    @property
    def same_name(self) -> bool:
        """Whether the names' words are equal, in any order."""
        one, other = (set(name.words) for name in self.names)
        return bool(one) and one == other

    @property
    def own_words_apart(self) -> bool:
        """Whether one name has a word of its own, neither trade nor place, that the other lacks."""
        return any(self._weight(word) > _OF_A_PLACE for word in self.name.only_one + self.name.only_other)

    @property
    def named_by_place(self) -> bool:
        """Whether a name has no word of its own, nor what it makes: "Zalau Plant" in Zalau, "The Factory"."""
        return any(
            set(name.words) - _general() <= set(address.words)
            for name, address in zip(self.names, self.addresses, strict=True)
        )

    def _weight(self, word: str) -> float:
        """Of a word of a name: a town says less than a firm's own word."""
        one, other = self._said
        if word in vocabulary.of_kind("trade"):
            return 0.25
        if word in vocabulary.country_words(self.country):
            return 0.05
        in_address, in_name = (word in one, word in other), [word in name.words for name in self.names]
        if any(said and not named for said, named in zip(in_address, in_name, strict=True)):
            return 0.1
        if any(in_address) and word in vocabulary.of_kind("address"):
            return 0.15
        if all(in_address) or word in vocabulary.regions(self.country):
            return 0.3
        return _OF_A_PLACE if any(in_address) else _OF_A_PLACE + min(len(word), 6) / 12


def read_pair(names: Texts, addresses: Texts, country: str = "") -> Pair:
    """Take both apart: as they are written, or by their sound where only one is in Latin letters."""
    pair = Pair(
        (read_name(names[0]), read_name(names[1])),
        (read_address(addresses[0]), read_address(addresses[1])),
        country=country,
    )
    if differ_in_script(*addresses):
        both = heard_addresses(pair.addresses, addresses)
        pair = replace(pair, addresses=both, by_sound=frozenset(("address",)))
    if differ_in_script(*names):
        towns = pair.addresses[0].words + pair.addresses[1].words
        both_names = heard_names(pair.names, names, towns)
        pair = replace(pair, names=both_names, by_sound=pair.by_sound | {"name"})
    return pair


@cache
def _general() -> frozenset[str]:
    """Words of names that say neither who nor what: "factory", "international"."""
    return vocabulary.of_kind("general", "link")


@cache
def _no_place() -> frozenset[str]:
    return vocabulary.of_kind("address", "link") | vocabulary.countries().keys()


def _address_weight(word: str) -> float:
    if word in vocabulary.of_kind("address"):
        return 0.1
    return 0.25 if word in vocabulary.regions() else _own_weight(word)


def _own_weight(word: str) -> float:
    return 0.4 + min(len(word), 6) / 10


def left_over(alike: Likeness) -> str:
    """The first words that each side has for itself: `": vina / nothing"`; empty where there are none."""
    sides = [" ".join(side[:6]) for side in (alike.only_one, alike.only_other)]
    return f": {sides[0] or 'nothing'} / {sides[1] or 'nothing'}" if any(sides) else ""


def listed(values: frozenset[str] | set[str]) -> str:
    """The values in their order, with commas."""
    return ", ".join(sorted(values))
