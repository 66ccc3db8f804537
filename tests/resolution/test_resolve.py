"""Resolve: aliases for ever, splits that give the old ids back, no write lock for nothing."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from graph.claim import ListRef, describe, identified, keyed
from graph.claims import LedgerClaims
from graph.ledger import store
from graph.ledger import tables as t
from graph.ledger.decisions import JoinDecision, record_joins
from graph.ledger.store import Ledger
from graph.resolution.resolve import resolve, resolve_all
from tests.fixtures.ledgers import (
    BRAND,
    MILL,
    WEAVER,
    Ledgers,
    edition,
    names,
    nodes,
    origin,
    supplies,
)


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    edition(ledger, [*names(), supplies(), supplies(start=WEAVER)])
    return ledger


def decide(ledger: Ledger, verdict: str, audience: int = 0, by: str = "Ana") -> None:
    with ledger.write() as connection:
        record_joins(connection, [JoinDecision(verdict, MILL.key, WEAVER.key, verdict, by, audience)])


def thing(ledger: Ledger, key: str, audience: int = 0) -> str:
    resolve(ledger, audience)
    a, k = t.assign.c, t.key.c
    with ledger.read() as connection:
        query = sa.select(a.thing_id).join(t.key, k.ord == a.key)
        return str(connection.scalar(query.where(k.key == key, a.audience == audience)))


def test_split_gives_the_old_ids_back(ledger: Ledger) -> None:
    before = [thing(ledger, MILL.key), thing(ledger, WEAVER.key)]
    decide(ledger, "same")
    merged = [thing(ledger, MILL.key), thing(ledger, WEAVER.key)]
    claims = LedgerClaims(ledger, 0)
    assert (merged, claims.thing(before[1])) == ([before[0]] * 2, before[0])

    decide(ledger, "different")
    assert [thing(ledger, MILL.key), thing(ledger, WEAVER.key)] == before
    assert claims.thing(before[1]) == before[1]


def test_merge_counts_a_buyer_once(ledger: Ledger) -> None:
    assert nodes(ledger)["brand"]["n_suppliers"] == 2
    decide(ledger, "same")

    assert nodes(ledger)["brand"]["n_suppliers"] == 1


def test_members_join_is_theirs_alone(ledger: Ledger) -> None:
    decide(ledger, "same", audience=1)

    assert thing(ledger, MILL.key, 0) != thing(ledger, WEAVER.key, 0)
    assert thing(ledger, MILL.key, 1) == thing(ledger, WEAVER.key, 1)


def test_stated_id_joins_lists(ledger: Ledger) -> None:
    other = ListRef("test", "S", "other")
    edition(
        ledger, [*identified(origin(), MILL, "os", "VN1"), *identified(origin(other), WEAVER, "os", "VN1")]
    )

    assert len({thing(ledger, key) for key in (MILL.key, WEAVER.key, "os:VN1")}) == 1
    assert nodes(ledger)["mill"]["os_id"] == "VN1"


def test_refused_join_is_reported(ledger: Ledger) -> None:
    decide(ledger, "different")
    for place in (MILL, WEAVER):
        edition(ledger, list(identified(origin(), place, "os", "VN1")))
    done = resolve(ledger, 0)
    with ledger.read() as connection:
        numbers = {row.key: row.ord for row in connection.execute(sa.select(t.key))}

    assert done.refused == {(numbers[WEAVER.key], numbers["os:VN1"])}
    assert thing(ledger, MILL.key) == thing(ledger, "os:VN1") != thing(ledger, WEAVER.key)


def test_resolving_all_anew_changes_nothing(ledger: Ledger) -> None:
    edition(ledger, [describe(origin(), keyed("os", "VN9"), name="nine")])
    decide(ledger, "same")
    resolve(ledger, 0)

    done = resolve_all(ledger, 0)

    assert (done.moved, done.dirty) == (0, 0)


def test_nothing_touched_needs_no_lock(
    ledger: Ledger, ledgers: Ledgers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site goes on while another process holds the ledger for a long import."""
    resolve(ledger, 0)
    monkeypatch.setattr(store, "_BUSY_MS", 1)
    follower = ledgers.open(tmp_path)

    with ledger.write() as importing:
        importing.execute(t.counter.update().values(last=t.counter.c.last + 1))
        assert resolve(follower, 0).dirty == 0


def test_corrected_id_joins_what_it_now_names(ledger: Ledger) -> None:
    """By the date of the edition, not by the order of reading; the wrong one joins nothing any more."""
    wrong, right = (list(identified(origin(), MILL, "os", os_id)) for os_id in ("VN1", "VN2"))
    edition(ledger, right, as_of="2022")
    edition(ledger, wrong, as_of="2020")

    assert thing(ledger, MILL.key) == thing(ledger, "os:VN2") != thing(ledger, "os:VN1")

    edition(ledger, wrong, as_of="2023")

    assert thing(ledger, MILL.key) == thing(ledger, "os:VN1") != thing(ledger, "os:VN2")


def test_ids_that_do_not_contradict_all_join(ledger: Ledger) -> None:
    """Two of one edition, and numbers in two registers."""
    edition(ledger, [claim for one in ("VN1", "VN2") for claim in identified(origin(), MILL, "os", one)])
    for number in ("GB-COH/7", "RA000665/7"):
        edition(ledger, list(identified(origin(), BRAND, "register", number)))

    assert len({thing(ledger, key) for key in (MILL.key, "os:VN1", "os:VN2")}) == 1
    assert len({thing(ledger, key) for key in (BRAND.key, "register:GB-COH/7", "register:RA000665/7")}) == 1
