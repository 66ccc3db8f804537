"""What an audience may not see is in no row of its graph: not as a node, link, name, degree or date."""

import json
from typing import Any

import pytest

from graph.claim import ListRef, Ref, describe, link, same
from graph.claims import LedgerClaims
from graph.ids import number_of, spell
from graph.ledger.append import Appender, RowClaims, RunInfo, SourceInfo
from graph.ledger.store import Ledger
from graph.projection import full_batches
from graph.resolution.resolve import resolve
from tests.fixtures.ledgers import (
    BRAND,
    MILL,
    OWNER,
    UPDATE,
    WEAVER,
    edition,
    names,
    origin,
    supplies,
)

SECRET = Ref("Organisation", "org:p:secret union")


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    edition(ledger, [*names(), supplies(tiers=[1])], as_of="2018")
    return ledger


def shown(ledger: Ledger, audience: int) -> str:
    """Everything an audience's graph holds, as text."""
    resolve(ledger, audience)
    with ledger.read() as connection:
        batches = list(full_batches(connection, audience))
    rows: list[Any] = [
        row.__dict__ | {"properties": dict(row.properties)} for b in batches for row in b.nodes
    ]
    rows += [row.__dict__ | {"properties": dict(row.properties)} for b in batches for row in b.links]
    return json.dumps(rows, ensure_ascii=False, sort_keys=True)


@pytest.mark.parametrize(("audience", "seen_by"), [(1, [1]), (2, [])])
def test_claim_is_in_no_wider_graph(ledger: Ledger, audience: int, seen_by: list[int]) -> None:
    before = {graph: shown(ledger, graph) for graph in (0, 1)}
    told = origin(audience=audience, words="told by a witness")
    edition(ledger, [
        describe(told, SECRET, name="secret union"), link(told, "REPRESENTS", SECRET, MILL),
        describe(told, MILL, name="secret name", opened="1999"), supplies(end=OWNER, audience=audience),
        supplies(audience=audience, tiers=[3], products=["secret goods"]),
    ], as_of="2022")  # fmt: skip
    after = {graph: shown(ledger, graph) for graph in (0, 1)}

    assert [graph for graph in (0, 1) if after[graph] != before[graph]] == seen_by
    assert [graph for graph in (0, 1) if "secret" in after[graph]] == seen_by


@pytest.mark.parametrize("audience", [1, 2])
def test_join_is_in_no_wider_graph(ledger: Ledger, audience: int) -> None:
    before = shown(ledger, 0)
    edition(ledger, [same(origin(audience=audience), BRAND, OWNER)])

    assert shown(ledger, 0) == before


@pytest.mark.parametrize("republish", ["no", "derived"])
def test_source_that_may_not_be_republished_is_not_public(ledger: Ledger, republish: str) -> None:
    before = shown(ledger, 0)
    of = ListRef("test", "Closed", "list")
    edition(
        ledger, [describe(origin(of), SECRET, name="secret"), supplies(of, end=SECRET)], republish=republish
    )

    assert shown(ledger, 0) == before
    assert "secret" in shown(ledger, 1)
    assert "Closed" in shown(ledger, 1)


def test_source_that_was_closed_later_leaves_the_public_graph(ledger: Ledger) -> None:
    before = shown(ledger, 0)
    of = ListRef("test", "Closed", "list")
    said = [describe(origin(of), SECRET, name="secret"), supplies(of, end=SECRET), supplies(of, start=WEAVER)]
    edition(ledger, said)
    assert "secret" in shown(ledger, 0)

    edition(ledger, said, republish="no")

    assert shown(ledger, 0) == before
    assert "secret" in shown(ledger, 1)

    edition(ledger, said, republish="yes")

    assert "secret" in shown(ledger, 0)


def test_sealed_and_absent_look_the_same(ledger: Ledger) -> None:
    edition(ledger, [describe(origin(audience=2), MILL, opened="1999"), supplies(audience=2, end=OWNER)])
    for audience in (0, 1):
        resolve(ledger, audience)
        door = LedgerClaims(ledger, audience)
        mill = _id(ledger, audience, "mill")
        told = door.descriptions_of(mill)
        link_ = (mill, "SUPPLIES", _id(ledger, audience, "owner"))

        assert [one.properties for one in told] == [{"name": "mill"}]
        assert door.claims_of([link_]) == {}
    with ledger.read() as connection:
        ids = list(connection.exec_driver_sql("SELECT shown_id FROM claim WHERE audience = 2").scalars())
    assert [LedgerClaims(ledger, 1).claim(one) for one in [*ids, "nothing"]] == [None] * 3


def _id(ledger: Ledger, audience: int, name: str) -> str:
    with ledger.read() as connection:
        rows = [row for batch in full_batches(connection, audience) for row in batch.nodes]
    return next(row.id for row in rows if row.properties["name"] == name)


@pytest.mark.parametrize(("audience", "seen_by"), [(0, [0, 1]), (1, [1]), (2, [])])
def test_row_is_shown_to_who_may_see_all_of_it(ledger: Ledger, audience: int, seen_by: list[int]) -> None:
    row = [
        describe(origin(), MILL, name="Mill", opened="2001"),
        link(origin(audience=audience), "REPRESENTS", SECRET, MILL),
    ]
    with ledger.write() as connection:
        appender = Appender(connection, SourceInfo(UPDATE.source, UPDATE.importer, "p"), RunInfo("test"))
        appender.append([RowClaims("7", {"union": "secret union"}, row)])
        appender.finish()
    for graph in (0, 1):
        resolve(ledger, graph)
    mill = spell("WP", number_of(MILL.key))

    rows = {graph: [c.cells for c in LedgerClaims(ledger, graph).descriptions_of(mill)] for graph in (0, 1)}

    assert [graph for graph in (0, 1) if {"union": "secret union"} in rows[graph]] == seen_by
