"""A workplace whose coordinates fall within a zone's outline stands there, as sure as they are exact."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from graph.claim import Ref
from graph.ledger.store import Ledger
from importers.given import Given
from importers.rules import Described, Touched
from importers.runner import Asked, import_file
from importers.zone_by_geometry.importer import claims
from tests.fixtures.ledgers import links, new_ledger

GIVEN = Given("zone_by_geometry", "S", "P", "zone_by_geometry", mode="series", confidence=1)
SQUARE = [[106.70, 10.88], [106.76, 10.88], [106.76, 10.91], [106.70, 10.91], [106.70, 10.88]]
BOW = [[106.70, 10.88], [106.76, 10.91], [106.76, 10.88], [106.70, 10.91], [106.70, 10.88]]  # crosses itself
INSIDE = {"lat": 10.89, "lon": 106.73}


class Held:
    """What a run touched, without a ledger."""

    def __init__(self, place: Described, zone: Described, geometry: Any) -> None:
        self.held = {"Workplace": [place], "Zone": [zone]}
        self.cells = {
            zone.claim: {"geometry": geometry if isinstance(geometry, str) else json.dumps(geometry)}
        }

    def new(self, kind: str) -> list[Described]:
        return self.held[kind] if kind == "Workplace" else []

    def all(self, kind: str, countries: Iterable[str] | None = None) -> list[Described]:
        return self.held[kind]

    def rows(self, described: Iterable[Described]) -> Mapping[str, Mapping[str, str]]:
        return self.cells


def found(
    properties: dict[str, Any], geometry: Any = None, country: str | None = "VN", audience: int = 0
) -> list[tuple[str, int, int, str]]:
    place = Described(Ref("Workplace", "w"), properties, country, audience, "shown-w")
    zone = Described(Ref("Zone", "z"), {"name": "Linh Trung II"}, "VN", 0, "shown-z")
    outline = geometry or {"type": "Polygon", "coordinates": [SQUARE]}
    touched = cast(Touched, Held(place, zone, outline))
    return [
        (claim.kind, claim.origin.confidence, claim.origin.audience, claim.origin.words)
        for claim in claims(touched, GIVEN)
    ]


WORDS = "lat: 10.89; lon: 106.73; within: Linh Trung II"


@pytest.mark.parametrize(
    ("precision", "confidence"), [("unknown", 1), ("zone", 1), ("street", 2), ("rooftop", 2)]
)
def test_exact_coordinates_are_surer(precision: str, confidence: int) -> None:
    assert found({**INSIDE, "precision": precision}) == [("IN_ZONE", confidence, 0, WORDS)]


@pytest.mark.parametrize("precision", ["city", "region", "country"])
def test_coarse_coordinates_place_nothing(precision: str) -> None:
    assert found({**INSIDE, "precision": precision}) == []


@pytest.mark.parametrize(
    ("properties", "geometry", "country"),
    [
        ({"lat": 10.95, "lon": 106.73}, None, "VN"),
        (INSIDE, None, "KH"),
        ({"lat": 10.89}, None, "VN"),
        (INSIDE, {"type": "Point", "coordinates": [106.73, 10.89]}, "VN"),
        (INSIDE, {"type": "Polygon", "coordinates": "nonsense"}, "VN"),
        (INSIDE, "not JSON", "VN"),
    ],
)
def test_no_outline_around_it_no_claim(properties: dict[str, Any], geometry: Any, country: str) -> None:
    assert found(properties, geometry, country) == []


def test_ring_that_crosses_itself_is_mended() -> None:
    assert found({"lat": 10.885, "lon": 106.73}, {"type": "Polygon", "coordinates": [BOW]}) == []
    assert [kind for kind, *_ in found({"lat": 10.895, "lon": 106.702}, {
        "type": "Polygon", "coordinates": [BOW],
    })] == ["IN_ZONE"]  # fmt: skip


def test_narrower_audience_is_kept() -> None:
    assert found({**INSIDE, "precision": "unknown"}, audience=1) == [("IN_ZONE", 1, 1, WORDS)]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return new_ledger(tmp_path / "home")


@pytest.mark.parametrize("zones_first", [True, False])
def test_outline_and_place_meet_from_either_side(ledger: Ledger, tmp_path: Path, zones_first: bool) -> None:
    zones, places = tmp_path / "zones.geojson", tmp_path / "places.csv"
    feature = {
        "type": "Feature",
        "properties": {"name": "Thu Duc Zone", "country": "VN", "kind": "industrial park"},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    zones.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    places.write_text("Factory Name,Address,Country,lat,lng\nYesum Vina,Lot 94,VN,10.89,106.73\n", "utf-8")

    for path in [zones, places] if zones_first else [places, zones]:
        import_file(ledger, Asked(path))

    assert [key for key in links(ledger, 0) if key[1] == "IN_ZONE"] == [
        ("Yesum Vina", "IN_ZONE", "Thu Duc Zone")
    ]
