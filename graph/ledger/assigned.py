"""Which thing each key is, and which keys a thing has, as `resolve` last decided it for an audience."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.ledger import tables as t
from graph.ledger.store import chunks


def things_of(connection: Connection, audience: int, keys: Iterable[int]) -> dict[int, str]:
    """The thing of each key; keys that the audience does not see are left out."""
    a = t.assign.c
    found: dict[int, str] = {}
    for some in chunks(keys):
        query = sa.select(a.key, a.thing_id).where(a.audience == audience, a.key.in_(some))
        found.update({row.key: row.thing_id for row in connection.execute(query)})
    return found


def keys_of(connection: Connection, audience: int, things: Iterable[str]) -> dict[str, list[int]]:
    """The keys of each thing, oldest first; things that the audience does not see are left out."""
    a = t.assign.c
    found: dict[str, list[int]] = {}
    for some in chunks(things):
        rows = connection.execute(
            sa.select(a.thing_id, a.key).where(a.audience == audience, a.thing_id.in_(some)).order_by(a.key)
        )
        for thing, key in rows.all():
            found.setdefault(thing, []).append(key)
    return found
