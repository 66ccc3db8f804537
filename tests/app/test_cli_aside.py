"""Rows set aside are given back with the reason, mended, and sent again: only what is new is taken."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.commands import ROOT, linkwork, told

BAD_ROWS = ROOT / "tests" / "fixtures" / "cli" / "three_bad_rows.csv"
REASON = "Set aside because"


def rows_of(file: Path) -> list[dict[str, str]]:
    """A CSV file's or a workbook's rows; of a workbook those of all sheets."""
    if file.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
    book = openpyxl.load_workbook(file)
    tables = [[[cell.value or "" for cell in row] for row in sheet] for sheet in book]
    return [dict(zip(table[0], row, strict=True)) for table in tables for row in table[1:]]


def mend(file: Path, **cells: str) -> None:
    """Write the rows again, with these cells where they are empty or wrong."""
    rows = [
        row | {k: v for k, v in cells.items() if not row[k] or row[k] == "Laputa"} for row in rows_of(file)
    ]
    if file.suffix == ".csv":
        with file.open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        return
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    book.save(file)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_mended_rows_are_taken(tmp_path: Path, ending: str) -> None:
    home, aside = tmp_path / "home", tmp_path / f"aside.{ending}"
    options = ("--buyer", "Harbour Shirts", "--as-of", "2018", "--list", "one", "--whole")
    first = told(home, "import", BAD_ROWS, *options, "--set-aside", aside)
    assert [row[REASON] for row in rows_of(aside)] == [
        f"row {row['row']}, column {row['column']}: {row['reason']}" for row in first["set_aside"]
    ]
    given = {row["Factory Name"]: row for row in rows_of(BAD_ROWS)}
    for row in rows_of(aside):
        assert {name: cell for name, cell in row.items() if name != REASON} == given[row["Factory Name"]]
    mend(aside, **{"Factory Name": "Mended Mill", "Address": "9 Mended Road, Mandalay", "Country": "MM"})
    again = told(home, "import", aside, *options)
    assert (again["read"], again["set_aside"], again["claims_ended"]) == (3, [], 0)
    assert again["claims_same"] == 1  # that there is such a buyer
    assert again["warnings"] == []
    claims = told(home, "chain", "Harbour Shirts", "--down")["links"]
    assert len([link for link in claims if link["kind"] == "SUPPLIES"]) == 6
    assert {claim["words"].count(REASON) for link in claims for claim in link["claims"]} == {0}
    assert told(home, "import", aside, *options)["run"] is None


def test_the_run_gives_them_back_later(tmp_path: Path) -> None:
    home, now, later = tmp_path / "home", tmp_path / "now.csv", tmp_path / "later.csv"
    run = told(home, "import", BAD_ROWS, "--as-of", "2018", "--set-aside", now)["run"]
    result = linkwork(home, "aside", str(run), "-o", later)
    again = f"linkwork import {later} --source supplier_list --list three_bad_rows --as-of 2018"
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"Written: {later}. When it is mended: {again}\n"
    assert later.read_bytes() == now.read_bytes()


def test_sheets_are_sheets_again(tmp_path: Path) -> None:
    file, aside = tmp_path / "list.xlsx", tmp_path / "aside.xlsx"
    book = openpyxl.Workbook()
    for title, name in (("Vietnam", "A"), ("China", "B")):
        sheet = book.create_sheet(title)
        sheet.append(["Factory Name", "Address", "Country"])
        sheet.append([name, "1 Long Road", "VN"])
        sheet.append([f"={name}", "=1+1", "Laputa"])
    del book["Sheet"]
    book["Vietnam"]["A3"].data_type = book["China"]["A3"].data_type = "s"
    book["Vietnam"]["B3"].data_type = book["China"]["B3"].data_type = "s"
    book.save(file)
    told(tmp_path / "home", "import", file, "--set-aside", aside)
    found = openpyxl.load_workbook(aside)
    assert found.sheetnames == ["Vietnam", "China"]
    assert [(cell.value, cell.data_type) for cell in found["China"][2]][:3] == [
        ("=B", "s"), ("=1+1", "s"), ("Laputa", "s"),
    ]  # fmt: skip


def test_formulas_are_text_and_come_back_as_given(tmp_path: Path) -> None:
    home, file, aside = tmp_path / "home", tmp_path / "list.csv", tmp_path / "aside.csv"
    file.write_text("Factory Name,Address,Country\nA,1 Road,VN\n=cmd(),'t Hof 3,Laputa\n")
    told(home, "import", file, "--set-aside", aside)
    (row,) = rows_of(aside)
    assert (row["Factory Name"], row["Address"]) == ("'=cmd()", "''t Hof 3")
    mend(aside, Country="NL")
    told(home, "import", aside, "--list", "list")
    found = linkwork(home, "find", "cmd").stdout
    assert "=cmd()" in found
    assert "'=cmd()" not in found


def test_too_many_cells_come_back_too(tmp_path: Path) -> None:
    file, aside = tmp_path / "list.csv", tmp_path / "aside.csv"
    file.write_text("Factory Name,Address,Country\nA,1 Road,VN\nB,2 Road, District 4,VN\n")
    told(tmp_path / "home", "import", file, "--set-aside", aside)
    (row,) = rows_of(aside)
    del row[REASON]
    assert row == {"Factory Name": "B", "Address": "2 Road", "Country": " District 4", "(column 4)": "VN"}


def test_nothing_to_give_back_is_said(tmp_path: Path) -> None:
    home, file, aside = tmp_path / "home", tmp_path / "list.csv", tmp_path / "aside.csv"
    file.write_text("Factory Name,Address,Country\nA,1 Road,VN\n")
    result = linkwork(home, "import", file, "--set-aside", aside)
    assert (result.exit_code, result.stderr) == (0, f"No row was set aside: {aside} was not written.\n")
    assert not aside.exists()
    result = linkwork(home, "aside", "1", "-o", aside)
    assert (result.exit_code, result.stderr) == (3, "linkwork: Run 1 set no row aside.\n")


def test_other_endings_are_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    told(home, "import", BAD_ROWS)
    result = linkwork(home, "aside", "1", "-o", tmp_path / "aside.pdf")
    sentence = "linkwork: Rows are given back as .csv or .xlsx, not as .pdf.\n"
    assert (result.exit_code, result.stderr) == (2, sentence)
