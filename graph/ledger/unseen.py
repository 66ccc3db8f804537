"""Claims that no run that stands makes any more: they stay in the ledger and count nowhere.

The mark is a row of `hidden` beside those of withheld claims, so that one look tells what may be shown, and
withholding and undoing do not disturb each other.
"""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.ledger import tables as t
from graph.ledger.store import chunks, insert

UNSEEN = "*"  # no property has such a name
WHOLLY = ("", UNSEEN)  # what hides a whole claim


def is_unseen(claim: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """The condition that a claim, given by the column of its number, is marked."""
    return sa.exists().where(t.hidden.c.claim_id == claim, t.hidden.c.property == UNSEEN)


def any_marked(connection: Connection) -> bool:
    """Whether any claim is: most ledgers need not be asked about each."""
    return bool(connection.scalar(sa.select(sa.exists().where(t.hidden.c.property == UNSEEN))))


def marked(connection: Connection, claims: Iterable[int]) -> set[int]:
    """Those of these claims that are marked."""
    h = t.hidden.c
    query = sa.select(h.claim_id).where(h.property == UNSEEN)
    return {n for some in chunks(claims) for n in connection.scalars(query.where(h.claim_id.in_(some)))}


def mark(connection: Connection, claims: Iterable[int]) -> set[int]:
    """Mark these; give those that were not."""
    claims = set(claims)
    fresh = claims - marked(connection, claims)
    insert(connection, t.hidden, [{"claim_id": n, "property": UNSEEN} for n in sorted(fresh)])
    return fresh


def unmark(connection: Connection, claims: Iterable[int]) -> set[int]:
    """Take the mark off these; give those that had it."""
    back = marked(connection, claims)
    h = t.hidden.c
    for some in chunks(back):
        connection.execute(t.hidden.delete().where(h.claim_id.in_(some), h.property == UNSEEN))
    return back
