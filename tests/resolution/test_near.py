"""Joins by score against the whole ledger, and what waits for a person."""

import json
from typing import Any

import pytest
import sqlalchemy as sa

from graph import repair
from graph.claim import Claim, ListRef, Ref, country, describe, keyed, link, same
from graph.ledger import tables as t
from graph.ledger.append import Appender, RowClaims, RunInfo
from graph.ledger.decisions import JoinDecision, record_joins, record_on_claim
from graph.ledger.sources import SourceInfo
from graph.ledger.store import Ledger
from graph.resolution.deciding import decide
from graph.resolution.near import BY
from graph.resolution.resolve import resolve
from tests.fixtures.ledgers import origin

A, B, C = (ListRef("test", "S", name) for name in "ABC")
GATE = "Lot 12, Gate Road, Linh Trung EPZ, Thu Duc"


def place(of: ListRef, name: str, address: str = GATE, code: str = "VN", audience: int = 0) -> list[Claim]:
    here, said = Ref("Workplace", f"row:{of.name}"), origin(of, audience=audience)
    claims = [describe(said, here, name=name, address=address)]
    return [*claims, link(said, "IN_COUNTRY", here, country(code))] if code else claims


def imported(ledger: Ledger, *rows: list[Claim]) -> int:
    info = SourceInfo(name="S", importer="test", publisher="P")
    with ledger.write() as connection:
        appender = Appender(connection, info, RunInfo("test"))
        appender.append([RowClaims(str(n), {"row": str(n)}, claims) for n, claims in enumerate(rows)])
        appender.finish()
        decide(connection, appender.run_id)
        return appender.run_id


def joins(ledger: Ledger) -> list[tuple[Any, ...]]:
    d = t.decision.c
    query = sa.select(d.left_key, d.right_key, d.audience, d.score).where(d.by == BY, ~d.withdrawn)
    with ledger.read() as connection:
        return [tuple(row) for row in connection.execute(query.order_by(d.id))]


def waiting(ledger: Ledger) -> list[tuple[Any, ...]]:
    r = t.review.c
    with ledger.read() as connection:
        rows = connection.execute(sa.select(r.left_key, r.right_key, r.audience, r.parts)).all()
    return [(left, right, audience, json.loads(parts)) for left, right, audience, parts in rows]


def test_spellings_join_within_a_file_and_across(ledger: Ledger) -> None:
    imported(ledger, place(A, "Yesum Vina Co., Ltd."), place(B, "YESUMM VINA", f"{GATE}, Viet Nam"))
    imported(ledger, place(C, "Yesum Vina JSC", "Lot 12 Gate Rd., Linhtrung EPZ, Thu Duc, Viet Nam"))

    assert {join[:3] for join in joins(ledger)} == {
        ("row:A", "row:B", 0), ("row:A", "row:C", 0), ("row:B", "row:C", 0)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (place(B, "Yesum Vina Unit 2"), "one name has a number: 2"),
        (place(B, "Yesum Vina", GATE.replace("12", "14")), "numbers differ: 12 / 14"),
        (place(B, "Yesumm Vina", code=""), "one names no country"),
        (place(B, "Yesum Vina", "Industrial zone, Viet Nam"), "an address says too little"),
    ],
)
def test_unsure_pairs_wait_with_reasons(ledger: Ledger, other: list[Claim], why: str) -> None:
    imported(ledger, place(A, "Yesum Vina"))
    imported(ledger, other)

    assert joins(ledger) == []
    [(left, right, audience, parts)] = waiting(ledger)
    assert (left, right, audience) == ("row:A", "row:B", 0)
    assert why in parts


def test_another_country_is_not_even_asked_about(ledger: Ledger) -> None:
    imported(ledger, place(A, "Yesum Vina"), place(B, "Yesumm Vina", code="KH"))
    assert (joins(ledger), waiting(ledger)) == ([], [])


def test_two_ids_of_one_register_stop_a_join(ledger: Ledger) -> None:
    ids = [
        [same(origin(of), Ref("Workplace", f"row:{of.name}"), keyed("os", os_id))]
        for of, os_id in ((A, "VN2019067X1K87E"), (B, "VN2019067X1K88F"))
    ]
    imported(ledger, place(A, "Yesum Vina") + ids[0], place(B, "Yesumm Vina") + ids[1])

    assert joins(ledger) == []
    assert "os ids differ" in waiting(ledger)[0][3]


