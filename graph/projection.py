"""Projection: from the dirty log to an engine, in batches, from the engine's own watermark.

A dirty row says what to read again, never what to write, so repeats do no harm and a killed projection goes
on where it stood. A full projection is the same with everything dirty. One per audience.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.claim import SCHEMES
from graph.countries import country_name
from graph.degrees import degrees
from graph.engines.base import Batch, Counts, Engine, LinkRow, NodeRow
from graph.ledger import tables as t
from graph.ledger.assigned import keys_of
from graph.ledger.reading import ClaimReader, HeldClaim, visible
from graph.ledger.store import Ledger, chunks
from graph.ledger.watermarks import everything_dirty, newest_dirty
from graph.model import NODES
from graph.wanted import link_row, node_row

BATCH = 5000
Triple = tuple[str, str, str]  # from, kind, to: ids of things
Progress = Callable[[int], None]


@dataclass
class Things:
    """Some things of an audience: their keys, and every named thing's label."""

    keys: dict[str, list[int]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    fallback: dict[str, str] = field(default_factory=dict)

    def of_key(self) -> dict[int, str]:
        """The thing of each key."""
        return {key: thing for thing, keys in self.keys.items() for key in keys}


def ship(ledger: Ledger, audience: int, engine: Engine, progress: Progress | None = None) -> Counts:
    """Bring an engine up to the newest dirty row; a new or emptied engine gets everything.

    So does one that has not read past where everything was dirty, and one that is ahead of the ledger: it
    followed another, or this one was put back from a copy.
    """
    counts = Counts()
    at = engine.watermark()
    while True:
        with ledger.read() as connection:
            whole = at < max(1, everything_dirty(connection, audience)) or at > newest_dirty(connection)
            batch = None if whole else _next_batch(connection, audience, at)
        if whole:
            return ship_all(ledger, audience, engine, progress)
        if batch is None:
            return counts
        engine.apply(batch)
        at = batch.seq
        _count(counts, batch, progress)


def ship_all(ledger: Ledger, audience: int, engine: Engine, progress: Progress | None = None) -> Counts:
    """Everything anew, from one state of the ledger."""
    counts = Counts()
    with ledger.read() as connection:
        for batch in full_batches(connection, audience):
            engine.apply(batch)
            _count(counts, batch, progress)
    return counts


def pending(connection: Connection, audience: int, at: int) -> int:
    """How many dirty rows a follower at this watermark has yet to read."""
    d = t.dirty.c
    query = sa.select(sa.func.count()).where(d.audience == audience, d.seq > at)
    rows = int(connection.scalar(query) or 0)
    return max(rows, everything_dirty(connection, audience) - at)


def full_batches(connection: Connection, audience: int) -> Iterator[Batch]:
    """All nodes, then all links, in batches; the first one empties the graph, the last one is marked."""
    seq = newest_dirty(connection)
    reader = ClaimReader(connection, audience)
    yield Batch(seq, reset=True, last=False)
    a = t.assign.c
    ids = list(
        connection.scalars(
            sa.select(a.thing_id).where(a.audience == audience).distinct().order_by(a.thing_id)
        )
    )
    for some in chunks(ids, BATCH):
        things = _things(connection, audience, some)
        yield Batch(seq, nodes=_nodes(reader, things, some), last=False)
    sources = list(connection.scalars(sa.select(t.source.c.thing_id).order_by(t.source.c.thing_id)))
    yield Batch(seq, nodes=_sources(connection, audience, sources), last=False)
    for some in chunks(ids, BATCH):
        yield Batch(seq, links=_links_from(connection, reader, audience, some), last=False)
    yield Batch(seq)


def _next_batch(connection: Connection, audience: int, at: int) -> Batch | None:
    d = t.dirty.c
    rows = connection.execute(
        sa.select(d.seq, d.from_id, d.kind, d.to_id)
        .where(d.audience == audience, d.seq > at)
        .order_by(d.seq)
        .limit(BATCH)
    ).all()
    if not rows:
        return None
    triples = {(row.from_id, row.kind, row.to_id) for row in rows if row.kind}
    ids = sorted({thing for row in rows for thing in (row.from_id, row.to_id) if thing})
    return _batch(connection, audience, rows[-1].seq, ids, sorted(triples))


def _batch(
    connection: Connection, audience: int, seq: int, ids: Sequence[str], triples: Sequence[Triple]
) -> Batch:
    """What should stand for these nodes and links, and what of them is gone."""
    reader = ClaimReader(connection, audience)
    sources = [thing for thing in ids if thing.startswith("SR-")]
    things = _things(connection, audience, [thing for thing in ids if not thing.startswith("SR-")])
    nodes = _nodes(reader, things, things.keys) + _sources(connection, audience, sources)
    links = _links(reader, things, triples)
    standing = {node.id for node in nodes}
    linked = {(link.start, link.kind, link.end) for link in links}
    labels = things.labels | dict.fromkeys(sources, "Source")
    return Batch(
        seq,
        nodes=nodes,
        links=links,
        gone_nodes=[(labels[thing], thing) for thing in ids if thing not in standing and thing in labels],
        gone_links=[
            (labels[start], start, kind, labels[end], end)
            for start, kind, end in triples
            if (start, kind, end) not in linked and start in labels and end in labels
        ],
    )


def _things(connection: Connection, audience: int, ids: Iterable[str]) -> Things:
    """The keys of things and the labels of all, gone ones too: a thing's id was a key's birth id."""
    found = Things()
    k = t.key.c
    for some in chunks(ids):
        found.keys |= keys_of(connection, audience, some)
        query = sa.select(k.birth_id, k.kind, k.key).where(k.birth_id.in_(some))
        for thing, label, text in connection.execute(query).all():
            found.labels[thing] = label
            found.fallback[thing] = _nameless(thing, label, text)
    return found


def _nameless(thing: str, label: str, key: str) -> str:
    """What stands for a name that nobody gives: an id of a scheme, but no key that is made of a name."""
    if label == "Country":
        return country_name(key.removeprefix("iso:"))
    return key if key.partition(":")[0] in SCHEMES else f"{NODES[label].words} {thing}"


def node_rows(connection: Connection, audience: int, ids: Iterable[str]) -> list[NodeRow]:
    """The nodes that stand for these things, as an engine would get them; a source is not among them."""
    things = _things(connection, audience, ids)
    return _nodes(ClaimReader(connection, audience), things, things.keys)


def link_rows(connection: Connection, audience: int, triples: Sequence[Triple]) -> list[LinkRow]:
    """The links that stand for these triples, as an engine would get them."""
    things = _things(connection, audience, {end for start, _, end in triples for end in (start, end)})
    return _links(ClaimReader(connection, audience), things, triples)


def _nodes(reader: ClaimReader, things: Things, ids: Iterable[str]) -> list[NodeRow]:
    of_key = things.of_key()
    claims: dict[str, list[HeldClaim]] = {}
    for claim in reader.descriptions(of_key):
        claims.setdefault(of_key[claim.subject], []).append(claim)
    rows = [
        node_row(things.labels[thing], thing, claims.get(thing, []), things.fallback[thing])
        for thing in ids
        if thing in things.keys
    ]
    return _with_degrees(reader, rows)


def _with_degrees(reader: ClaimReader, rows: list[NodeRow]) -> list[NodeRow]:
    firms = [row.id for row in rows if row.label in ("Workplace", "Organisation")]
    buyers = degrees(reader, firms, outward=True)
    suppliers = degrees(reader, firms, outward=False)
    return [
        NodeRow(row.label, row.id, {
            **row.properties, "n_buyers": buyers.get(row.id, 0), "n_suppliers": suppliers.get(row.id, 0),
        }) if row.label in ("Workplace", "Organisation") else row
        for row in rows
    ]  # fmt: skip


def _sources(connection: Connection, audience: int, ids: Sequence[str]) -> list[NodeRow]:
    """The sources that this audience sees something of."""
    s, c, ls = t.source.c, t.claim.c, t.list_.c
    seen = sa.exists().where(ls.source_id == s.id, c.list_id == ls.id, visible(audience))
    r, st = t.run.c, t.sighting.c
    rows = connection.execute(sa.select(t.source).where(s.thing_id.in_(ids), seen)).all()
    made = []
    for row in rows:
        newest = connection.scalar(
            sa.select(sa.func.max(r.as_of)).where(
                r.state == "done",
                sa.exists().where(
                    st.run_id == r.id, st.claim_id == c.id, c.list_id == ls.id, ls.source_id == row.id,
                    visible(audience),
                ),
            )
        )  # fmt: skip
        shown = {
            "id": row.thing_id, "name": row.name, "publisher": row.publisher, "licence": row.licence,
            "url": row.url, "derived_from": row.derived_from, "date": newest,
        }  # fmt: skip
        made.append(NodeRow("Source", row.thing_id, {k: v for k, v in shown.items() if v}))
    return made


def _links(reader: ClaimReader, things: Things, triples: Iterable[Triple]) -> list[LinkRow]:
    wanted = {
        (start, kind, end): triple
        for triple in triples
        for start in things.keys.get(triple[0], ())
        for end in things.keys.get(triple[2], ())
        for kind in (triple[1],)
    }
    claims: dict[Triple, list[HeldClaim]] = {}
    for claim in reader.of_links(wanted):
        if claim.object is not None:
            claims.setdefault(wanted[(claim.subject, claim.kind, claim.object)], []).append(claim)
    return _rows(claims, things.labels)


def _links_from(
    connection: Connection, reader: ClaimReader, audience: int, ids: Sequence[str]
) -> list[LinkRow]:
    starts = _things(connection, audience, ids)
    of_key = starts.of_key()
    held = reader.links_from(of_key)
    ends = _assigned_things(connection, audience, {claim.object for claim in held if claim.object})
    claims: dict[Triple, list[HeldClaim]] = {}
    for claim in held:
        if claim.object in ends.of:
            triple = (of_key[claim.subject], claim.kind, ends.of[claim.object])
            claims.setdefault(triple, []).append(claim)
    return _rows(claims, starts.labels | ends.labels)


@dataclass
class _Ends:
    of: dict[int | None, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)


def _assigned_things(connection: Connection, audience: int, keys: Iterable[int]) -> _Ends:
    a, k = t.assign.c, t.key.c
    found = _Ends()
    for some in chunks(keys):
        rows = connection.execute(
            sa.select(a.key, a.thing_id, k.kind)
            .join(t.key, k.ord == a.key)
            .where(a.audience == audience, a.key.in_(some))
        )
        for key, thing, label in rows:
            found.of[key] = thing
            found.labels[thing] = label
    return found


def _rows(claims: Mapping[Triple, list[HeldClaim]], labels: Mapping[str, str]) -> list[LinkRow]:
    """Links that stand, in a fixed order; a merge's self-loop is not one."""
    rows = [
        link_row((start, end), kind, (labels[start], labels[end]), held)
        for (start, kind, end), held in sorted(claims.items())
        if start != end
    ]
    return [row for row in rows if row is not None]


def _count(counts: Counts, batch: Batch, progress: Progress | None) -> None:
    counts.nodes += len(batch.nodes)
    counts.links += len(batch.links)
    counts.gone += len(batch.gone_nodes) + len(batch.gone_links)
    if progress:
        progress(len(batch.nodes) + len(batch.links))
