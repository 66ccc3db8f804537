"""The US Department of Labor's list of goods (editions, derived goods) and its country profiles."""

from pathlib import Path

from tests.fixtures.claimed import FIXTURES, claimed

GOODS = FIXTURES / "usdol_goods"
COUNTRIES = FIXTURES / "usdol_countries" / "countries.xml"
KEY = "finding:usdol_goods:garments|BD"


def test_listed_good_is_a_finding_about_place_and_product() -> None:
    found = claimed(GOODS / "goods_2021.xml", as_of="2021")

    listed = {
        "name": "Garments from Bangladesh: forced labour",
        "polarity": "violation",
        "category": "forced_labour",
        "harm": "forced labour",
        "status": "reported",
        "date": "2021",
    }
    assert (found.source, found.refused) == ("usdol_goods", [])
    assert found.said[0] == ("DESCRIBES", "mat:garments", None, {"name": "Garments"})
    assert found.said[4:7] == [
        ("DESCRIBES", f"{KEY}|forced_labour", None, listed),
        ("ABOUT", f"{KEY}|forced_labour", "iso:BD", {"role": "place"}),
        ("ABOUT", f"{KEY}|forced_labour", "mat:garments", {"role": "product"}),
    ]
    assert {claim.origin.list.mode for claim in found.claims} == {"whole"}


def test_editions_share_their_keys() -> None:
    """Bangladesh's garments were listed for child labour, later for forced labour too."""
    old = {claim.subject.key for claim in claimed(GOODS / "goods_2019.xml", as_of="2019").claims}
    new = {claim.subject.key for claim in claimed(GOODS / "goods_2021.xml", as_of="2021").claims}

    assert {key for key in old if key.startswith(KEY)} == {f"{KEY}|child_labour"}
    assert {key for key in new if key.startswith(KEY)} == {f"{KEY}|child_labour", f"{KEY}|forced_labour"}


def test_country_name_is_no_key() -> None:
    keys = [said[1] for said in claimed(GOODS / "goods_2021.xml").said]

    assert "finding:usdol_goods:garments|TR|child_labour" in keys  # "Turkey (Türkiye)", once "Turkey"


def test_derived_good_names_where_its_input_is_from() -> None:
    found = claimed(GOODS / "goods_2021.xml").said[-5:]

    key = "finding:usdol_goods:lithium-ion batteries|CN|derived|CD"
    derived = {
        "name": "Lithium-Ion Batteries from China: made with an input from Congo, Democratic Republic of the "
        "under child or forced labour",
        "polarity": "violation",
        "status": "reported",
        "text": "An input from Congo, Democratic Republic of the, not named here, is listed for "
        "child labour or forced labour.",
    }
    assert found == [
        ("DESCRIBES", "mat:lithium-ion batteries", None, {"name": "Lithium-Ion Batteries"}),
        ("DESCRIBES", key, None, derived),
        ("ABOUT", key, "iso:CN", {"role": "place"}),
        ("ABOUT", key, "mat:lithium-ion batteries", {"role": "product"}),
        ("ABOUT", key, "iso:CD", {"role": "supplier"}),
    ]


def test_forced_child_labour_is_a_finding_of_its_own() -> None:
    categories = {
        said[1].rpartition("|")[2]: said[3]["category"]
        for said in claimed(GOODS / "goods_2019.xml").said
        if said[0] == "DESCRIBES" and "bricks|AF" in said[1]
    }

    assert categories == {
        "child_labour": "child_labour",
        "forced_labour": "forced_labour",
        "forced_child_labour": "forced_labour",
    }


def test_bad_good_is_set_aside(tmp_path: Path) -> None:
    text = (GOODS / "goods_2021.xml").read_text("utf-8")
    path = tmp_path / "goods.xml"
    path.write_text(text.replace(">Bangladesh<", ">Atlantis<", 1), "utf-8")

    assert claimed(path).refused == [
        ("Goods/Good/Countries/Country[1]", "Country_Name", "'Atlantis' is no country that is known.")
    ]


def test_country_has_what_is_known() -> None:
    found = claimed(COUNTRIES)

    assert (found.source, found.refused) == ("usdol_countries", [])
    values = {
        said[3]["indicator"]: {k: v for k, v in said[3].items() if k not in {"name", "indicator", "as_of"}}
        for said in found.said[0:14:2]
    }
    assert values == {
        "labour_inspectors": {"year": 2022, "value": 400.0, "unit": "count"},
        "labour_inspections": {"year": 2022, "value": 43042.0, "unit": "count"},
        "child_labour_violations": {"year": 2022, "value": 5193.0, "unit": "count"},
        "c138_ratified": {"year": 2022, "text": "yes"},
        "c182_ratified": {"year": 2022, "text": "yes"},
        "child_labour_advancement": {
            "year": 2022,
            "text": "Minimal Advancement – Efforts Made but Regression in Practices that Delayed Advancement",
        },
        "children_in_work_percent": {"value": 9.2, "unit": "percent", "age_group": "5-14"},
    }


def test_country_without_profile_has_no_values() -> None:
    countries = [said[2] for said in claimed(COUNTRIES).said if said[0] == "ABOUT"]

    assert list(dict.fromkeys(countries)) == ["iso:BD", "iso:FK"]  # and not China


def test_unknown_is_no_value(tmp_path: Path) -> None:
    path = tmp_path / "countries.xml"
    text = COUNTRIES.read_text("utf-8").replace(">400<", ">Unknown <").replace(">43042<", ">0<")
    path.write_text(text.replace(">5193<", ">N/A<").replace(">0.092<", ">Unavailable<"), "utf-8")
    counted = {
        said[3]["indicator"]: said[3]["value"]
        for said in claimed(path).said
        if said[3].get("value") is not None
    }

    assert counted == {"labour_inspections": 0.0}
