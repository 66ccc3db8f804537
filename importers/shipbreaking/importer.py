"""Ships that went to be broken, as the NGO Shipbreaking Platform lists them: one row a ship.

The ship is a workplace known by its IMO number; it and its owners supply the yard with waste. Where a row
names only the beach, its yards are one that nobody names. Owners may be natural persons: look before you
publish.
"""

from collections.abc import Iterator

from graph.claim import Claim, Origin, Ref, country, describe, keyed, link, workplace_row
from importers import identifiers
from importers.given import Given
from importers.people import looks_like_a_person
from importers.row import Row
from importers.subjects import Found, country_of
from importers.values import country_in_address

PERSON = "may name a natural person as its owner: look before you publish"
WORDS = ("imo", "name", "type", "flag", "owner", "owner_country", "operator", "registered",
         "registered_country", "yard", "place", "country", "arrival", "former")  # fmt: skip


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The ship, the yard, its owners and its operator."""
    arrival = _arrival(row)
    origin = given.origin(row, *WORDS, as_of=arrival)
    ship = _ship(row)
    yield describe(origin, ship, name=row.take("name"), closed=arrival)
    yard = yield from _yard(row, origin)
    years = [int(arrival[:4])] if arrival else None
    yield link(origin, "SUPPLIES", ship, yard, kinds=["waste"], years=years)
    for column in ("owner", "registered"):
        if row.get(column):
            owner = yield from _firm(row, given, origin, column, "ship_owner")
            yield link(origin, "SUPPLIES", owner, yard, kinds=["waste"], years=years)
    if row.get("operator"):
        operator = yield from _firm(row, given, origin, "operator", "ship_operator")
        yield link(origin, "OPERATED_BY", ship, operator)


def _ship(row: Row) -> Ref:
    number = identifiers.imo(row.take("imo"))
    if number is None:
        reason = (
            f"'{row.get('imo')}' is no IMO number: it has seven digits, the last of which checks the others."
        )
        raise row.refusal("imo", reason)
    return keyed("imo", number)


def _yard(row: Row, origin: Origin) -> Found:
    """The yard by its name, else the one that stands for all unnamed yards of the place."""
    place = row.get("place") or row.take("country")
    code = _country(row, "country") or country_in_address(place) or ""
    beach = place.partition(",")[0]
    name = row.get("yard") or f"Shipbreaking yard not named, {beach}"
    yard = workplace_row(origin.list, name, beach, code)
    yield describe(origin, yard, name=name, address=place)
    if code:
        stated = "stated" if row.get("country") else "address"
        yield link(origin, "IN_COUNTRY", yard, country(code), precision=stated)
    return yard


def _firm(row: Row, given: Given, origin: Origin, column: str, role: str) -> Found:
    if looks_like_a_person(row.get(column)):
        given.notices.add(PERSON, row.ref)
    firm = given.organisation(row.as_given(column))
    yield describe(origin, firm, name=row.get(column), roles=[role], disclosed=True)
    if code := _country(row, f"{column}_country"):
        yield link(origin, "IN_COUNTRY", firm, country(code), precision="stated")
    return firm


def _country(row: Row, name: str) -> str:
    return "" if row.get(name).casefold() == "unknown" else country_of(row, name)


def _arrival(row: Row) -> str | None:
    """As exact as the list is: it writes a month as its first day, and a year as its first of January."""
    date = row.date("arrival")
    return date and date.removesuffix("-01").removesuffix("-01")
