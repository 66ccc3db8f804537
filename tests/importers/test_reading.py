"""Files of every kind become the rows that a person sees in them."""

import datetime
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from importers.reading import BadRow, Document, RawRow, open_file
from importers.values import repair

FILES = Path(__file__).parents[1] / "fixtures" / "reading"
FIRST = {
    "country": "Peru",
    "name": "Bergman Riveria - Serflex S.A.C.",
    "address": "Av Universitaria 3855 - San Martin De Porres Lima",
    "sector": "Apparel",
}
COUNTRY = "Goods/Good/Countries/Country"


def rows(document: Document, record: str | None = None) -> list[RawRow | BadRow]:
    return [row for table in document.tables(record) for row in table.rows]


def cells(document: Document, record: str | None = None) -> list[dict[str, str]]:
    return [dict(row.cells) for row in rows(document, record) if isinstance(row, RawRow)]


def written(path: Path, content: str | bytes) -> Document:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_file(path)


def workbook(path: Path, *lines: list[Any], at: int = 1) -> Document:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "List"
    for number, line in enumerate(lines, start=at):
        for column, value in enumerate(line, start=1):
            sheet.cell(number, column, value)
    book.create_sheet("Empty")
    book.save(path)
    return open_file(path)


@pytest.mark.parametrize(("kind", "ref"), [("csv", "2"), ("xls", "12!2"), ("xlsx", "12!2")])
def test_one_list_in_three_formats(kind: str, ref: str) -> None:
    document = open_file(FILES / f"12.{kind}")
    found = rows(document)
    assert (document.kind, len(found), found[0].ref) == (kind, 15, ref)
    assert cells(document)[0] == FIRST
    # the workbooks carry one line mis-read, "N¬∫ 280", as it was given
    repaired = [{name: repair(text)[0] for name, text in row.items()} for row in cells(document)]
    assert repaired == cells(open_file(FILES / "12.csv"))


