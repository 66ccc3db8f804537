"""Whole lists end what they no longer name, by the date of their data; other lists end nothing."""

from collections.abc import Sequence

import pytest

from graph.claim import ListRef, country, describe, link
from graph.ledger.store import Ledger
from tests.fixtures.ledgers import (
    BRAND,
    MILL,
    OWNER,
    SERIES,
    UPDATE,
    WEAVER,
    WHOLE,
    edition,
    links,
    names,
    origin,
    supplies,
)

LINK, STAYS = ("mill", "SUPPLIES", "brand"), ("weaver", "SUPPLIES", "brand")


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    edition(ledger, names())
    return ledger


def appear(ledger: Ledger, years: Sequence[tuple[str | None, bool]], of: ListRef = WHOLE) -> None:
    """Editions in the order of import: (as of, does it name the link); all name another one."""
    for as_of, named in years:
        claims = [supplies(of, WEAVER), *([supplies(of)] if named else [])]
        edition(ledger, claims, as_of=as_of, whole=of.mode == "whole")


def until(ledger: Ledger, audience: int = 0) -> list[str | None]:
    found = links(ledger, audience)
    return [found[LINK].get("until"), found[STAYS].get("until")]


@pytest.mark.parametrize(
    ("years", "ended"),
    [
        ([("2018", True), ("2020", False)], "2020"),
        ([("2020", False), ("2018", True)], "2020"),
        ([("2018", True), ("2021", False), ("2020", False)], "2020"),
        ([("2018", True), ("2020", False), ("2021", True)], None),
        ([("2018", True), ("2020", False), ("2021", True), ("2022", False)], "2022"),
        ([("2018", True), ("2021", False), ("2020", True)], "2021"),
        ([("2018", True), ("2020", False), ("2019", True), ("2022", False)], "2020"),
        ([("2018", False), ("2020", True)], None),
        ([("2018", True), ("2018", False)], "2018"),
        ([(None, True), (None, False)], "unknown"),
    ],
)  # fmt: skip
def test_end_is_the_first_edition_that_lacks_it(
    ledger: Ledger, years: list[tuple[str | None, bool]], ended: str | None
) -> None:
    appear(ledger, years)

    assert until(ledger) == [ended, None]


@pytest.mark.parametrize("of", [UPDATE, SERIES])
def test_other_lists_end_nothing(ledger: Ledger, of: ListRef) -> None:
    appear(ledger, [("2018", True), ("2020", False)], of)

    assert (until(ledger), links(ledger)[LINK]["last_seen"]) == ([None, None], "2018")


def test_partial_edition_ends_nothing(ledger: Ledger) -> None:
    """A correction of one row between two whole editions names the rest no less."""
    appear(ledger, [("2018", True)])
    edition(ledger, [supplies(WHOLE, WEAVER, tiers=[2])], as_of="2019")
    assert until(ledger) == [None, None]

    appear(ledger, [("2020", False)])
    assert until(ledger) == ["2020", None]


def test_partial_edition_that_names_it_counts(ledger: Ledger) -> None:
    appear(ledger, [("2018", True), ("2019", False)])
    edition(ledger, [supplies(WHOLE)], as_of="2020")
    assert until(ledger) == [None, None]

    appear(ledger, [("2021", False)])
    assert until(ledger) == ["2021", None]


def test_end_counts_once(ledger: Ledger) -> None:
    tallies = [
        edition(ledger, claims, as_of=as_of, whole=True).ended
        for as_of, claims in (
            ("2018", [supplies(WHOLE), supplies(WHOLE, WEAVER)]), ("2019", [supplies(WHOLE, WEAVER)]),
            ("2020", [supplies(WHOLE, WEAVER)]), ("2020", [supplies(WHOLE, WEAVER)]),
        )
    ]  # fmt: skip

    assert tallies == [0, 1, 0, 0]


def test_end_is_seen_by_all_who_saw_the_link(ledger: Ledger) -> None:
    """First for members only, then public, then gone: the public graph is told too."""
    for as_of, audience in (("2018", 1), ("2019", 0)):
        edition(
            ledger, [supplies(WHOLE, audience=audience), supplies(WHOLE, WEAVER)], as_of=as_of, whole=True
        )
    edition(ledger, [supplies(WHOLE, WEAVER)], as_of="2020", whole=True)

    assert (until(ledger, 0), until(ledger, 1)) == (["2020", None], ["2020", None])


def test_link_ends_when_all_its_lists_end_it(ledger: Ledger) -> None:
    other = ListRef("test", "S", "other whole", mode="whole")
    appear(ledger, [("2018", True), ("2020", False)])
    appear(ledger, [("2017", True)], other)
    assert until(ledger) == [None, None]

    appear(ledger, [("2021", False)], other)
    assert until(ledger) == ["2021", None]


def test_place_does_not_end_with_its_row(ledger: Ledger) -> None:
    """Who owns whom may end by absence; where a place stands does not."""
    land = country("VN")
    first = [
        describe(origin(WHOLE), land, name="Viet Nam"), link(origin(WHOLE), "IN_COUNTRY", MILL, land),
        link(origin(WHOLE), "OWNED_BY", BRAND, OWNER), supplies(WHOLE, WEAVER),
    ]  # fmt: skip
    edition(ledger, first, as_of="2018", whole=True)
    edition(ledger, [supplies(WHOLE, WEAVER)], as_of="2020", whole=True)
    found = links(ledger)

    assert found[("brand", "OWNED_BY", "owner")]["until"] == "2020"
    assert "until" not in found[("mill", "IN_COUNTRY", "Viet Nam")]
