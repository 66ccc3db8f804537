"""FollowTheMoney entities (`entities.ftm.json`, one JSON object a line), as OpenSanctions publishes them.

Firms, who owns them, ships, and the lists that these are on. A listing for forced labour is a finding; any
other sanction is an observation, for it says nothing of labour. A person is sealed with every link to one, as
is a "legal entity" of which nothing says that it is a firm. Other schemata are counted and not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.claim import Claim, Origin, Ref, country, describe, finding, identified, keyed, link, same
from graph.model import Audience
from importers import identifiers
from importers.given import Given
from importers.indicators import indicator_named
from importers.row import Row
from importers.values import country_code, number, parse_date

FIRMS = frozenset({"Company", "Organization", "PublicBody"})
SHIP = "Vessel"
MAY_BE_A_PERSON = frozenset({"LegalEntity", "Person", ""})  # "" where the file does not hold the entity
LISTINGS = frozenset({"Sanction", "Risk"})
# US customs' orders name makers of goods and ships, no person, though OpenSanctions calls all legal entities.
LISTS_OF_FIRMS = frozenset({"us_cbp_forced_labor"})
# What firms alone have, and words that their names alone have.
OF_FIRMS = ("leiCode", "registrationNumber", "legalForm", "incorporationDate", "dissolutionDate", "uscCode",
            "dunsCode", "swiftBic", "uniqueEntityId")  # fmt: skip
_FIRM_NAME = re.compile(
    r"\b(ltd|limited|llc|llp|inc|incorporated|corp|corporation|company|gmbh|plc|pte|pvt|sdn\W+bhd|"
    r"s\.?a\.? de c\.?v|sociedad|société|factory|works|group|holdings?|joint stock|industries)\b|"
    r"公司|厂|集团",
    re.IGNORECASE,
)
# The Uyghur Forced Labor Prevention Act's list, and the orders and findings of US customs.
FORCED_LABOUR = re.compile(
    r"uflpa|uyghur forced labor|cbp_forced_labor|withhold release|forced[-. ]labou?r", re.I
)
NOT_READ, SEALED = "Not read", "Sealed, for they are people or may be"
_NESTED = re.compile(r"properties\.\w+\.\d+\.schema")  # targets.nested.json, which names people within firms


@dataclass(frozen=True)
class Named:
    """An entity that a row names by its id; `schema` is empty where the file does not hold it."""

    id: str
    schema: str

    @property
    def ref(self) -> Ref:
        """A ship is a workplace, anything else that is read an organisation."""
        return Ref("Workplace", f"ftm-vessel:{self.id}") if self.schema == SHIP else keyed("ftm", self.id)

    @property
    def words(self) -> str:
        """What it is, for a count."""
        return self.schema or "not in the file"

    @property
    def is_read(self) -> bool:
        """Whether the graph holds such things: it holds no aircraft, house, wallet or security."""
        return self.schema in FIRMS or self.schema in MAY_BE_A_PERSON or self.schema == SHIP


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """What one entity says, by its schema; schemata that are not read are counted."""
    schema = row.take("schema")
    if any(_NESTED.fullmatch(heading) for heading in row.raw):
        raise row.refusal("schema", "It holds other entities within it: import entities.ftm.json instead.")
    if schema in FIRMS or schema in ("LegalEntity", "Person"):
        yield from _entity(row, given, schema)
    elif schema == SHIP:
        yield from _vessel(row, given)
    elif schema == "Ownership":
        yield from _ownership(row, given)
    elif schema in LISTINGS:
        yield from _listings(row, given, schema)
    else:
        given.notices.count(NOT_READ, schema)


def _values(row: Row, name: str) -> list[str]:
    """A property's values: `properties.owner.1`, `properties.owner.2` …"""
    return row.all(f"properties.{name}")


def _first(row: Row, name: str) -> str:
    return next(iter(_values(row, name)), "")


def _date(row: Row, *names: str) -> str | None:
    return next((date for name in names if (date := parse_date(_first(row, name)[:10]))), None)


def _headings(row: Row, *names: str) -> list[str]:
    return [heading for heading in row.raw if re.fullmatch(rf"properties\.({'|'.join(names)})\.\d+", heading)]


def _named(row: Row, name: str) -> list[Named]:
    return [Named(row.get(heading), row.get(f"{heading} (schema)")) for heading in _headings(row, name)]


def _sealed(given: Given, schema: str) -> Given:
    given.notices.count(SEALED, schema)
    return replace(given, audience=Audience.SEALED)


def _is_firm(row: Row, schema: str) -> bool:
    if schema != "LegalEntity":
        return schema in FIRMS
    named = any(_FIRM_NAME.search(name) for name in (row.get("caption"), *_values(row, "name")))
    return named or any(_first(row, name) for name in OF_FIRMS) or _is_of_firms(row)


def _is_of_firms(row: Row) -> bool:
    return not LISTS_OF_FIRMS.isdisjoint(row.all("datasets"))


def _entity(row: Row, given: Given, schema: str) -> Iterator[Claim]:
    given = given if _is_firm(row, schema) else _sealed(given, schema)
    words = _headings(row, "name", "address", "country", "sector", "status", "topics", "notes", "description")
    origin = given.origin(row, "id", "caption", "schema", *words)
    thing = keyed("ftm", row.take("id"))
    code = country_code(_first(row, "jurisdiction") or _first(row, "mainCountry") or _first(row, "country"))
    yield from _called(row, origin, thing, country=code, address=_first(row, "address"),
                       register_id=_first(row, "registrationNumber"))  # fmt: skip
    yield from identified(origin, thing, "lei", _first(row, "leiCode"))
    yield from (same(origin, thing, keyed("ftm", id_)) for id_ in _merged(row))
    registered = country_code(_first(row, "jurisdiction"))
    if registered:
        yield link(origin, "REGISTERED_IN", thing, country(registered))


