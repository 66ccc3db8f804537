"""Beneficial ownership (BODS 0.4), by the fixtures that its tools share and the standard's own example.

`indirect-ownership.json` is `examples/indirect-ownership.json` of openownership/data-standard, d97e798.
"""

import json
from pathlib import Path
from typing import Any

import bods_fixtures
import pytest

from graph.model import Audience
from importers.runner import Asked, import_file
from tests.fixtures.claimed import FIXTURES, Claimed, claimed
from tests.fixtures.ledgers import links, new_ledger

AS_OF = {"as_of": "2026-04-17"}


def case(folder: Path, name: str) -> Claimed:
    return written(folder, bods_fixtures.load(name).statements)


def written(folder: Path, statements: list[dict[str, Any]], lines: bool = False) -> Claimed:
    text = "\n".join(map(json.dumps, statements)) if lines else json.dumps(statements)
    path = folder / "bods.json"
    path.write_text(text, "utf-8")
    return claimed(path)


def relationship(*interests: dict[str, Any], record: str = "r", **said: Any) -> dict[str, Any]:
    details = {"subject": "a", "interestedParty": "b", "interests": list(interests)}
    return {
        "statementId": f"s-{record}",
        "recordId": record,
        "recordType": "relationship",
        "recordDetails": details,
        **said,
    }


def entity(record: str, **details: Any) -> dict[str, Any]:
    return {"statementId": record, "recordId": record, "recordType": "entity", "recordDetails": details}


def test_person_who_owns_is_sealed(tmp_path: Path) -> None:
    found = case(tmp_path, "core/01-direct-ownership")
    acme, jane = "bods:bods-fixtures/rec-acme-holdings-ltd", "bods:bods-fixtures/rec-jane-smith-1975"

    assert (found.source, found.refused) == ("bods", [])
    assert found.said == [
        ("DESCRIBES", acme, None, {"name": "Acme Holdings Ltd", "country": "GB", **AS_OF}),
        ("REGISTERED_IN", acme, "iso:GB", AS_OF),
        ("SAME_AS", acme, "register:GB-COH/10000001", AS_OF),
        ("DESCRIBES", "register:GB-COH/10000001", None, {"register_id": "GB-COH/10000001", **AS_OF}),
        ("DESCRIBES", jane, None, {"name": "Jane Smith", **AS_OF}),
        ("OWNED_BY", acme, jane, {"kinds": ["direct"], "share": 75.0, "since": "2010-01-01", **AS_OF}),
    ]
    public = [claim for claim in found.claims if claim.origin.audience != Audience.SEALED]
    assert [claim.kind for claim in public] == ["DESCRIBES", "REGISTERED_IN", "SAME_AS", "DESCRIBES"]
    assert "jane" not in repr(public).lower()


def test_circular_ownership_stays_circular(tmp_path: Path) -> None:
    found = case(tmp_path, "edge-cases/10-circular-ownership")
    alpha, beta = "bods:bods-fixtures/rec-alpha-corp", "bods:bods-fixtures/rec-beta-corp"

    whole = {"kinds": ["direct"], "share": 100.0, **AS_OF}
    assert [said for said in found.said if said[0] == "OWNED_BY"] == [
        ("OWNED_BY", beta, alpha, whole),
        ("OWNED_BY", alpha, beta, whole),
    ]
    assert {claim.origin.audience for claim in found.claims} == {Audience.PUBLIC}


def test_owner_that_is_not_named_is_a_reason(tmp_path: Path) -> None:
    found = case(tmp_path, "edge-cases/11-anonymous-person")

    reason = "beneficial owner: subjectUnableToConfirmOrIdentifyBeneficialOwner"
    assert found.said[-1] == (
        "DESCRIBES",
        "bods:bods-fixtures/rec-opaque-holdings-sa",
        None,
        {"parent_exception": [reason], **AS_OF},
    )


