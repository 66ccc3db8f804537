"""What stands once for many rows: sections, sheets, merged cells; totals and notes are no workplaces."""

from pathlib import Path

import pyarrow as arrow
import pytest
from pyarrow import parquet

from app.exporting.aside import aside_file
from importers.runner import Asked, import_file
from tests.fixtures.claimed import claimed
from tests.fixtures.ledgers import links, new_ledger
from tests.fixtures.lists import CHUNG_TAI, NIEN_HSING, REGINA, observed, places, run, sheets, text


def test_country_stands_above_its_rows(tmp_path: Path) -> None:
    lines: list[list[object]] = [
        ["Our suppliers"],
        ["Factory Name", "Address", "Number of workers"],
        ["CHINA (2)"],
        [CHUNG_TAI, "(Block 4,5,7,8) Xinxing Industrial Zone C", 850],
        ["Footwear"],
        [REGINA, "No.5 Cengyao Industrial Estate,Yulu", "1001–5000"],
        ["Factory Name", "Address", "Number of workers"],
        ["Vietnam"],
        [NIEN_HSING, "Khanh Phu Industrial Zone, Ninh Binh", 3200],
        ["Total", None, 5000],
        ["* Factories of more than one brand"],
    ]
    path = sheets(tmp_path / "a.xlsx", List=lines)
    report = run(tmp_path, path)

    assert [(row.row, row.column, row.reason) for row in report.set_aside] == [
        (5, "Address", "'Address' is empty: fill it in, or leave the row out.")
    ]
    assert report.warnings == [
        "a.xlsx has text above its headings, which is not read: 'Our suppliers' (sheet 'List', row 1).",
        "Each of the rows List!3 ('CHINA (2)'), List!8 ('Vietnam') heads the rows below it; it is no record.",
        "Row List!7 ('Factory Name') repeats the headings; it is no record.",
        "Row List!10 ('Total') is a total; it is no record.",
        "Row List!11 ('* Factories of more than one brand') is a note; it is no record.",
    ]
    lines.pop(4)
    assert places(claimed(sheets(tmp_path / "b.xlsx", List=lines))) == [
        (CHUNG_TAI, "(Block 4,5,7,8) Xinxing Industrial Zone C", "CN"),
        (REGINA, "No.5 Cengyao Industrial Estate,Yulu", "CN"),
        (NIEN_HSING, "Khanh Phu Industrial Zone, Ninh Binh", "VN"),
    ]


