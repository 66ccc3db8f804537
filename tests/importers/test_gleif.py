"""GLEIF's three files: entities, relationships, exceptions; XML, JSON and the golden copy's CSV headings."""

import zipfile
from pathlib import Path

import pytest

from tests.fixtures.claimed import FIXTURES, claimed

FUND, MANAGER = "lei:001GPB6A9XPE8XJICC14", "lei:5493001Z012YSB2A0K51"
NODES = "Relationship.StartNode.NodeID,Relationship.StartNode.NodeIDType,Relationship.EndNode.NodeID"
RELATIONSHIPS_CSV = (
    f"{NODES},Relationship.EndNode.NodeIDType,Relationship.RelationshipType,Relationship.RelationshipStatus,"
    "Relationship.Period.1.startDate,Relationship.Period.1.endDate,Relationship.Period.1.periodType,"
    "Registration.LastUpdateDate\n"
)


@pytest.mark.parametrize("form", ["lei.xml", "lei.json"])
def test_entity_with_register_and_country(form: str) -> None:
    found = claimed(FIXTURES / "gleif_lei" / form)

    fund = {
        "name": "Fidelity Advisor Leveraged Company Stock Fund",
        "lei": "001GPB6A9XPE8XJICC14",
        "country": "US",
        "address": "245 SUMMER STREET, BOSTON, US-MA, 02210, US",
        "roles": ["fund"],
        "as_of": "2023-05-18",
    }
    register = "register:RA000665/S000005113"
    assert (found.source, found.refused) == ("gleif_lei", [])
    assert found.said[:4] == [
        ("DESCRIBES", FUND, None, fund),
        ("SAME_AS", FUND, register, {"as_of": "2023-05-18"}),
        ("DESCRIBES", register, None, {"register_id": "RA000665/S000005113", "as_of": "2023-05-18"}),
        ("REGISTERED_IN", FUND, "iso:US", {"as_of": "2023-05-18"}),
    ]
    assert {claim.origin.confidence for claim in found.claims} == {3}


def test_no_register_is_no_key(tmp_path: Path) -> None:
    path = tmp_path / "lei.csv"
    path.write_text(
        "LEI,Entity.LegalName,Entity.RegistrationAuthority.RegistrationAuthorityID,"
        "Entity.RegistrationAuthority.RegistrationAuthorityEntityID,Entity.LegalJurisdiction\n"
        "5493001KJTIIGC8Y1R12,Acme Co,RA999999,12,VN\n",
        "utf-8",
    )

    assert claimed(path).said == [
        ("DESCRIBES", "lei:5493001KJTIIGC8Y1R12", None, {"name": "Acme Co", "lei": "5493001KJTIIGC8Y1R12"}),
        ("REGISTERED_IN", "lei:5493001KJTIIGC8Y1R12", "iso:VN", {}),
    ]


@pytest.mark.parametrize("form", ["relationships.xml", "relationships.json"])
def test_child_is_owned_by_parent(form: str) -> None:
    found = claimed(FIXTURES / "gleif_relationships" / form)

    assert (found.source, found.refused) == ("gleif_relationships", [])
    assert found.said[:3] == [
        ("DESCRIBES", FUND, None, {"lei": "001GPB6A9XPE8XJICC14", "as_of": "2023-05-18"}),
        ("DESCRIBES", MANAGER, None, {"lei": "5493001Z012YSB2A0K51", "as_of": "2023-05-18"}),
        (
            "OWNED_BY",
            FUND,
            MANAGER,
            {"kinds": ["fund_managed"], "since": "2012-11-29", "as_of": "2023-05-18"},
        ),
    ]
    assert [said[3]["kinds"] for said in found.said if said[0] == "OWNED_BY"] == [
        ["fund_managed"],
        ["subfund"],
        ["direct"],
        ["ultimate"],
    ]


def test_relationship_period_is_taken() -> None:
    """Beside it stand the period of the accounts and of the filing."""
    owned = claimed(FIXTURES / "gleif_relationships" / "relationships.xml").said[8]

    assert owned == (
        "OWNED_BY",
        "lei:010CMKZ3VON21WF2ZD45",
        "lei:ZZG38T0MDR3QY1ETUA76",
        {"kinds": ["direct"], "since": "2018-02-06", "as_of": "2022-06-04"},
    )


@pytest.mark.parametrize(("end", "until"), [("2020-05-31T00:00:00Z", "2020-05-31"), ("", "2021-02-03")])
def test_inactive_relationship_has_ended(tmp_path: Path, end: str, until: str) -> None:
    path = tmp_path / "relationships.csv"
    path.write_text(
        RELATIONSHIPS_CSV + f"A,LEI,B,LEI,IS_DIRECTLY_CONSOLIDATED_BY,INACTIVE,2018-01-01T00:00:00Z,{end},"
        "RELATIONSHIP_PERIOD,2021-02-03T10:00:00Z\n",
        "utf-8",
    )

    owned = {"kinds": ["direct"], "since": "2018-01-01", "until": until, "as_of": "2021-02-03"}
    assert claimed(path).said[2] == ("OWNED_BY", "lei:A", "lei:B", owned)


