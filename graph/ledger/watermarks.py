"""How far the followers of the ledger's logs have read; what they all share of it."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.ledger import tables as t
from graph.ledger.store import last_number, take_numbers

_EVERYTHING = "everything"


def watermark(connection: Connection, follower: str, audience: int) -> int:
    """The number up to which a follower has read, 0 where it has read nothing."""
    w = t.watermark.c
    return connection.scalar(sa.select(w.seq).where(w.follower == follower, w.audience == audience)) or 0


def set_watermark(connection: Connection, follower: str, audience: int, seq: int) -> None:
    """Note how far a follower has read."""
    w = t.watermark.c
    connection.execute(t.watermark.delete().where(w.follower == follower, w.audience == audience))
    connection.execute(t.watermark.insert().values(follower=follower, audience=audience, seq=seq))


def newest_dirty(connection: Connection) -> int:
    """The number of the newest dirty row: where a follower that has read everything stands."""
    return last_number(connection, "dirty")


def mark_everything_dirty(connection: Connection, audience: int, size: int) -> None:
    """Say by one mark what `size` dirty rows would say one by one. They take as many numbers."""
    last = take_numbers(connection, "dirty", size) + size - 1
    set_watermark(connection, _EVERYTHING, audience, last)


def everything_dirty(connection: Connection, audience: int) -> int:
    """The number at which everything was dirty, 0 where it never was: who has read less reads it all."""
    return watermark(connection, _EVERYTHING, audience)
