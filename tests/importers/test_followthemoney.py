"""FollowTheMoney entities: firms, owners, ships, listings; people are sealed, what is not read is counted."""

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from graph.ledger import tables as t
from graph.model import Audience
from importers.runner import Asked, import_file
from tests.fixtures.claimed import FIXTURES, Claimed, claimed
from tests.fixtures.ledgers import links, new_ledger

FILE = FIXTURES / "followthemoney" / "entities.ftm.json"
ORDERS = FIXTURES / "followthemoney" / "withhold_release.ftm.json"  # names from US customs' published list
FIRM, PARENT = "ftm:NK-firm", "ftm:NK-parent"
OTHER_LISTING = "obs:followthemoney:sanc-2/NK-parent"
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
        ("DESCRIBES", OTHER_LISTING, None, {
            "name": "sanction listing", "indicator": "sanction_listing_entity_list",
            "text": "Entity List, Bureau of Industry and Security",
        }),
        ("ABOUT", OTHER_LISTING, PARENT, {"role": "subject"}),
    ]  # fmt: skip


def test_withhold_release_orders_are_public_findings() -> None:
    found = claimed(ORDERS)
    orders = {
        said[1]: (said[3]["name"], said[3]["category"], said[3]["date"])
        for said in found.said
        if said[0] == "DESCRIBES" and said[1].startswith("finding:")
    }

    customs = "Listed for forced labour: U.S. Customs and Border Protection"
    order = "finding:followthemoney:us-cbpfl"
    assert {claim.origin.audience for claim in found.claims} == {Audience.PUBLIC}
    assert orders == {
        f"{order}-s1/NK-brightway": (customs, "forced_labour", "2021-12-20"),
        f"{order}-s2/NK-hangton": (customs, "forced_labour", "2021-08-04"),
        f"{order}-s3/NK-maydi": (customs, "forced_labour", "2000"),
    }
    assert [said[1:3] for said in found.said if said[0] == "ABOUT"] == [
        (f"{order}-s1/NK-brightway", "ftm:NK-brightway"),
        (f"{order}-s2/NK-hangton", "ftm-vessel:NK-hangton"),
        (f"{order}-s3/NK-maydi", "ftm:NK-maydi"),
    ]


def test_merged_id_is_the_same_entity() -> None:
    assert [said for said in claimed(ORDERS).said if said[0] == "SAME_AS"] == [
        ("SAME_AS", "ftm:NK-brightway", "ftm:us-cbpfl-brightway", {})
    ]


def test_ship_is_a_workplace_with_its_number(tmp_path: Path) -> None:
    ship = {
        "name": ["A Tanker"],
        "previousName": ["Old Tanker"],
        "imoNumber": ["IMO 9074729"],
        "flag": ["pa"],
    }
    found = written(
        tmp_path,
        {"id": "firm", "schema": "Company", "properties": {"name": ["Acme Ltd"]}},
        {"id": "ship", "schema": "Vessel", "caption": "A Tanker", "properties": ship},
        {"id": "own", "schema": "Ownership", "properties": {"owner": ["firm"], "asset": ["ship"]}},
    )

    assert [
        (claim.subject.kind, said) for claim, said in zip(found.claims[1:], found.said[1:], strict=True)
    ] == [
        ("Workplace", ("DESCRIBES", "ftm-vessel:ship", None, {"name": "A Tanker"})),
        ("Workplace", ("DESCRIBES", "ftm-vessel:ship", None, {"name": "Old Tanker"})),
        ("Workplace", ("SAME_AS", "ftm-vessel:ship", "imo:9074729", {})),
    ]


@pytest.mark.parametrize(
    ("properties", "audience"),
    [
        ({"name": ["Brightway Sdn. Bhd."]}, Audience.PUBLIC),
        ({"name": ["新疆棉花有限公司"]}, Audience.PUBLIC),
        ({"name": ["Brightway"], "uscCode": ["914419007"]}, Audience.PUBLIC),
        ({"name": ["Maria Corpuz"], "country": ["ph"]}, Audience.SEALED),
    ],
)
def test_legal_entity_is_public_if_it_is_a_firm(
    tmp_path: Path, properties: dict[str, Any], audience: int
) -> None:
    legal_entity = {"id": "x", "schema": "LegalEntity", "properties": properties}
    found = written(tmp_path, legal_entity, {"id": "y", "schema": "Address"})

    assert [claim.origin.audience for claim in found.claims] == [audience]


@pytest.mark.parametrize(("percentage", "share"), [("51.5 %", 51.5), ("25-50", None), ("150", None)])
def test_share_is_one_number_of_percent(tmp_path: Path, percentage: str, share: float | None) -> None:
    owned = {"owner": ["b"], "asset": ["a"], "percentage": [percentage]}
    found = written(
        tmp_path,
        {"id": "a", "schema": "Company", "properties": {"name": ["A Ltd"]}},
        {"id": "b", "schema": "Company", "properties": {"name": ["B Ltd"]}},
        {"id": "own", "schema": "Ownership", "properties": owned},
    )

    assert found.said[-1][3].get("share") == share
    assert found.claims[-1].origin.words.endswith(f"properties.percentage.1: {percentage}")


def test_other_sanctions_are_no_findings(tmp_path: Path) -> None:
    export, arms = (
        {"programId": ["US-BIS-EL"], "entity": ["a"]},
        {"program": ["Arms"], "entity": ["a", "p", "gone"]},
    )
    found = written(
        tmp_path,
        {"id": "a", "schema": "Company", "properties": {"name": ["A Ltd"]}},
        {"id": "p", "schema": "Person", "properties": {"name": ["A Person"]}},
        {"id": "s1", "schema": "Sanction", "properties": export | {"startDate": ["2020-01-02"]}},
        {"id": "s2", "schema": "Sanction", "properties": arms | {"endDate": ["2024"]}},
        {"id": "s3", "schema": "Risk", "properties": {"entity": ["a"], "topics": ["forced.labor"]}},
    )

    assert [said[3] for said in found.said if said[0] == "DESCRIBES" and "ftm:" not in said[1]] == [
        {"name": "sanction listing", "indicator": "sanction_listing_us_bis_el", "year": 2020,
         "text": "US-BIS-EL, since 2020-01-02"},
        {"name": "sanction listing", "indicator": "sanction_listing_arms", "text": "Arms, until 2024"},
        {"name": "Listed for forced labour: ", "polarity": "violation", "category": "forced_labour",
         "status": "reported"},
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


def test_what_is_not_read_is_counted(tmp_path: Path) -> None:
    report = import_file(new_ledger(tmp_path / "home"), Asked(FILE))

    assert report.warnings[-2:] == [
        "Sealed, for they are people or may be: 1 LegalEntity, 1 Ownership, 1 Person.",
        "Not read: 1 Directorship.",
    ]


def test_what_the_graph_does_not_hold_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "entities.ftm.json"
    rows = [
        {"id": "a", "schema": "Company", "properties": {"name": ["A Ltd"]}},
        {"id": "plane", "schema": "Airplane", "properties": {"name": ["A Plane"]}},
        {"id": "own", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["plane"]}},
        {"id": "s", "schema": "Sanction", "properties": {"entity": ["plane", "gone"], "program": ["Arms"]}},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    report = import_file(new_ledger(tmp_path / "home"), Asked(path, source="followthemoney"))

    assert report.claims_new == 1
    assert report.warnings[-1] == (
        "Not read: 1 Airplane, 1 Ownership (Airplane), 1 Sanction (Airplane), 1 Sanction (not in the file)."
    )


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
