"""Registers of zones: name, country, kind in words, location, area; tables, or maps with points or outlines.

An outline stays in the row as it was given (`importers/zone_by_geometry` reads it there); the zone has a
point within it.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from graph.claim import Claim, country, describe, link, zone
from importers.geometry import area_of, point_within
from importers.given import Given
from importers.row import Row
from importers.values import country_code

# What registers call their zones, to the model's words. Free ports and free trade zones are customs
# territory apart, as free zones are; the Philippines' "economic zones" are special ones by law (RA 7916).
KINDS: Mapping[str, str] = MappingProxyType({
    "export processing zone": "export_processing_zone",
    "epz": "export_processing_zone",
    "special economic zone": "special_economic_zone",
    "sez": "special_economic_zone",
    "economic zone": "special_economic_zone",
    "free zone": "free_zone",
    "free trade zone": "free_zone",
    "free economic zone": "free_zone",
    "freeport": "free_zone",
    "free port": "free_zone",
    "zona franca": "free_zone",
    "bonded zone": "bonded_zone",
    "bonded area": "bonded_zone",
    "industrial park": "industrial_park",
    "industrial zone": "industrial_park",
    "qualifying industrial zone": "qualifying_industrial_zone",
})  # fmt: skip


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The zone and its country; a country that was read from elsewhere is in doubt."""
    code = country_code(row.take("country"))
    if not code:
        raise row.refusal("country", f"'{row.take('country')}' is no country that is known.")
    origin = given.origin(row, "name", "country", "kind", "location", "note")
    here = zone(given.publisher, code, row.as_given("name"))
    lat, lon = _point(row)
    yield describe(origin, here, name=row.take("name"), kind=_kind(row), location=row.get("location"),
                   area_ha=row.number("area"), lat=lat, lon=lon)  # fmt: skip
    sure = given.doubtful() if row.get("note") else given
    where = sure.origin(row, "country", "note")
    yield link(where, "IN_COUNTRY", here, country(code), precision="stated")


def _point(row: Row) -> tuple[float | None, float | None]:
    """Latitude and longitude as given, else of a point within the outline."""
    lat, lon = row.number("lat"), row.number("lng")
    area = area_of({"geometry": row.get("geometry")})
    if lat is not None or area is None:
        return lat, lon
    west, south, east, north = area.bounds
    if max(-west, east) > 180 or max(-south, north) > 90:
        raise row.refusal("geometry", "Its outline is not in longitude and latitude: save it in WGS 84.")
    return point_within(area)


def _kind(row: Row) -> str | None:
    """The model's word; nothing is said where the register says nothing."""
    text = row.get("kind")
    if not text:
        return None
    words = text.casefold().replace("-", " ").replace("_", " ")
    if words not in KINDS:
        raise row.refusal("kind", f"'{text}' is no kind of zone that is known: leave it empty if it is not.")
    return KINDS[words]