def test_entity_that_is_not_named(tmp_path: Path) -> None:
    found = written(tmp_path, [entity("a", entityType={"type": "anonymousEntity"})])

    assert found.said == [
        (
            "DESCRIBES",
            "bods:its publisher/a",
            None,
            {"name": "Entity not named by its source", "disclosed": False},
        )
    ]


def test_entity_has_its_address_and_other_names(tmp_path: Path) -> None:
    addresses = [{"type": "service", "address": "PO Box 1"}, {"type": "registered", "address": "1 Quay Road"}]
    found = written(
        tmp_path, [entity("a", name="Acme", alternateNames=["Acme Mills"], addresses=addresses), entity("b")]
    )

    assert [
        (said[3], claim.origin.confidence) for said, claim in zip(found.said, found.claims, strict=True)
    ] == [
        ({"name": "Acme", "address": "1 Quay Road"}, 3),
        ({"name": "Acme Mills"}, 1),
        ({"name": "Entity not named by its source"}, 3),
    ]


def test_lei_joins_its_entity(tmp_path: Path) -> None:
    identifiers = [{"scheme": "XI-LEI", "id": "5493001Z012YSB2A0K51"}, {"scheme": "GB-COH"}]
    found = written(tmp_path, [entity("a", name="Acme", identifiers=identifiers)])

    lei = "lei:5493001Z012YSB2A0K51"
    assert found.said[1:] == [
        ("SAME_AS", "bods:its publisher/a", lei, {}),
        ("DESCRIBES", lei, None, {"lei": "5493001Z012YSB2A0K51"}),
    ]


VOTES = {"type": "votingRights", "share": {"exact": 80}, "startDate": "2011-02-03", "endDate": "2019-01-01"}
SHARES = {"type": "shareholding", "share": {"exact": 12.5}, "directOrIndirect": "indirect"}
PROFITS = {"type": "rightsToProfitOrIncome", "share": {"exact": 90}}
CONTROL = {"type": "controlViaCompanyRulesOrArticles", "directOrIndirect": "direct"}


@pytest.mark.parametrize(
    ("interests", "said", "owned"),
    [
        ([VOTES], {}, [{"share": 80.0, "since": "2011-02-03", "until": "2019-01-01"}]),
        ([VOTES, SHARES], {}, [{"share": 12.5, "since": "2011-02-03"}]),
        ([PROFITS, CONTROL], {}, [{"kinds": ["direct"]}]),
        ([{"type": "boardMember"}], {}, []),
        ([{"type": "nominee"}, {"type": "rightsGrantedByContract"}], {}, []),
        ([], {}, [{}]),
        (
            [{"type": "shareholding", "share": {"minimum": 25, "maximum": 50}}],
            {"recordStatus": "closed", "statementDate": "2024-05-06"},
            [{"until": "2024-05-06", "as_of": "2024-05-06"}],
        ),
    ],
)
def test_interests_become_ownership(
    tmp_path: Path, interests: list[dict[str, Any]], said: dict[str, Any], owned: list[dict[str, Any]]
) -> None:
    statements = [entity("a"), entity("b"), relationship(*interests, **said)]

    found = written(tmp_path, statements, lines=True)

    assert [claim[3] for claim in found.said if claim[0] == "OWNED_BY"] == owned


def test_range_of_shares_stays_in_the_words(tmp_path: Path) -> None:
    share = {"exclusiveMinimum": 25, "maximum": 50}
    interest = {"type": "shareholding", "directOrIndirect": "direct", "share": share}
    found = written(tmp_path, [entity("a"), entity("b"), relationship(interest, recordStatus="new")])

    interests = "recordDetails.interests.1"
    assert found.said[-1] == (
        "OWNED_BY",
        "bods:its publisher/a",
        "bods:its publisher/b",
        {"kinds": ["direct"]},
    )
    assert found.claims[-1].origin.words == (
        f"recordDetails.subject: a; recordDetails.interestedParty: b; recordStatus: new;"
        f" {interests}.type: shareholding; {interests}.directOrIndirect: direct;"
        f" {interests}.share.exclusiveMinimum: 25; {interests}.share.maximum: 50"
    )


