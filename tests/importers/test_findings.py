"""Findings: what a source says about a thing, with its status; people named are not for everybody."""

from pathlib import Path

import pytest

from graph.ledger.store import Ledger
from importers.reading import open_file
from importers.runner import Asked, import_file
from importers.sources import source_named
from tests.fixtures.claimed import FIXTURES, claimed

TABLE = FIXTURES / "findings" / "findings.csv"
TEMPLATES = FIXTURES.parents[1] / "docs" / "templates"
PERSON = "looks as if it names a natural person, and is for members only unless its audience says public."


def _row(tmp_path: Path, headings: str, row: str) -> Path:
    path = tmp_path / "findings.csv"
    path.write_text(f"title,polarity,category,{headings}\n{row}\n", "utf-8")
    return path


def test_finding_is_about_the_workplace() -> None:
    found = claimed(TABLE)

    day = {"as_of": "2023-06-01"}
    assert (found.source, found.refused) == ("findings", [])
    assert found.said[:4] == [
        ("DESCRIBES", "row:1", None, {"name": "Mill 2", "address": "12 Quay Road"} | day),
        ("IN_COUNTRY", "row:1", "iso:BD", {"precision": "stated"} | day),
        (
            "DESCRIBES",
            "finding:findings:SYN-1",
            None,
            {"name": "Synthetic: union members dismissed at Mill 2", "polarity": "violation",
             "category": "freedom_of_association", "harm": "dismissal_for_organising", "date": "2023-05-04",
             "status": "reported", "remedy": "none", "people": 42, "proceeding": "union_report",
             "text": "After the vote 42 members were dismissed."} | day,
        ),
        ("ABOUT", "finding:findings:SYN-1", "row:1", {"role": "subject"} | day),
    ]  # fmt: skip


def test_company_product_and_country_have_roles() -> None:
    about = [said for said in claimed(TABLE).said if said[0] == "ABOUT" and said[1].endswith("SYN-2")]

    assert [(thing, properties["role"]) for _, _, thing, properties in about] == [
        ("org:its publisher:Synthetic Holding", "subject"),
        ("mat:mica", "product"),
        ("iso:IN", "place"),
    ]


def test_row_that_names_a_person_is_for_members() -> None:
    claims = claimed(TABLE).claims

    audiences = {
        claim.subject.key: claim.origin.audience for claim in claims if claim.subject.kind == "Finding"
    }
    assert audiences == {f"finding:findings:SYN-{n}": int(n == 4) for n in range(1, 6)}


def test_audience_is_never_wider_than_the_import() -> None:
    assert {claim.origin.audience for claim in claimed(TABLE, audience=2).claims} == {2}


def test_run_warns_of_persons(tmp_path: Path) -> None:
    report = import_file(Ledger(f"sqlite:///{tmp_path}/ledger.db"), Asked(TABLE))

    assert report.warnings == [f"Each of the rows 5, 6 {PERSON}"]


def test_finding_without_id_has_a_key_of_its_words(tmp_path: Path) -> None:
    path = _row(tmp_path, "date,country,source_url", "A case,check,wages,2024,BD,https://example.org/1")

    keys = {claim.subject.key for claim in claimed(path).claims}
    assert keys == {"finding:findings:A case|2024|https://example.org/1"}


@pytest.mark.parametrize(
    ("headings", "row", "column", "reason"),
    [
        ("country", "A,rumour,wages,BD", "polarity",
         "'rumour' is not one of violation, positive_practice, check."),
        ("country", "A,check,,BD", "category", "'category' is empty: fill it in, or leave the row out."),
        ("country,status", "A,check,wages,BD,true", "status",
         "'true' is not one of reported, corroborated, verified, refuted, unknown."),
        ("country,people", "A,check,wages,BD,-3", "people", "-3 people cannot be affected."),
        ("country,audience", "A,check,wages,BD,friends", "audience",
         "'friends' is not one of public, members, sealed."),
        ("lei", "A,check,wages,001G", "lei",
         "'001G' is no LEI, its form or its check character is wrong: mend it or leave it empty."),
        ("zone", "A,check,wages,Dhaka EPZ", "country",
         "'country' is empty: fill it in, or leave the row out."),
        ("linkwork_id", "A,check,wages,WP-0000-0000", "linkwork_id",
         "'WP-0000-0000' is no Linkwork id of anything here: look it up, or give a name."),
    ],
)  # fmt: skip
def test_row_without_meaning_is_set_aside(
    tmp_path: Path, headings: str, row: str, column: str, reason: str
) -> None:
    assert claimed(_row(tmp_path, headings, row)).refused == [("2", column, reason)]


def test_templates_have_every_heading() -> None:
    headings = tuple(synonyms[0] for synonyms in source_named("findings").accept.columns.values())

    written = (TEMPLATES / "findings.csv").read_text("utf-8").strip().split(",")
    assert tuple(written) == headings


def test_workbook_template_can_be_filled_in(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(TEMPLATES / "findings.xlsx")
    sheet = book["Findings"]
    headings = [cell.value for cell in sheet[1]]
    row = {"title": "A case", "polarity": "check", "category": "wages", "country": "BD"}
    sheet.append([row.get(heading) for heading in headings])
    book.save(tmp_path / "filled.xlsx")

    assert [table.columns for table in open_file(tmp_path / "filled.xlsx").tables()] == [tuple(headings)]
    assert [kind for kind, *_ in claimed(tmp_path / "filled.xlsx").said] == ["DESCRIBES", "ABOUT"]
