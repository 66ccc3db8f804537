"""The generic supplier list: Open Supply Hub's template, other headings, buyers that are not named."""

from pathlib import Path

import pytest

from graph.claim import workplace_row
from tests.fixtures.claimed import FIXTURES, claimed

OPEN_SUPPLY_HUB = FIXTURES / "supplier_list" / "open_supply_hub.csv"


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    return path


def test_list_without_buyer_has_an_undisclosed_one() -> None:
    found = claimed(OPEN_SUPPLY_HUB, list_name="List 7")

    assert (found.source, found.refused) == ("supplier_list", [])
    regina = {
        "name": "Regina Miracle Intimate Apparel (Shenzhen Ltd.)",
        "address": "No.5 Cengyao Industrial Estate,Yulu,Gongming,Baoan,Shenzhen",
        "lat": 22.7489399,
        "lon": 113.93588,
        "precision": "unknown",
    }
    buyer = {"name": "Buyer not named by List 7", "roles": ["undisclosed"], "disclosed": False}
    assert found.said[4:] == [
        ("DESCRIBES", "row:3", None, regina),
        ("IN_COUNTRY", "row:3", "iso:CN", {"precision": "stated"}),
        ("DESCRIBES", "undisclosed:buyer:2", None, buyer),
        ("SUPPLIES", "row:3", "undisclosed:buyer:2", {"products": ["Apparel", "Health"]}),
    ]


def test_country_centre_is_no_address() -> None:
    assert claimed(OPEN_SUPPLY_HUB).said[0][3] == {
        "name": "Chung Tai Garment Factory",
        "address": "(Block 4,5,7,8) Xinxing Industrial Zone C,Shu Tian Pu Village,Gongming Town",
        "lat": 35.86166,
        "lon": 104.195397,
        "precision": "country",
    }


def test_three_forms_say_the_same() -> None:
    forms = [claimed(FIXTURES / "supplier_list" / f"12.{kind}") for kind in ("csv", "xls", "xlsx")]

    assert forms[0].said[0][3] == {
        "name": "Bergman Riveria - Serflex S.A.C.",
        "address": "Av Universitaria 3855 - San Martin De Porres Lima",
    }
    assert len(forms[0].said) == 60
    assert forms[0].said == forms[1].said == forms[2].said
    keys = [{claim.subject.key for claim in form.claims} for form in forms]
    assert keys[1] == keys[2]
    assert len(keys[0] - keys[1]) == 1  # the workbooks have one row whose text was encoded twice


def test_other_headings_are_understood(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "Brand;Factory Name;Street;City;Country/Region;Parent company;Number of workers;Product type;"
        "Tier;OS ID;LEI\n"
        "Acme;Alpha Fabrik;Hauptstr. 1;Wien;Austria;Alpha Holding;1,250;Shirts | Trousers;Tier 2;"
        "BD2021113R7R87P;5493001Z012YSB2A0K51\n",
    )
    found = claimed(path)

    publisher = "its contributor"
    assert (found.source, found.refused) == ("supplier_list", [])
    assert found.said == [
        ("DESCRIBES", "row:1", None, {"name": "Alpha Fabrik", "address": "Hauptstr. 1, Wien"}),
        ("SAME_AS", "row:1", "os:BD2021113R7R87P", {}),
        ("DESCRIBES", "os:BD2021113R7R87P", None, {"os_id": "BD2021113R7R87P"}),
        ("IN_COUNTRY", "row:1", "iso:AT", {"precision": "stated"}),
        ("DESCRIBES", f"org:{publisher}:Acme", None, {"name": "Acme", "disclosed": True}),
        ("SUPPLIES", "row:1", f"org:{publisher}:Acme", {"tiers": [2], "products": ["Shirts", "Trousers"]}),
        (
            "DESCRIBES",
            "lei:5493001Z012YSB2A0K51",
            None,
            {"name": "Alpha Fabrik", "lei": "5493001Z012YSB2A0K51"},
        ),
        ("OPERATED_BY", "row:1", "lei:5493001Z012YSB2A0K51", {}),
        ("DESCRIBES", f"org:{publisher}:Alpha Holding", None, {"name": "Alpha Holding"}),
        ("OPERATED_BY", "row:1", f"org:{publisher}:Alpha Holding", {}),
        (
            "DESCRIBES",
            "obs:2",
            None,
            {"name": "workers", "indicator": "workers", "value": 1250.0, "text": "1,250", "unit": "count"},
        ),
        ("ABOUT", "obs:2", "row:1", {"role": "subject"}),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Supplier,Address,Country",
        "Supplier name,Site address,Country",
        "Production unit,Street,Country / Region",
        "Facility,Full address,country_name",
        "Site name,Location,Land",
        "Nombre de la fábrica,Dirección,País",
        "Nom de l'usine,Adresse,Pays",
        "Lieferant,Anschrift,Land",
    ],
)
def test_names_of_columns_vary(tmp_path: Path, header: str) -> None:
    found = claimed(_file(tmp_path, f"{header}\nAlpha Ltd,Road 1 Dhaka,Bangladesh\n"))

    assert found.source == "supplier_list"
    assert found.said[:2] == [
        ("DESCRIBES", "row:1", None, {"name": "Alpha Ltd", "address": "Road 1 Dhaka"}),
        ("IN_COUNTRY", "row:1", "iso:BD", {"precision": "stated"}),
    ]


