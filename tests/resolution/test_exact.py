"""Places of equal cleaned name, address and country join by rule; all else waits."""

from typing import Any

import pytest
import sqlalchemy as sa

from graph.claim import Claim, ListRef, Ref, country, describe, link
from graph.ledger import tables as t
from graph.ledger.decisions import JoinDecision, record_joins, record_on_claim
from graph.ledger.store import Ledger
from graph.resolution.exact import BY, decide_exact
from tests.fixtures.ledgers import edition, origin

A, B, C = (ListRef("test", "S", name) for name in "ABC")
GATE = "12 Gate Road, Linh Trung EPZ"


def place(of: ListRef, name: str, address: str = GATE, code: str = "VN", audience: int = 0) -> list[Claim]:
    here, said = Ref("Workplace", f"row:{of.name}"), origin(of, audience=audience)
    claims = [describe(said, here, name=name, address=address)]
    return [*claims, link(said, "IN_COUNTRY", here, country(code))] if code else claims


def imported(ledger: Ledger, claims: list[Claim]) -> None:
    edition(ledger, claims)
    with ledger.write() as connection:
        decide_exact(connection, connection.scalar(sa.select(sa.func.max(t.run.c.id))) or 0)


def joins(ledger: Ledger) -> list[tuple[Any, ...]]:
    d = t.decision.c
    with ledger.read() as connection:
        query = sa.select(d.left_key, d.right_key, d.audience, d.score, d.by).where(d.kind == "join")
        rows = connection.execute(query).all()
    return [tuple(row) for row in rows]


def test_equal_places_join_with_reason(ledger: Ledger) -> None:
    imported(ledger, place(A, "Yesum Vina Co., Ltd."))
    imported(ledger, place(B, "YESUM VINA", "12, gate road; linh trung EPZ"))

    assert joins(ledger) == [("row:A", "row:B", 0, 100, BY)]


@pytest.mark.parametrize(
    "other",
    [
        place(B, "Yesum Vina", code="KH"),
        place(B, "Yesum Vina", code=""),
        place(B, "Yesum Vina 2"),
        place(B, "Yesum Vina", "14 Gate Road, Linh Trung EPZ"),
        place(B, "Yesum Vina", "Gate Road"),
        place(B, ""),
    ],
)
def test_other_places_do_not_join(ledger: Ledger, other: list[Claim]) -> None:
    """Another country or none, another number, an address that says too little, no name."""
    imported(ledger, place(A, "Yesum Vina"))
    imported(ledger, other)

    assert joins(ledger) == []


def test_two_countries_in_a_group_join_nobody(ledger: Ledger) -> None:
    for claims in (place(A, "Yesum"), place(B, "Yesum", code="KH"), place(C, "Yesum")):
        imported(ledger, claims)

    assert joins(ledger) == []


def test_country_that_is_learnt_later_counts(ledger: Ledger) -> None:
    imported(ledger, place(A, "Yesum"))
    imported(ledger, place(B, "Yesum", code=""))
    assert joins(ledger) == []

    imported(ledger, place(B, "Yesum"))
    assert joins(ledger) == [("row:A", "row:B", 0, 100, BY)]


@pytest.mark.parametrize(("left", "right", "narrowest"), [(0, 1, 1), (1, 1, 1), (0, 2, 2), (0, 0, 0)])
def test_join_is_for_the_narrowest_audience(ledger: Ledger, left: int, right: int, narrowest: int) -> None:
    imported(ledger, place(A, "Yesum", audience=left))
    imported(ledger, place(B, "Yesum", audience=right))

    assert [join[2] for join in joins(ledger)] == [narrowest]


def test_sealed_country_seals_the_join(ledger: Ledger) -> None:
    imported(ledger, place(A, "Yesum"))
    imported(ledger, [*place(B, "Yesum", code=""), place(B, "Yesum", audience=2)[1]])

    assert [join[2] for join in joins(ledger)] == [2]


def test_wider_audience_is_learnt_later(ledger: Ledger) -> None:
    imported(ledger, place(A, "Yesum", audience=1))
    imported(ledger, place(A, "Yesum", audience=0))
    imported(ledger, place(A, "Yesum ", audience=1))
    imported(ledger, place(B, "Yesum"))

    assert [join[2] for join in joins(ledger)] == [0]


def test_person_is_not_overridden(ledger: Ledger) -> None:
    with ledger.write() as connection:
        record_joins(connection, [JoinDecision("different", "row:A", "row:B", "two gates", "Ana")])
    imported(ledger, place(A, "Yesum"))
    imported(ledger, place(B, "Yesum"))

    assert [join[4] for join in joins(ledger)] == ["Ana"]


def test_withheld_address_is_not_read(ledger: Ledger) -> None:
    imported(ledger, place(A, "Yesum"))
    edition(ledger, place(B, "Yesum"))
    with ledger.write() as connection:
        claim = connection.scalar(sa.select(sa.func.max(t.claim.c.id)).where(t.claim.c.kind == "DESCRIBES"))
        record_on_claim(connection, "withhold", int(claim or 0), why="asked", by="Ana")
    imported(ledger, place(B, "Yesum"))

    assert joins(ledger) == []
