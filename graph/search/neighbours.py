"""What stands beside a thing and is among its words: its zone, its countries, those whom it supplies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.ledger.reading import VISIBLE
from graph.ledger.store import chunks
from graph.projection import link_rows
from graph.wanted import LIKELY

MOST_BUYERS = 24  # of one thing that the index holds, those of the surest links
_PLACES = ("IN_ZONE", "IN_COUNTRY", "REGISTERED_IN")


@dataclass(frozen=True)
class Neighbours:
    """Ids, each in a fixed order: countries where it stands before those where it is registered."""

    zones: Sequence[str] = ()
    countries: Sequence[str] = ()
    buyers: Sequence[str] = ()


class _Link(NamedTuple):
    start: str
    kind: str
    end: str


# The order of the joins is forced, as for the degrees (`graph/degrees.py`).
_LINKS = """
SELECT a1.thing_id, c.kind, a2.thing_id, max(c.confidence),
  max(CASE WHEN c.stance <> 'asserts' OR c.valid_to IS NOT NULL THEN 1 ELSE 0 END)
FROM assign a1 CROSS JOIN claim c CROSS JOIN assign a2
WHERE a1.audience = :audience AND a1.thing_id IN :ids
  AND c.subject_key = a1.key AND c.kind IN ('IN_ZONE', 'IN_COUNTRY', 'REGISTERED_IN', 'SUPPLIES')
  AND (c.stance = 'asserts' OR c.kind = 'SUPPLIES') AND {visible}
  AND a2.audience = :audience AND a2.key = c.object_key AND a2.thing_id <> a1.thing_id
GROUP BY a1.thing_id, c.kind, a2.thing_id
"""
LINKS = sa.text(_LINKS.format(visible=VISIBLE)).bindparams(sa.bindparam("ids", expanding=True))


def neighbours(connection: Connection, audience: int, ids: Sequence[str]) -> dict[str, Neighbours]:
    """What an audience sees beside these things."""
    found: dict[str, dict[str, list[str]]] = {}
    supplied: dict[str, list[tuple[int, str]]] = {}
    in_question: list[_Link] = []
    for some in chunks(ids):
        for *link, confidence, questioned in connection.execute(LINKS, {"audience": audience, "ids": some}):
            start, kind, end = link
            if kind in _PLACES:
                found.setdefault(start, {}).setdefault(kind, []).append(end)
            elif questioned:
                in_question.append(_Link(start, kind, end))
            elif confidence >= LIKELY:
                supplied.setdefault(start, []).append((-confidence, end))
    for link_, confidence in _standing(connection, audience, in_question):
        supplied.setdefault(link_.start, []).append((-confidence, link_.end))
    return {
        thing: _neighbours(found.get(thing, {}), supplied.get(thing, ())) for thing in {*found, *supplied}
    }


def _neighbours(places: dict[str, list[str]], supplied: Iterable[tuple[int, str]]) -> Neighbours:
    zones, here, registered = (sorted(places.get(kind, ())) for kind in _PLACES)
    buyers = [end for _, end in sorted(supplied)[:MOST_BUYERS]]
    return Neighbours(zones, [*here, *registered], buyers)


def _standing(connection: Connection, audience: int, links: Sequence[_Link]) -> Iterable[tuple[_Link, int]]:
    """Of links that a claim denies, ends or dates: those that stand and are sure, with their confidence."""
    for row in link_rows(connection, audience, links) if links else ():
        confidence = int(row.properties["confidence"])
        if confidence >= LIKELY and "until" not in row.properties:
            yield _Link(row.start, row.kind, row.end), confidence