def _vessel(row: Row, given: Given) -> Iterator[Claim]:
    """A ship under its id there, by which listings name it, and its IMO number."""
    origin = given.origin(
        row, "id", "caption", "schema", *_headings(row, "name", "flag", "type", "imoNumber")
    )
    ship = Named(row.take("id"), SHIP).ref
    yield from _called(row, origin, ship)
    if imo := identifiers.imo(_first(row, "imoNumber")):
        yield same(origin, ship, keyed("imo", imo))
    yield from (same(origin, ship, Named(id_, SHIP).ref) for id_ in _merged(row))


def _called(row: Row, origin: Origin, thing: Ref, **properties: str | None) -> Iterator[Claim]:
    """The name that the dataset shows, then its others, in doubt so that they are not shown before it."""
    name = row.get("caption") or _first(row, "name")
    yield describe(origin, thing, name=name, **properties)
    others = [*_values(row, "name"), *_values(row, "alias"), *_values(row, "previousName")]
    for other in dict.fromkeys(others):
        if other != name:
            yield describe(replace(origin, confidence=1), thing, name=other)


def _merged(row: Row) -> list[str]:
    """The ids that this one took the place of: earlier editions and other datasets call the entity so."""
    return [id_ for id_ in dict.fromkeys(row.all("referents")) if id_ != row.get("id")]


def _ownership(row: Row, given: Given) -> Iterator[Claim]:
    """Every owner of every asset that is a firm; public only where all that the row names are firms."""
    words = _headings(
        row, "owner", "asset", "percentage", "sharesCount", "sharesType", "ownershipType", "role", "status"
    )
    assets, owners = _named(row, "asset"), _named(row, "owner")
    left_out = [one for one in assets if one.schema == SHIP or not one.is_read]
    for asset in left_out:
        given.notices.count(NOT_READ, f"Ownership ({asset.words})")
    pairs = [
        (asset, owner) for asset in assets for owner in owners if asset not in left_out and owner.is_read
    ]
    if pairs and not {one.schema for one in (*assets, *owners)} <= FIRMS | {SHIP}:
        given = _sealed(given, "Ownership")
    origin = given.origin(row, "id", *words, as_of=_date(row, "date"))
    since, until = _date(row, "startDate"), _date(row, "endDate")
    for asset, owner in pairs:
        yield link(origin, "OWNED_BY", asset.ref, owner.ref, share=_share(row), since=since, until=until)


def _share(row: Row) -> float | None:
    """A percentage that is one number; a range stays in the words."""
    share = number(_first(row, "percentage"))
    return share if share is not None and 0 <= share <= 100 else None


def _listings(row: Row, given: Given, schema: str) -> Iterator[Claim]:
    """For forced labour a finding about each that is listed; else an observation about each firm and ship."""
    listed = _named(row, "entity")
    told = [text for name in ("program", "programId", "reason", "topics") for text in _values(row, name)]
    labour = FORCED_LABOUR.search(" ".join([*told, *row.all("datasets")])) is not None
    may_be_people = frozenset() if _is_of_firms(row) else MAY_BE_A_PERSON
    people = [one for one in listed if one.schema in may_be_people or one.schema == "Person"]
    if labour and people:
        given = _sealed(given, schema)
    words = _headings(row, "entity", "authority", "program", "reason", "listingDate", "startDate", "endDate",
                      "sourceUrl")  # fmt: skip
    origin = given.origin(row, "id", *words)
    for one in listed:
        if not one.is_read or (one in people and not labour):
            given.notices.count(NOT_READ, f"{schema} ({one.words})")
        else:
            yield from _for_labour(row, origin, one) if labour else _other(row, origin, one)


def _program(row: Row) -> str:
    return _first(row, "program") or _first(row, "programId")


def _for_labour(row: Row, origin: Origin, listed: Named) -> Iterator[Claim]:
    """A listing that ended has its end in the text."""
    ended = _first(row, "endDate")
    reason = " ".join([*_values(row, "reason"), f"(listed until {ended})" if ended else ""]).strip()
    yield from finding(
        origin, f"{row.take('id')}/{listed.id}",
        f"Listed for forced labour: {_first(row, 'program') or _first(row, 'authority') or _program(row)}",
        [(listed.ref, "subject")],
        polarity="violation", category="forced_labour", status="reported",
        date=_date(row, "listingDate", "startDate"), proceeding=_program(row), text=reason,
    )  # fmt: skip


def _other(row: Row, origin: Origin, listed: Named) -> Iterator[Claim]:
    """Any other sanction. Each programme is an indicator of its own, or one would hide another."""
    date, ended = _date(row, "listingDate", "startDate"), _first(row, "endDate")
    said = ", ".join(dict.fromkeys(filter(None, (_program(row), _first(row, "authority")))))
    text = f"{said or 'listed'}{f', since {date}' if date else ''}{f', until {ended}' if ended else ''}"
    which = _first(row, "programId") or said.partition(",")[0] or next(iter(row.all("datasets")), "")
    thing = Ref("Observation", f"obs:{origin.list.source}:{row.take('id')}/{listed.id}")
    yield describe(origin, thing, name="sanction listing", text=text, year=int(date[:4]) if date else None,
                   indicator=indicator_named(f"sanction listing {which}"))  # fmt: skip
    yield link(origin, "ABOUT", thing, listed.ref, role="subject")