LOVES = "'LOVES' is no relationship that is read."


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        (
            "A,LEI,B,NI,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,,,,",
            ("Relationship.EndNode.NodeIDType", "One of the two has no LEI."),
        ),
        ("A,LEI,B,LEI,LOVES,ACTIVE,,,,", ("Relationship.RelationshipType", LOVES)),
    ],
)
def test_relationship_not_read_is_set_aside(tmp_path: Path, row: str, refused: tuple[str, str]) -> None:
    path = tmp_path / "relationships.csv"
    path.write_text(f"{RELATIONSHIPS_CSV}{row}\n", "utf-8")

    assert claimed(path).refused == [("2", *refused)]


def test_exception_gives_its_reason() -> None:
    found = claimed(FIXTURES / "gleif_exceptions" / "exceptions.xml")

    assert (found.source, found.refused) == ("gleif_exceptions", [])
    assert [said[3]["parent_exception"] for said in found.said] == [
        ["direct parent: NATURAL_PERSONS"],
        ["ultimate parent: NON_CONSOLIDATING"],
        ["direct parent: NATURAL_PERSONS"],
    ]
    assert found.said[0][3]["as_of"] == "2023-11-06"


def test_exception_in_json_and_csv(tmp_path: Path) -> None:
    path = tmp_path / "exceptions.csv"
    path.write_text(
        "LEI,Exception.Category,Exception.Reason.1,Exception.Reason.2\n"
        "A,ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT,NO_LEI,NON_PUBLIC\n",
        "utf-8",
    )

    reasons = ["ultimate parent: NO_LEI", "ultimate parent: NON_PUBLIC"]
    assert claimed(path).said == [("DESCRIBES", "lei:A", None, {"lei": "A", "parent_exception": reasons})]
    assert claimed(FIXTURES / "gleif_exceptions" / "exceptions.json").said[0][3] == {
        "lei": "001GPB6A9XPE8XJICC14",
        "parent_exception": ["direct parent: NO_KNOWN_PERSON"],
        "as_of": "2023-06-09",
    }


def zipped(folder: Path, file: Path) -> Path:
    path = folder / f"{file.name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.write(file, file.name)
    return path


def test_golden_copy_tells_lapsed_and_duplicate(tmp_path: Path) -> None:
    found = claimed(zipped(tmp_path, FIXTURES / "gleif_lei" / "golden_copy.csv"))
    lapsed, twice = "lei:5493001KJTIIGC8Y1R12", "lei:5493001Z012YSB2A0K51"
    address = "Plot 1, Sector 7, Dhaka, 1230, BD"
    then, later = {"as_of": "2019-02-03"}, {"as_of": "2020-02-03"}
    status = {"name": "lei status", "indicator": "lei_status"}

    assert (found.source, found.refused) == ("gleif_lei", [])
    assert found.said[4:] == [
        ("DESCRIBES", lapsed, None, {
            "name": "Lapsed Garments Ltd", "lei": "5493001KJTIIGC8Y1R12", "country": "BD",
            "address": address, **then,
        }),
        ("REGISTERED_IN", lapsed, "iso:BD", then),
        ("DESCRIBES", "obs:1", None, {
            **status, "text": "entity INACTIVE; registration LAPSED, renewal was due 2018-01-01", **then,
        }),
        ("ABOUT", "obs:1", lapsed, {"role": "subject", **then}),
        ("DESCRIBES", twice, None, {
            "name": "Twice Registered Ltd", "lei": "5493001Z012YSB2A0K51", "country": "BD",
            "address": "Plot 2, Dhaka, 1230, BD", **later,
        }),
        ("REGISTERED_IN", twice, "iso:BD", later),
        ("SAME_AS", twice, lapsed, later),
        ("DESCRIBES", "obs:2", None, {
            **status, "text": "registration DUPLICATE, renewal was due 2018-01-01", **later,
        }),
        ("ABOUT", "obs:2", twice, {"role": "subject", **later}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "file",
    ["gleif_lei/lei.xml", "gleif_relationships/relationships.xml", "gleif_exceptions/exceptions.xml"],
)
def test_packed_xml_says_the_same(tmp_path: Path, file: str) -> None:
    packed, plain = claimed(zipped(tmp_path, FIXTURES / file)), claimed(FIXTURES / file)

    assert (packed.source, packed.said) == (plain.source, plain.said)
