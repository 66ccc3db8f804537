"""Supplier lists as brands, retailers and Open Supply Hub publish them: one row a workplace."""

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.claim import (
    Claim,
    ListRef,
    Origin,
    Ref,
    country,
    describe,
    identified,
    keyed,
    link,
    observation,
    undisclosed,
    workplace_row,
)
from importers.coordinates import precision_of
from importers.given import Given
from importers.identifiers import os_id
from importers.names import names_in
from importers.row import Row
from importers.values import clean, country_code, country_in_address, repair

# What people write into a cell that they have nothing for: no firm is called so, and no two places share it.
NOTHING = frozenset({"", "-", "--", "–", "0", "n/a", "na", "n.a.", "nil", "none", "null", "not available",
                     "not applicable", "tba", "tbc", "tbd", "unknown", "?"})  # fmt: skip
LEI = re.compile(r"[0-9A-Z]{18}\d{2}")  # ISO 17442
ADDRESS = ("address", "city", "region", "postcode")


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The workplace, its country, the buyer it supplies, who runs it and how many work there."""
    buyers = _buyers(row, given)
    of = given.list(buyer=given.organisation(buyers[0])) if len(buyers) == 1 else given.list()
    origin = given.origin(row, "name", "address", "country", "buyer", "tier", "sector", of=of)
    place = _place(row, of)
    lat, lon = _coordinates(row)
    yield describe(origin, place, name=_mended(row, "name"), address=_address(row), lat=lat, lon=lon,
                   precision=precision_of(lat, lon))  # fmt: skip
    yield from identified(origin, place, "os", _os_id(row))
    yield from _in_country(row, origin, place)
    yield from _supplies(row, given, origin, place, buyers)
    yield from _operator(row, given, origin, place)
    yield from _workers(row, origin, place)


def _place(row: Row, of: ListRef) -> Ref:
    """The workplace's key: raw name, address and country, with what of them has columns of its own."""
    address = ", ".join(part for name in ADDRESS if (part := row.as_given(name)))
    return workplace_row(of, row.as_given("name"), address, row.as_given("country"))


def _buyers(row: Row, given: Given) -> list[str]:
    """The names in the row's cell, which may hold several; else the one given for the whole list."""
    told = [name for name in names_in(_said(row, "buyer", as_given=True)) if name.casefold() not in NOTHING]
    return told or [given.buyer] * bool(given.buyer)


def _address(row: Row) -> str:
    """The address and what of it stands in columns of its own, without saying a part twice."""
    parts = [_mended(row, "address")]
    for name in ADDRESS[1:]:
        part = row.get(name)
        if part and part.casefold() not in parts[0].casefold():
            parts.append(part)
    return ", ".join(part for part in parts if part)


def _said(row: Row, name: str, *, as_given: bool = False) -> str:
    """A field's text, empty where it only says that there is nothing."""
    text = row.get(name)
    return "" if text.casefold() in NOTHING else row.as_given(name) if as_given else text


def _os_id(row: Row) -> str:
    text = _said(row, "os_id")
    found = os_id(text) if text else ""
    if found is None:
        reason = "its form or its check character is wrong: mend it or leave it empty."
        raise row.refusal("os_id", f"'{text}' is no OS ID, {reason}")
    return found


def _lei(row: Row) -> str:
    """A LEI that has the form of one: a wrong one would make two firms one."""
    text = _said(row, "lei").upper()
    if text and not LEI.fullmatch(text):
        raise row.refusal("lei", f"'{text}' has not the form of an LEI: mend it or leave it empty.")
    return text


def _mended(row: Row, name: str) -> str:
    """A text whose UTF-8 was encoded twice put right; the origin keeps the words as given."""
    row.take(name)
    return clean(repair(row.as_given(name))[0])


def _coordinates(row: Row) -> tuple[float | None, float | None]:
    lat, lon = row.number("lat"), row.number("lng")
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return None, None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise row.refusal("lat", f"{lat}, {lon} is no place on earth: perhaps the two are exchanged.")
    return lat, lon


def _in_country(row: Row, origin: Origin, place: Ref) -> Iterator[Claim]:
    text = row.get("country")
    code = country_code(text) if text else country_in_address(_mended(row, "address"))
    if text and not code:
        raise row.refusal("country", f"'{text}' is no country that is known: use its name or its ISO code.")
    if code:
        yield link(origin, "IN_COUNTRY", place, country(code), precision="stated" if text else "address")


def _supplies(row: Row, given: Given, origin: Origin, place: Ref, buyers: list[str]) -> Iterator[Claim]:
    """The links, and each buyer in words that are the same on every row, so that it is said once a list."""
    words = row.words("buyer") if _said(row, "buyer") else ""
    for name in buyers:
        yield describe(replace(origin, words=words), given.organisation(name), name=name, disclosed=True)
    if not buyers:
        yield describe(replace(origin, words=""), undisclosed(origin.list), disclosed=False,
                       name=f"Buyer not named by {origin.list.name}", roles=["undisclosed"])  # fmt: skip
    for buyer in [given.organisation(name) for name in buyers] or [undisclosed(origin.list)]:
        yield link(origin, "SUPPLIES", place, buyer, tiers=_tiers(row.get("tier")), products=_products(row))


def _tiers(text: str) -> list[int]:
    """The tiers in words such as "Tier 1 Supplier" or "1, 2"; none in words without a number."""
    return sorted({int(number) for number in re.findall(r"\d+", text) if 0 < int(number) < 10})


def _products(row: Row) -> list[str]:
    """Products and sectors in the list's own words; a rule reads goods and sectors from them."""
    text = "|".join((_said(row, "sector"), _said(row, "product")))
    return sorted({part.strip() for part in re.split(r"[|;]", text) if part.strip()})


def _operator(row: Row, given: Given, origin: Origin, place: Ref) -> Iterator[Claim]:
    lei, parent = _lei(row), _said(row, "parent")
    if lei:
        yield describe(origin, keyed("lei", lei), name=_mended(row, "name"), lei=lei)
        yield link(origin, "OPERATED_BY", place, keyed("lei", lei))
    if parent:
        yield describe(origin, given.organisation(parent), name=parent)
        yield link(origin, "OPERATED_BY", place, given.organisation(parent))


def _workers(row: Row, origin: Origin, place: Ref) -> Iterator[Claim]:
    text = _said(row, "workers")
    if not text:
        return
    plain = re.sub(r"[\s,.](?=\d{3}\b)", "", text)
    value = float(plain) if plain.isdigit() else None
    about = [(place, "subject")]
    yield from observation(origin, "workers", about, None, value=value, text=text, unit="count")
