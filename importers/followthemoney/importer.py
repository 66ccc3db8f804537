"""FollowTheMoney entities (`entities.ftm.json`, one JSON object a line), as OpenSanctions publishes them.

Firms, who owns them, and the listings for forced labour. A person is sealed with every link to one, and so
is a "legal entity" of which nothing says that it is a firm. Offices, relatives, other sanctions are not read.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.claim import Claim, country, describe, finding, identified, keyed, link
from graph.model import Audience
from importers.given import Given
from importers.row import Row
from importers.values import country_code, number, parse_date

FIRMS = frozenset({"Company", "Organization", "PublicBody"})
# The Uyghur Forced Labor Prevention Act's list, and the orders and findings of US customs.
FORCED_LABOUR = re.compile(
    r"uflpa|uyghur forced labor|cbp_forced_labor|withhold release|forced[- ]labou?r", re.I
)

_NESTED = re.compile(r"properties\.\w+\.\d+\.schema")  # targets.nested.json, which names people within firms


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """What one entity says, by its schema; nothing for schemas that are not read."""
    schema = row.take("schema")
    if any(_NESTED.fullmatch(heading) for heading in row.raw):
        raise row.refusal("schema", "It holds other entities within it: import entities.ftm.json instead.")
    if schema in FIRMS or schema == "LegalEntity" or schema == "Person":
        yield from _entity(row, given, schema)
    elif schema == "Ownership":
        yield from _ownership(row, given)
    elif schema == "Sanction":
        yield from _listing(row, given)


def _values(row: Row, name: str) -> list[str]:
    """A property's values: `properties.owner.1`, `properties.owner.2` …"""
    return row.all(f"properties.{name}")


def _first(row: Row, name: str) -> str:
    return next(iter(_values(row, name)), "")


def _date(row: Row, *names: str) -> str | None:
    return next((date for name in names if (date := parse_date(_first(row, name)[:10]))), None)


def _sealed(given: Given) -> Given:
    return replace(given, audience=Audience.SEALED)


def _is_firm(row: Row, schema: str) -> bool:
    told = (_first(row, name) for name in ("leiCode", "registrationNumber", "legalForm", "incorporationDate"))
    return schema in FIRMS or (schema == "LegalEntity" and any(told))


def _entity(row: Row, given: Given, schema: str) -> Iterator[Claim]:
    given = given if _is_firm(row, schema) else _sealed(given)
    origin = given.origin(row, "id", "caption", "schema", *_headings(row, "name", "address", "country"))
    thing = keyed("ftm", row.take("id"))
    code = country_code(_first(row, "jurisdiction") or _first(row, "mainCountry") or _first(row, "country"))
    name = row.get("caption") or _first(row, "name")
    yield describe(origin, thing, name=name, country=code, address=_first(row, "address"),
                   register_id=_first(row, "registrationNumber"))  # fmt: skip
    for other in dict.fromkeys([*_values(row, "name"), *_values(row, "alias")]):
        if other != name:
            yield describe(replace(origin, confidence=1), thing, name=other)
    yield from identified(origin, thing, "lei", _first(row, "leiCode"))
    registered = country_code(_first(row, "jurisdiction"))
    if registered:
        yield link(origin, "REGISTERED_IN", thing, country(registered))


def _headings(row: Row, *names: str) -> list[str]:
    return [heading for heading in row.raw if re.fullmatch(rf"properties\.({'|'.join(names)})\.\d+", heading)]


def _ownership(row: Row, given: Given) -> Iterator[Claim]:
    """Every owner of every asset; public only where both are firms by their own schema."""
    words = _headings(row, "owner", "asset", "percentage", "role")
    origin = _seen_by(row, given, "owner", "asset").origin(row, "id", *words, as_of=_date(row, "date"))
    share, since, until = number(_first(row, "percentage")), _date(row, "startDate"), _date(row, "endDate")
    for asset in _values(row, "asset"):
        for owner in _values(row, "owner"):
            ends = keyed("ftm", asset), keyed("ftm", owner)
            yield link(origin, "OWNED_BY", *ends, share=share, since=since, until=until)


def _seen_by(row: Row, given: Given, *properties: str) -> Given:
    """Sealed unless all that the row names are firms by their own entities: a row is shown whole or not."""
    schemas = {row.get(f"{heading} (schema)") for heading in _headings(row, *properties)}
    return given if schemas <= FIRMS else _sealed(given)


def _listing(row: Row, given: Given) -> Iterator[Claim]:
    """A listing for forced labour as a finding about each firm listed; what ended has its end in the text."""
    program = next((text for name in ("program", "programId") if (text := _first(row, name))), "")
    told = " ".join([program, _first(row, "programId"), *row.all("datasets"), *_values(row, "reason")])
    if not FORCED_LABOUR.search(told):
        return
    ended = _first(row, "endDate")
    reason = " ".join([*_values(row, "reason"), f"(listed until {ended})" if ended else ""]).strip()
    words = _headings(
        row, "entity", "authority", "program", "reason", "listingDate", "startDate", "sourceUrl"
    )
    origin = _seen_by(row, given, "entity").origin(row, "id", *words)
    for listed in _values(row, "entity"):
        yield from finding(
            origin, f"{row.take('id')}/{listed}",
            f"Listed for forced labour: {program or _first(row, 'authority')}",
            [(keyed("ftm", listed), "subject")],
            polarity="violation", category="forced_labour", status="reported",
            date=_date(row, "listingDate", "startDate"), proceeding=program, text=reason,
        )  # fmt: skip
