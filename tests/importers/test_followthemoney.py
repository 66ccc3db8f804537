"""FollowTheMoney entities: firms, owners and forced-labour listings; people are sealed."""

import json
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from graph.ledger import tables as t
from graph.model import Audience
from importers.runner import Asked, import_file
from tests.fixtures.claimed import FIXTURES, Claimed, claimed
from tests.fixtures.ledgers import links, new_ledger

FILE = FIXTURES / "followthemoney" / "entities.ftm.json"
FIRM, PARENT = "ftm:NK-firm", "ftm:NK-parent"
LISTING = "finding:followthemoney:sanc-1/NK-firm"


def written(folder: Path, *entities: dict[str, Any]) -> Claimed:
    path = folder / "entities.ftm.json"
    path.write_text("\n".join(map(json.dumps, entities)), "utf-8")
    return claimed(path, source="followthemoney")


def test_firms_owners_and_listings_are_public() -> None:
    found = claimed(FILE)
    shown = [
        said
        for said, claim in zip(found.said, found.claims, strict=True)
        if claim.origin.audience == Audience.PUBLIC
    ]

    assert (found.source, found.refused) == ("followthemoney", [])
    assert shown == [
        ("DESCRIBES", FIRM, None, {
            "name": "Dongguan Oasis Shoes Co. Ltd.", "country": "CN", "register_id": "914419007",
            "address": "Houjie, Dongguan, Guangdong",
        }),
        ("DESCRIBES", FIRM, None, {"name": "Dongguan Lvzhou Shoes Co. Ltd."}),
        ("DESCRIBES", FIRM, None, {"name": "Oasis Shoes Factory"}),
        ("SAME_AS", FIRM, "lei:5493001KJTIIGC8Y1R12", {}),
        ("DESCRIBES", "lei:5493001KJTIIGC8Y1R12", None, {"lei": "5493001KJTIIGC8Y1R12"}),
        ("REGISTERED_IN", FIRM, "iso:CN", {}),
        ("DESCRIBES", PARENT, None, {"name": "Oasis Group Holdings", "country": "HK"}),
        ("OWNED_BY", FIRM, PARENT, {"share": 60.0, "since": "2019-03-01"}),
        ("DESCRIBES", LISTING, None, {
            "name": "Listed for forced labour: Uyghur Forced Labor Prevention Act", "polarity": "violation",
            "category": "forced_labour", "status": "reported", "date": "2022-06-21",
            "proceeding": "Uyghur Forced Labor Prevention Act",
            "text": "Works with the government of Xinjiang to recruit and transfer forced labor.",
        }),
        ("ABOUT", LISTING, FIRM, {"role": "subject"}),
    ]  # fmt: skip


def test_people_and_what_may_be_one_are_sealed() -> None:
    found = claimed(FILE)
    sealed = [
        said
        for said, claim in zip(found.said, found.claims, strict=True)
        if claim.origin.audience == Audience.SEALED
    ]

    assert sealed == [
        ("DESCRIBES", "ftm:NK-person", None, {"name": "A Person", "country": "CN"}),
        ("DESCRIBES", "ftm:NK-unclear", None, {"name": "Someone or something"}),
        ("OWNED_BY", FIRM, "ftm:NK-person", {"share": 40.0}),
    ]


def test_listing_that_names_a_person_is_sealed(tmp_path: Path) -> None:
    listed = {"entity": ["firm", "person"], "program": ["Withhold Release Orders"], "endDate": ["2024-01-02"]}
    found = written(
        tmp_path,
        {"id": "firm", "schema": "Company", "properties": {"name": ["Acme"]}},
        {"id": "person", "schema": "Person", "properties": {"name": ["A Person"]}},
        {"id": "s", "schema": "Sanction", "properties": listed},
    )

    assert {claim.origin.audience for claim in found.claims[2:]} == {Audience.SEALED}
    assert [said[3]["text"] for said in found.said[2:] if said[0] == "DESCRIBES"] == [
        "(listed until 2024-01-02)",
        "(listed until 2024-01-02)",
    ]


def test_people_leave_no_trace_outside_the_ledger(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path / "home")
    import_file(ledger, Asked(FILE))

    ownership = [key for key in links(ledger, Audience.MEMBERS) if key[1] == "OWNED_BY"]
    assert ownership == [("Dongguan Oasis Shoes Co. Ltd.", "OWNED_BY", "Oasis Group Holdings")]
    with ledger.read() as connection:
        shown = connection.scalars(
            sa.select(t.raw_row.c.cells).where(t.raw_row.c.audience != Audience.SEALED)
        )
        assert [cells for cells in shown if "NK-person" in cells or "A Person" in cells] == []


def test_equal_names_are_not_joined() -> None:
    joins = [(said[1], said[2]) for said in claimed(FILE).said if said[0] == "SAME_AS"]

    assert joins == [(FIRM, "lei:5493001KJTIIGC8Y1R12")]


def test_nested_entities_are_refused(tmp_path: Path) -> None:
    nested = {"owner": [{"id": "p", "schema": "Person", "properties": {"name": ["A Person"]}}]}
    found = written(
        tmp_path, {"id": "firm", "schema": "Company", "properties": nested}, {"id": "x", "schema": "Address"}
    )

    assert (found.said, found.refused) == (
        [],
        [("1", "schema", "It holds other entities within it: import entities.ftm.json instead.")],
    )
