"""What a node and a link should hold, computed from their claims."""

from typing import Any

import pytest

from graph.claim import ListRef, Ref, describe, observation
from graph.ledger.store import Ledger
from tests.fixtures.ledgers import (
    MILL,
    SERIES,
    UPDATE,
    WEAVER,
    WHOLE,
    edition,
    links,
    names,
    nodes,
    origin,
    supplies,
)

pytestmark = pytest.mark.parametrize("ledgers", ["sqlite"], indirect=True)  # computed in Python
LINK = ("mill", "SUPPLIES", "brand")
OTHER = ListRef("test", "T", "other")
_ALWAYS = ("id", "first_seen", "n_buyers", "n_suppliers")


def said(ledger: Ledger, of: ListRef, as_of: str | None, confidence: int = 2, **properties: Any) -> None:
    edition(ledger, [describe(origin(of, confidence=confidence), MILL, **properties)], as_of=as_of)


def mill(ledger: Ledger) -> dict[str, Any]:
    (row,) = [row for row in nodes(ledger).values() if row["id"].startswith("WP-")]
    return {name: value for name, value in row.items() if name not in _ALWAYS}


def test_latest_date_is_shown(ledger: Ledger) -> None:
    said(ledger, OTHER, "2020", 1, name="Mill of 2020", opened="2001", address="Gate 2")
    said(ledger, UPDATE, "2018", 3, name="Mill of 2018", opened="2002", address="Gate 1")

    assert mill(ledger) == {
        "name": "Mill of 2020", "other_names": ["Mill of 2018"], "opened": "2001", "address": "Gate 2",
        "disputed": ["opened"], "last_seen": "2020",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ((UPDATE, "2018", 2), (OTHER, None, 3), "first"),
        ((UPDATE, "2018", 2), (OTHER, "2018-11", 1), "second"),
        ((UPDATE, "2018", 2), (OTHER, "2018", 3), "second"),
        ((UPDATE, None, 2), (OTHER, None, 2), "first"),
    ],
)
def test_order_of_preference(
    ledger: Ledger, first: tuple[Any, ...], second: tuple[Any, ...], shown: str
) -> None:
    """Date (the more exact is the later), then confidence, then list."""
    said(ledger, *first, name="first")
    said(ledger, *second, name="second")

    assert mill(ledger)["name"] == shown


def test_spelling_is_no_dispute(ledger: Ledger) -> None:
    said(ledger, UPDATE, "2018", name="MILL", opened="2001", precision="city")
    said(ledger, OTHER, "2018", name="Mill", opened="2001", precision="street")

    assert "disputed" not in mill(ledger)


def test_correction_leaves_the_rest(ledger: Ledger) -> None:
    """An update that describes one property supersedes that one; the old name stays known."""
    said(ledger, UPDATE, "2018", name="Mill", address="Gate 1", opened="2001")
    said(ledger, UPDATE, "2020", name="New Mill", address="Gate 2")

    assert mill(ledger) == {
        "name": "New Mill", "other_names": ["Mill"], "address": "Gate 2", "opened": "2001",
        "last_seen": "2020",
    }  # fmt: skip


def test_correction_that_is_read_late_is_older(ledger: Ledger) -> None:
    said(ledger, UPDATE, "2020", name="New Mill", address="Gate 2")
    said(ledger, UPDATE, "2018", name="Mill", address="Gate 1", opened="2001")

    assert (mill(ledger)["name"], mill(ledger)["address"], mill(ledger)["opened"]) == (
        "New Mill",
        "Gate 2",
        "2001",
    )


def test_whole_edition_replaces_all_of_a_row(ledger: Ledger) -> None:
    for as_of, properties in (("2018", {"name": "Mill", "opened": "2001"}), ("2020", {"name": "Mill"})):
        edition(ledger, [describe(origin(WHOLE), MILL, **properties)], as_of=as_of, whole=True)

    assert mill(ledger) == {"name": "Mill", "last_seen": "2020"}


def test_series_keeps_every_year(ledger: Ledger) -> None:
    edition(ledger, [*names(), supplies(SERIES, tiers=[1])])
    edition(ledger, [supplies(SERIES, tiers=[2])])

    assert links(ledger)[LINK]["tiers"] == [1, 2]


def test_list_that_becomes_whole_counts_anew(ledger: Ledger) -> None:
    edition(ledger, [*names(), supplies(tiers=[1])])
    edition(ledger, [supplies(ListRef("test", "S", "update", mode="series"), tiers=[2])])
    assert links(ledger)[LINK]["tiers"] == [1, 2]

    edition(ledger, [supplies(start=WEAVER)])
    assert links(ledger)[LINK]["tiers"] == [2]


