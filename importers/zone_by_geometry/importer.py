"""The zone whose outline holds a workplace's coordinates.

Outlines are read from the rows of the registers as they were given; the graph does not hold them.
Coordinates that stand for a city, a region or a country place nothing. It is likely where they are said to be
exact to the roof or the street, otherwise in doubt: geocoders miss by hundreds of metres.
"""

from collections.abc import Iterator
from dataclasses import replace

from shapely import Point, STRtree
from shapely.geometry.base import BaseGeometry

from graph.claim import Claim, link
from importers.geometry import area_of
from importers.given import Given
from importers.rules import Described, Touched, origin_of

TOO_COARSE = ("city", "region", "country")
EXACT = ("rooftop", "street")
Outlined = tuple[Described, BaseGeometry]


def claims(touched: Touched, given: Given) -> Iterator[Claim]:
    """Workplaces of this run against all outlines, and outlines of this run against all workplaces."""
    new_places = _located(touched.new("Workplace"))
    new_zones = touched.new("Zone")
    if new_places:
        yield from _placed(new_places, _outlined(touched, touched.all("Zone")), given)
    if new_zones and (outlined := _outlined(touched, new_zones)):
        old = {place.claim for place in new_places}
        others = [place for place in _located(touched.all("Workplace")) if place.claim not in old]
        yield from _placed(others, outlined, given)


def _located(places: list[Described]) -> list[Described]:
    return [
        place
        for place in places
        if {"lat", "lon"} <= place.properties.keys() and place.text("precision") not in TOO_COARSE
    ]


def _outlined(touched: Touched, zones: list[Described]) -> list[Outlined]:
    rows = touched.rows(zones)
    return [(zone, area) for zone in zones if (area := area_of(rows.get(zone.claim, {}))) is not None]


def _placed(places: list[Described], zones: list[Outlined], given: Given) -> Iterator[Claim]:
    if not places or not zones:
        return
    points = [Point(place.properties["lon"], place.properties["lat"]) for place in places]
    found = STRtree([area for _, area in zones]).query(points, predicate="intersects")
    for place_at, zone_at in sorted(found.T.tolist()):
        place, zone = places[place_at], zones[zone_at][0]
        if not (place.country and zone.country) or place.country == zone.country:
            yield _in_zone(place, zone, given)


def _in_zone(place: Described, zone: Described, given: Given) -> Claim:
    words = f"lat: {place.text('lat')}; lon: {place.text('lon')}; within: {zone.text('name')}"
    exact = place.text("precision") in EXACT
    origin = replace(origin_of(given, place, words, zone), confidence=2 if exact else 1)
    return link(origin, "IN_ZONE", place.thing, zone.thing, precision="geometry")
