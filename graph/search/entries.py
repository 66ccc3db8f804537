"""What the search index should hold of some things, computed from the ledger as a projection is."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.engines.base import NodeRow
from graph.folding import compact, indexed, words
from graph.ledger.store import chunks
from graph.model import NODES
from graph.projection import node_rows

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


@dataclass(frozen=True)
class Entry:
    """A thing as the index holds it. `weight` (0..15) grows with its buyers and suppliers."""

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

    def row(self) -> dict[str, Any]:
        """Its columns in `search_entry`, without number and audience."""
        return vars(self) | {
            "other_names": json.dumps(list(self.other_names), ensure_ascii=False),
            "ids": json.dumps(dict(self.ids), ensure_ascii=False, sort_keys=True),
            "folded": " ".join(words(self.name)),
        }

    def places(self) -> dict[str, int]:
        """Each word that the index holds of it, with the best place where it stands."""
        places: dict[str, int] = {}
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


def place(field: Field, weight: int) -> int:
    """A posting's place: the field, then the heavier first."""
    return int(field) * (HEAVIEST + 1) + HEAVIEST - weight


def searchable(thing: str) -> bool:
    """Whether a thing of this id may have an entry: findings, sources and their like have none."""
    return not thing.startswith(_OTHER_PREFIXES)


def wanted(connection: Connection, audience: int, ids: Iterable[str]) -> dict[str, Entry]:
    """The entries that should stand for these things; one that the audience does not see has none."""
    nodes = [row for row in node_rows(connection, audience, ids) if row.label in KINDS]
    places = _places(connection, audience, [row.id for row in nodes])
    zones = {end for (_, kind), ends in places.items() if kind == "IN_ZONE" for end in ends[:1]}
    names = {row.id: str(row.properties["name"]) for row in node_rows(connection, audience, zones)}
    return {row.id: _entry(row, places, names) for row in nodes}


def _entry(node: NodeRow, places: Mapping[tuple[str, str], Sequence[str]], zones: Mapping[str, str]) -> Entry:
    said = node.properties
    zone_id = next(iter(places.get((node.id, "IN_ZONE"), ())), None)
    links = int(said.get("n_buyers", 0)) + int(said.get("n_suppliers", 0))
    return Entry(
        thing_id=node.id, kind=node.label, name=str(said["name"]),
        other_names=tuple(said.get("other_names", ())),
        ids={name: str(said[name]) for name in IDS if said.get(name)},
        country=_country(node, places), zone_id=zone_id, zone=zones.get(zone_id) if zone_id else None,
        address=said.get("address") or said.get("location"), disclosed=said.get("disclosed") is not False,
        weight=min(HEAVIEST, links.bit_length()),
    )  # fmt: skip


def _country(node: NodeRow, places: Mapping[tuple[str, str], Sequence[str]]) -> str | None:
    """Where it stands, else where it is registered, by code: the order that a chain's nodes keep."""
    if node.label == "Country":
        return node.id.removeprefix("iso:")
    ends = [*places.get((node.id, "IN_COUNTRY"), ()), *places.get((node.id, "REGISTERED_IN"), ())]
    codes = [*(end.removeprefix("iso:") for end in ends), node.properties.get("country")]
    return next((str(code) for code in codes if code), None)


# The order of the joins is forced, as for the degrees (`graph/projection.py`).
_PLACES = sa.text("""
SELECT DISTINCT a1.thing_id, c.kind, a2.thing_id
FROM assign a1 CROSS JOIN claim c CROSS JOIN assign a2
WHERE a1.audience = :audience AND a1.thing_id IN :ids
  AND c.subject_key = a1.key AND c.kind IN ('IN_ZONE', 'IN_COUNTRY', 'REGISTERED_IN')
  AND c.stance = 'asserts' AND c.audience <= :audience
  AND NOT EXISTS (SELECT 1 FROM hidden h WHERE h.claim_id = c.id AND h.property IN ('', '*'))
  AND a2.audience = :audience AND a2.key = c.object_key
""").bindparams(sa.bindparam("ids", expanding=True))


def _places(connection: Connection, audience: int, ids: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    """The ends of each thing's place links by (thing, kind), in order of their ids."""
    found: dict[tuple[str, str], list[str]] = {}
    for some in chunks(ids):
        for start, kind, end in connection.execute(_PLACES, {"audience": audience, "ids": some}):
            found.setdefault((start, kind), []).append(end)
    return {link: sorted(ends) for link, ends in found.items()}
