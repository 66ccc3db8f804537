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
from importers.row import Row
from importers.values import clean, country_code, country_in_address, repair

# What people write into a cell that they have nothing for: no firm is called so, and no two places share it.
NOTHING = frozenset({"", "-", "--", "–", "0", "n/a", "na", "n.a.", "nil", "none", "null", "not available",
                     "not applicable", "tba", "tbc", "tbd", "unknown", "?"})  # fmt: skip
# Open Supply Hub's: country, year and day of it, five characters of Crockford's base 32, a check character.
OS_ID = re.compile(r"[A-Z]{2}\d{7}[0-9A-HJKMNP-TV-Z]{5}[0-9A-Z*~$=]")
LEI = re.compile(r"[0-9A-Z]{18}\d{2}")  # ISO 17442
ADDRESS = ("address", "city", "region", "postcode")


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The workplace, its country, the buyer it supplies, who runs it and how many work there."""
    buyer = _named_buyer(row, given)
    of = given.list(buyer=buyer)
    origin = given.origin(row, "name", "address", "country", "buyer", "tier", "sector", of=of)
    place = _place(row, of)
    lat, lon = _coordinates(row)
    yield describe(origin, place, name=_mended(row, "name"), address=_address(row), lat=lat, lon=lon,
                   precision=precision_of(lat, lon))  # fmt: skip
    yield from identified(origin, place, "os", _id(row, "os_id", OS_ID, "OS ID"))
    yield from _in_country(row, origin, place)
    yield from _supplies(row, given, origin, place, buyer)
    yield from _operator(row, given, origin, place)
    yield from _workers(row, origin, place)


def _place(row: Row, of: ListRef) -> Ref:
    """The workplace's key: raw name, address and country, with what of them has columns of its own."""
    address = ", ".join(part for name in ADDRESS if (part := row.as_given(name)))
    return workplace_row(of, row.as_given("name"), address, row.as_given("country"))


def _named_buyer(row: Row, given: Given) -> Ref | None:
    name = _said(row, "buyer") or given.buyer
    return given.organisation(name) if name else None


def _address(row: Row) -> str:
    """The address and what of it stands in columns of its own, without saying a part twice."""
    parts = [_mended(row, "address")]
    for name in ADDRESS[1:]:
        part = row.get(name)
        if part and part.casefold() not in parts[0].casefold():
            parts.append(part)
    return ", ".join(part for part in parts if part)


def _said(row: Row, name: str) -> str:
    """A field's text, empty where it only says that there is nothing."""
    text = row.get(name)
    return "" if text.casefold() in NOTHING else text


def _id(row: Row, name: str, pattern: re.Pattern[str], words: str) -> str:
    """An id that has the form of one: a wrong one would make two places one."""
    text = _said(row, name).upper()
    if text and not pattern.fullmatch(text):
        raise row.refusal(name, f"'{text}' has not the form of an {words}: mend it or leave it empty.")
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


def _supplies(row: Row, given: Given, origin: Origin, place: Ref, buyer: Ref | None) -> Iterator[Claim]:
    """The link, and the buyer in words that are the same on every row, so that it is said once a list."""
    of = origin.list
    if buyer is None:
        buyer = undisclosed(of)
        name = f"Buyer not named by {of.name}"
        yield describe(replace(origin, words=""), buyer, name=name, roles=["undisclosed"], disclosed=False)
    else:
        words = row.words("buyer") if _said(row, "buyer") else ""
        name = _said(row, "buyer") or given.buyer
        yield describe(replace(origin, words=words), buyer, name=name, disclosed=True)
    yield link(origin, "SUPPLIES", place, buyer, tiers=_tiers(row.get("tier")), products=_products(row))


def _tiers(text: str) -> list[int]:
    """The tiers in words such as "Tier 1 Supplier" or "1, 2"; none in words without a number."""
    return sorted({int(number) for number in re.findall(r"\d+", text) if 0 < int(number) < 10})


def _products(row: Row) -> list[str]:
    """Products and sectors in the list's own words; a rule reads goods and sectors from them."""
    text = "|".join((_said(row, "sector"), _said(row, "product")))
    return sorted({part.strip() for part in re.split(r"[|;]", text) if part.strip()})


def _operator(row: Row, given: Given, origin: Origin, place: Ref) -> Iterator[Claim]:
    lei, parent = _id(row, "lei", LEI, "LEI"), _said(row, "parent")
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
