"""The runs that the ledger holds: which file was read when, and what became of it."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.errors import NotOneError
from graph.ledger import tables as t


@dataclass(frozen=True)
class Run:
    """One reading of one file. `claims` is how many it saw, new or known before; `state` done or undone."""

    run: int
    at: str
    by: str
    source: str
    file: str
    as_of: str | None
    rows: int | None
    claims: int
    state: str


def runs(connection: Connection, limit: int | None = None) -> list[Run]:
    """The newest runs, the newest first; what rules made of a run is no run of its own here."""
    return _read(connection, t.run.c.parent.is_(None), limit)


def one_run(connection: Connection, number: int) -> Run:
    """One run. Raises `NotOneError` where there is none of this number."""
    found = _read(connection, t.run.c.id == sa.literal(number, sa.BigInteger), 1)
    if not found:
        raise NotOneError(f"There is no run {number}; to see the runs: linkwork runs")
    return found[0]


def newest_of(connection: Connection, sha256: str, by: str, after: int) -> Run | None:
    """The newest run by somebody of a file with this sum, begun after the run `after`; None for none."""
    r = t.run.c
    mine = sa.and_(r.sha256 == sha256, r.by == by, r.id > after, r.parent.is_(None))
    found = _read(connection, mine, 1)
    return found[0] if found else None


def named_keys(connection: Connection, number: int, limit: int) -> list[int]:
    """Keys that the first claims of a run name, each once, those that they are about before the others."""
    c, s = t.claim.c, t.sighting.c
    rows = connection.execute(
        sa.select(c.subject_key, c.object_key)
        .select_from(t.sighting.join(t.claim, c.id == s.claim_id))
        .where(s.run_id == number)
        .order_by(s.claim_id)
        .limit(limit)
    ).all()
    keys = [row.subject_key for row in rows] + [row.object_key for row in rows]
    return list(dict.fromkeys(key for key in keys if key is not None))


def _read(connection: Connection, which: sa.ColumnElement[bool], limit: int | None) -> list[Run]:
    r, s = t.run.c, t.source.c
    rows = connection.execute(
        sa.select(r.id, r.started_at, r.by, s.name, r.file_name, r.as_of, r.rows, r.state)
        .outerjoin(t.source, s.id == r.source_id)
        .where(which)
        .order_by(r.id.desc())
        .limit(limit)
    ).all()
    seen = t.sighting.c
    counted = sa.select(seen.run_id, sa.func.count()).where(seen.run_id.in_([row.id for row in rows]))
    claims = {row[0]: row[1] for row in connection.execute(counted.group_by(seen.run_id))}
    return [
        Run(
            run=row.id, at=row.started_at, by=row.by or "", source=row.name or "", file=row.file_name or "",
            as_of=row.as_of, rows=row.rows, claims=claims.get(row.id, 0), state=row.state,
        )
        for row in rows
    ]  # fmt: skip
