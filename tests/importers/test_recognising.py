"""A file's source is told by its shape; doubt is said and not decided."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from graph.errors import InputError
from importers.columns import match_columns
from importers.reading import BadRow, open_file
from importers.recognising import read_rows, recognise
from importers.row import Row
from importers.sources import Accept, SourceSpec, all_sources

FILES = Path(__file__).parents[1] / "fixtures" / "reading"


def source(
    name: str, columns: Mapping[str, tuple[str, ...]], required: tuple[str, ...], **more: tuple[str, ...]
) -> SourceSpec:
    accept = Accept(kinds=more.pop("kinds", ("csv", "xlsx")), columns=columns, required=required, **more)
    return SourceSpec(name, name, "A publisher", "https://example.org", "CC0 1.0", "yes", accept=accept)


PLACES = source("places", {"name": ("name", "Factory Name"), "address": ("address",)}, ("name", "address"))
LINKS = source(
    "links",
    {
        "name": ("supplier_name",),
        "address": ("supplier address",),
        "buyer": ("company_name",),
        "tier": ("supplier_tier",),
    },
    ("name", "buyer"),
)
SEATS = source(
    "seats", {"name": ("seat of",), "seat": ("seat",)}, ("name", "seat"), headerless=("name", "seat")
)
SOURCES = {spec.name: spec for spec in (PLACES, LINKS, SEATS)}


def csv(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_headings_match_in_any_spelling() -> None:
    columns = ("FACTORY_name", "Name", " Address ", "Other")
    assert match_columns(PLACES, columns) == {"name": "Name", "address": " Address "}


def test_heading_serves_one_name() -> None:
    twice = source("twice", {"one": ("name",), "two": ("name", "title")}, ())
    assert match_columns(twice, ("Name",)) == {"one": "Name"}
    assert match_columns(twice, ("Name", "Title")) == {"one": "Name", "two": "Title"}


def test_most_specific_source_wins(tmp_path: Path) -> None:
    both = csv(tmp_path / "a.csv", "name,address,supplier_name,company_name,supplier_tier\nA,a,S,C,1\n")
    assert recognise(open_file(both), SOURCES).name == "links"
    assert recognise(open_file(FILES / "supplied_by.csv"), SOURCES).name == "links"
    assert recognise(open_file(FILES / "12.xlsx"), SOURCES).name == "places"


def test_nothing_fits_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        recognise(open_file(csv(tmp_path / "a.csv", "Factory Name,Street\nA,a\n")), SOURCES)
    assert str(caught.value) == (
        "a.csv fits no source; it has the columns 'Factory Name', 'Street' (nearest: places lacks address): "
        "rename its headings, map them with --map, or name the source with --source."
    )


def test_tie_is_left_to_the_person(tmp_path: Path) -> None:
    tied = {**SOURCES, "sites": source("sites", {"name": ("name",), "site": ("address",)}, ("name", "site"))}
    with pytest.raises(InputError) as caught:
        recognise(open_file(csv(tmp_path / "a.csv", "name,address\nA,a\n")), tied)
    assert str(caught.value) == "a.csv fits several sources (places, sites): name one with --source places."


def test_rows_under_logical_names(tmp_path: Path) -> None:
    document = open_file(csv(tmp_path / "a.csv", "Factory Name,address\nA,a\nB,b,c\n"))
    good, bad = read_rows(document, PLACES)
    assert isinstance(good, Row)
    assert (good.ref, good.take("name"), good.take("address")) == ("2", "A", "a")
    assert isinstance(bad, BadRow)
    assert bad.ref == "3"


def test_named_source_lacks_its_columns(tmp_path: Path) -> None:
    document = open_file(csv(tmp_path / "a.csv", "title,address\nA,a\n"))
    with pytest.raises(InputError) as caught:
        read_rows(document, PLACES)
    assert str(caught.value) == (
        "a.csv lacks columns that places needs, name (name, Factory Name); address (address); "
        "it has 'title', 'address': rename its headings."
    )


def test_file_without_headings_by_position() -> None:
    document = open_file(FILES / "CorporationAddresses.xlsx")
    with pytest.raises(InputError, match="fits no source"):
        recognise(document, SOURCES)
    found = [row for row in read_rows(document, SEATS) if isinstance(row, Row)]
    assert [(row.ref, row.take("name")) for row in found[:2]] == [
        ("Sheet1!1", "H & M, Hennes & Mauritz AB"), ("Sheet1!2", "Asos"),
    ]  # fmt: skip


def test_sheet_of_another_kind_is_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for sheet, lines in ((book.worksheets[0], [("name", "address"), ("A", "a")]),
                         (book.create_sheet("Notes"), [("note", "by"), ("x", "y")])):  # fmt: skip
        for line in lines:
            sheet.append(line)
    book.save(tmp_path / "a.xlsx")
    document = open_file(tmp_path / "a.xlsx")
    assert [row.ref for row in read_rows(document, recognise(document, SOURCES))] == ["Sheet!2"]
    assert document.warnings == ["a.xlsx has a sheet 'Notes' that was left out: it lacks name, address."]


def test_record_path_tells_xml_sources_apart() -> None:
    columns = {"good": ("Good_Name",), "country": ("Country_Name",)}
    goods = source(
        "goods", columns, ("good", "country"), kinds=("xml",), record=("Goods/Good/Countries/Country",)
    )
    other = source("other", columns, ("good", "country"), kinds=("xml",), record=("Products/Good",))
    document = open_file(FILES / "goods_2021.xml")
    assert recognise(document, {"goods": goods, "other": other}) == goods
    first = next(iter(read_rows(document, goods)))
    assert isinstance(first, Row)
    assert (first.take("good"), first.take("country")) == ("Açaí Berries", "Brazil")
    with pytest.raises(InputError, match="has no records at Products/Good, where other has them"):
        read_rows(document, other)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("12.csv", "supplier_list"),
        ("12.xls", "supplier_list"),
        ("supplied_by.csv", "wikirate_supplied_by"),
        ("cambodia.json", "wikirate_answers"),
        ("brand_answers.json", "wikirate_brand_answers"),
        ("goods_2021.xml", "usdol_goods"),
        ("repex-data.xml", "gleif_exceptions"),
        ("repex-data.json", "gleif_exceptions"),
        ("rr-data.json", "gleif_relationships"),
        ("isic4.json", "isic_sectors"),
    ],
)
def test_shipped_sources_recognise_real_files(file: str, name: str) -> None:
    assert recognise(open_file(FILES / file), all_sources()).name == name


def test_no_source_takes_the_files_of_another() -> None:
    folders = Path(__file__).parents[1] / "fixtures"
    files = [path for name in all_sources() for path in sorted((folders / name).glob("*.*"))]
    wrong = {
        str(path.relative_to(folders)): name for path in files if (name := _told(path)) != path.parent.name
    }

    assert len(files) > 40
    assert wrong == {"wikirate_seats/seats.xlsx": "fits no source"}  # it has no headings


def _told(path: Path) -> str:
    try:
        return recognise(open_file(path), all_sources()).name
    except InputError as error:
        return "fits no source" if "fits no source" in str(error) else str(error)
