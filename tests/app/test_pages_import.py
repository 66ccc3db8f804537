"""A list taken in by a page: sent, looked at, its columns named, taken; and what is refused."""

import io
import os
import re
import time
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter
from flask import Flask
from flask.testing import FlaskClient

from app import uploads
from app.pages import importing
from graph.errors import UnreachableError
from tests.app.import_page import KNOWN, UNKNOWN, claims, do, over, send, sent, shown, token
from tests.app.site import HOSTILE, said


def test_a_known_list_is_looked_at_first(fresh: FlaskClient, tmp_path: Path) -> None:
    path = sent(fresh, KNOWN, buyer="Big Brand", as_of="2024")
    text = shown(fresh, path)
    page = fresh.get(path)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert "Read as supplier_list ; nothing is taken in yet. Everyone will see it." in text
    assert "workplace Yesum Vina: address Linh Trung EPZ" in text
    assert "Added: 1 Yesum Vina supplies Big Brand Described for the first time: 2" in text
    assert claims(tmp_path) == 0


def test_what_is_taken_in_is_on_the_site(fresh: FlaskClient, tmp_path: Path) -> None:
    path = sent(fresh, KNOWN, buyer="Big Brand", list_name="spring", audience="members")
    assert do(fresh, path, "take").headers["Location"] == path
    report = over(fresh, path)
    assert {name: report[name] for name in ("source", "file", "run", "read", "aside", "behind")} == {
        "source": "supplier_list", "file": "list.csv", "run": 1, "read": 1, "aside": 0, "behind": "",
    }  # fmt: skip
    assert "Taken in: this is run 1." in shown(fresh, path)
    assert "Yesum Vina" in said(fresh.get("/find?q=yesum").text)
    assert not list(tmp_path.glob("uploads/*/file"))
    before = claims(tmp_path)
    do(fresh, path, "take")
    assert claims(tmp_path) == before


def test_unknown_columns_are_named_once(fresh: FlaskClient) -> None:
    path = sent(fresh, UNKNOWN)
    page = shown(fresh, path)
    assert "No one source has columns like these" in page
    assert "Betriebsname X Näherei Nord" in page
    assert "Wo Hafenstraße 1 · Hafenstraße 2" in page
    assert "Country (guessed from its values)" in page
    columns = {"column-name": "Betriebsname X", "column-address": "Wo", "column-country": "Land Y"}
    do(fresh, path, "columns", source="supplier_list", **columns)
    page = shown(fresh, path)
    assert "workplace Näherei Nord: address Hafenstraße 1" in page
    assert "2 rows read, 1 set aside." in page
    do(fresh, path, "take")
    again = shown(fresh, sent(fresh, UNKNOWN.replace("Nord", "Süd"), "next.csv"))
    assert "next.csv was read as its headings were mapped before" in again
    assert "workplace Näherei Süd" in again


def test_a_needed_column_is_missed(fresh: FlaskClient) -> None:
    path = sent(fresh, UNKNOWN)
    do(fresh, path, "columns", source="supplier_list", **{"column-name": "Betriebsname X"})
    page = shown(fresh, path)
    assert "lacks columns that supplier_list needs" in page
    assert "Which column is what?" in page


def test_rows_set_aside_come_back(fresh: FlaskClient) -> None:
    path = sent(fresh, KNOWN + ",Gate 2,Viet Nam\n")
    do(fresh, path, "take")
    page = shown(fresh, path)
    assert "row 3" in page
    file = fresh.get(f"{path}/aside")
    assert file.headers["Content-Disposition"] == 'attachment; filename="set-aside-1.csv"'
    heading, row = file.data.decode("utf-8-sig").splitlines()
    assert heading == "Factory Name,Address,Country,Set aside because"
    assert row.startswith(",Gate 2,Viet Nam,")
    assert "with “ list ” as the name of the list" in page
    mended = file.data.replace(b",Gate 2", b"Second Mill,Gate 2")
    path = sent(fresh, mended, "mended.csv", list_name="list", whole="yes")
    page = shown(fresh, path)
    assert "1 row read, 0 set aside." in page
    assert "Described for the first time: 1" in page
    assert "Ended" not in page


def test_rows_of_a_workbook_come_back_as_one(fresh: FlaskClient) -> None:
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Asia")
        for number, line in enumerate((KNOWN + ",Gate 2,Viet Nam").splitlines()):
            sheet.write_row(number, 0, line.split(","))
    path = sent(fresh, body.getvalue(), "list.xlsx")
    do(fresh, path, "take")
    file = fresh.get(f"{path}/aside")
    assert file.headers["Content-Disposition"] == 'attachment; filename="set-aside-1.xlsx"'
    (line,) = python_calamine.load_workbook(io.BytesIO(file.data)).get_sheet_by_name("Asia").to_python()[1:]
    assert line[:3] == ["", "Gate 2", "Viet Nam"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "list.csv is empty: nothing can be read from it."),
        (b"%PDF-1.7 x", "list.csv is a PDF, not a list in"),
        (b"PK\x03\x04broken", "list.csv is cut short or damaged"),
    ],
)
def test_a_broken_file_is_one_sentence(
    fresh: FlaskClient, tmp_path: Path, body: bytes, sentence: str
) -> None:
    path = sent(fresh, body)
    page = shown(fresh, path)
    assert sentence in page
    assert "Which column is what?" not in page
    assert sentence in said(fresh.get(path).text)
    do(fresh, path, "take")
    assert sentence in shown(fresh, path)
    assert claims(tmp_path) == 0


