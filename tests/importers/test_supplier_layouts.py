"""Lists as brands lay them out: sections, sheets, totals, merged cells, two rows of headings, languages."""

import json
from pathlib import Path

import openpyxl
import pyarrow as arrow
import pytest
from pyarrow import parquet

from app.exporting.aside import aside_file
from graph.errors import InputError
from graph.resolution.queue import waiting
from importers.reading import open_file
from importers.recognising import recognise
from importers.runner import Asked, Report, import_file
from tests.fixtures.claimed import FIXTURES, Claimed, claimed
from tests.fixtures.ledgers import links, new_ledger

CHUNG_TAI = "Chung Tai Garment Factory"
REGINA = "Regina Miracle Intimate Apparel (Shenzhen Ltd.)"
NIEN_HSING = "Nien Hsing (Ninh Binh) Garment Co., Ltd"


def sheets(path: Path, merge: str = "", **lines: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in lines.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
        for cells in merge.split():
            sheet.merge_cells(cells)
    book.save(path)
    return path


def text(path: Path, content: str) -> Path:
    path.write_text(content, "utf-8")
    return path


def run(tmp_path: Path, path: Path) -> Report:
    return import_file(new_ledger(tmp_path / "home"), Asked(path, buyer="Acme"))


def places(found: Claimed) -> list[tuple[str, str, str]]:
    """(name, address, country) of the workplaces, in the order of the rows."""
    told: dict[str, list[str]] = {}
    for kind, subject, thing, said in found.said:
        if kind == "DESCRIBES" and subject.startswith("row:"):
            told.setdefault(subject, [said["name"], said.get("address", ""), ""])
        if kind == "IN_COUNTRY":
            told[subject][2] = (thing or "").removeprefix("iso:")
    return [(name, address, country) for name, address, country in told.values()]


def observed(found: Claimed) -> list[tuple[str, object, str, str]]:
    return [
        (said["indicator"], said.get("value"), said["text"], said.get("sex", ""))
        for kind, _, _, said in found.said
        if kind == "DESCRIBES" and "indicator" in said
    ]


def test_name_and_country_make_a_workplace(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", f'Supplier,Country\n{CHUNG_TAI},China\n"{NIEN_HSING}",Vietnam\n')

    assert places(claimed(path)) == [(CHUNG_TAI, "", "CN"), (NIEN_HSING, "", "VN")]


def test_headings_of_any_list_are_not_taken(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", "Name,Country,Industry\nAlpha Ltd,China,Textiles\n")

    with pytest.raises(InputError) as caught:
        recognise(open_file(path))
    assert "supplier_list lacks a heading that tells what is listed" in str(caught.value)
    assert places(claimed(path, "supplier_list")) == [("Alpha Ltd", "", "CN")]


def test_places_without_address_are_asked_about(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path / "home")
    for name in ("one.csv", "two.csv"):
        path = text(tmp_path / name, f"Factory,Country\n{CHUNG_TAI},China\n")
        import_file(ledger, Asked(path, buyer=name))

    assert [key for key in links(ledger, 0) if key[1] == "SUPPLIES"] == [
        (CHUNG_TAI, "SUPPLIES", "one.csv"),
        (CHUNG_TAI, "SUPPLIES", "two.csv"),
    ]
    with ledger.read() as connection:
        (pair,) = waiting(connection, 0)
    assert pair.reasons == ("names equal but for legal form and order", "an address says too little")


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
    path = text(tmp_path / "a.csv", f"Factory,Country,Product type\nFootwear,,\n{CHUNG_TAI},China,Apparel\n")

    reason = "It has a name alone: give its address or country, or leave the row out if it heads others."
    assert claimed(path).refused == [("2", "Factory", reason)]


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


@pytest.mark.parametrize(
    "headings",
    [
        [["Factory", None, None, "Workers"], ["Name", "Address", "Country", "Total", "% female"]],
        [["Factory name", "Address", "Country", "Workers", None], [None, None, None, "Total", "% Female"]],
    ],
)
def test_headings_in_two_rows_are_joined(tmp_path: Path, headings: list[list[object]]) -> None:
    lines = [*headings, [CHUNG_TAI, "Xinxing Industrial Zone C", "China", 850, 0.62]]
    found = claimed(sheets(tmp_path / "a.xlsx", List=lines))

    assert places(found) == [(CHUNG_TAI, "Xinxing Industrial Zone C", "CN")]
    assert observed(found) == [
        ("workers", 850.0, "850", ""), ("workers_female_percent", 62.0, "0.62", ""),
    ]  # fmt: skip


def test_firm_beside_the_factory_is_between(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv",
        f"Supplier name,Production unit,Address,Country\nDewhirst,{CHUNG_TAI},Zone C,China\n",
    )
    found = claimed(path, buyer="Acme")

    assert [said[:3] for said in found.said if said[0] in ("SUPPLIES", "OPERATED_BY")] == [
        ("SUPPLIES", "row:1", "org:its contributor:Acme"),
        ("SUPPLIES", "row:1", "org:its contributor:Dewhirst"),
        ("SUPPLIES", "org:its contributor:Dewhirst", "org:its contributor:Acme"),
    ]


def test_who_works_there_is_observed(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv",
        "Factory name,Address,Country,Total workers,Female workers,Male workers,% Migrant,"
        "Union or worker committee (Y/N)\n"
        f"{CHUNG_TAI},Zone C,China,\"1,000\",620,380,12.5%,Y\n",
    )  # fmt: skip

    assert observed(claimed(path)) == [
        ("workers", 1000.0, "1,000", ""),
        ("workers", 620.0, "620", "female"),
        ("workers_migrant_percent", 12.5, "12.5%", ""),
        ("workers", 380.0, "380", "male"),
        ("worker_representation", None, "Union or worker committee (Y/N): Y", ""),
    ]


def test_share_that_cannot_be_told_is_named(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", "Factory,Country,Women,% migrant\nAlpha,China,62,1\n")
    report = run(tmp_path, path)

    assert report.warnings == [
        "Row 2 says 'Women' neither as a percentage nor as a number of people, so that it is not read.",
        "Row 2 says '% migrant' neither as a percentage nor as a number of people, so that it is not read.",
    ]


def test_parts_of_an_address_are_joined(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv",
        "Factory,Address 1,Address 2,District,City,State/Province,Postcode,Country\n"
        "Alpha,Plot 7,Sector 4,Ashulia,Savar,Dhaka,1341,Bangladesh\n",
    )

    assert places(claimed(path)) == [("Alpha", "Plot 7, Sector 4, Ashulia, Savar, Dhaka, 1341", "BD")]


def test_people_to_call_are_not_kept(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv",
        "Factory,Country,Contact person,E-mail,Colour\nAlpha,China,Jane Roe,j@roe.org,red\n",
    )
    report = run(tmp_path, path)

    assert report.warnings == [
        "a.csv has columns that tell of people: 'Contact person', 'E-mail'. They are neither read nor kept.",
        "These columns were not read: Colour.",
    ]


def test_place_without_country_is_told(tmp_path: Path) -> None:
    report = run(tmp_path, text(tmp_path / "a.csv", "Factory,Address\nAlpha,Road 1\nBeta,Road 2\n"))

    assert report.warnings == ["Each of the rows 2, 3 names no country that can be told."]


def test_several_countries_in_a_cell_are_told(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", 'Supplier,Country\nAlpha,"China, Vietnam"\nBeta,China\n')

    reason = "'China, Vietnam' names several countries: give each place a row of its own."
    assert claimed(path).refused == [("2", "Country", reason)]


@pytest.mark.parametrize(
    "header",
    [
        "Nome da fábrica;Endereço;País",
        "Nome stabilimento;Indirizzo;Paese",
        "Naam fabriek;Adres;Land",
        "FABRİKA ADI;ADRES;ÜLKE",
        "Nazwa fabryki;Adres;Kraj",
        "Tên nhà máy;Địa chỉ;Quốc gia",
        "Ten nha may;Dia chi;Quoc gia",
        "Nama pabrik;Alamat;Negara",
        "工厂名称;地址;国家",
        "工廠名稱;地址;國家／地區",
        "工場名;所在地;国名",
        "공장명;주소;국가",
        "কারখানার নাম;ঠিকানা;দেশ",
        "कारखाने का नाम;पता;देश",
        "ชื่อโรงงาน;ที่อยู่;ประเทศ",
        "اسم المصنع;العنوان;البلد",
        "Название фабрики;Адрес;Страна",
        "Fabriksnamn;Adress;Land",
        "Fabriksnavn;Adresse;Land",
        "Direccion;Fabrica;Pais",
    ],
)
def test_headings_in_many_languages(tmp_path: Path, header: str) -> None:
    swapped = header.startswith("Direccion")
    row = f"Road 1;{CHUNG_TAI};China" if swapped else f"{CHUNG_TAI};Road 1;China"
    found = claimed(text(tmp_path / "a.csv", f"{header}\n{row}\n"))

    assert (found.source, places(found)) == ("supplier_list", [(CHUNG_TAI, "Road 1", "CN")])


ZONE = "Xinxing Industrial Zone C"


@pytest.mark.parametrize(
    ("name", "place", "unread"),
    [
        ("factory_map", (CHUNG_TAI, f"(Block 4,5,7,8) {ZONE}, Shenzhen, Guangdong, 518000", "CN"), "Region"),
        ("transparency_pledge", (CHUNG_TAI, f"(Block 4,5,7,8) {ZONE}, China", "CN"), ""),
        ("production_units", (CHUNG_TAI, f"{ZONE}, Shenzhen", "CN"), ""),
        ("palm_oil_mills", ("Sei Mangkei", "North Sumatera", "ID"), "No, UML ID"),
        ("produktionsstaetten", ("Universal Jeans", "CEPZ, Chittagong", "BD"), ""),
    ],
)
def test_layouts_of_brands_are_read(
    tmp_path: Path, name: str, place: tuple[str, str, str], unread: str
) -> None:
    path = FIXTURES / "supplier_list" / f"{name}.csv"
    found, report = claimed(path), run(tmp_path, path)

    assert (places(found), found.refused, report.set_aside) == ([place], [], [])
    title = f"{name}.csv has text above its headings, which is not read: 'Our supply chain' (line 1)."
    assert report.warnings == [title, f"These columns were not read: {unread}."][: 2 if unread else 1]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_records_of_json_are_read(tmp_path: Path, name: str) -> None:
    records = [
        {"Factory Name": CHUNG_TAI, "Address": "Zone C", "Country": "China"},
        {"Factory Name": "Pouyuen", "Address": "Tan Tao", "Country": "Vietnam", "Product type": "Footwear"},
    ]
    lines = "\n".join(map(json.dumps, records))
    found = claimed(text(tmp_path / name, json.dumps(records) if name == "a.json" else lines))

    assert (found.source, places(found)) == (
        "supplier_list",
        [(CHUNG_TAI, "Zone C", "CN"), ("Pouyuen", "Tan Tao", "VN")],
    )


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
