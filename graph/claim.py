"""Claims: what one row of one source says. The only way into the ledger.

Importers make claims with the builders below. Everything is checked against `graph/model.py` when the
claim is made, so that a wrong word is a sentence about a row and not a hole in the graph; a link
without a source cannot be constructed, because every claim carries its `Origin`.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from graph.errors import ModelError
from graph.model import LINKS, NODES, Property, link_properties, node_properties

Value = str | int | float | bool | list[str] | list[int]
Stance = Literal["asserts", "denies", "ends"]
Mode = Literal["whole", "update", "series"]

DESCRIBES = "DESCRIBES"  # a claim of this kind gives the properties of its subject
SAME_AS = "SAME_AS"  # a claim of this kind says that two keys are one thing
NOT_NAMED = "undisclosed:"  # starts the keys of buyers and suppliers that a list does not name
_TOO_LARGE = 2**63  # engines keep 64 bits; one number beyond would stop every projection
_DATE = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")


@dataclass(frozen=True)
class Scheme:
    """A kind of key: whose ids it holds, and the property that shows the bare id on a node."""

    name: str
    kind: str
    property: str | None = None
    words: str = ""


SCHEMES: Mapping[str, Scheme] = MappingProxyType({
    scheme.name: scheme
    for scheme in (
        Scheme("os", "Workplace", "os_id", "OS ID (Open Supply Hub)"),
        Scheme("imo", "Workplace", None, "IMO number of a ship"),
        Scheme("lei", "Organisation", "lei", "Legal Entity Identifier (ISO 17442)"),
        Scheme("register", "Organisation", "register_id", "number in a company register"),
        Scheme("wikirate", "Organisation", None, "company number on WikiRate"),
        Scheme("bods", "Organisation", None, "record of a publisher of beneficial ownership data (BODS)"),
        Scheme("ftm", "Organisation", None, "entity in a FollowTheMoney dataset"),
        Scheme("iso", "Country", "code", "ISO 3166-1 alpha-2"),
        Scheme("hs", "Product", "code", "Harmonized System 2022"),
        Scheme("mat", "Product", None, "a material or good by its name"),
        Scheme("isic", "Sector", "code", "ISIC Rev. 4"),
    )
})  # fmt: skip


@dataclass(frozen=True)
class Ref:
    """A thing as one source knows it: the model's label and a key."""

    kind: str
    key: str


@dataclass(frozen=True)
class ListRef:
    """A list: what has editions. One file may hold several (one a buyer)."""

    importer: str
    source: str
    name: str
    buyer_key: str = ""
    mode: Mode = "update"

    @property
    def identity(self) -> str:
        """What makes it this list and no other."""
        return "\x1f".join((self.importer, self.source, self.name, self.buyer_key))


@dataclass(frozen=True)
class Origin:
    """Who says it and where: a list, a row of it, the words as given.

    `as_of` only where the row itself says a date; the edition's date is the run's.
    """

    list: ListRef
    row_ref: str
    words: str = ""
    as_of: str | None = None
    confidence: int = 2
    audience: int = 0

    def __post_init__(self) -> None:
        if not (self.list.source and self.list.importer and self.row_ref):
            raise ModelError("A claim needs a source: its list and its row must be given.")
        if self.confidence not in (1, 2, 3):
            raise ModelError(f"Confidence is 1, 2 or 3, not {self.confidence}.")
        check_date("as of", self.as_of)


@dataclass(frozen=True)
class Claim:
    """One link, or one description of one thing, as one row says it."""

    origin: Origin
    kind: str
    subject: Ref
    object: Ref | None = None
    properties: Mapping[str, Value] = field(default_factory=dict)
    stance: Stance = "asserts"
    valid_from: str | None = None
    valid_to: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.origin, Origin):
            raise ModelError(f"A {self.kind} claim without a source cannot be made.")
        check_date("valid from", self.valid_from)
        check_date("valid to", self.valid_to)
        _check_shape(self)


