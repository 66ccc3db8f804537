"""Complaint routes: a body each, known by the register's number, with what its row says and no more."""

from pathlib import Path

import pytest

from graph.model import COMPLAINT_KINDS
from tests.fixtures.claimed import FIXTURES, claimed

REGISTER = FIXTURES / "complaint_routes" / "complaint_routes.csv"


def test_contact_points_of_one_name_are_two() -> None:
    found = claimed(REGISTER)

    belgium, norway = "org:its compiler:NCP-BE", "org:its compiler:NCP-NO"
    assert (found.source, found.refused) == ("complaint_routes", [])
    assert found.said[:4] == [
        (
            "DESCRIBES",
            belgium,
            None,
            {"name": "OECD National Contact Point, Belgium", "roles": ["ncp"], "country": "BE",
             "complaint_kind": "oecd_ncp", "disclosed": True},
        ),
        ("IN_COUNTRY", belgium, "iso:BE", {"precision": "stated"}),
        (
            "DESCRIBES",
            norway,
            None,
            {"name": "NCP Norway", "roles": ["ncp"], "country": "NO", "complaint_kind": "oecd_ncp",
             "complaint_url":
                 "https://responsiblebusiness.no/en/unique-grievance-mechanism/how-to-submit-a-complaint",
             "complaint_email": "oecdncp@mfa.no",
             "complaint_needs": "in writing and substantiated; description of the issue; section(s) of the"
                                " Guidelines; what the complainant seeks",
             "disclosed": True},
        ),
        ("IN_COUNTRY", norway, "iso:NO", {"precision": "stated"}),
    ]  # fmt: skip


def test_international_body_has_no_country() -> None:
    said = claimed(REGISTER).said

    assert [kind for kind, subject, _, _ in said if subject == "org:its compiler:EU-SEP"] == ["DESCRIBES"]
    assert next(
        properties for _, subject, _, properties in said if subject == "org:its compiler:IFC-CAO"
    ) == {
        "name": "Compliance Advisor Ombudsman (IFC and MIGA)",
        "roles": ["complaint_body"],
        "complaint_kind": "ifi_mechanism",
        "complaint_url": "https://cao-ombudsman.org/cases/file-a-complaint",
        "complaint_email": "CAO@worldbankgroup.org",
        "complaint_who": "those who believe they are, or may be, affected by the social or"
        " environmental issues",
        "complaint_needs": "in writing, any language; names an IFC or MIGA project; social or environmental"
        " issue; contact details; evidence of mandate if for others",
        "complaint_time_limit": "project must be active",
        "disclosed": True,
    }


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("R1,helpdesk,BD,Desk", "kind", f"'helpdesk' is not one of {', '.join(COMPLAINT_KINDS)}."),
        ("R1,oecd_ncp,Atlantis,Desk", "country", "'Atlantis' is no country that is known."),
        ("R1,oecd_ncp,BD,", "name", "'name' is empty: fill it in, or leave the row out."),
    ],
)
def test_route_without_body_is_set_aside(tmp_path: Path, row: str, column: str, reason: str) -> None:
    path = tmp_path / "routes.csv"
    path.write_text(f"route_id,kind,country,name\n{row}\n", "utf-8")

    assert claimed(path).refused == [("2", column, reason)]
