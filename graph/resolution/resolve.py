"""Resolve: from what was touched to which thing each key is, and what followers must read again.

One transaction a step and audience. It closes the touched keys over decisions and over the components
they are in now, computes those anew, and marks nodes and links dirty under their old and their new ends.
It never projects. The algorithm was tried on random worlds: incremental equals full.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.claim import DESCRIBES, SAME_AS
from graph.ledger import tables as t
from graph.ledger.assigned import keys_of, things_of
from graph.ledger.reading import visible
from graph.ledger.store import Ledger, chunks, insert, last_number, take_numbers
from graph.ledger.watermarks import mark_everything_dirty, set_watermark, watermark
from graph.resolution.asking import ask_refused
from graph.resolution.components import Edges, KeyInfo, Pair, edges_of, partition

FOLLOWER = "resolve"
STEP = 20_000  # touched rows a transaction
MANY = 50_000  # touched rows; more than this, and than half the claims, are worked off by whole tables


class ClaimEnds(NamedTuple):
    """What resolve needs of a claim."""

    subject: int
    kind: str
    object: int | None
    list_id: int


class Dirty(NamedTuple):
    """What a follower must read again: a node (`kind` empty) or a link."""

    from_id: str
    kind: str
    to_id: str


@dataclass
class Resolved:
    """What a resolve did, over all its steps."""

    dirty: int = 0
    moved: int = 0
    refused: set[Pair] = field(default_factory=set)


def resolve(ledger: Ledger, audience: int, progress: Callable[[int], None] | None = None) -> Resolved:
    """Work off everything touched since the last time, for one audience.

    It asks for the write lock only when there is something to do: a long import by another process holds it.
    """
    total = Resolved()
    while _waits(ledger, audience):
        with ledger.write() as connection:
            work = _step_over_everything if _is_most(connection, audience) else _step
            done = work(connection, audience, total)
        if progress and done:
            progress(done)
    return total


def resolve_all(ledger: Ledger, audience: int) -> Resolved:
    """Compute every component anew; what differs from before is marked dirty."""
    total = resolve(ledger, audience)
    with ledger.write() as connection:
        keys = set(connection.scalars(sa.select(t.key.c.ord)))
        _step_over(connection, audience, keys, {}, total)
    return total


def _waits(ledger: Ledger, audience: int) -> bool:
    with ledger.read() as connection:
        return _waiting(connection, audience) > 0


def _waiting(connection: Connection, audience: int) -> int:
    return last_number(connection, "touched") - watermark(connection, FOLLOWER, audience)


def _is_most(connection: Connection, audience: int) -> bool:
    """Whether so much waits that reading everything once costs less than reading each row's surroundings."""
    waiting = _waiting(connection, audience)
    return waiting > MANY and 2 * waiting > last_number(connection, "claim")


def _step(connection: Connection, audience: int, total: Resolved) -> int:
    at = watermark(connection, FOLLOWER, audience)
    s = t.touched.c
    rows = connection.execute(
        sa.select(s.seq, s.claim_id, s.key_ord).where(s.seq > at).order_by(s.seq).limit(STEP)
    ).all()
    if not rows:
        return 0
    claims = _claims(connection, audience, {row.claim_id for row in rows if row.claim_id is not None})
    seed = {row.key_ord for row in rows if row.key_ord is not None}
    seed |= _keys_of_touched(connection, {row.claim_id for row in rows if row.claim_id is not None})
    _step_over(connection, audience, seed, claims, total)
    set_watermark(connection, FOLLOWER, audience, rows[-1].seq)
    return len(rows)


def _step_over_everything(connection: Connection, audience: int, total: Resolved) -> int:
    """Work off all that waits: each key a thing of its own, then those that an edge joins, in components.

    Nothing is marked dirty one by one: one mark tells followers to read everything again.
    """
    waiting, done = _waiting(connection, audience), set[int]()
    total.moved += _assign_births(connection, audience)
    for some in chunks(_keys_with_edges(connection), STEP):
        done |= _regroup(connection, audience, set(some) - done, total).keys
    mark_everything_dirty(connection, audience, max(waiting, total.moved))
    set_watermark(connection, FOLLOWER, audience, last_number(connection, "touched"))
    return waiting