def check_date(what: str, text: str | None) -> None:
    """Raise `ModelError` unless `text` is an ISO date, as exact as it may be (2018, 2018-11, 2018-11-07)."""
    if text is not None and not _DATE.match(text):
        raise ModelError(f"The date {what} must look like 2018, 2018-11 or 2018-11-07, not {text!r}.")


def _check_shape(claim: Claim) -> None:
    if claim.subject.kind not in NODES:
        raise ModelError(f"There is no kind of thing called {claim.subject.kind!r}.")
    if claim.kind == DESCRIBES:
        allowed = node_properties(claim.subject.kind)
        if claim.object is not None:
            raise ModelError("A description has one subject and no object.")
    elif claim.object is None:
        raise ModelError(f"A {claim.kind} claim needs both ends.")
    elif claim.kind == SAME_AS:
        allowed = ()
        if claim.subject.kind != claim.object.kind:
            raise ModelError(f"A {claim.subject.kind} and a {claim.object.kind} cannot be one thing.")
        if any(ref.key.startswith(NOT_NAMED) for ref in (claim.subject, claim.object)):
            raise ModelError("A buyer or supplier that its list does not name is never joined with anything.")
    else:
        allowed = _check_ends(claim.kind, claim.subject, claim.object)
    _check_properties(claim.kind, claim.properties, allowed)


def _check_ends(kind: str, start: Ref, end: Ref) -> tuple[Property, ...]:
    if kind not in LINKS:
        raise ModelError(f"There is no kind of link called {kind!r}.")
    link = LINKS[kind]
    if start.kind not in link.starts or end.kind not in link.ends:
        raise ModelError(f"{kind} cannot go from a {start.kind} to a {end.kind}.")
    return link_properties(kind)


_PYTHON: Mapping[str, tuple[type, ...]] = MappingProxyType({
    "text": (str,), "date": (str,), "int": (int,), "float": (int, float), "bool": (bool,), "texts": (list,),
    "ints": (list,),
})  # fmt: skip


def _check_properties(kind: str, given: Mapping[str, Value], allowed: Sequence[Property]) -> None:
    known = {p.name: p for p in allowed if not p.computed}
    for name, value in given.items():
        if name not in known:
            raise ModelError(f"{kind} has no property {name!r}.")
        _check_value(known[name], value)


def _check_value(declared: Property, value: Value) -> None:
    fits = isinstance(value, _PYTHON[declared.kind])
    if not fits or (isinstance(value, bool) and declared.kind != "bool"):
        raise ModelError(f"{declared.name} must be {declared.kind}, not {value!r}.")
    numbers = value if declared.kind == "ints" and isinstance(value, list) else [value]
    if any(isinstance(one, int | float) and not abs(one) < _TOO_LARGE for one in numbers):
        raise ModelError(f"{declared.name} is {value!r}, which no graph can hold.")
    if declared.kind == "date":
        check_date(declared.name, str(value))
    values = value if isinstance(value, list) else [value]
    for one in values:
        if declared.choices and one not in declared.choices:
            raise ModelError(f"{declared.name} is one of {', '.join(declared.choices)}, not {one!r}.")


# --- keys ---------------------------------------------------------------------------------------


