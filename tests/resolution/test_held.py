"""Which workplaces a run brings something new about: only those are compared again."""

import sqlalchemy as sa

from graph import repair
from graph.ledger import tables as t
from graph.ledger.store import Ledger
from graph.resolution.held import newly_told
from tests.resolution.test_near import A, B, imported, place


def told(ledger: Ledger, run: int) -> list[str]:
    """The texts of the keys."""
    with ledger.read() as connection:
        keys = newly_told(connection, run)
        return list(connection.scalars(sa.select(t.key.c.key).where(t.key.c.ord.in_(keys))))


def test_repeated_rows_bring_nothing_new(ledger: Ledger) -> None:
    mill, weaver = place(A, "Yesum Vina"), place(B, "Saigon Stitch")
    first = imported(ledger, mill)
    second = imported(ledger, mill, weaver)

    assert told(ledger, second) == ["row:B"]
    assert told(ledger, imported(ledger, mill, weaver)) == []
    assert told(ledger, imported(ledger, place(A, "Yesum Vina", code="KH"))) == ["row:A"]
    assert told(ledger, first) == []


def test_what_only_undone_runs_said_is_new(ledger: Ledger) -> None:
    mill = place(A, "Yesum Vina")
    repair.take_back(ledger, imported(ledger, mill))

    assert told(ledger, imported(ledger, mill)) == ["row:A"]