def _assign_births(connection: Connection, audience: int) -> int:
    """Every key that a visible claim names is what it was born as; give how many there are."""
    k, c = t.key.c, t.claim.c
    named = sa.union(
        sa.select(c.subject_key).where(visible(audience)),
        sa.select(c.object_key).where(visible(audience), c.object_key.isnot(None)),
    )
    born = sa.select(sa.literal(audience), k.ord, k.birth_id).where(k.ord.in_(named)).order_by(k.ord)
    connection.execute(t.assign.delete().where(t.assign.c.audience == audience))
    return connection.execute(t.assign.insert().from_select(["audience", "key", "thing_id"], born)).rowcount


def _keys_with_edges(connection: Connection) -> Sequence[int]:
    """The keys that an identity or a decision names, in their order."""
    k, c, d = t.key.c, t.claim.c, t.decision.c
    ends = [sa.select(end).where(c.kind == SAME_AS) for end in (c.subject_key, c.object_key)]
    sides = [sa.select(k.ord).join(t.decision, side == k.key) for side in (d.left_key, d.right_key)]
    return sorted(connection.scalars(sa.union(*ends, *sides)))


class Regrouped(NamedTuple):
    """Keys closed over their edges, and the thing of each before and after."""

    keys: set[int]
    old: dict[int, str]
    new: dict[int, str]

    @property
    def moved(self) -> set[int]:
        """The keys that are another thing now."""
        return {key for key in self.keys if self.old.get(key) != self.new.get(key)}


def _regroup(connection: Connection, audience: int, seed: set[int], total: Resolved) -> Regrouped:
    """Compute the components of these keys anew and write down which thing each key is."""
    keys, edges, old = _close(connection, audience, seed)
    new, refused = partition(_present(connection, audience, keys), edges)
    total.refused.update(refused)
    ask_refused(connection, audience, refused)
    found = Regrouped(keys, old, new)
    _write(connection, audience, found.moved, new)
    return found


def _step_over(
    connection: Connection, audience: int, seed: set[int], claims: dict[int, ClaimEnds], total: Resolved
) -> None:
    keys, old, new = found = _regroup(connection, audience, seed, total)
    moved = found.moved
    claims = claims | _claims_naming(connection, audience, {key for key in moved if key in old})
    dirty = _dirty(connection, audience, claims.values(), old, new, keys)
    dirty |= {Dirty(thing, "", "") for key in moved for thing in (old.get(key), new.get(key)) if thing}
    dirty |= _sources(connection, claims.values())
    _mark_dirty(connection, audience, dirty)
    total.dirty += len(dirty)
    total.moved += len(moved)


def _close(connection: Connection, audience: int, seed: set[int]) -> tuple[set[int], Edges, dict[int, str]]:
    """The seed, every key joined with it by an edge or by its present component, and those edges."""
    keys, fresh = set(seed), set(seed)
    edges, old = Edges(), dict[int, str]()
    while fresh:
        found = edges_of(connection, audience, fresh)
        edges.joins |= found.joins
        edges.different |= found.different
        things = things_of(connection, audience, fresh)
        old.update(things)
        members = keys_of(connection, audience, set(things.values())).values()
        near = found.neighbours().union(*members)
        fresh = near - keys
        keys |= fresh
    return keys, edges, old


def _present(connection: Connection, audience: int, keys: Iterable[int]) -> dict[int, KeyInfo]:
    """The keys that some visible claim names: no other stands for a thing."""
    k, c = t.key.c, t.claim.c
    named = [sa.exists().where(end == k.ord, visible(audience)) for end in (c.subject_key, c.object_key)]
    present: dict[int, KeyInfo] = {}
    for some in chunks(keys):
        rows = connection.execute(
            sa.select(k.ord, k.audience, k.kind, k.birth_id).where(k.ord.in_(some), sa.or_(*named))
        )
        present.update({row.ord: KeyInfo(row.ord, row.audience, row.kind, row.birth_id) for row in rows})
    return present