def test_buyer_given_by_hand(tmp_path: Path) -> None:
    path = _file(tmp_path, 'name,address\nAlpha Ltd,"Road 1, Dhaka, Bangladesh"\n')
    found = claimed(path, buyer="Acme")

    assert found.said[1:] == [
        ("IN_COUNTRY", "row:1", "iso:BD", {"precision": "address"}),
        ("DESCRIBES", "org:its contributor:Acme", None, {"name": "Acme", "disclosed": True}),
        ("SUPPLIES", "row:1", "org:its contributor:Acme", {}),
    ]
    assert {claim.origin.list.buyer_key for claim in found.claims} == {"org:its contributor:Acme"}


def test_several_brands_in_one_cell(tmp_path: Path) -> None:
    path = _file(tmp_path, 'name,address,country,brand,tier\nAlpha Ltd,Road 1,BD,"H&M; Gap, Inc.",1\n')
    found = claimed(path)
    hm, gap = "org:its contributor:H&M", "org:its contributor:Gap, Inc."

    assert found.said[2:] == [
        ("DESCRIBES", hm, None, {"name": "H&M", "disclosed": True}),
        ("DESCRIBES", gap, None, {"name": "Gap, Inc.", "disclosed": True}),
        ("SUPPLIES", "row:1", hm, {"tiers": [1]}),
        ("SUPPLIES", "row:1", gap, {"tiers": [1]}),
    ]
    assert {claim.origin.list.buyer_key for claim in found.claims} == {""}


def test_transparency_pledge_is_read(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "Full name of all authorized production units,Site Address,Parent Company,Type of Products Made,"
        'Worker Band\nAlpha Ltd,"Road 1, Dhaka, Bangladesh",Alpha Group,Apparel; Footwear,1001–5000\n',
    )
    found = claimed(path, buyer="Acme")

    assert (found.source, found.refused) == ("supplier_list", [])
    assert [said for said in found.said if said[0] != "ABOUT"] == [
        ("DESCRIBES", "row:1", None, {"name": "Alpha Ltd", "address": "Road 1, Dhaka, Bangladesh"}),
        ("IN_COUNTRY", "row:1", "iso:BD", {"precision": "address"}),
        ("DESCRIBES", "org:its contributor:Acme", None, {"name": "Acme", "disclosed": True}),
        ("SUPPLIES", "row:1", "org:its contributor:Acme", {"products": ["Apparel", "Footwear"]}),
        ("DESCRIBES", "org:its contributor:Alpha Group", None, {"name": "Alpha Group"}),
        ("OPERATED_BY", "row:1", "org:its contributor:Alpha Group", {}),
        (
            "DESCRIBES",
            "obs:2",
            None,
            {"name": "workers", "indicator": "workers", "text": "1001–5000", "unit": "count"},
        ),
    ]


