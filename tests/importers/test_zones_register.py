"""Zone registers: kinds in words, countries by code ("NA" is Namibia), GeoJSON, a country that was read."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import shapefile
from openpyxl import Workbook

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


TOLD = {
    "name": "Dhaka EPZ", "country": "BD", "kind": "export processing zone", "location": "Savar",
    "area_ha": "143", "authority": "BEPZA", "law": "EPZ Labour Act 2019", "incentives": "duty-free imports",
    "tax_holiday": "10", "labour_law": "no trade unions", "since": "1993", "until": "2043",
}  # fmt: skip
SQUARE = [[[90.25, 23.94], [90.25, 23.96], [90.27, 23.96], [90.27, 23.94], [90.25, 23.94]]]


def _csv(path: Path) -> Path:
    path.write_text(f"{','.join(TOLD)}\n{','.join(TOLD.values())}\n", "utf-8")
    return path


def _xlsx(path: Path) -> Path:
    book = Workbook()
    for row in (list(TOLD), list(TOLD.values())):
        book.active.append(row)
    book.save(path)
    return path


def _geojson(path: Path) -> Path:
    outline = {"type": "Polygon", "coordinates": SQUARE}
    feature = {"type": "Feature", "properties": TOLD, "geometry": outline}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    return path


def _kml(path: Path) -> Path:
    data = "".join(
        f'<Data name="{name}"><value>{text}</value></Data>' for name, text in TOLD.items() if name != "name"
    )
    ring = " ".join(f"{lon},{lat}" for lon, lat in SQUARE[0])
    path.write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Dhaka EPZ</name>'
        f"<ExtendedData>{data}</ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>{ring}"
        "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>",
        "utf-8",
    )
    return path


def _shapefile(path: Path) -> Path:
    """Its headings are cut off after ten characters: `tax_holida`."""
    parts = {suffix: io.BytesIO() for suffix in ("shp", "shx", "dbf")}
    with shapefile.Writer(**parts, encoding="utf-8") as made:
        for name in TOLD:
            made.field(name[:10], "C", 60)
        made.poly(SQUARE)
        made.record(*TOLD.values())
    with zipfile.ZipFile(path, "w") as archive:
        for suffix, part in parts.items():
            archive.writestr(f"zones.{suffix}", part.getvalue())
    return path


@pytest.mark.parametrize(
    ("written", "name"),
    [(_csv, "a.csv"), (_xlsx, "a.xlsx"), (_geojson, "a.geojson"), (_kml, "a.kml"), (_shapefile, "a.zip")],
    ids=["csv", "xlsx", "geojson", "kml", "shapefile"],
)
def test_regime_of_a_zone_is_read(tmp_path: Path, written: Callable[[Path], Path], name: str) -> None:
    found = claimed(written(tmp_path / name))

    here, regime = f"{ZONE}:BD:Dhaka EPZ", f"regime:{ZONE.removeprefix('zone:')}:BD:EPZ Labour Act 2019"
    rule, about = "obs:zones_register:EPZ Labour Act 2019:BD", {"role": "subject"}
    assert (found.source, found.refused) == ("zones_register", [])
    told = {name: value for name, value in found.said[0][3].items() if name not in ("lat", "lon")}
    assert told == {
        "name": "Dhaka EPZ",
        "kind": "export_processing_zone",
        "location": "Savar",
        "area_ha": 143.0,
    }
    assert found.said[1:] == [
        ("IN_COUNTRY", here, "iso:BD", {"precision": "stated"}),
        ("DESCRIBES", regime, None, {
            "name": "EPZ Labour Act 2019", "country": "BD", "laws": ["EPZ Labour Act 2019"],
            "authority": "BEPZA", "applies_to": "zone",
        }),
        ("UNDER_REGIME", here, regime, {"since": "1993", "until": "2043"}),
        ("DESCRIBES", f"{rule}:labour_law:no trade unions", None, {
            "name": "regime labour law", "indicator": "regime_labour_law", "text": "no trade unions",
        }),
        ("ABOUT", f"{rule}:labour_law:no trade unions", regime, about),
        ("DESCRIBES", f"{rule}:incentives:duty-free imports", None, {
            "name": "regime tax incentives", "indicator": "regime_tax_incentives",
            "text": "duty-free imports",
        }),
        ("ABOUT", f"{rule}:incentives:duty-free imports", regime, about),
        ("DESCRIBES", f"{rule}:tax_holiday:10", None, {
            "name": "regime tax holiday years", "indicator": "regime_tax_holiday_years", "text": "10",
            "value": 10.0, "unit": "years",
        }),
        ("ABOUT", f"{rule}:tax_holiday:10", regime, about),
    ]  # fmt: skip


def test_zone_without_a_law_has_a_regime_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "zones.csv"
    path.write_text("name,country,kind,tax holiday\nA,VN,free zone,2 to 15 years\nB,VN,free zone,\n", "utf-8")

    found = claimed(path)
    assert [said for said in found.said if said[0] == "UNDER_REGIME"] == [
        ("UNDER_REGIME", f"{ZONE}:VN:A", f"regime:{ZONE.removeprefix('zone:')}:VN:Regime of A", {})
    ]
    assert [said[3].get("value") for said in found.said if "indicator" in said[3]] == [None]


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
