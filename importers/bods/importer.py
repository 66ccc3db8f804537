"""Beneficial Ownership Data Standard 0.4 (BODS): entities, persons, and the relationships between them.

Persons are sealed with every statement that names one, and so is an owner whose own record the file lacks.
"""

from collections.abc import Iterator
from dataclasses import replace

from graph.claim import Claim, Origin, Ref, country, describe, identified, keyed, link
from graph.model import Audience
from importers.given import Given
from importers.row import Row
from importers.values import country_code, number

NOT_NAMED = ("anonymousEntity", "unknownEntity")
# Offices, not ownership: whoever has only these does not own the firm.
OFFICES = frozenset({
    "appointmentOfBoard", "boardChair", "boardMember", "protector", "seniorManagingOfficial", "settlor",
    "trustee",
})  # fmt: skip
LEI = "XI-LEI"  # org-id.guide's code for the list of LEIs


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """What one statement says; each kind of record has claims of its own."""
    kind = row.take("kind")
    row.take("statement")
    if kind == "entity":
        yield from _entity(row, given)
    elif kind == "person":
        yield from _person(row, given)
    elif kind == "relationship":
        yield from _relationship(row, given)
    else:
        raise row.refusal("kind", f"'{kind}' is no kind of record in BODS 0.4: entity, person, relationship.")


def _origin(row: Row, given: Given, *words: str) -> Origin:
    return given.origin(row, *words, as_of=row.get("date")[:10] or None)


def _ref(row: Row, given: Given, record: str) -> Ref:
    """A record's number means something with its publisher alone."""
    return keyed("bods", f"{row.get('publisher') or given.publisher}/{record}")


def _entity(row: Row, given: Given) -> Iterator[Claim]:
    origin = _origin(row, given, "record", "name", "entity_type", "jurisdiction")
    firm = _ref(row, given, row.take("record"))
    hidden = row.get("entity_type") in NOT_NAMED
    code = country_code(row.get("jurisdiction").partition("-")[0])
    yield describe(origin, firm, country=code, disclosed=False if hidden else None,
                   name=row.get("name") or "Entity not named by its source")  # fmt: skip
    if code:
        yield link(origin, "REGISTERED_IN", firm, country(code))
    for identifier in row.groups("recordDetails.identifiers"):
        scheme, value = identifier.get("scheme", ""), identifier.get("id", "")
        if scheme and value:
            where = "lei" if scheme == LEI else "register"
            yield from identified(origin, firm, where, value if scheme == LEI else f"{scheme}/{value}")


def _person(row: Row, given: Given) -> Iterator[Claim]:
    origin = replace(_origin(row, given, "record", "person_name"), audience=Audience.SEALED)
    name = row.get("person_name") or "Person not named by the source"
    yield describe(origin, _ref(row, given, row.take("record")), name=name)


def _relationship(row: Row, given: Given) -> Iterator[Claim]:
    subject = _ref(row, given, row.take("subject"))
    if row.get("unspecified"):
        origin = _origin(row, given, "subject", "unspecified")
        reason = f"beneficial owner: {row.get('unspecified')}"
        yield describe(origin, subject, parent_exception=[reason])
        return
    owner = _ref(row, given, row.take("party"))
    kind = row.get("recordDetails.interestedParty (recordType)")
    audience = given.audience if kind == "entity" else Audience.SEALED
    yield from _owned(
        row, replace(_origin(row, given, "subject", "party"), audience=audience), subject, owner
    )


def _owned(row: Row, origin: Origin, subject: Ref, owner: Ref) -> Iterator[Claim]:
    """The link, if the owner has more than an office. The share is the shares', else the first told."""
    told = row.groups("recordDetails.interests")
    interests = [interest for interest in told if interest.get("type") not in OFFICES]
    if told and not interests:
        return
    interests.sort(key=lambda interest: interest.get("type") != "shareholding")
    shares = [
        share for interest in interests if (share := number(interest.get("share.exact", ""))) is not None
    ]
    direct = any(interest.get("directOrIndirect") == "direct" for interest in interests)
    since = min(
        (start for interest in interests if (start := interest.get("startDate", "")[:10])), default=None
    )
    ends = [interest.get("endDate", "")[:10] for interest in interests]
    until = max(ends) if ends and all(ends) else None
    if row.get("status") == "closed":
        until = until or origin.as_of
    yield link(origin, "OWNED_BY", subject, owner, since=since, until=until,
               share=shares[0] if shares else None, kinds=["direct"] if direct else None)  # fmt: skip
