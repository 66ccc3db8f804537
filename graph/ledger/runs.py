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
    found = _read(connection, t.run.c.id == number, 1)
    if not found:
        raise NotOneError(f"There is no run {number}; to see the runs: linkwork runs")
    return found[0]


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
