"""ODS and Parquet become the same rows as CSV; what stands above a table is no heading."""

import datetime
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as arrow
import pytest
from pyarrow import parquet

from graph.errors import InputError
from importers.reading import RawRow, open_file
from importers.recognising import recognise

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
LIST = [["Name", "Address", "Workers"], ["Nien Hsing", "Ninh Binh, Vietnam", "12"]]
FIRST = {"Name": "Nien Hsing", "Address": "Ninh Binh, Vietnam", "Workers": "12"}


def cells(path: Path) -> list[dict[str, str]]:
    return [
        dict(row.cells) for table in open_file(path).tables() for row in table.rows if isinstance(row, RawRow)
    ]


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        cells(path)
    return str(caught.value)


def ods(path: Path, **sheets: str) -> Path:
    """A spreadsheet as ODF 1.3 packs it: the media type first, then the manifest and the content."""
    tables = "".join(
        f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets.items()
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(
            "mimetype", "application/vnd.oasis.opendocument.spreadsheet", compress_type=zipfile.ZIP_STORED
        )
        made.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        made.writestr("content.xml", f"<office:document-content {SPACES}>{body}</office:document-content>")
    return path


def row(*texts: str, repeated: int = 1) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    told = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{told}>{''.join(map(cell.format, texts))}</table:table-row>"


def test_opendocument_sheets_are_read(tmp_path: Path) -> None:
    empty = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    title = (
        '<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="3">'
        "<text:p>Our suppliers</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
    )
    rows = "".join(row(*line) for line in LIST)
    made = ods(tmp_path / "a.ods", Tier1=title + rows + empty, Tier2=rows)

    document = open_file(made)

    assert (document.kind, recognise(document).name) == ("ods", "supplier_list")
    assert [
        (found.ref, dict(found.cells))
        for table in document.tables()
        for found in table.rows
        if isinstance(found, RawRow)
    ] == [("Tier1!3", FIRST), ("Tier2!2", FIRST)]
    assert document.warnings == [
        "a.ods has text above its headings, which is not read: 'Our suppliers' (sheet 'Tier1', row 1)."
    ]


def test_opendocument_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = row(*["x"] * 1000, repeated=1_000_000)

    assert refusal(ods(tmp_path / "a.ods", S=bomb)) == (
        "a.ods has a sheet of over 10,000,000 cells: save it as CSV."
    )


def test_damaged_opendocument_is_told(tmp_path: Path) -> None:
    assert refusal(ods(tmp_path / "a.ods", S="<table:table-row>")) == (
        "a.ods is cut short or damaged: get it again, or save it anew."
    )
    assert refusal(ods(tmp_path / "b.ods", S="<!DOCTYPE a>")) == (
        "b.ods declares a document type or entities: save it anew."
    )


def test_opendocument_under_a_password_is_told(tmp_path: Path) -> None:
    made = ods(tmp_path / "a.ods", S=row("Name", "Address"))
    with zipfile.ZipFile(made) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts["META-INF/manifest.xml"] = parts["META-INF/manifest.xml"].replace(
        b"/>", b"><m:encryption-data/></m:manifest>"
    )
    with zipfile.ZipFile(made, "w") as locked:
        for name, content in parts.items():
            locked.writestr(name, b"\x8f\x02" if name == "content.xml" else content)

    assert refusal(made) == "a.ods is protected by a password: save it without one."


def saved(path: Path, **columns: list[Any]) -> Path:
    parquet.write_table(arrow.table(columns), path)
    return path


def test_parquet_values_become_texts(tmp_path: Path) -> None:
    made = saved(
        tmp_path / "a.parquet",
        name=["Nien Hsing", None],
        workers=[12.0, 1.5],
        opened=[datetime.date(2018, 11, 7), None],
        seen=[datetime.datetime(2018, 11, 7, 12, 30, tzinfo=datetime.UTC), None],
        audited=[True, None],
        brands=[["A", "B"], []],
    )

    assert cells(made) == [
        {
            "name": "Nien Hsing", "workers": "12", "opened": "2018-11-07",
            "seen": "2018-11-07T12:30:00+00:00", "audited": "true", "brands.1": "A", "brands.2": "B",
        },
        {"name": "", "workers": "1.5", "opened": "", "seen": "", "audited": ""},
    ]  # fmt: skip


def test_parquet_supplier_list_is_recognised(tmp_path: Path) -> None:
    made = saved(tmp_path / "a.parquet", Name=["Nien Hsing"], Address=["Ninh Binh, Vietnam"])

    assert recognise(open_file(made)).name == "supplier_list"


def test_damaged_parquet_is_told(tmp_path: Path) -> None:
    made = saved(tmp_path / "a.parquet", name=["A"])
    made.write_bytes(made.read_bytes()[:-9])

    assert refusal(made) == "a.parquet is a damaged Parquet file: get it again, or save it as CSV."
    assert refusal(saved(tmp_path / "b.parquet", name=arrow.array([], arrow.string()))) == (
        "b.parquet has no rows: nothing can be read from it."
    )


def test_missing_parquet_reader_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = saved(tmp_path / "a.parquet", name=["A"])
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)

    assert refusal(made) == (
        "a.parquet is a Parquet file, which needs pyarrow: save it as CSV, or run: "
        'pip install "linkwork[parquet]"'
    )


def test_merged_headings_above_the_headings(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (
        ["Disclosure list", None, None, None, None, "as of May 2024"],
        ["Facility", None, None, "Workers"],
        ["Name", "Address", "Country", "Women", "Men", "Total"],
        ["Nien Hsing", "Ninh Binh", "Vietnam", 7, 5, 12],
        ["Regina Miracle", "Hai Phong", "Vietnam", 9, 1, 10],
    ):
        sheet.append(line)
    sheet.merge_cells("A2:C2")
    sheet.merge_cells("D2:F2")
    book.save(tmp_path / "a.xlsx")

    assert cells(tmp_path / "a.xlsx")[0] == {
        "Facility › Name": "Nien Hsing", "Facility › Address": "Ninh Binh", "Facility › Country": "Vietnam",
        "Workers › Women": "7", "Workers › Men": "5", "Workers › Total": "12",
    }  # fmt: skip


def test_one_wide_record_makes_no_heading(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,address\nA,b\nB,c, d, e, f\nC,d\n", "utf-8")

    assert cells(tmp_path / "a.csv") == [{"name": "A", "address": "b"}, {"name": "C", "address": "d"}]
