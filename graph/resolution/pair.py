"""Two workplaces taken apart, with how alike the words of their names and of their addresses are, by weight.

Trade words ("garment"), words of an address's form ("road", "zone") and names of countries and provinces
count little. Where only one of two texts is in Latin letters, `heard` compares them by their sound.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from graph.resolution import vocabulary
from graph.resolution.address import Address, read_address
from graph.resolution.clean import Name, read_name
from graph.resolution.heard import differ_in_script, heard_addresses, heard_names
from graph.resolution.likeness import Likeness, likeness

Texts = tuple[str, str]


@dataclass(frozen=True)
class Pair:
    """Both names and both addresses, taken apart and compared once; which of them by their sound."""

    names: tuple[Name, Name]
    addresses: tuple[Address, Address]
    by_sound: frozenset[str] = frozenset()  # "name", "address"

    @cached_property
    def name(self) -> Likeness:
        """Of the names' words."""
        return likeness(self.names[0].words, self.names[1].words, self._weight)

    @cached_property
    def address(self) -> Likeness:
        """Of the addresses' words."""
        return likeness(self.addresses[0].words, self.addresses[1].words, _address_weight)

    @cached_property
    def _said(self) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(self.addresses[0].words), frozenset(self.addresses[1].words)

    def _weight(self, word: str) -> float:
        """Of a word of a name: a town says less than a firm's own word."""
        one, other = self._said
        if word in vocabulary.of_kind("trade"):
            return 0.25
        in_address, in_name = (word in one, word in other), [word in name.words for name in self.names]
        if any(said and not named for said, named in zip(in_address, in_name, strict=True)):
            return 0.1
        if all(in_address) or word in vocabulary.regions():
            return 0.3
        return 0.5 if any(in_address) else 0.5 + min(len(word), 6) / 12


def read_pair(names: Texts, addresses: Texts) -> Pair:
    """Take both apart: as they are written, or by their sound where only one is in Latin letters."""
    pair = Pair(
        (read_name(names[0]), read_name(names[1])), (read_address(addresses[0]), read_address(addresses[1]))
    )
    if differ_in_script(*addresses):
        both = heard_addresses(pair.addresses, addresses)
        pair = replace(pair, addresses=both, by_sound=frozenset(("address",)))
    if differ_in_script(*names):
        towns = pair.addresses[0].words + pair.addresses[1].words
        both_names = heard_names(pair.names, names, towns)
        pair = replace(pair, names=both_names, by_sound=pair.by_sound | {"name"})
    return pair


def _address_weight(word: str) -> float:
    if word in vocabulary.of_kind("address"):
        return 0.1
    return 0.25 if word in vocabulary.regions() else 0.4 + min(len(word), 6) / 10
