"""Which keys are one thing: connected components of joins, cut where somebody said "different".

A join is a claim of identity (a row that states an LEI) or a recorded decision; each has its audience, and
components are computed per audience. Joins apply human first, then claims of identity, then by score,
then by keys; a join that would connect a pair called different is refused and reported.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.claim import SAME_AS
from graph.ledger import tables as t
from graph.ledger.reading import newest_editions, visible
from graph.ledger.store import chunks

Pair = tuple[int, int]


class Join(NamedTuple):
    """How a join is ordered: rank 0 a person's, 1 a claim of identity, 2 a rule's (by falling score)."""

    rank: int
    falling: int
    pair: Pair


@dataclass
class Edges:
    """Joins and refusals among some keys, as one audience sees them."""

    joins: set[Join] = field(default_factory=set)
    different: set[Pair] = field(default_factory=set)

    def neighbours(self) -> set[int]:
        """Every key that an edge names."""
        pairs = [join.pair for join in self.joins] + list(self.different)
        return {key for pair in pairs for key in pair}


@dataclass(frozen=True)
class KeyInfo:
    """What a component needs of a key. `audience` orders before `ord`: the widest known, oldest key leads."""

    ord: int
    audience: int
    kind: str
    birth_id: str


def edges_of(connection: Connection, audience: int, keys: Iterable[int]) -> Edges:
    """All edges that touch one of these keys: claims of identity and the last decision on each pair."""
    found = Edges()
    for some in chunks(keys, 2000):
        found.joins.update(_identity_claims(connection, audience, some))
        _add_decisions(connection, audience, some, found)
    return found


def _identity_claims(connection: Connection, audience: int, keys: Sequence[int]) -> Iterable[Join]:
    c = t.claim.c
    stated = sa.and_(c.kind == SAME_AS, c.stance == "asserts", visible(audience))
    pointing = connection.scalars(sa.select(c.subject_key).where(c.object_key.in_(keys), stated))
    query = (
        sa.select(c.id, c.list_id, c.subject_key, c.object_key, t.list_.c.mode, t.key.c.key)
        .join(t.list_, t.list_.c.id == c.list_id)
        .join(t.key, t.key.c.ord == c.object_key)
    )
    by_scheme: dict[tuple[int, int, str], list[Any]] = {}
    for some in chunks({*keys, *pointing}):
        for row in connection.execute(query.where(c.subject_key.in_(some), stated)):
            given_by = row.key if row.mode == "series" else _given_by(row.key)
            by_scheme.setdefault((row.list_id, row.subject_key, given_by), []).append(row)
    for row in _newest(connection, by_scheme.values()):
        yield Join(1, 0, _pair(row.subject_key, row.object_key))


def _given_by(key: str) -> str:
    """Who gives an id its number: the scheme, of `register:GB-COH/10000001` the register."""
    register, found, _ = key.rpartition("/")
    return register if found else key.partition(":")[0]


def _newest(connection: Connection, stated: Iterable[Sequence[Any]]) -> Iterable[Any]:
    """Of ids that contradict each other, those of the list's newest edition: an id may be corrected."""
    several = []
    for rows in stated:
        if len({row.object_key for row in rows}) > 1:
            several.append(rows)
        else:
            yield from rows
    editions = newest_editions(connection, [row.id for rows in several for row in rows])
    for rows in several:
        newest = max((editions[row.id] for row in rows if row.id in editions), default=None)
        yield from (row for row in rows if row.id in editions and editions[row.id] == newest)


def _add_decisions(connection: Connection, audience: int, keys: Sequence[int], found: Edges) -> None:
    texts = dict(connection.execute(sa.select(t.key.c.key, t.key.c.ord).where(t.key.c.ord.in_(keys))).all())
    d = t.decision.c
    rows = connection.execute(
        sa.select(d.id, d.left_key, d.right_key, d.verdict, d.score)
        .where(d.kind == "join", d.audience <= audience, ~d.withdrawn)
        .where(d.left_key.in_(list(texts)) | d.right_key.in_(list(texts)))
        .order_by(d.score.is_(None), d.id)  # the last word wins, and a person's over any rule's
    ).all()
    missing = {text for row in rows for text in (row.left_key, row.right_key)} - set(texts)
    k = t.key.c
    for some in chunks(missing):
        texts.update(dict(connection.execute(sa.select(k.key, k.ord).where(k.key.in_(some))).all()))
    last = {
        _pair(texts[row.left_key], texts[row.right_key]): row
        for row in rows
        if row.left_key in texts and row.right_key in texts
    }
    parted = {pair for pair, row in last.items() if row.verdict != "same"}
    found.joins = {join for join in found.joins if join.pair not in parted}
    for pair, row in last.items():
        if row.verdict == "different":
            found.different.add(pair)
        elif row.verdict == "same":
            rank = 0 if row.score is None else 2
            found.joins.add(Join(rank, -(row.score or 0), pair))


def partition(keys: Mapping[int, KeyInfo], edges: Edges) -> tuple[dict[int, str], list[Pair]]:
    """Each key's thing id, and the joins refused because they would connect a pair called different.

    A thing's id is the birth id of its member with the lowest (audience, order).
    """
    parent = {key: key for key in keys}
    members = {key: {key} for key in keys}

    def find(key: int) -> int:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    refused = []
    different = _by_key(edges.different)
    for join in sorted(edges.joins):
        one, other = join.pair
        if one not in keys or other not in keys or keys[one].kind != keys[other].kind:
            continue
        a, b = sorted((find(one), find(other)), key=lambda root: -len(members[root]))
        if a == b:
            continue
        if any(different.get(key, set()) & members[a] for key in members[b]):
            refused.append(join.pair)
            continue
        parent[b] = a
        members[a] |= members.pop(b)
    return _named(keys, members), refused


def _named(keys: Mapping[int, KeyInfo], members: Mapping[int, set[int]]) -> dict[int, str]:
    named = {}
    for group in members.values():
        first = min((keys[key] for key in group), key=lambda info: (info.audience, info.ord))
        named.update(dict.fromkeys(group, first.birth_id))
    return named


def _by_key(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    by_key: dict[int, set[int]] = {}
    for one, other in pairs:
        by_key.setdefault(one, set()).add(other)
        by_key.setdefault(other, set()).add(one)
    return by_key


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