def _claims(connection: Connection, audience: int, numbers: Iterable[int]) -> dict[int, ClaimEnds]:
    """The ends of claims that this audience may see, hidden ones too: they must be taken out again."""
    c = t.claim.c
    found: dict[int, ClaimEnds] = {}
    for some in chunks(numbers):
        rows = connection.execute(
            sa.select(c.id, c.subject_key, c.kind, c.object_key, c.list_id).where(
                c.id.in_(some), c.audience <= audience
            )
        )
        found.update({row[0]: ClaimEnds(*row[1:]) for row in rows})
    return found


def _keys_of_touched(connection: Connection, numbers: Iterable[int]) -> set[int]:
    c = t.claim.c
    keys: set[int] = set()
    for some in chunks(numbers):
        for row in connection.execute(sa.select(c.subject_key, c.object_key).where(c.id.in_(some))):
            keys.update(key for key in row if key is not None)
    return keys


def _claims_naming(connection: Connection, audience: int, keys: Iterable[int]) -> dict[int, ClaimEnds]:
    c = t.claim.c
    found: dict[int, ClaimEnds] = {}
    for end in (c.subject_key, c.object_key):
        for some in chunks(keys):
            rows = connection.execute(
                sa.select(c.id, c.subject_key, c.kind, c.object_key, c.list_id).where(
                    end.in_(some), c.audience <= audience
                )
            )
            found.update({row[0]: ClaimEnds(*row[1:]) for row in rows})
    return found


def _dirty(
    connection: Connection,
    audience: int,
    claims: Iterable[ClaimEnds],
    old: dict[int, str],
    new: dict[int, str],
    closed: set[int],
) -> set[Dirty]:
    """Every claim's nodes and link, under the ends it had and the ends it has."""
    claims = list(claims)
    outside = {key for claim in claims for key in (claim.subject, claim.object) if key is not None} - closed
    elsewhere = things_of(connection, audience, outside)
    dirty: set[Dirty] = set()
    for things in (old | elsewhere, new | elsewhere):
        for claim in claims:
            start = things.get(claim.subject)
            end = things.get(claim.object) if claim.object is not None else None
            dirty.update(Dirty(thing, "", "") for thing in (start, end) if thing)
            if start and end and claim.kind not in (DESCRIBES, SAME_AS):
                dirty.add(Dirty(start, claim.kind, end))
    return dirty


def _sources(connection: Connection, claims: Iterable[ClaimEnds]) -> set[Dirty]:
    query = sa.select(t.source.c.thing_id).join(t.list_, t.list_.c.source_id == t.source.c.id)
    return {
        Dirty(thing, "", "")
        for some in chunks({claim.list_id for claim in claims})
        for thing in connection.scalars(query.where(t.list_.c.id.in_(some)))
    }


def _write(connection: Connection, audience: int, moved: set[int], new: dict[int, str]) -> None:
    a = t.assign.c
    for some in chunks(sorted(moved)):
        connection.execute(t.assign.delete().where(a.audience == audience, a.key.in_(some)))
    insert(connection, t.assign, [
        {"audience": audience, "key": key, "thing_id": new[key]} for key in sorted(moved) if key in new
    ])  # fmt: skip


def _mark_dirty(connection: Connection, audience: int, dirty: set[Dirty]) -> None:
    first = take_numbers(connection, "dirty", len(dirty)) if dirty else 0
    insert(connection, t.dirty, [
        {
            "seq": seq, "audience": audience, "from_id": d.from_id, "kind": d.kind or None,
            "to_id": d.to_id or None,
        }
        for seq, d in enumerate(sorted(dirty), start=first)
    ])  # fmt: skip