def test_a_translated_name_is_found(ledger: Ledger) -> None:
    imported(ledger, place(A, "Curtiembre Yesum S.A."), place(B, "Yesum Tannery"))
    assert [join[:2] for join in joins(ledger)] == [("row:A", "row:B")]


def test_a_join_takes_the_narrowest_audience(ledger: Ledger) -> None:
    imported(ledger, place(A, "Yesum Vina"), place(B, "Yesumm Vina", audience=1))
    assert [join[2] for join in joins(ledger)] == [1]


def test_what_was_withheld_is_not_read(ledger: Ledger) -> None:
    imported(ledger, place(A, "Yesum Vina"))
    with ledger.write() as connection:
        record_on_claim(connection, "withhold", 1, property_="address", why="home worker", by="Ana")
    imported(ledger, place(B, "Yesumm Vina"))
    assert joins(ledger) == []


def test_a_person_is_not_asked_twice(ledger: Ledger) -> None:
    imported(ledger, place(A, "Yesum Vina"))
    with ledger.write() as connection:
        record_joins(connection, [JoinDecision("different", "row:A", "row:B", "two plants", "Ana")])
    imported(ledger, place(B, "Yesum Vina", GATE.replace("12", "14")))
    imported(ledger, place(B, "Yesum Vina", GATE.replace("12", "14")))
    assert waiting(ledger) == []


def test_a_third_does_not_bring_together_what_differs(ledger: Ledger) -> None:
    """ "Lot 12" and "Lot 14" are two; an address without a lot is near both, and joins but one."""
    imported(
        ledger,
        place(A, "Yesum Vina"),
        place(B, "Yesum Vina", GATE.replace("12", "14")),
        place(C, "Yesum Vina", GATE.replace("Lot 12, ", "")),
    )
    assert len(joins(ledger)) == 1
    assert {row[:2] for row in waiting(ledger)} > {("row:A", "row:B")}


def test_undone_and_redone_runs_take_their_joins_along(ledger: Ledger) -> None:
    imported(ledger, place(A, "Yesum Vina"))
    run = imported(ledger, place(B, "Yesumm Vina"))
    before = joins(ledger)
    repair.take_back(ledger, run)
    gone = joins(ledger)
    repair.put_back(ledger, run)
    assert (len(before), gone, joins(ledger)) == (1, [], before)


def test_ledgers_from_before_are_marked_first(ledger: Ledger) -> None:
    imported(ledger, place(A, "Yesum Vina"))
    with ledger.write() as connection:
        connection.execute(t.match_block.delete())
        connection.execute(t.watermark.delete())
    imported(ledger, place(B, "Yesumm Vina"))
    assert [join[:2] for join in joins(ledger)] == [("row:A", "row:B")]


def test_a_later_different_gives_the_ids_back(ledger: Ledger) -> None:
    imported(ledger, place(A, "Yesum Vina"), place(B, "Yesumm Vina"))
    things = _things(ledger)
    with ledger.write() as connection:
        record_joins(connection, [JoinDecision("different", "row:A", "row:B", "seen on site", "Ana")])
    apart = _things(ledger)
    assert things == {"row:A": apart["row:A"], "row:B": apart["row:A"]}
    with ledger.read() as connection:
        births = dict(connection.execute(sa.select(t.key.c.key, t.key.c.birth_id)).all())
    assert apart == {key: births[key] for key in ("row:A", "row:B")}


def _things(ledger: Ledger) -> dict[str, str]:
    resolve(ledger, 0)
    a, k = t.assign.c, t.key.c
    with ledger.read() as connection:
        rows = connection.execute(
            sa.select(k.key, a.thing_id).join(t.key, k.ord == a.key).where(k.key.startswith("row:"))
        )
        return dict(rows.all())


def test_a_join_refused_by_a_persons_word_is_asked_about(ledger: Ledger) -> None:
    claims = same(origin(), Ref("Workplace", "row:B"), Ref("Workplace", "row:C"))
    imported(ledger, place(A, "Yesum Vina"), place(B, "Yesum Vina Ltd"), place(C, "Sunrise", "Mill Road"))
    with ledger.write() as connection:
        record_joins(connection, [JoinDecision("different", "row:A", "row:C", "two firms", "Ana")])
    imported(ledger, [claims])
    resolve(ledger, 0)
    assert waiting(ledger) == [
        ("row:A", "row:B", 0, ["joining them would bring together two that were called different"])
    ]
