"""What a source gave: its editions and how much they hold, as one audience may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.ledger import tables as t
from graph.ledger.reading import visible
from graph.ledger.store import Ledger
from graph.model import Audience


@dataclass(frozen=True)
class SourceEdition:
    """One reading of one file. `as_of` is the date of its data, None where nobody says."""

    file_name: str
    as_of: str | None
    read_on: str
    sha256: str
    claims: int


@dataclass(frozen=True)
class SourceLedger:
    """A source as the ledger has it. `republish` is yes, derived or no; `default_audience` its name."""

    republish: str
    default_audience: str
    lists: Sequence[tuple[str, str]]  # (name, mode)
    editions: Sequence[SourceEdition]


def source_ledger(ledger: Ledger, audience: int, thing: str) -> SourceLedger | None:
    """What an audience may see of a source, newest edition first; None when that is nothing."""
    with ledger.read() as connection:
        row = connection.execute(sa.select(t.source).where(t.source.c.thing_id == thing)).first()
        if row is None:
            return None
        editions = _editions(connection, audience, row.id)
        lists = _lists(connection, audience, row.id)
    audience_name = Audience.NAMES[row.default_audience]
    return SourceLedger(row.republish, audience_name, lists, editions) if editions else None


def kinds_by_source(ledger: Ledger, audience: int) -> dict[str, set[str]]:
    """Which kinds of claims each source makes that the audience may see, by the source's id."""
    c, s, ls = t.claim.c, t.source.c, t.list_.c
    kinds = sa.select(c.list_id, c.kind).where(visible(audience)).distinct().subquery()
    query = (
        sa.select(s.thing_id, kinds.c.kind)
        .join_from(kinds, t.list_, ls.id == kinds.c.list_id)
        .join(t.source, s.id == ls.source_id)
    )
    found: dict[str, set[str]] = {}
    with ledger.read() as connection:
        for row in connection.execute(query):
            found.setdefault(row.thing_id, set()).add(row.kind)
    return found


def rows_by_source(ledger: Ledger, audience: int) -> dict[str, int]:
    """How many rows of each source carry claims that the audience may see, by the source's id."""
    c, s, ls = t.claim.c, t.source.c, t.list_.c
    rows = sa.select(c.list_id, c.row_ref).where(visible(audience), c.stance != "ends").distinct().subquery()
    query = (
        sa.select(s.thing_id, sa.func.count().label("n"))
        .join_from(rows, t.list_, ls.id == rows.c.list_id)
        .join(t.source, s.id == ls.source_id)
        .group_by(s.thing_id)
    )
    with ledger.read() as connection:
        return {row.thing_id: row.n for row in connection.execute(query)}


def newest_by_source(ledger: Ledger, audience: int) -> dict[str, str]:
    """The newest date that a claim of each source carries and the audience may see, by the source's id."""
    c, s, ls = t.claim.c, t.source.c, t.list_.c
    dates = (
        sa.select(c.list_id, sa.func.max(c.as_of).label("as_of"))
        .where(visible(audience), c.stance != "ends", c.as_of.is_not(None))
        .group_by(c.list_id)
        .subquery()
    )
    query = (
        sa.select(s.thing_id, sa.func.max(dates.c.as_of).label("as_of"))
        .join_from(dates, t.list_, ls.id == dates.c.list_id)
        .join(t.source, s.id == ls.source_id)
        .group_by(s.thing_id)
    )
    with ledger.read() as connection:
        return {row.thing_id: row.as_of for row in connection.execute(query)}


def _editions(connection: Connection, audience: int, source: int) -> list[SourceEdition]:
    r, sg, c, ls = t.run.c, t.sighting.c, t.claim.c, t.list_.c
    query = (
        sa.select(r.id, r.file_name, r.as_of, r.started_at, r.sha256, sa.func.count().label("n"))
        .join_from(t.run, t.sighting, sg.run_id == r.id)
        .join(t.claim, c.id == sg.claim_id)
        .join(t.list_, ls.id == c.list_id)
        .where(ls.source_id == source, r.state == "done", visible(audience))
        .group_by(r.id, r.file_name, r.as_of, r.started_at, r.sha256)
        .order_by(r.id.desc())
    )
    return [
        SourceEdition(row.file_name or "", row.as_of, row.started_at[:10], row.sha256 or "", row.n)
        for row in connection.execute(query)
    ]


def _lists(connection: Connection, audience: int, source: int) -> list[tuple[str, str]]:
    ls, c = t.list_.c, t.claim.c
    seen = sa.exists().where(c.list_id == ls.id, visible(audience))
    query = sa.select(ls.name, ls.mode).where(ls.source_id == source, seen)
    return sorted({(row.name, row.mode) for row in connection.execute(query)})
