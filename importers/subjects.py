"""What a row is about, by an id or by words: the same columns in every table that people fill in.

Each function gives the thing and yields what the row says of it on the way (`thing = yield from …`).
"""

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass

from graph.claim import Claim, Origin, Ref, country, describe, identified, keyed, link, workplace_row, zone
from importers import identifiers
from importers.given import Given
from importers.row import Row
from importers.values import country_code

Found = Generator[Claim, None, Ref]
About = list[tuple[Ref, str]]
_HS = re.compile(r"(?:HS ?)?(\d{2}|\d{4}|\d{6})", re.IGNORECASE)
SAID = ("id", "os_id", "workplace", "address", "lei", "organisation", "zone", "product", "country")


@dataclass(frozen=True)
class Site:
    """The logical names of the columns that name a workplace."""

    name: str = "workplace"
    address: str = "address"
    country: str = "country"
    os_id: str = "os_id"


@dataclass(frozen=True)
class Firm:
    """The logical names of the columns that name an organisation."""

    name: str = "organisation"
    lei: str = "lei"


SITE, FIRM = Site(), Firm()


def workplace(row: Row, origin: Origin, of: Site = SITE) -> Found:
    """A workplace by OS ID, by name with its address and country, or by both. RowError without either."""
    os_id = _id(row, of.os_id, identifiers.os_id, "OS ID")
    if os_id and not row.get(of.name):
        here = keyed("os", os_id)
        yield describe(origin, here, os_id=os_id)
    else:
        name = row.take(of.name)
        here = workplace_row(
            origin.list, row.as_given(of.name), row.as_given(of.address), row.as_given(of.country)
        )
        yield describe(origin, here, name=name, address=row.get(of.address))
        yield from identified(origin, here, "os", os_id)
    if code := country_of(row, of.country):
        yield link(origin, "IN_COUNTRY", here, country(code), precision="stated")
    return here


def firm(row: Row, given: Given, origin: Origin, of: Firm = FIRM) -> Found:
    """An organisation by LEI, by name, or by both. RowError without either."""
    lei = _id(row, of.lei, identifiers.lei, "LEI")
    if lei and not row.get(of.name):
        yield describe(origin, keyed("lei", lei), lei=lei)
        return keyed("lei", lei)
    name = row.take(of.name)
    named = given.organisation(row.as_given(of.name))
    yield describe(origin, named, name=name, disclosed=True)
    yield from identified(origin, named, "lei", lei)
    return named


def zone_in(row: Row, given: Given, origin: Origin, name: str = "zone") -> Found:
    """A zone by its name and country. RowError without the country: names of zones recur."""
    row.take("country")
    code = country_of(row, "country")
    here = zone(given.publisher, code, row.as_given(name))
    yield describe(origin, here, name=row.take(name))
    yield link(origin, "IN_COUNTRY", here, country(code), precision="stated")
    return here


def product(row: Row, origin: Origin, name: str = "product") -> Found:
    """A product by its HS code of 2, 4 or 6 digits, else a good by its name."""
    text = row.take(name)
    if code := _HS.fullmatch(text.replace(".", "")):
        return keyed("hs", code[1])
    good = keyed("mat", text.casefold())
    yield describe(origin, good, name=text)
    return good


def held(row: Row, given: Given, name: str = "id") -> Ref:
    """A thing by its Linkwork id (`WP-7K2M-9QXN`). RowError when nothing here has it."""
    text = row.take(name)
    thing = given.held(text)
    if thing is None:
        raise row.refusal(name, f"'{text}' is no Linkwork id of anything here: look it up, or give a name.")
    return thing


def subjects(row: Row, given: Given, origin: Origin) -> Generator[Claim, None, About]:
    """All that a row is about, with roles: what stands nearest to the people is the subject.

    A country beside a workplace is where that stands, a country beside anything else the place. RowError
    when the row names nothing.
    """
    about: About = []
    if row.get("id"):
        about.append((held(row, given), "subject"))
    if row.get("os_id") or row.get("workplace"):
        about.append(((yield from workplace(row, origin)), "subject"))
    is_placed = bool(about)
    if row.get("lei") or row.get("organisation"):
        about.append(((yield from firm(row, given, origin)), "subject"))
    if row.get("zone"):
        role = "place" if about else "subject"
        about.append(((yield from zone_in(row, given, origin)), role))
        is_placed = True
    if row.get("product"):
        about.append(((yield from product(row, origin)), "product"))
    if not is_placed and (code := country_of(row, "country")):
        about.append((country(code), "place" if about else "subject"))
    if not about:
        raise row.refusal("workplace", "The row does not say what it is about: name a workplace, an"
                          " organisation, a zone, a product or a country.")  # fmt: skip
    return about


def country_of(row: Row, name: str) -> str:
    """The ISO code of a country's column, empty when it is. RowError for what is no country."""
    text = row.get(name)
    code = country_code(text) if text else ""
    if code is None:
        raise row.refusal(name, f"'{text}' is no country that is known: use its name or its ISO code.")
    return code


def _id(row: Row, name: str, read: Callable[[str], str | None], words: str) -> str:
    """An id, or nothing where the row gives none: a wrong one would make two things one."""
    text = row.get(name)
    found = read(text) if text else ""
    if found is None:
        reason = "its form or its check character is wrong: mend it or leave it empty."
        raise row.refusal(name, f"'{text}' is no {words}, {reason}")
    return found
