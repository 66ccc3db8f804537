"""What the search index should hold of some things, computed from the ledger as a projection is."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy.engine import Connection

from graph.engines.base import NodeRow
from graph.folding import compact, indexed, words
from graph.model import NODES
from graph.projection import node_rows
from graph.search import marks
from graph.search.neighbours import Neighbours, neighbours

KINDS = ("Workplace", "Organisation", "Zone", "Country", "Product", "Sector")
HEAVIEST = 15
IDS: Mapping[str, str] = MappingProxyType({
    "os_id": "OS ID", "lei": "LEI", "register_id": "number in its register", "code": "code",
})  # fmt: skip
_OTHER_PREFIXES = tuple(
    f"{node.prefix}-" for node in NODES.values() if node.prefix and node.label not in KINDS
)


class Field(IntEnum):
    """Where a word stands, the better place first."""

    NAME = 0
    OTHER_NAME = 1
    ID = 2
    ZONE = 3
    ADDRESS = 4
    HEARD = 5


@dataclass(frozen=True)
class Entry:
    """A thing as the index holds it. `weight` (0..15) grows with its buyers and suppliers.

    `buyers` are the ids of those that it surely supplies, `buys` says whether it is a buyer itself.
    """

    thing_id: str
    kind: str
    name: str
    other_names: Sequence[str]
    ids: Mapping[str, str]
    country: str | None
    zone_id: str | None
    zone: str | None
    address: str | None
    disclosed: bool
    weight: int
    buyers: Sequence[str]
    buys: bool

    def row(self) -> dict[str, Any]:
        """Its columns in `search_entry`, without number and audience."""
        return vars(self) | {
            "other_names": json.dumps(list(self.other_names), ensure_ascii=False),
            "buyers": json.dumps(list(self.buyers)),
            "ids": json.dumps(dict(self.ids), ensure_ascii=False, sort_keys=True),
            "folded": " ".join(words(self.name)),
        }

    def places(self) -> dict[str, int]:
        """Each word and mark that the index holds of it, with the best place where it stands."""
        places = dict.fromkeys(self._marks(), place(Field.NAME, self.weight))
        for field, found in self._words():
            for word in found:
                places.setdefault(word, place(field, self.weight))
        return places

    def _words(self) -> Iterable[tuple[Field, Iterable[str]]]:
        yield Field.NAME, indexed(words(self.name))
        for name in self.other_names:
            yield Field.OTHER_NAME, indexed(words(name))
        yield Field.ID, [compact(value) for value in self.ids.values()]
        yield Field.ZONE, indexed(words(self.zone or ""))
        yield Field.ADDRESS, indexed(words(self.address or ""))
        yield Field.HEARD, marks.heard((self.name, *self.other_names))

    def _marks(self) -> Iterable[str]:
        yield marks.of_kind(self.kind)
        if self.country:
            yield marks.of_country(self.country)
        yield from map(marks.supplies, self.buyers)
        if self.buys:
            yield from (
                marks.buys(said[0]) for name in (self.name, *self.other_names) if (said := words(name))
            )


def place(field: Field, weight: int) -> int:
    """A posting's place: the field, then the heavier first."""
    return int(field) * (HEAVIEST + 1) + HEAVIEST - weight


def searchable(thing: str) -> bool:
    """Whether a thing of this id may have an entry: findings, sources and their like have none."""
    return not thing.startswith(_OTHER_PREFIXES)


def wanted(connection: Connection, audience: int, ids: Iterable[str]) -> dict[str, Entry]:
    """The entries that should stand for these things; one that the audience does not see has none."""
    nodes = [row for row in node_rows(connection, audience, ids) if row.label in KINDS]
    near = neighbours(connection, audience, [row.id for row in nodes])
    zones = {end for one in near.values() for end in one.zones[:1]}
    names = {row.id: str(row.properties["name"]) for row in node_rows(connection, audience, zones)}
    return {row.id: _entry(row, near.get(row.id, Neighbours()), names) for row in nodes}


def _entry(node: NodeRow, near: Neighbours, zones: Mapping[str, str]) -> Entry:
    said = node.properties
    zone_id = next(iter(near.zones), None)
    links = int(said.get("n_buyers", 0)) + int(said.get("n_suppliers", 0))
    disclosed = said.get("disclosed") is not False
    return Entry(
        thing_id=node.id, kind=node.label, name=str(said["name"]),
        other_names=tuple(said.get("other_names", ())),
        ids={name: str(said[name]) for name in IDS if said.get(name)},
        country=_country(node, near), zone_id=zone_id, zone=zones.get(zone_id) if zone_id else None,
        address=said.get("address") or said.get("location"), disclosed=disclosed,
        weight=min(HEAVIEST, links.bit_length()), buyers=near.buyers,
        buys=disclosed and int(said.get("n_suppliers", 0)) > 0,
    )  # fmt: skip


def _country(node: NodeRow, near: Neighbours) -> str | None:
    """Where it stands, else where it is registered, by code: the order that a chain's nodes keep."""
    if node.label == "Country":
        return node.id.removeprefix("iso:")
    codes = [*(end.removeprefix("iso:") for end in near.countries), node.properties.get("country")]
    return next((str(code) for code in codes if code), None)
