"""Agreements: who signed, what is covered, and no more than the row says."""

from pathlib import Path

import pytest

from graph.model import AGREEMENT_KINDS
from importers.sources import source_named
from tests.fixtures.claimed import FIXTURES, claimed

ROOT = FIXTURES.parents[1]
REGISTER = FIXTURES / "labour_agreements" / "agreements.csv"
ESPRIT = "agreement:its compiler:GFA-ESPRIT-2018"


def _file(tmp_path: Path, headings: str, row: str) -> Path:
    path = tmp_path / "agreements.csv"
    path.write_text(f"agreement_id,kind,name,{headings}\n{row}\n", "utf-8")
    return path


def test_signatory_signed_what_its_row_says() -> None:
    found = claimed(REGISTER)

    assert (found.source, found.refused) == ("labour_agreements", [])
    assert found.said[11:17] == [
        (
            "DESCRIBES",
            ESPRIT,
            None,
            {"name": "Esprit global framework agreement", "kind": "global_framework_agreement",
             "binding": True, "covers_suppliers": "yes", "since": "2018",
             "complaint_body": "competent judiciary body in Germany"},
        ),
        ("DESCRIBES", "org:its compiler:Esprit", None, {"name": "Esprit", "disclosed": True}),
        ("SIGNED", "org:its compiler:Esprit", ESPRIT, {"role": "party", "since": "2018"}),
        ("COVERS", ESPRIT, "isic:13", {}),
        ("COVERS", ESPRIT, "isic:14", {}),
        ("COVERS", ESPRIT, "isic:15", {}),
    ]  # fmt: skip
    assert found.said[18] == (
        "DESCRIBES",
        "org:its compiler:IndustriALL Global Union",
        None,
        {"name": "IndustriALL Global Union", "roles": ["union"], "disclosed": True},
    )


def test_loan_has_its_lender_and_labour_clauses(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "signatory,signatory_role,covered_workplace,workplace_country,rights,binding,complaint_body",
        "L1,loan,Loan to Mill 2,A Development Bank,lender,Mill 2,Bangladesh,freedom_of_association; wages,"
        "yes,Compliance Advisor",
    )

    loan, bank = "agreement:its compiler:L1", "org:its compiler:A Development Bank"
    assert claimed(path).said == [
        ("DESCRIBES", loan, None, {
            "name": "Loan to Mill 2", "kind": "loan", "binding": True, "complaint_body": "Compliance Advisor",
            "categories": ["freedom_of_association", "wages"],
        }),
        ("DESCRIBES", bank, None, {"name": "A Development Bank", "roles": ["lender"], "disclosed": True}),
        ("SIGNED", bank, loan, {"role": "party"}),
        ("DESCRIBES", "row:1", None, {"name": "Mill 2"}),
        ("IN_COUNTRY", "row:1", "iso:BD", {"precision": "stated"}),
        ("COVERS", loan, "row:1", {"role": "site"}),
    ]  # fmt: skip


def test_accord_covers_each_site_that_a_row_names(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "covered_workplace,workplace_address,workplace_country,os_id,binding",
        "A1,enforceable_accord,Accord,Mill 1,Road 1,Bangladesh,,yes\n"
        "A1,enforceable_accord,Accord,,,,BD2021113R7R87P,yes",
    )

    found = claimed(path).said
    assert [said[1:] for said in found if said[0] == "COVERS"] == [
        ("agreement:its compiler:A1", "row:1", {"role": "site"}),
        ("agreement:its compiler:A1", "os:BD2021113R7R87P", {"role": "site"}),
    ]
    assert found[0][3] == {"name": "Accord", "kind": "enforceable_accord", "binding": True}


def test_what_no_row_says_is_binding_is_not() -> None:
    memorandum = claimed(REGISTER).said[5]

    assert memorandum == (
        "DESCRIBES",
        "agreement:its compiler:ACT-MOU",
        None,
        {"name": "ACT (Action, Collaboration, Transformation) memorandum of understanding",
         "kind": "company_commitment", "covers_suppliers": "yes"},
    )  # fmt: skip


def test_agreement_is_worded_once() -> None:
    esprit = [claim for claim in claimed(REGISTER).claims if claim.subject.key == ESPRIT and not claim.object]

    assert len(esprit) == 2
    assert esprit[0].origin.words == esprit[1].origin.words


def test_covered_site_and_end_are_kept(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "covered_workplace,workplace_address,workplace_country,covers_zone,rights,signed,ends",
        "A1,collective_agreement,Agreement of Mill 2,Mill 2,Quay Road 2,Bangladesh,Dhaka EPZ,wages; hours,"
        "2024-01-01,2026-12-31",
    )

    agreement, zone = "agreement:its compiler:A1", "zone:its compiler:BD:Dhaka EPZ"
    assert claimed(path).said == [
        (
            "DESCRIBES",
            agreement,
            None,
            {"name": "Agreement of Mill 2", "kind": "collective_agreement", "categories": ["hours", "wages"],
             "since": "2024-01-01", "until": "2026-12-31"},
        ),
        ("DESCRIBES", zone, None, {"name": "Dhaka EPZ"}),
        ("IN_COUNTRY", zone, "iso:BD", {"precision": "stated"}),
        ("COVERS", agreement, zone, {"until": "2026-12-31"}),
        ("DESCRIBES", "row:1", None, {"name": "Mill 2", "address": "Quay Road 2"}),
        ("IN_COUNTRY", "row:1", "iso:BD", {"precision": "stated"}),
        ("COVERS", agreement, "row:1", {"role": "site", "until": "2026-12-31"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "row", "column", "reason"),
    [
        ("signed", "A1,pact,A,2020", "kind", f"'pact' is not one of {', '.join(AGREEMENT_KINDS)}."),
        ("binding", "A1,loan,A,perhaps", "binding", "'perhaps' is not one of yes, no, part."),
        ("signatory", "A1,loan,A,Bank", "signatory_role",
         "'signatory_role' is empty: fill it in, or leave the row out."),
        ("covers_countries", "A1,loan,A,BD; Atlantis", "covers_countries",
         "'Atlantis' is no country that is known."),
        ("signed", "A1,loan,A,07/11/2018", "signed",
         "'signed' says '07/11/2018', which is not a date that can be told (write 2018-11-07)."),
        ("covers_zone", "A1,loan,A,Dhaka EPZ", "country",
         "'country' is empty: fill it in, or leave the row out."),
        ("os_id", "A1,loan,A,12345", "os_id",
         "'12345' is no OS ID, its form or its check character is wrong: mend it or leave it empty."),
    ],
)  # fmt: skip
def test_row_beyond_the_model_is_set_aside(
    tmp_path: Path, headings: str, row: str, column: str, reason: str
) -> None:
    assert claimed(_file(tmp_path, headings, row)).refused == [("2", column, reason)]


def test_template_has_every_heading() -> None:
    headings = (ROOT / "docs" / "templates" / "agreements.csv").read_text("utf-8").strip().split(",")

    columns = source_named("labour_agreements").accept.columns
    assert headings == [synonyms[0] for synonyms in columns.values()]
