"""Workplaces as the ledger holds them, for comparing: wordings, country and ids, with who may see them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.claim import DESCRIBES, SAME_AS
from graph.ledger import tables as t
from graph.ledger.reading import visible
from graph.ledger.store import chunks
from graph.ledger.unseen import WHOLLY
from graph.model import Audience
from graph.resolution.score import Place

_METRES = {"rooftop": 30.0, "street": 200.0, "zone": 2_000.0, "city": 10_000.0, "unknown": 10_000.0}


class Wording(NamedTuple):
    """One description of a workplace, and the widest audience that may see it with its country."""

    place: Place
    audience: int


@dataclass
class Held:
    """A workplace's key with all that is said of it. `country` is the country's key number."""

    key: int
    text: str
    country: int | None = None
    wordings: list[Wording] = field(default_factory=list)
    ids: frozenset[str] = frozenset()


def held_places(connection: Connection, keys: Iterable[int]) -> dict[int, Held]:
    """What is held of these keys; keys that are no workplace or that nothing names are left out."""
    found: dict[int, Held] = {}
    for some in chunks(keys):
        countries, codes = countries_of(connection, some), {}
        ords = {country for country, _ in countries.values() if country is not None}
        for row in connection.execute(sa.select(t.key.c.ord, t.key.c.key).where(t.key.c.ord.in_(ords))):
            codes[row.ord] = row.key.removeprefix("iso:")
        ids = _ids(connection, some)
        for row, said in _descriptions(connection, some):
            key = row.subject_key
            country, seen_by = countries.get(key, (None, Audience.PUBLIC))
            held = found.setdefault(key, Held(key, row.key, country, ids=ids.get(key, frozenset())))
            place = _place(said, codes.get(country or 0, ""))
            if place:
                held.wordings.append(Wording(place, max(row.audience, seen_by)))
    return {key: held for key, held in found.items() if held.wordings}


def newly_told(connection: Connection, run_id: int) -> list[int]:
    """The workplaces' keys of which a run says something that no other standing run says, in their order.

    What was said before was decided on before: an edition that repeats a million rows has nothing to decide.
    """
    c, s, k, r = t.claim.c, t.sighting.c, t.key.c, t.run.c
    other = t.sighting.alias("other").c
    known = sa.exists().where(
        other.claim_id == s.claim_id, other.run_id != run_id, other.run_id == r.id, r.state == "done"
    )
    query = (
        sa.select(c.subject_key).distinct()
        .join(t.sighting, s.claim_id == c.id)
        .join(t.key, k.ord == c.subject_key)
        .where(s.run_id == run_id, c.kind.in_((DESCRIBES, "IN_COUNTRY", SAME_AS)), k.kind == "Workplace")
        .where(~known)
        .order_by(c.subject_key)
    )  # fmt: skip
    return list(connection.scalars(query))


def countries_of(connection: Connection, keys: Iterable[int]) -> dict[int, tuple[int | None, int]]:
    """The one country of each place, with who may see that; None where its lists name two."""
    c = t.claim.c
    found: dict[int, tuple[int | None, int]] = {}
    for some in chunks(keys):
        rows = connection.execute(
            sa.select(c.subject_key, c.object_key, sa.func.min(c.audience).label("audience"))
            .where(c.subject_key.in_(some), c.kind == "IN_COUNTRY", c.stance == "asserts")
            .where(visible(Audience.SEALED))
            .group_by(c.subject_key, c.object_key)
        )
        for row in rows:
            one = found.setdefault(row.subject_key, (row.object_key, row.audience))
            if one[0] != row.object_key:
                found[row.subject_key] = (None, one[1])
    return found


def _descriptions(connection: Connection, keys: list[int]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Descriptions with what they say, without the properties that were withheld."""
    c, k, h = t.claim.c, t.key.c, t.hidden.c
    rows = connection.execute(
        sa.select(c.id, c.subject_key, k.key, c.payload, c.audience)
        .join(t.key, k.ord == c.subject_key)
        .where(c.subject_key.in_(keys), c.kind == DESCRIBES, k.kind == "Workplace")
        .where(visible(Audience.SEALED))
        .order_by(c.id)
    ).all()
    partly: dict[int, set[str]] = {}
    query = sa.select(h.claim_id, h.property).where(h.property.not_in(WHOLLY))
    for some in chunks(row.id for row in rows):
        for claim, name in connection.execute(query.where(h.claim_id.in_(some))):
            partly.setdefault(claim, set()).add(name)
    for row in rows:
        said = json.loads(row.payload)
        yield row, {name: value for name, value in said.items() if name not in partly.get(row.id, ())}


def _place(said: dict[str, Any], country: str) -> Place | None:
    if not said.get("name"):
        return None
    metres = _METRES.get(said.get("precision") or "unknown")
    lat, lon = (said.get("lat"), said.get("lon")) if metres else (None, None)
    return Place(said["name"], said.get("address") or "", country, lat, lon, metres)


def _ids(connection: Connection, keys: list[int]) -> dict[int, frozenset[str]]:
    """The ids of public registers that each key is said to have (`os:…`)."""
    c, k = t.claim.c, t.key.c
    found: dict[int, set[str]] = {}
    rows = connection.execute(
        sa.select(c.subject_key, k.key)
        .join(t.key, k.ord == c.object_key)
        .where(c.subject_key.in_(keys), c.kind == SAME_AS, c.stance == "asserts", visible(Audience.SEALED))
    )
    for key, id_ in rows:
        found.setdefault(key, set()).add(id_)
    return {key: frozenset(ids) for key, ids in found.items()}
