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
from graph.errors import RowError
from importers.coordinates import precision_of
from importers.given import Given
from importers.identifiers import os_id
from importers.names import names_in
from importers.row import Row
from importers.values import clean, country_code, country_in_address, number, repair

# What people write into a cell that they have nothing for: no firm is called so, and no two places share it.
NOTHING = frozenset({"", "-", "--", "–", "0", "n/a", "na", "n.a.", "nil", "none", "null", "not available",
                     "not applicable", "tba", "tbc", "tbd", "unknown", "?"})  # fmt: skip
LEI = re.compile(r"[0-9A-Z]{18}\d{2}")  # ISO 17442
ADDRESS = ("address", "address2", "address3", "district", "city", "region", "postcode")
# Parts of the world that lists call a region: no part of an address.
WORLD = frozenset({
    "africa", "americas", "apac", "asia", "asia pacific", "east asia", "emea", "europe", "latam",
    "latin america", "middle east", "n asia", "north america", "north asia", "oceania", "s asia", "sea",
    "south america", "south asia", "south east asia", "southeast asia",
})  # fmt: skip
# Shares of the workers, as the vocabulary of indicators names them.
SHARES = {
    "female": "workers_female_percent", "migrant": "workers_migrant_percent",
    "young": "workers_under_25_percent", "agency": "workers_agency_percent",
    "temporary": "workers_temporary_percent",
}  # fmt: skip
_PERCENT = re.compile(
    r"[%％﹪٪]|per ?cent|prozent|porcent|pourcent|share|ratio|anteil|比例|比率|비율|доля|oranı", re.I
)
_PEOPLE = re.compile(r"number|\bno\b|#|anzahl|número|nombre|\bworkers|employees", re.I)


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The workplace, its country, whom it supplies through whom, who runs it and who works there."""
    buyers = _buyers(row, given)
    of = given.list(buyer=given.organisation(buyers[0])) if len(buyers) == 1 else given.list()
    words = ("name", "address", "country", "buyer", "tier", "sector")
    origin = given.origin(row, *words, of=of, as_of=_as_of(row, given))
    address = _address(row)
    place = _place(row, of, address)
    lat, lon = _coordinates(row)
    yield describe(origin, place, name=_mended(row, "name"), address=address, lat=lat, lon=lon,
                   precision=precision_of(lat, lon))  # fmt: skip
    yield from identified(origin, place, "os", _os_id(row))
    yield from _in_country(row, given, origin, place)
    yield from _supplies(row, given, origin, place, buyers)
    yield from _operator(row, given, origin, place)
    yield from _workers(row, origin, place)
    yield from _shares(row, given, origin, place)
    yield from _represented(row, origin, place)


def _place(row: Row, of: ListRef, address: str) -> Ref:
    """The workplace's key: raw name, address and country, with what of them has columns of its own.

    A list with an address column gives addresses; in one without, the country may do. RowError for a name
    alone: it may be a heading, and no two places could be told apart by it.
    """
    row.take("name")
    if not address:
        if row.refusal("address", "").column in row.raw:
            row.take("address")
            raise row.refusal(
                "address", f"'{row.get('address')}' is no address: fill it in, or leave the row out."
            )
        if not row.get("country"):
            reason = (
                "It has a name alone: give its address or country, or leave the row out if it heads others."
            )
            raise row.refusal("name", reason)
    given = ", ".join(part for name in row.matched(*ADDRESS) if (part := row.as_given(name)))
    return workplace_row(of, row.as_given("name"), given, row.as_given("country"))


def _as_of(row: Row, given: Given) -> str | None:
    """The date that the row gives; one that cannot be told costs the date, not the row."""
    try:
        return row.date("as_of") if row.matched("as_of") else None
    except RowError:
        given.notices.add("gives a date that cannot be told, which is left out", row.ref)
        return None


def _buyers(row: Row, given: Given) -> list[str]:
    """The names in the row's cell, which may hold several; else the one given for the whole list."""
    told = [name for name in names_in(_said(row, "buyer", as_given=True)) if name.casefold() not in NOTHING]
    return told or [given.buyer] * bool(given.buyer)


def _address(row: Row) -> str:
    """The address and what of it stands in columns of its own, without saying a part twice."""
    parts = [_mended(row, "address") if _said(row, "address") else ""]
    for name in row.matched(*ADDRESS[1:]):
        part = _said(row, name)
        if part and part.casefold() not in parts[0].casefold() and part.casefold() not in WORLD:
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
    return clean(repair(row.as_given(name))[0])