def test_band_of_workers_stays_words(tmp_path: Path) -> None:
    path = _file(tmp_path, "name,address,country,workers\nAlpha Ltd,Road 1,BD,1001–5000\n")

    said = {"name": "workers", "indicator": "workers", "text": "1001–5000", "unit": "count"}
    assert claimed(path).said[4] == ("DESCRIBES", "obs:3", None, said)


def test_nothing_in_words_is_nothing(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "name,address,country,buyer,parent company,workers,OS ID,LEI\n"
        "Alpha Ltd,Road 1,NA,N/A,-,unknown,n/a,none\n",
    )

    assert claimed(path).said == [
        ("DESCRIBES", "row:1", None, {"name": "Alpha Ltd", "address": "Road 1"}),
        ("IN_COUNTRY", "row:1", "iso:NA", {"precision": "stated"}),
        (
            "DESCRIBES",
            "undisclosed:buyer:2",
            None,
            {"name": "Buyer not named by list", "roles": ["undisclosed"], "disclosed": False},
        ),
        ("SUPPLIES", "row:1", "undisclosed:buyer:2", {}),
    ]


def test_city_stands_for_a_missing_address(tmp_path: Path) -> None:
    path = _file(tmp_path, "Supplier,City,Country\nAlpha Ltd,Hanoi,Viet Nam\n")

    assert claimed(path).said[0] == ("DESCRIBES", "row:1", None, {"name": "Alpha Ltd", "address": "Hanoi"})


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        (
            "OS ID",
            "'vn123' is no OS ID, its form or its check character is wrong: mend it or leave it empty.",
        ),
        ("LEI", "'VN123' has not the form of an LEI: mend it or leave it empty."),
    ],
)
def test_id_of_another_form_is_set_aside(tmp_path: Path, column: str, reason: str) -> None:
    path = _file(tmp_path, f"name,address,{column}\nAlpha Ltd,Road 1,vn123\n")

    assert claimed(path).refused == [("2", column, reason)]


def test_city_tells_two_of_one_street_apart(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "name,street,city,country\nAlpha Ltd,Main Street 1,Lodz,PL\nAlpha Ltd,Main Street 1,Lublin,PL\n",
    )

    assert [said[1] for said in claimed(path).said if said[0] == "IN_COUNTRY"] == ["row:1", "row:3"]


def test_key_outlives_a_new_column() -> None:
    plain, found = claimed(FIXTURES / "supplier_list" / "12.csv"), claimed(OPEN_SUPPLY_HUB, list_name="12")

    of = plain.claims[0].origin.list
    address = "No.5 Cengyao Industrial Estate,Yulu,Gongming,Baoan,Shenzhen"
    assert found.claims[4].origin.list == of
    assert found.claims[4].subject == workplace_row(
        of, "Regina Miracle Intimate Apparel (Shenzhen Ltd.)", address, "China"
    )


ATLANTIS = "'Atlantis' is no country that is known: use its name or its ISO code."


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        ("A,Road 1,Atlantis,1,1", ("2", "country", ATLANTIS)),
        (
            "A,Road 1,BD,123.5,20",
            ("2", "lat", "123.5, 20.0 is no place on earth: perhaps the two are exchanged."),
        ),
        ("A,Road 1,BD,north,20", ("2", "lat", "'lat' says 'north', which is not a number.")),
        (",Road 1,BD,1,1", ("2", "name", "'name' is empty: fill it in, or leave the row out.")),
    ],
)
def test_bad_row_is_set_aside(tmp_path: Path, row: str, refused: tuple[str, str, str]) -> None:
    found = claimed(_file(tmp_path, f"name,address,country,lat,lng\n{row}\nB,Road 2,NA,,\n"))

    assert found.refused == [refused]
    assert [said for said in found.said if said[0] == "IN_COUNTRY"] == [
        ("IN_COUNTRY", "row:1", "iso:NA", {"precision": "stated"})
    ]