def test_names_alone_under_their_country(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", f"Factory\nChina:\n{CHUNG_TAI}\nViet Nam – 1 factory\nPouyuen\n")

    assert places(claimed(path)) == [(CHUNG_TAI, "", "CN"), ("Pouyuen", "", "VN")]


def test_sheet_is_named_for_its_country_or_tier(tmp_path: Path) -> None:
    path = sheets(
        tmp_path / "a.xlsx",
        China=[["Factory", "Product type"], [CHUNG_TAI, "Apparel"]],
        Viet_Nam=[["Factory", "Product type"], ["Pouyuen", "Footwear"]],
        Tier_2=[["Factory", "Country"], [REGINA, "China"]],
    )
    found = claimed(path)

    assert places(found) == [(CHUNG_TAI, "", "CN"), ("Pouyuen", "", "VN"), (REGINA, "", "CN")]
    assert [said for kind, _, _, said in found.said if kind == "SUPPLIES"] == [
        {"products": ["Apparel"]}, {"products": ["Footwear"]}, {"tiers": [2]},
    ]  # fmt: skip


def test_sections_stand_within_sections(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv",
        "Factory,Products\nTier 1\nChina\nA,x\nVietnam\nB,x\nTier 2 suppliers\nIndia\nC,x\n",
    )
    found = claimed(path)

    assert places(found) == [("A", "", "CN"), ("B", "", "VN"), ("C", "", "IN")]
    tiers = [said["tiers"] for kind, _, _, said in found.said if kind == "SUPPLIES"]
    assert tiers == [[1], [1], [2]]


def test_name_alone_is_set_aside(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv", f"Factory,Country,Products\nVietnam,,\nShoes,,\n{CHUNG_TAI},China,Shirts\n"
    )

    reason = "It has a name alone: give its address or country, or leave the row out if it heads others."
    found = claimed(path)
    assert (found.refused, places(found)) == ([("3", "Factory", reason)], [(CHUNG_TAI, "", "CN")])


def test_same_name_in_two_sections_is_two_places(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", "Factory,Products\nChina\nPouyuen,Shoes\nVietnam\nPouyuen,Shoes\n")

    assert places(claimed(path)) == [("Pouyuen", "", "CN"), ("Pouyuen", "", "VN")]


def test_cells_over_several_rows_reach_down(tmp_path: Path) -> None:
    path = sheets(
        tmp_path / "a.xlsx",
        "A2:A3 B2:B3 E2:E3",
        List=[
            ["Country", "Supplier Group", "Factory", "Address", "Total workers"],
            ["China", "Regina Miracle", REGINA, "No.5 Cengyao Industrial Estate", 9000],
            [None, None, "Unit 2", "Yulu, Gongming", None],
            ["Vietnam", None, NIEN_HSING, "Khanh Phu Industrial Zone", 3200],
        ],
    )
    found, report = claimed(path), run(tmp_path, path)

    assert [country for _, _, country in places(found)] == ["CN", "CN", "VN"]
    assert [(subject, of) for kind, subject, of, _ in found.said if kind == "OPERATED_BY"] == [
        ("row:1", "org:its contributor:Regina Miracle"),
        ("row:3", "org:its contributor:Regina Miracle"),
    ]
    assert observed(found) == [("workers", 3200.0, "3200", "")]
    told = "a.xlsx has numbers that stand for several rows of sheet 'List' together and are read for none: "
    assert report.warnings == [f"{told}9000 in the rows 2 to 3."]


def test_parquet_rows_are_no_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(arrow.table({"Factory": [CHUNG_TAI], "Country": ["China"]}), path)

    assert places(claimed(path)) == [(CHUNG_TAI, "", "CN")]


def test_mended_row_keeps_its_section(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path / "home")
    path = text(tmp_path / "a.csv", "Factory,LEI\nChina\nAlpha,1\nBeta,\n")
    report = import_file(ledger, Asked(path, buyer="Acme"))
    given_back = aside_file(report.set_aside, ".csv").decode("utf-8-sig").replace("Alpha,1", "Alpha,")

    again = import_file(ledger, Asked(text(tmp_path / "b.csv", given_back), buyer="Acme", list_name="a"))

    assert again.set_aside == []
    assert [key for key in links(ledger, 0) if key[1] == "IN_COUNTRY"] == [
        ("Alpha", "IN_COUNTRY", "China"),
        ("Beta", "IN_COUNTRY", "China"),
    ]


@pytest.mark.parametrize("total", [
    "Total", "Summe", "Gesamtsumme", "Totale", "Suma", "Total: 25 factories", "Total Bangladesh",
    "合计25", "Grand total",
])  # fmt: skip
def test_total_is_no_workplace(tmp_path: Path, total: str) -> None:
    rows = f"Alpha,Dhaka,Bangladesh,30\n{total},,,30\n"
    path = text(tmp_path / "a.csv", f"Factory,City,Country,Workers\n{rows}")

    assert run(tmp_path, path).warnings == [f"Row 3 ('{total}') is a total; it is no record."]


@pytest.mark.parametrize("name", ["Sum", "Total Apparel Ltd", "Sumatra Knit", "Totalee"])
def test_workplace_that_sounds_like_a_total_is_one(tmp_path: Path, name: str) -> None:
    path = text(tmp_path / "a.csv", f"Factory,City,Country\n{name},Dhaka,Bangladesh\n")

    assert places(claimed(path)) == [(name, "Dhaka", "BD")]