def _coordinates(row: Row) -> tuple[float | None, float | None]:
    lat, lon = row.number("lat"), row.number("lng")
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return None, None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise row.refusal("lat", f"{lat}, {lon} is no place on earth: perhaps the two are exchanged.")
    return lat, lon


def _in_country(row: Row, given: Given, origin: Origin, place: Ref) -> Iterator[Claim]:
    text = row.get("country")
    code = country_code(text) if text else country_in_address(_mended(row, "address"))
    if text and not code:
        several = [part for part in re.split(r"[,;/&\n]| and ", text) if part.strip()]
        if len(several) > 1 and all(map(country_code, several)):
            raise row.refusal(
                "country", f"'{text}' names several countries: give each place a row of its own."
            )
        raise row.refusal("country", f"'{text}' is no country that is known: use its name or its ISO code.")
    if code:
        yield link(origin, "IN_COUNTRY", place, country(code), precision="stated" if text else "address")
    else:
        given.notices.add("names no country that can be told", row.ref)


def _supplies(row: Row, given: Given, origin: Origin, place: Ref, buyers: list[str]) -> Iterator[Claim]:
    """The links, and each buyer in words that are the same on every row, so that it is said once a list."""
    words = row.words("buyer") if _said(row, "buyer") else ""
    for name in buyers:
        yield describe(replace(origin, words=words), given.organisation(name), name=name, disclosed=True)
    if not buyers:
        yield describe(replace(origin, words=""), undisclosed(origin.list), disclosed=False,
                       name=f"Buyer not named by {origin.list.name}", roles=["undisclosed"])  # fmt: skip
    named = [given.organisation(name) for name in buyers] or [undisclosed(origin.list)]
    for buyer in named:
        yield link(origin, "SUPPLIES", place, buyer, tiers=_tiers(row.get("tier")), products=_products(row))
    yield from _through(row, given, origin, place, named)


def _through(row: Row, given: Given, origin: Origin, place: Ref, buyers: list[Ref]) -> Iterator[Claim]:
    """The firm that the buyer deals with, where it is named beside the factory: it is not taken to run it."""
    vendor = _said(row, "vendor", as_given=True) if row.matched("vendor") else ""
    if not vendor or clean(vendor) == row.get("name"):
        return
    between = given.organisation(vendor)
    yield describe(replace(origin, words=row.words("vendor")), between, name=clean(vendor), disclosed=True)
    yield link(origin, "SUPPLIES", place, between)
    for buyer in buyers:
        if buyer != between:
            yield link(origin, "SUPPLIES", between, buyer)


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
    if text:
        about = [(place, "subject")]
        yield from observation(origin, "workers", about, None, value=_count(text), text=text, unit="count")


def _count(text: str) -> float | None:
    """A whole number; None for a band such as "1001–5000"."""
    plain = re.sub(r"[\s,.](?=\d{3}\b)", "", text)
    return float(plain) if plain.isdigit() else None


def _shares(row: Row, given: Given, origin: Origin, place: Ref) -> Iterator[Claim]:
    """How many of the workers are women, migrants …: in percent, women and men also as a number of people."""
    about = [(place, "subject")]
    for name in row.matched(*SHARES, "male"):
        text = _said(row, name)
        if not text:
            continue
        heading, count, percent = row.words(name).partition(": ")[0], _count(text), _percent(row, name)
        if name in SHARES and percent is not None:
            indicator = SHARES[name]
            yield from observation(origin, indicator, about, None, value=percent, text=text, unit="percent")
        elif name in ("female", "male") and count is not None and _PEOPLE.search(heading) and percent is None:
            yield from observation(
                origin, "workers", about, None, value=count, text=text, unit="count", sex=name
            )
        elif not (name == "male" and percent is not None):  # the rest of the women's share
            what = (
                f"says '{heading}' neither as a percentage nor as a number of people, so that it is not read"
            )
            given.notices.add(what, row.ref)


def _percent(row: Row, name: str) -> float | None:
    """A percentage, if heading or cell says that it is one; None for any other.

    A workbook keeps 62 % as 0.62; of 1 it cannot be told whether it is one or all.
    """
    text, words = _said(row, name), row.words(name)
    value = number(text)
    if value is None or not _PERCENT.search(words) or not 0 <= value <= 100:
        return None
    if "%" in text or value > 1:
        return value
    return None if value == 1 else round(value * 100, 4)


def _represented(row: Row, origin: Origin, place: Ref) -> Iterator[Claim]:
    """Whether there is a union or a committee, in the list's own words: the two are not the same."""
    said = [name for name in row.matched("union", "committee") if _said(row, name)]
    if said:
        about = [(place, "subject")]
        yield from observation(origin, "worker_representation", about, None, text=row.words(*said))
