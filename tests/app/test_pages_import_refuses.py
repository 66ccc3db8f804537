"""Files that attack or are not what they seem, sent by the form: each is refused by one sentence, or read."""

import io
import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from flask.testing import FlaskClient

from importers.reading import archive, table
from tests.app.import_page import KNOWN, claims, do, over, sent, shown

HEADINGS = "Factory Name,Address,Country\n"


def zipped(**parts: bytes) -> bytes:
    """A zip archive; two underscores in a name stand for a slash."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", content)
    return buffer.getvalue()


def archived(name: str, content: bytes) -> bytes:
    """A zip archive of one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return buffer.getvalue()


def workbook(*lines: str) -> bytes:
    """An XLSX file of comma separated lines, all text."""
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Asia")
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line.split(","))
    return body.getvalue()


ROWS = HEADINGS + "Mill One,Gate 1,VN\n" * 5
DEEP = b"[" * 100_000
REFUSED = {
    "bomb.xlsx": (
        zipped(xl__workbook=b"<w/>", xl__worksheets__sheet1=b" " * (archive.RATIO_FROM + 1)),
        "bomb.xlsx would unpack to 16 MB: save it as CSV.",
    ),
    "entities.xlsx": (
        zipped(xl__workbook=b'<!DOCTYPE w [<!ENTITY a "b">]><w/>'),
        "entities.xlsx declares a document type or entities: save it anew.",
    ),
    "names.xlsx": (
        zipped(xl__workbook=b"<w/>", **{"..__x": b"<w/>"}),
        "names.xlsx has a part with an unsafe name: save it anew.",
    ),
    "far.xlsx": (
        zipped(
            xl__workbook=b"<w/>",
            xl__worksheets__sheet1=b'<worksheet><row r="1048576"><c r="XFD1048576"></c></row></worksheet>',
        ),
        "far.xlsx has a sheet with cells out to row 1048576, column 16384:",
    ),
    "half.xlsx": (workbook(*ROWS.splitlines())[:3000], "half.xlsx is cut short or damaged: get it again,"),
    "letter.docx": (zipped(word__document=b"<w/>"), "letter.docx is a Word document, not a list in"),
    "packed.zip": (archived("list.csv", b" " * 40 * 1024**2), "packed.zip would unpack to 40 MB"),
    "nested.zip": (
        archived("list.zip", archived("list.csv", KNOWN.encode())),
        "list.zip in nested.zip is not a text file: unpack it first.",
    ),
    "list.pdf": (b"%PDF-1.7 x", "list.pdf is a PDF, not a list in"),
    "photo.csv": (b"\xff\xd8\xff\xe0\0", "photo.csv is a picture (JPEG), not a list in"),
    "saved.xls": (b"<!DOCTYPE html><table></table>", "saved.xls is a web page (HTML), whatever its name,"),
    "base.db": (b"SQLite format 3\0", "base.db is a database, not a list in"),
    "nul.csv": ((HEADINGS + "A\0,b,VN\n").encode(), "nul.csv holds NUL bytes, so it is not plain text:"),
    "mixed.csv": (
        (HEADINGS + "Şti,工厂,VN\nÅrhus,ü,VN\n").encode() + b"\xff,x,VN\n",
        "mixed.csv is UTF-8 but not on line 4: mend that line.",
    ),
    "field.csv": (
        f'{HEADINGS}A,"{"x" * (table.MAX_FIELD + 1)}",VN\n'.encode(),
        "field.csv has a field over 1 MB on line 2: is a closing quote missing?",
    ),
    "wide.csv": (
        (",".join(f"c{n}" for n in range(100_000)) + "\n1,2\n").encode(),
        "wide.csv has 100000 columns on line 1; at most 2000 are read: split it.",
    ),
    "quote.csv": (
        (HEADINGS + 'A,"Gate 1,VN\nB,Gate 2,VN\n').encode(),
        "quote.csv has a quote on line 2 that is not closed and swallows the lines after it:",
    ),
    "empty.csv": (b"\xef\xbb\xbf\r\n", "empty.csv is empty: nothing can be read from it."),
    "header.csv": (HEADINGS.encode(), "header.csv has a header but no rows: nothing can be read from it."),
    "deep.json": (DEEP, "deep.json is JSON nested too deep to be a list of records."),
    "half.json": (b'[{"name": "A"},\n {"name" "B"}]', "half.json is broken JSON at line 2, column 10:"),
    "entity.xml": (
        b'<!DOCTYPE L [<!ENTITY a "b">]><L><R>&a;</R><R/></L>',
        "entity.xml declares a document type or entities, so it is not read: remove the declaration.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_one_sentence(fresh: FlaskClient, tmp_path: Path, name: str) -> None:
    content, sentence = REFUSED[name]
    path = sent(fresh, content, name)
    told = over(fresh, path)
    assert told["error"].startswith(sentence)
    assert told["error"].endswith((".", "?"))
    assert told["error"].count(". ") == 0
    page = shown(fresh, path)
    assert told["error"] in page
    assert "Nothing was changed." in page
    assert "Take it in" not in page
    do(fresh, path, "take")  # no page offers it; a program may ask
    assert claims(tmp_path) == 0
    do(fresh, path, "drop")
    assert list((tmp_path / "uploads").iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        ("\ufeff" + ROWS).encode(), ROWS.encode("utf-16"), ROWS.replace("Mill", "纺织厂").encode("gb18030"),
        ROWS.replace("Mill", "Hilandería").encode("windows-1252"), ROWS.rstrip("\n").encode(),
        workbook(*ROWS.splitlines()),
    ],
    ids=["byte order mark", "UTF-16", "GB18030", "Windows-1252", "no final newline", "XLSX"],
)  # fmt: skip
def test_odd_files_are_read(fresh: FlaskClient, content: bytes) -> None:
    told = over(fresh, sent(fresh, content))
    assert (told["read"], told["aside"]) == (5, 0)
    assert {word.encode() for word in ("纺织厂 One", "Hilandería One", "Mill One")} & {
        said.split(":")[0].removeprefix("workplace ").encode() for said in told["preview"][0][1]
    }


def test_wrong_rows_stop_no_right_one(fresh: FlaskClient) -> None:
    body = HEADINGS + 'A,Gate 1,VN\nB,Gate 2,VN,too,many\nC,"Gate" 3,VN\nD,Gate 4,Atlantis\nE,Gate 5,VN\n'
    path = sent(fresh, body)
    do(fresh, path, "take")
    page = shown(fresh, path)
    assert "5 rows read as supplier_list, 3 set aside." in page
    rows = fresh.get(f"{path}/aside").data.decode("utf-8-sig").splitlines()
    assert [re.findall(r"row \d", row) for row in rows[1:]] == [["row 3"], ["row 4"], ["row 5"]]


def test_formulas_stay_text(fresh: FlaskClient) -> None:
    formula = '=HYPERLINK("http://example.org";"x")'
    path = sent(fresh, workbook(HEADINGS.strip(), f"{formula},Gate 1,VN", f",{formula},VN"), "list.xlsx")
    do(fresh, path, "take")
    page = fresh.get(path).text
    assert "example.org" in shown(fresh, path)
    assert 'href="http://example.org' not in page
    with zipfile.ZipFile(io.BytesIO(fresh.get(f"{path}/aside").data)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