def test_kind_is_told_by_content(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes((FILES / "12.xlsx").read_bytes())
    assert open_file(tmp_path / "list.csv").kind == "xlsx"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_told_apart(tmp_path: Path, delimiter: str) -> None:
    text = delimiter.join(["name", "address"]) + "\n" + delimiter.join(["A", '"1, Main; Road"']) + "\n"
    assert cells(written(tmp_path / "a.csv", text)) == [{"name": "A", "address": "1, Main; Road"}]


def test_records_are_numbered_by_line(tmp_path: Path) -> None:
    document = written(tmp_path / "a.csv", 'name,address\n\nA,"one\ntwo"\r\nB,b\n')
    assert [(row.ref, row.cells["name"]) for row in rows(document) if isinstance(row, RawRow)] == [
        ("3", "A"), ("5", "B"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "text", "warned"),
    [
        ("utf-8", "Şti. 工厂", []),
        ("utf-8-sig", "Şti. 工厂", []),
        ("utf-16", "Şti. 工厂", []),
        ("gb18030", "深圳市服装工厂有限公司", ["GB18030 (Chinese)"]),
        (
            "cp1252",
            "Mäster Samuelsgatan, Köln",
            ["Windows-1252 (Western European)"],
        ),  # GB18030 decodes it too
        ("cp1252", "Málaga – Köln", ["Windows-1252 (Western European)"]),
    ],
)
def test_encoding_is_decided_and_said(tmp_path: Path, encoding: str, text: str, warned: list[str]) -> None:
    document = written(tmp_path / "a.csv", f'name,address\n"{text}",b\n'.encode(encoding))
    assert cells(document) == [{"name": text, "address": "b"}]
    assert document.warnings == [
        f"a.csv is not UTF-8; it was read as {name}: check the names." for name in warned
    ]


def test_second_column_of_a_name(tmp_path: Path) -> None:
    document = written(tmp_path / "a.csv", "name, name,\nA,B,C\n")
    assert cells(document) == [{"name": "A", "name (2)": "B", "(column 3)": "C"}]
    assert document.warnings == [
        "a.csv has the column 'name' twice on line 1; the later one is read as 'name (2)'."
    ]


def test_short_and_long_rows(tmp_path: Path) -> None:
    document = written(tmp_path / "a.csv", "name,address\nA\nB,b,c\nC,c,,\n")
    reason = "it has 3 cells under 2 headings: quote a cell with a comma."
    assert rows(document) == [
        RawRow(None, 2, {"name": "A", "address": ""}),
        BadRow(None, 3, None, reason),
        RawRow(None, 4, {"name": "C", "address": "c"}),
    ]


def test_quote_inside_a_cell(tmp_path: Path) -> None:
    document = written(tmp_path / "a.csv", 'name,address\n"A"x,a\nB,b\n')
    reason = "a quote stands inside a cell: double it, or quote the whole cell."
    assert rows(document) == [
        BadRow(None, 2, None, reason),
        RawRow(None, 3, {"name": "B", "address": "b"}),
    ]


def test_quote_that_swallows_rows(tmp_path: Path) -> None:
    document = written(
        tmp_path / "a.csv", 'name,address,town\nA,"a,x\nB,b,y\nC,c",z\nD,"1, Road\nWard 2\nCity",w\n'
    )
    reason = "a quote seems to swallow the lines up to 4: close it, or write the cell on one line."
    assert rows(document) == [
        BadRow(None, 2, None, reason),
        RawRow(None, 5, {"name": "D", "address": "1, Road\nWard 2\nCity", "town": "w"}),
    ]


def test_title_above_the_headings(tmp_path: Path) -> None:
    document = workbook(tmp_path / "a.xlsx", ["Suppliers 2020"], [], ["name", "town"], ["A", "X"], at=2)
    assert [(row.ref, dict(row.cells)) for row in rows(document) if isinstance(row, RawRow)] == [
        ("List!5", {"name": "A", "town": "X"})
    ]
    assert document.warnings == [
        "a.xlsx has text above its headings, which is not read: 'Suppliers 2020' (sheet 'List', row 2)."
    ]


def test_cells_of_a_workbook_as_text(tmp_path: Path) -> None:
    values = [12.0, 1.5, datetime.date(2018, 11, 7), datetime.datetime(2018, 11, 7, 9, 30), True, None]  # noqa: DTZ001 - Excel has no time zones
    document = workbook(tmp_path / "a.xlsx", ["a", "b", "c", "d", "e", "f"], values)
    assert [list(row.values()) for row in cells(document)] == [
        ["12", "1.5", "2018-11-07", "2018-11-07T09:30:00", "TRUE", ""]
    ]


def test_text_beside_the_headings_of_a_sheet(tmp_path: Path) -> None:
    document = workbook(tmp_path / "a.xlsx", ["name", "town"], ["A", "X", "note"], ["B", "Y"])
    reason = "it has text to the right of the 2 headings: give that column one."
    assert rows(document) == [
        BadRow("List", 2, None, reason),
        RawRow("List", 3, {"name": "B", "town": "Y"}),
    ]


def test_sheet_without_headings_by_position() -> None:
    (table,) = open_file(FILES / "CorporationAddresses.xlsx").tables()
    found = list(table.without_header(["company", "address"]).rows)
    assert len(found) == 22
    assert found[0] == RawRow(
        "Sheet1",
        1,
        {
            "company": "H & M, Hennes & Mauritz AB",
            "address": "Mäster Samuelsgatan 46A SE - 106 38 Stockholm SWEDEN",
        },
    )


def test_xml_record_inherits_its_parents() -> None:
    found = rows(open_file(FILES / "goods_2021.xml"), COUNTRY)
    assert [(row.ref, dict(row.cells)) for row in found if isinstance(row, RawRow)] == [
        (f"{COUNTRY}[{number}]", {
            "Country_Name": country, "Country_Region": region, "Child_Labor": "Yes", "Forced_Labor": "No",
            "Forced_Child_Labor": "No", "Derived_Labor_Exploitation": "No", "Derived_Country": "No",
            "Good_Name": good, "Good_Sector": sector,
        })
        for number, country, region, good, sector in [
            (1, "Brazil", "Latin America and the Caribbean", "Ac\u0327ai\u0301 Berries", "Agriculture"),
            (2, "Cambodia", "Indo-Pacific", "Alcoholic Beverages", "Manufacturing"),
        ]
    ]  # fmt: skip


def test_xml_header_is_inherited_without_namespaces() -> None:
    record = "ReportingExceptionData/ReportingExceptions/Exception"
    assert cells(open_file(FILES / "repex-data.xml"), record)[0] == {
        "LEI": "001GPB6A9XPE8XJICC14",
        "ExceptionCategory": "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT",
        "ExceptionReason": "NO_KNOWN_PERSON",
        "Header.ContentDate": "2023-06-09T09:03:29Z",
        "Header.FileContent": "GLEIF_FULL_PUBLISHED",
        "Header.RecordCount": "4244309",
    }


def test_xml_repeats_nesting_and_attributes(tmp_path: Path) -> None:
    xml = '<L><R id="1"><N><F k="x">a</F><F>b</F></N></R><R id="2"><N><F>c</F></N></R></L>'
    assert cells(written(tmp_path / "a.xml", xml), "L/R") == [
        {"@id": "1", "N.F.1@k": "x", "N.F.1": "a", "N.F.2": "b"},
        {"@id": "2", "N.F": "c"},
    ]


def test_many_xml_records_keep_their_own_fields(tmp_path: Path) -> None:
    goods = "".join(f"<G><N>{n}</N><C><X>{n}a</X><X>{n}b</X></C></G>" for n in range(3_000))
    found = cells(written(tmp_path / "a.xml", f"<L>{goods}</L>"), "L/G/C/X")
    assert found == [{"text": f"{n}{x}", "N": str(n)} for n in range(3_000) for x in "ab"]


def test_json_array_with_nested_records() -> None:
    wanted = ("Relationship.EndNode.NodeID", "Relationship.RelationshipPeriods.1.StartDate")
    assert [tuple(row[name] for name in wanted) for row in cells(open_file(FILES / "rr-data.json"))] == [
        ("5493001Z012YSB2A0K51", "2012-11-29T00:00:00.000Z"),
        ("C7J4FOV6ELAVE39B7M82", "2012-11-29T00:00:00.000Z"),
    ]


def test_json_items_keep_digits_and_nulls() -> None:
    found = rows(open_file(FILES / "cambodia.json"), "items")
    assert (len(found), found[0].ref) == (7, "items[1]")
    first = cells(open_file(FILES / "cambodia.json"), "items")[0]
    assert {name: first[name] for name in ("company", "year", "value", "comments", "root.requested_at")} == {
        "company": "APPLE APPAREL (CAMBODIA) CO., LTD",
        "year": "2023",
        "value": "31.008000000000003",
        "comments": "",
        "root.requested_at": "2025-03-10 13:08:11 UTC",
    }


def test_json_mapping_of_ids() -> None:
    document = open_file(FILES / "brand_answers.json")
    assert [(row["key"], row["value"]) for row in cells(document, "companies")] == [
        ("5769122", "Oberalp SpA"), ("5771133", "Bonprix"), ("3096453", "S.Oliver"),
    ]  # fmt: skip
    answer = cells(document, "answers")[0]
    assert (answer["key"], answer["company"], answer["value"]) == ("V1873664", "5769122", "7.5")


def test_json_path_through_levels() -> None:
    assert cells(open_file(FILES / "isic4.json"), "sections/divisions/groups/classes")[0] == {
        "class": "0111",
        "description": "Growing of cereals (except rice), leguminous crops and oil seeds",
        "group": "011",
        "groups.description": "Growing of non-perennial crops",
        "division": "01",
        "divisions.description": "Crop and animal production, hunting and related service activities",
        "section": "a",
        "sections.description": "Agriculture, forestry and fishing",
    }


def test_json_lines_set_broken_lines_aside(tmp_path: Path) -> None:
    document = written(tmp_path / "a.json", '{"name": "A", "n": [1, 2]}\n\n{"name": \n[1]\n{"name": "B"}\n')
    assert document.kind == "jsonl"
    assert rows(document) == [
        RawRow(None, 1, {"name": "A", "n.1": "1", "n.2": "2"}),
        BadRow(None, 3, None, "it is broken JSON at column 9."),
        BadRow(None, 4, None, "it is not an object with named fields."),
        RawRow(None, 5, {"name": "B"}),
    ]


def test_json_text_that_no_database_holds(tmp_path: Path) -> None:
    document = written(tmp_path / "a.json", '[{"name": "A\\u0000"}, {"name": "\\ud800"}, {"name": "C"}]')
    reason = "'name' holds characters that are not text (NUL or half a character)."
    assert rows(document) == [
        BadRow(None, 1, "name", reason, "[]"),
        BadRow(None, 2, "name", reason, "[]"),
        RawRow(None, 3, {"name": "C"}, "[]"),
    ]


def test_geojson_properties_and_point(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [106.73, 10.89]}
    feature = {
        "type": "Feature",
        "id": 7,
        "properties": {"name": "Linh Trung II", "area": {"ha": 61}},
        "geometry": point,
    }
    document = written(tmp_path / "a.json", json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert document.kind == "geojson"
    assert cells(document) == [{
        "name": "Linh Trung II", "area.ha": "61", "id": "7",
        "geometry": '{"type":"Point","coordinates":[106.73,10.89]}',
        "geometry.lon": "106.73", "geometry.lat": "10.89",
    }]  # fmt: skip


def test_rows_can_be_read_again() -> None:
    (table,) = open_file(FILES / "12.csv").tables()
    assert list(table.rows) == list(table.rows)