def test_indirect_owner_and_what_lies_between() -> None:
    found = claimed(FIXTURES / "bods" / "indirect-ownership.json")

    a, b, person = (f"bods:XXXXXXXXX/{record}" for record in ("ad3f6c2fcc9e", "d4ab89ea169a", "c25d4d612c2c"))
    dates = {"since": "2017-11-01", "as_of": "2018-12-17"}
    owned = [(*said[1:], claim.origin.audience) for said, claim in zip(found.said, found.claims, strict=True)
             if said[0] == "OWNED_BY"]  # fmt: skip
    assert owned == [
        (a, b, {"share": 60.0, "kinds": ["direct"], **dates}, Audience.PUBLIC),
        (b, person, {"as_of": "2018-12-17"}, Audience.SEALED),
        (a, person, {"share": 30.0, **dates}, Audience.SEALED),
    ]


def test_closed_record_ends_what_was_told_before(tmp_path: Path) -> None:
    path = tmp_path / "bods.json"
    begun = relationship(VOTES, statementDate="2020-01-01", recordStatus="new")
    ended = relationship(SHARES, statementDate="2024-05-06", recordStatus="closed", statementId="s2")
    named = [entity("a", name="A Ltd"), entity("b", name="B Ltd")]
    path.write_text(json.dumps([*named, begun, ended]), "utf-8")
    ledger = new_ledger(tmp_path)
    report = import_file(ledger, Asked(path))

    owned = links(ledger, Audience.PUBLIC)["A Ltd", "OWNED_BY", "B Ltd"]
    assert (owned["until"], owned["share"], owned.get("disputed")) == ("2024-05-06", 12.5, None)
    assert report.warnings[-1] == "Not read: 1 statement that a later one of its record replaces."


def test_what_is_no_ownership_or_sealed_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "bods.json"
    person = {"statementId": "p", "recordId": "p", "recordType": "person", "recordDetails": {}}
    unspecified = {"subject": "a", "interestedParty": {"reason": "noBeneficialOwners"}}
    closed = {**relationship(record="r1"), "recordDetails": unspecified, "recordStatus": "closed"}
    trustee = relationship({"type": "trustee"}, record="r2")
    statements = [entity("a"), entity("b"), person, trustee, closed, relationship()]
    statements[-1]["recordDetails"]["interestedParty"] = "p"
    path.write_text(json.dumps(statements), "utf-8")

    report = import_file(new_ledger(tmp_path), Asked(path))

    assert report.warnings[-2:] == [
        "Sealed, for they are people or may be: 1 person, 1 relationship.",
        "Not read: 1 closed record of why no owner is named, 1 relationship of trustee alone.",
    ]


def test_owner_without_a_record_is_sealed(tmp_path: Path) -> None:
    found = written(tmp_path, [entity("a"), relationship()])

    assert [claim.origin.audience for claim in found.claims] == [Audience.PUBLIC, Audience.SEALED]


def test_relationships_far_down_are_read(tmp_path: Path) -> None:
    many = [entity(f"e{number}", name=f"Firm {number}") for number in range(150)]

    found = written(tmp_path, [*many, entity("a"), entity("b"), relationship()], lines=True)

    assert found.said[-1] == ("OWNED_BY", "bods:its publisher/a", "bods:its publisher/b", {})


def test_unknown_kind_is_set_aside(tmp_path: Path) -> None:
    found = written(tmp_path, [entity("a"), {"statementId": "x", "recordId": "x", "recordType": "trust"}])

    sentence = "'trust' is no kind of record in BODS 0.4: entity, person, relationship."
    assert found.refused == [("[2]", "recordType", sentence)]
