"""Registers of zones: name, country, kind in words, location, area; tables, or maps with points or outlines.

What it tells of law, authority, incentives, tax holidays and exemptions from labour law becomes a regime that
the zone is under: the one that the row names, else the one of its law, else one of that zone alone.

An outline stays in the row as it was given (`importers/zone_by_geometry` reads it there); the zone has a
point within it.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from graph.claim import Claim, Ref, country, describe, link, raw, zone
from importers.geometry import area_of, point_within
from importers.given import Given
from importers.row import Row
from importers.values import country_code
from importers.zone_regimes.importer import years_in

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


# Rules in a register's words, by the columns that hold them.
RULES: Mapping[str, str] = MappingProxyType({
    "labour_law": "regime_labour_law",
    "incentives": "regime_tax_incentives",
    "tax_holiday": "regime_tax_holiday_years",
})  # fmt: skip
OF_REGIME = ("regime", "law", "authority", "since", "until", "source_url")


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The zone and its country; a country that was read from elsewhere is in doubt."""
    code = country_code(row.take("country"))
    if not code:
        raise row.refusal("country", f"'{row.take('country')}' is no country that is known.")
    origin = given.origin(row, "name", "country", "kind", "location", "note", "since", "until")
    here = zone(given.publisher, code, row.as_given("name"))
    lat, lon = _point(row)
    yield describe(origin, here, name=row.take("name"), kind=_kind(row), location=row.get("location"),
                   area_ha=row.number("area"), lat=lat, lon=lon)  # fmt: skip
    sure = given.doubtful() if row.get("note") else given
    where = sure.origin(row, "country", "note")
    yield link(where, "IN_COUNTRY", here, country(code), precision="stated")
    if any(row.get(name) for name in ("regime", "law", "authority", *RULES)):
        yield from _regime(row, given, here, code)


def _regime(row: Row, given: Given, here: Ref, code: str) -> Iterator[Claim]:
    """The regime with its law and authority, that the zone is under it, and its rules in words."""
    law, since, until = row.get("law"), row.date("since"), row.date("until")
    named = row.get("regime") or law or f"Regime of {row.take('name')}"
    regime = Ref("Regime", f"regime:{given.publisher}:{code}:{raw(named)}")
    origin = given.origin(row, "name", *OF_REGIME)
    yield describe(origin, regime, name=named, country=code, laws=[law] if law else None,
                   authority=row.get("authority"), applies_to="zone")  # fmt: skip
    yield link(origin, "UNDER_REGIME", here, regime, since=since, until=until)
    for column, indicator in RULES.items():
        if text := row.get(column):
            rule = Ref("Observation", f"obs:{given.source}:{raw(named)}:{code}:{column}:{raw(text)}")
            years = years_in(text) if column == "tax_holiday" else None
            said = given.origin(row, "name", column, "source_url")
            yield describe(said, rule, name=indicator.replace("_", " "), indicator=indicator, text=text,
                           value=years, unit="years" if years else None)  # fmt: skip
            yield link(said, "ABOUT", rule, regime, role="subject")


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