def test_observation_is_not_pieced_together(ledger: Ledger) -> None:
    about = [(MILL, "subject")]
    for as_of, value in (("2020", {"value": 27.5}), ("2021", {"text": "not told"})):
        claims = list(observation(origin(), "wage_gap", about, 2019, **value))
        edition(ledger, [describe(origin(), MILL, name="mill"), *claims], as_of=as_of)

    shown = nodes(ledger)["wage gap"]
    assert {name: shown.get(name) for name in ("value", "text", "year", "source")} == {
        "value": None, "text": "not told", "year": 2019, "source": shown["source"],
    }  # fmt: skip
    assert shown["source"] == nodes(ledger)["S"]["id"]


def test_newer_wording_of_a_link_stands(ledger: Ledger) -> None:
    edition(ledger, [*names(), supplies(tiers=[1], share=10.0, since="2010")], as_of="2018")
    edition(ledger, [supplies(tiers=[2])], as_of="2020")
    found = links(ledger)[LINK]

    assert {name: found.get(name) for name in ("tiers", "share", "since", "n_claims", "last_seen")} == {
        "tiers": [2], "share": None, "since": None, "n_claims": 1, "last_seen": "2020",
    }  # fmt: skip


def test_ended_link_keeps_its_last_wording(ledger: Ledger) -> None:
    edition(ledger, names())
    for as_of, claims in (
        ("2018", [supplies(WHOLE, tiers=[1])]), ("2019", [supplies(WHOLE, tiers=[2])]),
        ("2020", [supplies(WHOLE, WEAVER)]),
    ):  # fmt: skip
        edition(ledger, claims, as_of=as_of, whole=True)
    found = links(ledger)[LINK]

    assert (found["tiers"], found["n_claims"], found["until"]) == ([2], 1, "2020")


@pytest.mark.parametrize(
    ("second", "third", "publishers", "confidence"),
    [
        ({"publisher": "Two"}, 2, 2, 3),
        ({"publisher": "P of S"}, 2, 1, 2),
        ({"publisher": "Two", "derived_from": "S"}, 2, 1, 2),
        ({"publisher": "Two", "derived_from": "somebody's list"}, 2, 2, 3),
        ({"publisher": "Two"}, 1, 2, 2),
    ],
)
def test_copies_count_once(
    ledger: Ledger, second: dict[str, str], third: int, publishers: int, confidence: int
) -> None:
    """Two independent publishers make a link sure; an inference or a copy does not."""
    edition(ledger, [*names(), supplies()])
    edition(ledger, [supplies(OTHER, confidence=third)], **second)
    found = links(ledger)[LINK]

    assert (found["n_publishers"], found["confidence"], found["n_claims"]) == (publishers, confidence, 2)


def test_copies_of_copies_and_rings_end(ledger: Ledger) -> None:
    edition(ledger, [*names(), supplies()], publisher="One", derived_from="U")
    edition(ledger, [supplies(OTHER)], publisher="Two", derived_from="S")
    edition(ledger, [supplies(ListRef("test", "U", "l"))], publisher="Three", derived_from="T")

    assert links(ledger)[LINK]["n_publishers"] <= 3


def test_denied_link_is_in_doubt(ledger: Ledger) -> None:
    edition(ledger, [*names(), supplies(confidence=3)])
    edition(ledger, [supplies(OTHER, stance="denies")])
    found = links(ledger)[LINK]

    assert (found["confidence"], found["disputed"], found["n_claims"]) == (1, ["stance"], 1)


def test_denial_alone_is_no_link(ledger: Ledger) -> None:
    edition(ledger, [*names(), supplies(stance="denies")])

    assert links(ledger) == {}


def test_stated_end_is_the_last_of_all(ledger: Ledger) -> None:
    edition(ledger, [*names(), supplies(until="2019-05")])
    edition(ledger, [supplies(OTHER, until="2020")])
    assert links(ledger)[LINK]["until"] == "2020"

    edition(ledger, [supplies(ListRef("test", "S", "third"))])
    assert "until" not in links(ledger)[LINK]


def test_nameless_thing_shows_a_known_id(ledger: Ledger) -> None:
    """… and never a key that is made of a name or a digest."""
    edition(ledger, [supplies(end=Ref("Organisation", "lei:5493"))])
    (shown,) = [row for row in nodes(ledger).values() if row["id"].startswith("WP-")]

    assert sorted(nodes(ledger)) == ["S", "lei:5493", f"workplace {shown['id']}"]


def test_degrees_count_things_not_claims(ledger: Ledger) -> None:
    edition(ledger, [*names(), supplies(), supplies(start=WEAVER, audience=1)])
    edition(ledger, [supplies(OTHER)])

    assert [
        (nodes(ledger, a)["brand"]["n_suppliers"], nodes(ledger, a)["mill"]["n_buyers"]) for a in (0, 1)
    ] == [
        (1, 1),
        (2, 1),
    ]