def raw(text: str) -> str:
    """Text as it may stand in a key: NFC and white space only, so that better cleaning changes no id."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def keyed(scheme: str, value: str) -> Ref:
    """A thing known by an id of a known scheme: `keyed("lei", "5493…")`."""
    if scheme not in SCHEMES:
        raise ModelError(f"There is no key scheme {scheme!r}; there are {', '.join(SCHEMES)}.")
    return Ref(SCHEMES[scheme].kind, f"{scheme}:{raw(value)}")


def workplace_row(of: ListRef, name: str, address: str, country: str) -> Ref:
    """A workplace that its list gives no id: a hash of the list and the raw name, address and country."""
    parts = "\x1f".join((of.identity, raw(name), raw(address), raw(country)))
    return Ref("Workplace", f"row:{_digest(parts)}")


def organisation(publisher: str, name: str) -> Ref:
    """An organisation known by name alone: one per publisher and raw name, never across publishers."""
    return Ref("Organisation", f"org:{raw(publisher)}:{raw(name)}")


def undisclosed(of: ListRef, side: Literal["buyer", "supplier"] = "buyer") -> Ref:
    """The supplier or buyer that a list does not name: one per list, never matched or merged."""
    return Ref("Organisation", f"{NOT_NAMED}{side}:{_digest(of.identity)}")


def zone(publisher: str, country: str, name: str) -> Ref:
    """A zone known by name: one per publisher, country and raw name."""
    return Ref("Zone", f"zone:{raw(publisher)}:{country}:{raw(name)}")


def country(code: str) -> Ref:
    """A country by its ISO 3166-1 alpha-2 code."""
    return keyed("iso", code.upper())


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


# --- builders -----------------------------------------------------------------------------------


def _given(properties: Mapping[str, Value | None]) -> dict[str, Value]:
    """Nothing is stated by silence: empty values are left out."""
    return {name: value for name, value in properties.items() if value is not None and value not in ("", [])}


def describe(origin: Origin, thing: Ref, **properties: Value | None) -> Claim:
    """The properties that a row gives of one thing; `None` and empty ones are left out."""
    return Claim(origin, DESCRIBES, thing, None, _given(properties))


def link(
    origin: Origin,
    kind: str,
    start: Ref,
    end: Ref,
    *,
    since: str | None = None,
    until: str | None = None,
    stance: Stance = "asserts",
    **properties: Value | None,
) -> Claim:
    """One link of the model from `start` to `end`. Raises `ModelError` for a word it does not have."""
    return Claim(origin, kind, start, end, _given(properties), stance, since, until)


def same(origin: Origin, one: Ref, other: Ref) -> Claim:
    """The row itself states that two keys are one thing (it gives an LEI, an OS ID)."""
    return Claim(origin, SAME_AS, one, other)


def identified(origin: Origin, thing: Ref, scheme: str, value: str) -> Iterator[Claim]:
    """A stated id: the claim of identity, and the id as a property. Nothing for an empty value."""
    if not value:
        return
    shown = SCHEMES[scheme].property
    yield same(origin, thing, keyed(scheme, value))
    if shown:
        yield describe(origin, keyed(scheme, value), **{shown: raw(value)})


def observation(
    origin: Origin, indicator: str, about: Sequence[tuple[Ref, str]], year: int | None, **said: Value | None
) -> Iterator[Claim]:
    """One value of one indicator for one thing in one year: its description and its ABOUT links.

    `about` is (thing, role); `said` may hold value, text, unit, sex, age_group. The key is made of the
    source, the indicator, what it is about, the year, sex and age group: so a later edition of the
    source supersedes the value.
    """
    parts = [
        origin.list.source, indicator, *(f"{ref.key}/{role}" for ref, role in about), str(year),
        str(said.get("sex")), str(said.get("age_group")),
    ]  # fmt: skip
    thing = Ref("Observation", f"obs:{_digest(chr(31).join(parts))}")
    yield describe(origin, thing, name=indicator.replace("_", " "), indicator=indicator, year=year, **said)
    for ref, role in about:
        yield link(origin, "ABOUT", thing, ref, role=role)


def finding(
    origin: Origin, key: str, name: str, about: Sequence[tuple[Ref, str]], **said: Value | None
) -> Iterator[Claim]:
    """A reported violation, practice or check: its description and its ABOUT links (thing, role).

    `key` tells it apart within its source.
    """
    thing = Ref("Finding", f"finding:{origin.list.source}:{raw(key)}")
    yield describe(origin, thing, name=name, **said)
    for ref, role in about:
        yield link(origin, "ABOUT", thing, ref, role=role)
