"""Zone registers: kinds in words, countries by code ("NA" is Namibia), GeoJSON, a country that was read."""

import json
from pathlib import Path

import pytest

from graph.errors import InputError
from importers.reading import open_file
from importers.recognising import recognise
from tests.fixtures.claimed import FIXTURES, claimed

HERE = FIXTURES / "zones_register"
ZONE = "zone:Linkwork's zones"


def test_zone_has_kind_country_and_area() -> None:
    found = claimed(HERE / "zones_register.csv")

    packing = "Philippine Packing Agricultural Export Processing Zone"
    clark = {
        "name": "Clark Freeport Zone",
        "kind": "free_zone",
        "location": "Angeles City and Mabalacat City, Pampanga",
    }
    assert (found.source, found.refused) == ("zones_register", [])
    assert found.said[4:] == [
        ("DESCRIBES", f"{ZONE}:PH:Clark Freeport Zone", None, clark),
        ("IN_COUNTRY", f"{ZONE}:PH:Clark Freeport Zone", "iso:PH", {"precision": "stated"}),
        (
            "DESCRIBES",
            f"{ZONE}:PH:{packing}",
            None,
            {
                "name": packing,
                "kind": "export_processing_zone",
                "location": "Bugo, Cagayan de Oro City",
                "area_ha": 27.0,
            },
        ),
        ("IN_COUNTRY", f"{ZONE}:PH:{packing}", "iso:PH", {"precision": "stated"}),
    ]


def test_unknown_kind_and_namibia_stay() -> None:
    assert claimed(HERE / "zones_register.csv").said[1:3] == [
        ("IN_COUNTRY", f"{ZONE}:NA:Walvis Bay Export Processing Zone", "iso:NA", {"precision": "stated"}),
        ("DESCRIBES", f"{ZONE}:TN:Bizerte", None, {"name": "Bizerte"}),
    ]


def test_country_that_was_read_is_in_doubt() -> None:
    placed = [
        claim for claim in claimed(HERE / "zones_in_addresses.csv").claims if claim.kind == "IN_COUNTRY"
    ]

    assert [(claim.origin.confidence, claim.origin.words) for claim in placed] == [
        (2, "country: VN"),
        (1, "country: SV; note: the country is our reading of its list: the address names no country"),
    ]


def test_geojson_point_is_read() -> None:
    name = "Linh Trung Export Processing Zone II"
    assert claimed(HERE / "zones.geojson").said == [
        (
            "DESCRIBES",
            f"{ZONE}:VN:{name}",
            None,
            {"name": name, "kind": "export_processing_zone", "lat": 10.89, "lon": 106.73},
        ),
        ("IN_COUNTRY", f"{ZONE}:VN:{name}", "iso:VN", {"precision": "stated"}),
    ]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (
            "Zone A,VN,paradise",
            "kind",
            "'paradise' is no kind of zone that is known: leave it empty if it is not.",
        ),
        ("Zone A,Atlantis,free zone", "country", "'Atlantis' is no country that is known."),
    ],
)
def test_row_without_meaning_is_set_aside(tmp_path: Path, row: str, column: str, reason: str) -> None:
    path = tmp_path / "zones.csv"
    path.write_text(f"name,country,kind\n{row}\n", "utf-8")

    assert claimed(path).refused == [("2", column, reason)]


@pytest.mark.parametrize(
    "headings",
    [
        "IMO#,NAME,TYPE,GT,LDT,BUILT,FLAG,COUNTRY",
    ],
)
def test_lists_of_other_things_are_not_zones(tmp_path: Path, headings: str) -> None:
    path = tmp_path / "others.csv"
    path.write_text(f"{headings}\n{headings}\n", "utf-8")

    with pytest.raises(InputError, match=r"^others.csv fits no source; it has the columns '"):
        recognise(open_file(path))


def test_outlines_give_a_point_within() -> None:
    found = claimed(FIXTURES / "zones_register" / "outlines.kml")

    assert (found.source, found.refused) == ("zones_register", [])
    assert [(said[3]["name"], said[3].get("lat"), said[3].get("lon")) for said in found.said[::2]] == [
        ("Linh Trung Export Processing Zone II", 10.895, 106.75),
        ("Two Parts", 1.5, 1.75),
        ("A Gate", 10.89, 106.73),
    ]


def test_outline_of_another_system_is_set_aside(tmp_path: Path) -> None:
    square = [[600000, 1200000], [600900, 1200000], [600900, 1200900], [600000, 1200000]]
    feature = {
        "type": "Feature",
        "properties": {"name": "Zone", "country": "VN", "kind": ""},
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")

    reason = "Its outline is not in longitude and latitude: save it in WGS 84."
    assert claimed(path).refused == [("features[1]", "geometry", reason)]