def test_hostile_names_and_headings_stay_text(fresh: FlaskClient) -> None:
    heading = HOSTILE.replace("\u2028", "")
    body = f'"{heading.replace(chr(34), chr(34) * 2)}";Wo\n"{heading}";x\n'
    path = sent(fresh, body, f"../../etc/{HOSTILE}.csv")
    over(fresh, path)
    page = fresh.get(path).text
    assert "<img" not in page
    assert "<script>" not in page
    assert "\u202e" not in re.sub(r"<table.*?</table>|<select.*?</select>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize("name", ["..", "", "/", "\u202e\0", "x" * 999])
def test_names_of_files_stay_in_their_folder(name: str, tmp_path: Path) -> None:
    upload = uploads.store(tmp_path, name, lambda path: path.touch() or None)
    assert upload.asked().file.parent == upload.folder / "file"
    for folder in (upload.folder.parent, upload.folder, upload.folder / "file"):
        assert (folder.stat().st_mode & 0o777) == 0o700


def test_a_file_that_cannot_be_kept_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match=r"^The file could not be kept: No such file or directory\.$"):
        uploads.store(tmp_path, "a.csv", lambda path: (path / "part").write_bytes(b"x") and None)
    assert list((tmp_path / "uploads").iterdir()) == []


def test_other_sites_send_nothing(fresh_site: Flask, fresh: FlaskClient, tmp_path: Path) -> None:
    path = sent(fresh, KNOWN)
    file = {"file": (io.BytesIO(KNOWN.encode()), "list.csv")}
    assert fresh.post("/import", data={**file, "token": "other"}).status_code == 403
    stranger = fresh_site.test_client()
    assert stranger.post(path, data={"token": "", "do": "take"}).status_code == 403
    assert stranger.post(path, data={"token": token(fresh), "do": "take"}).status_code == 403
    assert claims(tmp_path) == 0


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"as_of": "last year"}, "The date of what it says must look like 2018"),
        ({"audience": "all"}, "Who may see it is one of public, members, sealed."),
    ],
)
def test_what_cannot_be_meant_is_said(
    fresh: FlaskClient, tmp_path: Path, fields: dict[str, str], sentence: str
) -> None:
    answer = send(fresh, KNOWN, **fields)
    assert answer.status_code == 400
    assert sentence in said(answer.text)
    assert not (tmp_path / "uploads").exists()


def test_too_large_a_file_is_refused(
    fresh: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MOST", 100_000)
    assert send(fresh, b"x" * 90_000).status_code == 303
    answer = send(fresh, b"x" * 100_000)
    assert answer.status_code == 413
    assert "The file is over 0 MB" in said(answer.text)
    big = fresh.post("/findings/new", data={"token": token(fresh), "text": "x" * 90_000})
    assert big.status_code == 413


def test_uploads_go_after_a_day(fresh: FlaskClient, tmp_path: Path) -> None:
    dropped, old = sent(fresh, KNOWN), sent(fresh, KNOWN)
    assert do(fresh, dropped, "drop").headers["Location"] == "/import"
    folder = tmp_path / "uploads" / old.rpartition("/")[2]
    day_ago = time.time() - uploads.DAY - 1
    os.utime(folder, (day_ago, day_ago))
    assert fresh.get(old).status_code == 404
    assert list((tmp_path / "uploads").iterdir()) == []


@pytest.mark.parametrize(
    "path", ["/import/x", "/import/..", f"/import/{'a' * 22}", f"/import/{'a' * 22}/aside"]
)
def test_keys_that_there_are_not(fresh: FlaskClient, path: str) -> None:
    assert fresh.get(path).status_code == 404


def test_a_whole_edition_ends_what_it_lacks(fresh: FlaskClient) -> None:
    two = KNOWN + "Second Mill,Gate 2,Viet Nam\n"
    do(fresh, sent(fresh, two, buyer="Big Brand", list_name="ours", whole="yes"), "take")
    path = sent(fresh, KNOWN, "new.csv", buyer="Big Brand", list_name="ours", whole="yes")
    assert "Ended: 1 Second Mill supplies Big Brand" in shown(fresh, path)
    page = shown(fresh, sent(fresh, KNOWN, "new.csv", buyer="Big Brand", list_name="ours"))
    assert "Second Mill" not in page
