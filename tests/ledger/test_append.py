"""Appending: nothing twice, keys with the widest audience, sources as they now are."""

import pytest
import sqlalchemy as sa

from graph import ids
from graph.claim import ListRef, Ref, describe, link
from graph.errors import ModelError
from graph.ledger import tables as t
from graph.ledger.append import Appender, RowClaims, RunInfo
from graph.ledger.keys import ensure_keys
from graph.ledger.sources import SourceInfo
from graph.ledger.store import Ledger
from tests.fixtures.ledgers import (
    BRAND,
    MILL,
    UPDATE,
    counts,
    edition,
    links,
    names,
    nodes,
    origin,
    supplies,
)


def test_same_edition_twice_adds_sightings_alone(ledger: Ledger) -> None:
    first = edition(ledger, [*names(), supplies()])
    before = counts(ledger)
    second = edition(ledger, [*names(), supplies()])
    after = counts(ledger)

    assert (first.new, first.same, second.new, second.same) == (5, 0, 0, 5)
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {
        "run": 1,
        "sighting": 5,
        "touched": 5,
    }


def test_row_that_repeats_is_one_claim(ledger: Ledger) -> None:
    tally = edition(ledger, [supplies(), supplies(row_ref="2")])

    assert (tally.new, tally.same, counts(ledger)["claim"]) == (1, 0, 1)


def test_batches_of_one_run_share_claims(ledger: Ledger) -> None:
    with ledger.write() as connection:
        appender = Appender(connection, SourceInfo("S", "test", "P"), RunInfo("test"))
        for rows in ([RowClaims("1", {}, [supplies()])], [], [RowClaims("2", {}, [supplies()])]):
            appender.append(rows)
        appender.finish()

    assert (appender.tally.new, appender.tally.same, counts(ledger)["sighting"]) == (1, 0, 1)


def test_row_is_kept_as_given(ledger: Ledger) -> None:
    with ledger.write() as connection:
        appender = Appender(connection, SourceInfo("S", "test", "P"), RunInfo("test", "f.csv", "00", "2018"))
        appender.append([RowClaims("Sheet1!7", {"Name ": " Mühle"}, [supplies(), describe(origin(), MILL)])])
        appender.finish()
        raw = connection.execute(sa.select(t.raw_row.c.row_ref, t.raw_row.c.cells)).all()
        run = connection.execute(sa.select(t.run.c.file_name, t.run.c.as_of, t.run.c.state)).all()
        owners = set(connection.scalars(sa.select(t.claim.c.raw_row_id)))

    assert [tuple(row) for row in raw] == [("Sheet1!7", '{"Name ": " Mühle"}')]
    assert ([tuple(row) for row in run], owners) == ([("f.csv", "2018", "done")], {1})


def test_links_of_a_row_are_a_route(ledger: Ledger) -> None:
    agent = Ref("Organisation", "org:p:agent")
    with ledger.write() as connection:
        appender = Appender(connection, SourceInfo("S", "test", "P"), RunInfo("test"))
        through_agent = [supplies(end=agent), supplies(start=agent)]
        appender.append([RowClaims("1", {}, through_agent), RowClaims("2", {}, [supplies()])])
        appender.finish()
        routes = list(connection.scalars(sa.select(t.claim.c.route).order_by(t.claim.c.id)))

    assert routes[0] == routes[1] is not None
    assert routes[2] is None


def test_key_takes_the_wider_audience(ledger: Ledger) -> None:
    edition(ledger, [supplies(audience=1)])
    assert _audiences(ledger) == {MILL.key: 1, BRAND.key: 1}

    edition(ledger, [describe(origin(), MILL, name="Mill")])
    edition(ledger, [supplies(audience=2)])

    assert _audiences(ledger) == {MILL.key: 0, BRAND.key: 1}


def test_key_names_one_kind(ledger: Ledger) -> None:
    edition(ledger, [supplies()])
    before = counts(ledger)
    firm = Ref("Organisation", MILL.key)

    with pytest.raises(ModelError, match="already names a Workplace, so it cannot name a Organisation"):
        edition(ledger, [describe(origin(), firm, name="Mill")])
    with (
        pytest.raises(ModelError, match="'new' names a Zone and a Workplace at once"),
        ledger.write() as held,
    ):
        ensure_keys(held, {Ref("Zone", "new"): 0, Ref("Workplace", "new"): 0})
    assert counts(ledger) == before


def test_collision_takes_the_next_number(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "number_of", lambda _: 7)
    mills = [Ref("Workplace", f"row:{n}") for n in range(3)]
    with ledger.write() as connection:
        ensure_keys(connection, {mills[0]: 0})
        ensure_keys(connection, dict.fromkeys(mills, 0))
        births = list(connection.scalars(sa.select(t.key.c.birth_id).order_by(t.key.c.ord)))

    assert births == [ids.spell("WP", number) for number in (7, 8, 9)]


def test_list_belongs_to_the_runs_source(ledger: Ledger) -> None:
    other = link(origin(ListRef("test", "Other", "l")), "SUPPLIES", MILL, BRAND)

    with (
        pytest.raises(ModelError, match="The list 'l' is not of this run's source 'S'"),
        ledger.write() as held,
    ):
        Appender(held, SourceInfo("S", "test", "P"), RunInfo("test")).append([RowClaims("1", {}, [other])])


def test_unpublishable_source_is_for_members(ledger: Ledger) -> None:
    for republish in ("no", "derived"):
        of = ListRef("test", republish, "list")
        edition(ledger, [*names(of), supplies(of)], republish=republish)

    assert (nodes(ledger, 0), links(ledger, 0)) == ({}, {})
    assert list(links(ledger, 1)) == [("mill", "SUPPLIES", "brand")]


def test_changed_publisher_counts_anew(ledger: Ledger) -> None:
    """… also where only a copy of the source says the link."""
    copy = ListRef("test", "Copy", "list")
    edition(ledger, [*names(), supplies()], publisher="One")
    edition(ledger, [supplies(copy)], derived_from="S", publisher="Two")
    link_ = ("mill", "SUPPLIES", "brand")
    assert links(ledger)[link_]["n_publishers"] == 1
    before = counts(ledger)["touched"]

    edition(ledger, [describe(origin(UPDATE), MILL, name="mill")], publisher="Two")

    assert counts(ledger)["touched"] - before == 6 + 1


def _audiences(ledger: Ledger) -> dict[str, int]:
    with ledger.read() as connection:
        return {row.key: row.audience for row in connection.execute(sa.select(t.key))}
