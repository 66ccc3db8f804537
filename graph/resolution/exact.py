"""The first automatic joins: workplaces whose cleaned name and address are equal, in no two countries.

Joins by id (OS ID, LEI) are claims of identity and need no decision. A decision made here carries its reason,
its score and the narrowest audience of what it read; a person's word overrides it. Other countries, unknown
ones and other numbers never join; a name alone never does. What was withheld is not read.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import combinations, pairwise

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.claim import DESCRIBES
from graph.ledger import tables as t
from graph.ledger.decisions import JoinDecision, decided_by_rule, record_joins, withdraw
from graph.ledger.reading import visible
from graph.ledger.store import chunks, insert_plain
from graph.model import Audience
from graph.resolution.clean import clean_address, clean_name
from graph.resolution.held import countries_of, newly_told

SCORE = 100
BY = "linkwork: exact"
_ADDRESS_WORDS = 3  # "Industrial area, Zhongshan" is no address


@dataclass(frozen=True)
class _Place:
    key: int
    text: str
    mark: str
    country: int | None
    audience: int


def decide_exact(connection: Connection, run_id: int) -> int:
    """Decide on the workplaces of which a run says something new; give how many new joins there are."""
    marks = set[str]()
    for some in chunks(newly_told(connection, run_id)):
        marks |= _remember(connection, list(_described(connection, t.claim.c.subject_key.in_(some))))
    return sum(record_joins(connection, _joins(_groups(connection, some))) for some in chunks(sorted(marks)))


def decide_again(connection: Connection, keys: Collection[int]) -> None:
    """Decide anew on keys whose claims came or went; withdraw what was decided and has no ground any more."""
    old, texts = _forget(connection, keys), _texts(connection, keys)
    places = [
        place for some in chunks(keys) for place in _described(connection, t.claim.c.subject_key.in_(some))
    ]
    groups = _groups(connection, old | _remember(connection, places))
    grounds = _grounds(groups)
    withdraw(connection, [
        row.id for row in decided_by_rule(connection, BY, texts)
        if grounds.get((row.left_key, row.right_key), Audience.SEALED + 1) > row.audience
    ])  # fmt: skip
    record_joins(connection, _joins(groups))


def _texts(connection: Connection, keys: Iterable[int]) -> list[str]:
    k = t.key.c
    return [
        text
        for some in chunks(keys)
        for text in connection.scalars(sa.select(k.key).where(k.ord.in_(some), k.kind == "Workplace"))
    ]


def _forget(connection: Connection, keys: Iterable[int]) -> set[str]:
    """Take away the marks of these keys, and give them."""
    m = t.match_mark.c
    marks: set[str] = set()
    for some in chunks(keys):
        marks.update(connection.scalars(sa.select(m.mark).where(m.key.in_(some))))
        connection.execute(t.match_mark.delete().where(m.key.in_(some)))
    return marks


def _grounds(groups: Iterable[list[_Place]]) -> dict[tuple[str, str], int]:
    """The pairs whose marks and countries are equal, with the widest audience that may see both."""
    grounds: dict[tuple[str, str], int] = {}
    for group in groups:
        placed = [place for place in group if place.country is not None]
        for one, other in combinations(placed, 2):
            if one.country == other.country:
                left, right = sorted((one.text, other.text))
                audience = max(one.audience, other.audience)
                grounds[(left, right)] = min(audience, grounds.get((left, right), audience))
    return grounds


def _described(connection: Connection, which: sa.ColumnElement[bool]) -> Iterator[_Place]:
    c, k = t.claim.c, t.key.c
    rows = connection.execute(
        sa.select(c.subject_key, k.key, c.payload, c.audience)
        .join(t.key, k.ord == c.subject_key)
        .where(which, c.kind == DESCRIBES, k.kind == "Workplace", visible(Audience.SEALED))
        .order_by(c.id)
    ).all()
    countries = countries_of(connection, {row.subject_key for row in rows})
    for row in rows:
        payload = json.loads(row.payload)
        mark = mark_of(payload.get("name", ""), payload.get("address", ""))
        if mark:
            country, seen_by = countries.get(row.subject_key, (None, Audience.PUBLIC))
            yield _Place(row.subject_key, row.key, mark, country, max(row.audience, seen_by))


def mark_of(name: str, address: str) -> str | None:
    """What equal places share: a hash of the cleaned name and address, None when they say too little."""
    cleaned_name, cleaned_address = clean_name(name), clean_address(address)
    if not cleaned_name or len(cleaned_address.split()) < _ADDRESS_WORDS:
        return None
    return blake2b(f"{cleaned_name}\x1f{cleaned_address}".encode(), digest_size=12).hexdigest()


def _remember(connection: Connection, places: Iterable[_Place]) -> set[str]:
    """Keep each place's marks with its country as now known and the widest audience that may see both."""
    marks = {place.mark for place in places}
    m = t.match_mark.c
    wanted: dict[tuple[int, str], _Place] = {}
    for place in places:
        known = wanted.get((place.key, place.mark), place)
        wanted[(place.key, place.mark)] = replace(place, audience=min(place.audience, known.audience))
    for some in chunks({place.key for place in wanted.values()}):
        for row in connection.execute(sa.select(t.match_mark).where(m.key.in_(some))).all():
            new = wanted.get((row.key, row.mark))
            if new and new.country == row.country and new.audience >= row.audience:
                del wanted[(row.key, row.mark)]
            elif new:
                here = (m.key == row.key) & (m.mark == row.mark)
                connection.execute(t.match_mark.delete().where(here))
    insert_plain(connection, t.match_mark, [
        (key, mark, place.country, place.audience) for (key, mark), place in wanted.items()
    ])  # fmt: skip
    return marks


def _groups(connection: Connection, marks: Iterable[str]) -> list[list[_Place]]:
    """The places that share a mark, by mark."""
    m, k = t.match_mark.c, t.key.c
    groups: dict[str, list[_Place]] = {}
    for some in chunks(marks):
        rows = connection.execute(
            sa.select(m.key, k.key.label("text"), m.mark, m.country, m.audience)
            .join(t.key, k.ord == m.key)
            .where(m.mark.in_(some))
            .order_by(m.key)
        )
        for row in rows:
            groups.setdefault(row.mark, []).append(_Place(*row))
    return list(groups.values())


def _joins(groups: Iterable[list[_Place]]) -> Iterator[JoinDecision]:
    for group in groups:
        yield from _joined(group)


def _joined(group: list[_Place]) -> Iterator[JoinDecision]:
    """Neighbours of one country join; nobody does when the group names two countries."""
    if len({place.country for place in group if place.country is not None}) > 1:
        return
    placed = sorted((place for place in group if place.country is not None), key=lambda place: place.key)
    for one, other in pairwise(placed):
        yield JoinDecision(
            "same", one.text, other.text, why=_why(one, other), by=BY,
            audience=max(one.audience, other.audience), score=SCORE,
        )  # fmt: skip


def _why(one: _Place, other: _Place) -> str:
    if None in (one.country, other.country):
        return "cleaned name and address are equal; one of them names no country"
    return "cleaned name, address and country are equal"
