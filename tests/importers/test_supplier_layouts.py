"""Lists as brands lay them out: sections, sheets, totals, merged cells, two rows of headings, languages."""

import json
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.resolution.queue import waiting
from importers.reading import open_file
from importers.recognising import recognise
from importers.runner import Asked, import_file
from tests.fixtures.claimed import FIXTURES, claimed
from tests.fixtures.ledgers import links, new_ledger
from tests.fixtures.lists import CHUNG_TAI, NIEN_HSING, observed, places, run, sheets, text


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
        f"Supplier name,Production unit,Address,Country\nDewhirst,{CHUNG_TAI},Zone C,China\n"
        "Pouyuen,Pouyuen,Tan Tao,Vietnam\n",
    )
    found = claimed(path, buyer="Acme")

    assert [said[:3] for said in found.said if said[0] in ("SUPPLIES", "OPERATED_BY")] == [
        ("SUPPLIES", "row:1", "org:its contributor:Acme"),
        ("SUPPLIES", "row:1", "org:its contributor:Dewhirst"),
        ("SUPPLIES", "org:its contributor:Dewhirst", "org:its contributor:Acme"),
        ("SUPPLIES", "row:2", "org:its contributor:Acme"),
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


def test_part_of_the_world_is_no_address(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv", "Factory,Address,Region,Country\nAlpha,Road 1,SEA,Vietnam\nB,Road 2,Hue,VN\n"
    )

    assert places(claimed(path)) == [("Alpha", "Road 1", "VN"), ("B", "Road 2, Hue", "VN")]


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


def test_row_says_its_own_date(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv", "Factory,Country,Last updated\nAlpha,China,2024-03\nBeta,China,03/04/2024\n"
    )
    dates = {(said[1], said[3].get("as_of")) for said in claimed(path).said if said[0] == "IN_COUNTRY"}

    assert dates == {("row:1", "2024-03"), ("row:3", None)}
    assert run(tmp_path, path).warnings == ["Row 3 gives a date that cannot be told, which is left out."]


def test_nested_fields_of_json_are_read(tmp_path: Path) -> None:
    records = [{
        "name": "Alpha",
        "location": {"address": "1 Road, Lahore", "country": "PK", "geo": {"lat": 31.5, "lng": 74.3}},
        "workers": {"total": 45}, "brands": ["Nike", "Puma"], "products": ["denim", "knitwear"],
        "contact": {"name": "Jane Roe", "address": "2 Lane"},
    }]  # fmt: skip
    found = claimed(text(tmp_path / "a.json", json.dumps({"meta": {"n": 1}, "suppliers": records})))

    assert (found.source, places(found)) == ("supplier_list", [("Alpha", "1 Road, Lahore", "PK")])
    assert [(said[2], said[3]) for said in found.said if said[0] == "SUPPLIES"] == [
        (f"org:its contributor:{buyer}", {"products": ["denim", "knitwear"]}) for buyer in ("Nike", "Puma")
    ]
    assert (observed(found), found.said[0][3]["lat"]) == ([("workers", 45.0, "45", "")], 31.5)


def test_other_part_of_a_record_gives_no_name(tmp_path: Path) -> None:
    records = [
        {"buyer": {"name": "Acme"}, "facility": {"name": "Alpha", "address": "1 Road", "country": "PK"}}
    ]
    found = claimed(text(tmp_path / "a.json", json.dumps(records)))

    assert places(found) == [("Alpha", "1 Road", "PK")]


def test_mapping_outlives_longer_repeats(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path / "home")
    first = [{"Alpha": "A", "Where": "1 Road", "For": ["Nike"]}]
    then = [{"Alpha": "B", "Where": "2 Road", "For": ["Nike", "Puma"]}]
    asked = Asked(
        text(tmp_path / "a.json", json.dumps(first)), columns=("name=Alpha", "address=Where", "buyer=For.1")
    )
    import_file(ledger, asked)
    again = import_file(ledger, Asked(text(tmp_path / "a.json", json.dumps(then))))

    told = "name = 'Alpha'; address = 'Where'; buyer = 'For'."
    assert again.warnings[0] == f"a.json was read as its headings were mapped before: {told}"
    assert {(start, end) for start, kind, end in links(ledger, 0) if kind == "SUPPLIES"} == {
        ("A", "Nike"), ("B", "Nike"), ("B", "Puma"),
    }  # fmt: skip
