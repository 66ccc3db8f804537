"""What an edition changes, by list: links added and ended, properties with their old and new values."""

from dataclasses import asdict
from typing import Any

from graph.claim import Claim, ListRef, Origin, Ref, describe, link
from graph.difference import SHOWN, difference
from graph.ledger.append import Appender, RowClaims, RunInfo
from graph.ledger.editions import end_absent
from graph.ledger.sources import SourceInfo
from graph.ledger.store import Ledger

WHOLE = ListRef("test", "source", "Suppliers", mode="whole")
BUYER = Ref("Organisation", "org:p:Buyer")
NOTHING: dict[str, Any] = {"count": 0, "shown": []}


def edition(ledger: Ledger, as_of: str, of: ListRef = WHOLE, **addresses: str) -> list[dict[str, Any]]:
    """Import one, each place with its address; gives the difference that it made."""
    return _appended(ledger, as_of, *(_row(of, *each) for each in addresses.items()), of=of)


def _appended(ledger: Ledger, as_of: str, *rows: list[Claim], of: ListRef = WHOLE) -> list[dict[str, Any]]:
    with ledger.write() as connection:
        run = RunInfo("test", as_of=as_of, whole=of.mode == "whole")
        appender = Appender(connection, SourceInfo(of.source, "test", "p"), run)
        appender.append([RowClaims(row[0].origin.row_ref, {}, row) for row in rows])
        end_absent(connection, appender.tally.lists, appender.run_id)
        appender.finish()
        return [asdict(one) for one in difference(connection, appender.run_id, appender.tally.lists)]


def _row(of: ListRef, name: str, address: str) -> list[Claim]:
    origin, place = Origin(of, name, "w"), Ref("Workplace", f"row:{name}")
    return [describe(origin, place, name=name, address=address), link(origin, "SUPPLIES", place, BUYER)]


def _supplies(*names: str) -> dict[str, Any]:
    shown = [{"from": name, "kind": "SUPPLIES", "to": BUYER.key} for name in names]
    return {"count": len(names), "shown": shown}


def test_first_edition_adds_everything(ledger: Ledger) -> None:
    assert edition(ledger, "2018", A="x", B="y") == [{
        "list": "Suppliers", "added": _supplies("A", "B"), "ended": NOTHING, "changed": NOTHING,
        "described": {"count": 2, "shown": [{"thing": "A"}, {"thing": "B"}]},
    }]  # fmt: skip


def test_next_edition_adds_ends_and_changes(ledger: Ledger) -> None:
    edition(ledger, "2018", A="x", B="y")
    assert edition(ledger, "2020", B="z", C="x") == [{
        "list": "Suppliers", "added": _supplies("C"), "ended": _supplies("A"),
        "changed": {"count": 1, "shown": [{"thing": "B", "property": "address", "old": "y", "new": "z"}]},
        "described": {"count": 1, "shown": [{"thing": "C"}]},
    }]  # fmt: skip


def test_what_comes_back_is_added(ledger: Ledger) -> None:
    edition(ledger, "2018", A="x", B="y")
    edition(ledger, "2020", B="y")
    (found,) = edition(ledger, "2021", A="x", B="y")
    assert (found["added"], found["ended"], found["described"]) == (_supplies("A"), NOTHING, NOTHING)


def test_an_update_ends_nothing(ledger: Ledger) -> None:
    update = ListRef("test", "source", "Corrections")
    edition(ledger, "2018", update, A="x", B="y")
    (found,) = edition(ledger, "2020", update, B="y")
    assert found == {
        "list": "Corrections", "added": NOTHING, "ended": NOTHING, "changed": NOTHING, "described": NOTHING,
    }  # fmt: skip


def test_an_old_edition_changes_no_newer_word(ledger: Ledger) -> None:
    edition(ledger, "2020", A="new")
    (found,) = edition(ledger, "2018", A="old")
    assert found["changed"] == NOTHING


def test_many_are_counted_and_some_shown(ledger: Ledger) -> None:
    (found,) = edition(ledger, "2018", **{f"place {n:03}": "x" for n in range(SHOWN + 7)})
    assert (found["added"]["count"], len(found["added"]["shown"])) == (SHOWN + 7, SHOWN)


def test_link_that_stands_says_something_else(ledger: Ledger) -> None:
    place = Ref("Workplace", "row:A")
    said = [
        [link(Origin(WHOLE, goods, "w"), "SUPPLIES", place, BUYER, products=[goods]) for goods in row]
        for row in (["shirts"], ["shirts", "shoes"])
    ]
    _appended(ledger, "2018", said[0])
    (found,) = _appended(ledger, "2020", said[1])

    assert found["changed"] == {"count": 1, "shown": [{
        "thing": "row:A", "kind": "SUPPLIES", "to": BUYER.key, "property": "products", "old": ["shirts"],
        "new": ["shirts", "shoes"],
    }]}  # fmt: skip
    assert (found["added"], found["ended"]) == (NOTHING, NOTHING)


def test_figure_is_told_with_its_place(ledger: Ledger) -> None:
    place, workers = Ref("Workplace", "row:A"), Ref("Observation", "obs:A:workers")
    for as_of, value in (("2018", 100.0), ("2020", 120.0)):
        origin = Origin(WHOLE, as_of, "w")
        found = _appended(ledger, as_of, [
            describe(origin, place, name="A"), describe(origin, workers, name="workers", value=value),
            link(origin, "ABOUT", workers, place, role="subject"),
        ])  # fmt: skip

    assert found[0]["changed"] == {
        "count": 1,
        "shown": [{"thing": "workers of A", "property": "value", "old": 100.0, "new": 120.0}],
    }
