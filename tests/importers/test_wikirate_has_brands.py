"""WikiRate's "Has Brands": JSON and CSV, years, numbers of companies, firms listed as their own brand."""

from pathlib import Path

from tests.fixtures.claimed import FIXTURES, claimed

HERE = FIXTURES / "wikirate_has_brands"
VANS_2020 = [
    ("DESCRIBES", "org:WikiRate:VF", None, {"name": "VF"}),
    ("SAME_AS", "org:WikiRate:VF", "wikirate:61104", {}),
    ("DESCRIBES", "org:WikiRate:Vans", None, {"name": "Vans"}),
    ("SAME_AS", "org:WikiRate:Vans", "wikirate:5407348", {}),
    ("BRAND_OF", "org:WikiRate:Vans", "org:WikiRate:VF", {"years": [2020], "as_of": "2020"}),
]


def test_brand_points_to_parent_with_year() -> None:
    found = claimed(HERE / "brands.json")

    assert found.source == "wikirate_has_brands"
    assert found.said[:5] == VANS_2020
    assert [said[2:] for said in found.said if said[0] == "BRAND_OF"] == [
        ("org:WikiRate:VF", {"years": [2020], "as_of": "2020"}),
        ("org:WikiRate:VF", {"years": [2021], "as_of": "2021"}),
    ]
    assert {claim.origin.list.mode for claim in found.claims} == {"series"}


def test_firm_as_its_own_brand_is_set_aside() -> None:
    assert claimed(HERE / "brands.json").refused == [
        ("items[1]", "object_company", "Amazon.com, Inc. is listed as its own brand.")
    ]


def test_same_number_is_the_same_firm(tmp_path: Path) -> None:
    path = tmp_path / "brands.csv"
    path.write_text(
        "parent,brand,year,parent_wikirate_id,brand_wikirate_id\nNext,Next PLC,2020,49209,49209\n"
        "Next,Lipsy,2020,49209,\nNext,Victoria,2020,,\n",
        "utf-8",
    )
    found = claimed(path)

    assert found.refused == [("2", "brand", "Next PLC is listed as its own brand.")]
    assert [said[1:3] for said in found.said if said[0] == "BRAND_OF"] == [
        ("org:WikiRate:Lipsy", "org:WikiRate:Next"),
        ("org:WikiRate:Victoria", "org:WikiRate:Next"),
    ]


def test_table_says_what_json_says() -> None:
    assert claimed(HERE / "has_brands.csv").said == claimed(HERE / "brands.json").said


def test_fashionchecker_has_the_same_shape() -> None:
    found = claimed(HERE / "sub_brands.json")

    assert found.source == "wikirate_has_brands"
    assert found.said[4] == (
        "BRAND_OF",
        "org:WikiRate:Uniqlo Co.",
        "org:WikiRate:Fast Retailing",
        {"years": [2019], "as_of": "2019"},
    )
