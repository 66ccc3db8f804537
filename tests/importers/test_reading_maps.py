"""Maps become rows: KML's Placemarks and a shapefile's shapes, with their geometry as GeoJSON."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import shapefile

from graph.errors import InputError
from importers.reading import RawRow, open_file

KML = Path(__file__).parents[1] / "fixtures" / "zones_register" / "outlines.kml"
SQUARE = [[106.70, 10.88], [106.70, 10.91], [106.76, 10.91], [106.76, 10.88], [106.70, 10.88]]
WGS_84 = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]'


def cells(path: Path) -> list[dict[str, str]]:
    return [
        dict(row.cells) for table in open_file(path).tables() for row in table.rows if isinstance(row, RawRow)
    ]


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        cells(path)
    return str(caught.value)


def layer(**other: bytes) -> dict[str, bytes]:
    """The parts of a shapefile with one zone, and what `other` says of them (a suffix and its bytes)."""
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, encoding="cp1252") as made:
        made.field("NAME", "C", size=60)
        made.field("COUNTRY", "C", size=2)
        made.field("KIND", "C", size=40)
        made.field("AREA_HA", "N", decimal=1)
        made.poly([SQUARE])
        made.record("Zona Franca Peñón", "VN", "zona franca", 61.5)
    parts = {"shp": shp.getvalue(), "shx": shx.getvalue(), "dbf": dbf.getvalue()}
    return {**parts, "prj": WGS_84.encode(), "cpg": b"ANSI 1252", **other}


def packed(path: Path, *names: str, **other: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names or ("zones",):
            for suffix, content in layer(**other).items():
                made.writestr(f"{name}.{suffix}", content)
    return path


def test_placemarks_are_rows() -> None:
    document = open_file(KML)
    outer = [[106.7, 10.88], [106.76, 10.88], [106.76, 10.91], [106.7, 10.91], [106.7, 10.88]]
    hole = [[106.71, 10.89], [106.74, 10.89], [106.74, 10.9], [106.71, 10.9], [106.71, 10.89]]
    parts = [
        [[[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 1.0]]],
        [[[5.0, 5.0], [6.0, 5.0], [6.0, 6.0], [5.0, 5.0]]],
    ]

    assert document.kind == "kml"
    assert [_parsed(row) for row in cells(KML)] == [
        {
            "name": "Linh Trung Export Processing Zone II", "description": "Thu Duc", "country": "VN",
            "kind": "export processing zone", "geometry": {"type": "Polygon", "coordinates": [outer, hole]},
        },
        {
            "name": "Two Parts", "country": "VN", "kind": "industrial park",
            "geometry": {"type": "MultiPolygon", "coordinates": parts},
        },
        {
            "name": "A Gate", "country": "VN", "kind": "",
            "geometry": {"type": "Point", "coordinates": [106.73, 10.89]},
            "geometry.lon": "106.73", "geometry.lat": "10.89",
        },
    ]  # fmt: skip


def _parsed(row: dict[str, str]) -> dict[str, Any]:
    return {**row, "geometry": json.loads(row["geometry"])}


def test_packed_kml_leaves_its_pictures(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as made:
        made.write(KML, "doc.kml")
        made.writestr("files/icon.png", b"\x89PNG")

    assert cells(tmp_path / "a.kmz") == cells(KML)


def test_kml_without_places_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_text('<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>', "utf-8")

    assert refusal(tmp_path / "a.kml") == "a.kml is KML without a Placemark: nothing can be read from it."


def test_shapes_are_rows(tmp_path: Path) -> None:
    made = packed(tmp_path / "a.zip")

    assert open_file(made).kind == "shapefile"
    assert [_parsed(row) for row in cells(made)] == [
        {
            "NAME": "Zona Franca Peñón", "COUNTRY": "VN", "KIND": "zona franca", "AREA_HA": "61.5",
            "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (
            {"prj": b'PROJCS["WGS_1984_UTM_Zone_48N",GEOGCS["GCS_WGS_1984"]]'},
            "is in a projected coordinate system: save it in longitude and latitude (WGS 84).",
        ),
        ({"shp": b"\0\0\x27\x0a"}, "is a damaged shapefile: get it again, or save it as GeoJSON."),
        ({"dbf": b"\x03"}, "is a damaged shapefile: get it again, or save it as GeoJSON."),
    ],
)
def test_shapefile_that_cannot_be_used(tmp_path: Path, other: dict[str, bytes], sentence: str) -> None:
    assert refusal(packed(tmp_path / "a.zip", **other)) == f"a.zip {sentence}"


def test_layer_without_its_names_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("zones.shp", layer()["shp"])

    assert refusal(tmp_path / "a.zip") == (
        "a.zip lacks its .dbf, which holds the names: pack all parts of the layer together."
    )


def test_several_layers_are_not_guessed(tmp_path: Path) -> None:
    assert refusal(packed(tmp_path / "a.zip", "north", "south")) == (
        "a.zip holds several layers (north.shp, south.shp): pack each in an archive of its own."
    )


def test_shapefile_bomb_is_not_unpacked(tmp_path: Path) -> None:
    assert refusal(packed(tmp_path / "a.zip", dbf=b" " * (17 * 1024**2))) == (
        "a.zip would unpack to 17 MB: it is not read."
    )
