"""WikiRate's "Supplied By" relations: brands' published suppliers, one list a brand."""

import re
from collections.abc import Iterator

from graph.claim import Claim, Origin, Ref, country, describe, link, workplace_row
from importers.coordinates import precision_of
from importers.given import Given
from importers.row import Row
from importers.values import clean, country_in_address, repair

_LATLON = re.compile(r"\[\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*\]")


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The supplier and its place, the buyer, and that the one supplies the other in its tier."""
    buyer = given.organisation(row.as_given("buyer"))
    of = given.list(buyer=buyer)
    origin = given.origin(row, "buyer", "supplier", "address", "tier", of=of)
    place = workplace_row(of, row.as_given("supplier"), row.as_given("address"), "")
    yield from _workplace(row, origin, place)
    named = given.origin(row, "buyer", of=of)  # the same on every row of the list: said once
    yield describe(named, buyer, name=row.take("buyer"), disclosed=True)
    yield link(origin, "SUPPLIES", place, buyer, tiers=[_tier(row)])


def _workplace(row: Row, origin: Origin, place: Ref) -> Iterator[Claim]:
    lat, lon = _coordinates(row)
    name, address = _mended(row, "supplier"), _mended(row, "address")
    yield describe(origin, place, name=name, address=address, lat=lat, lon=lon,
                   precision=precision_of(lat, lon))  # fmt: skip
    code = country_in_address(address)
    if code:
        yield link(origin, "IN_COUNTRY", place, country(code), precision="address")


def _mended(row: Row, name: str) -> str:
    """A text whose UTF-8 was encoded twice put right; the origin keeps the words as given."""
    row.take(name)
    return clean(repair(row.as_given(name))[0])


def _coordinates(row: Row) -> tuple[float | None, float | None]:
    text = row.get("latlon")
    if not text:
        return None, None
    found = _LATLON.fullmatch(text)
    if not found:
        raise row.refusal("latlon", f"'{text}' are no coordinates: they look like [21.2856, 106.2223].")
    return float(found[1]), float(found[2])


def _tier(row: Row) -> int:
    """The number in "Tier 1 Supplier"."""
    text = row.take("tier")
    found = re.search(r"\d+", text)
    if not found:
        raise row.refusal("tier", f"'{text}' names no tier: it looks like 'Tier 1 Supplier'.")
    return int(found[0])
