"""Sources as the ledger keeps them: who publishes, under what licence, copied from whom."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph import ids
from graph.ledger import tables as t
from graph.ledger.store import take_numbers, touch
from graph.model import Audience


@dataclass(frozen=True)
class SourceInfo:
    """A source as the ledger keeps it. `republish` is yes, derived or no."""

    name: str
    importer: str
    publisher: str
    url: str = ""
    licence: str = ""
    republish: str = "yes"
    derived_from: str = ""
    default_audience: int = Audience.PUBLIC


def keep_source(connection: Connection, source: SourceInfo) -> int:
    """The number of a source, its row as it now is. Where that changes, its claims are touched.

    Who published decides how many publishers a link has, its copies' too.
    """
    values = {
        "importer": source.importer, "publisher": source.publisher, "url": source.url,
        "licence": source.licence, "republish": source.republish, "derived_from": source.derived_from,
        "default_audience": source.default_audience,
    }  # fmt: skip
    found = connection.execute(sa.select(t.source).where(t.source.c.name == source.name)).mappings().first()
    if found and all(found[name] == value for name, value in values.items()):
        return int(found["id"])
    if found:
        number = int(found["id"])
        connection.execute(t.source.update().where(t.source.c.id == number).values(**values))
    else:
        thing = ids.spell("SR", ids.number_of(f"source:{source.name}"))
        number = take_numbers(connection, "source", 1)
        connection.execute(t.source.insert().values(id=number, name=source.name, thing_id=thing, **values))
    _touch_claims(connection, _with_copies(connection, source.name))
    return number


def _with_copies(connection: Connection, name: str) -> set[int]:
    """The source and all that were copied from it, copies of copies included."""
    s = t.source.c
    rows = connection.execute(sa.select(s.id, s.name, s.derived_from)).all()
    names, before = {name}, set[str]()
    while names != before:
        before = names
        names = names | {row.name for row in rows if row.derived_from in names}
    return {row.id for row in rows if row.name in names}


def _touch_claims(connection: Connection, sources: Iterable[int]) -> None:
    c, ls = t.claim.c, t.list_.c
    lists = sa.select(ls.id).where(ls.source_id.in_(sources))
    touch(connection, claims=connection.scalars(sa.select(c.id).where(c.list_id.in_(lists))).all())
