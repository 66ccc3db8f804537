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
# Offices, the use of assets and contracts: whoever has only these does not own the firm.
NO_OWNERSHIP = frozenset({
    "appointmentOfBoard", "boardChair", "boardMember", "conditionalRightsGrantedByContract",
    "enjoymentAndUseOfAssets", "nominator", "nominee", "protector", "rightToProfitOrIncomeFromAssets",
    "rightsGrantedByContract", "seniorManagingOfficial", "settlor", "trustee",
})  # fmt: skip
# Whose percentage is a share in the firm, the better first. A share of profits or assets is another thing.
OF_SHARE = ("shareholding", "votingRights")
LEI = "XI-LEI"  # org-id.guide's code for the list of LEIs
INTERESTS = "recordDetails.interests"
NOT_READ, SEALED = "Not read", "Sealed, for they are people or may be"


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """What one statement says, unless the file has a later one of its record, which says all of it again."""
    kind = row.take("kind")
    newest = _looked_up(row, "recordId", "statementId")
    if newest not in ("", row.take("statement")):
        given.notices.count(NOT_READ, "statement that a later one of its record replaces")
    elif kind == "entity":
        yield from _entity(row, given)
    elif kind == "person":
        yield from _person(row, given)
    elif kind == "relationship":
        yield from _relationship(row, given)
    else:
        raise row.refusal("kind", f"'{kind}' is no kind of record in BODS 0.4: entity, person, relationship.")


def _looked_up(row: Row, heading: str, wanted: str) -> str:
    """What the file tells of the record that this one names; all of it counts as taken."""
    told = {name: row.get(f"{heading} ({name})") for name in ("recordType", "statementId")}
    return told[wanted]


def _origin(row: Row, given: Given, *words: str) -> Origin:
    return given.origin(row, *words, as_of=row.get("date")[:10] or None)


def _ref(row: Row, given: Given, record: str) -> Ref:
    """A record's number means something with its publisher alone."""
    return keyed("bods", f"{row.get('publisher') or given.publisher}/{record}")


def _entity(row: Row, given: Given) -> Iterator[Claim]:
    reasons = [
        heading for heading in row.raw if heading.startswith("recordDetails.unspecifiedEntityDetails.")
    ]
    origin = _origin(row, given, "record", "name", "entity_type", "jurisdiction", *reasons)
    firm = _ref(row, given, row.take("record"))
    hidden = row.get("entity_type") in NOT_NAMED
    code = country_code(row.get("jurisdiction").partition("-")[0])
    yield describe(origin, firm, country=code, disclosed=False if hidden else None, address=_address(row),
                   name=row.get("name") or "Entity not named by its source")  # fmt: skip
    for name in row.all("recordDetails.alternateNames"):
        yield describe(replace(origin, confidence=1), firm, name=name)
    if code:
        yield link(origin, "REGISTERED_IN", firm, country(code))
    for identifier in row.groups("recordDetails.identifiers"):
        scheme, value = identifier.get("scheme", ""), identifier.get("id", "")
        if scheme and value:
            where = "lei" if scheme == LEI else "register"
            yield from identified(origin, firm, where, value if scheme == LEI else f"{scheme}/{value}")


def _address(row: Row) -> str:
    """The registered address, else the first that is given."""
    told = row.groups("recordDetails.addresses")
    told.sort(key=lambda address: address.get("type") != "registered")
    return next((address["address"] for address in told if address.get("address")), "")


def _person(row: Row, given: Given) -> Iterator[Claim]:
    given.notices.count(SEALED, "person")
    origin = replace(_origin(row, given, "record", "person_name"), audience=Audience.SEALED)
    name = row.get("person_name") or "Person not named by the source"
    yield describe(origin, _ref(row, given, row.take("record")), name=name)


def _relationship(row: Row, given: Given) -> Iterator[Claim]:
    subject = _ref(row, given, row.take("subject"))
    if row.get("unspecified"):
        yield from _not_told(row, given, subject)
        return
    owner = _ref(row, given, row.take("party"))
    told = row.groups(INTERESTS)
    interests = [interest for interest in told if interest.get("type") not in NO_OWNERSHIP]
    if told and not interests:
        given.notices.count(NOT_READ, f"relationship of {told[0]['type']} alone")
        return
    entity = _looked_up(row, "recordDetails.interestedParty", "recordType") == "entity"
    if not entity:
        given.notices.count(SEALED, "relationship")
    origin = _origin(row, given, "subject", "party", "status", *_worded(row))
    audience = given.audience if entity else Audience.SEALED
    yield _owned(row, replace(origin, audience=audience), subject, owner, interests)


def _worded(row: Row) -> list[str]:
    """What is kept of the interests in words: ranges of shares and kinds of interest are told there alone."""
    return [heading for heading in row.raw if heading.startswith(f"{INTERESTS}.")]


def _not_told(row: Row, given: Given, subject: Ref) -> Iterator[Claim]:
    """Why no owner is named, unless the record is closed: then the reason holds no more."""
    if row.get("status") == "closed":
        given.notices.count(NOT_READ, "closed record of why no owner is named")
        return
    words = [heading for heading in row.raw if heading.startswith("recordDetails.interestedParty.")]
    origin = _origin(row, given, "subject", *words)
    yield describe(origin, subject, parent_exception=[f"beneficial owner: {row.get('unspecified')}"])


def _owned(row: Row, origin: Origin, subject: Ref, owner: Ref, interests: list[dict[str, str]]) -> Claim:
    """The link with its exact share, from the first start to the last end; a closed record has ended."""
    direct = any(interest.get("directOrIndirect") == "direct" for interest in interests)
    starts = [start for interest in interests if (start := interest.get("startDate", "")[:10])]
    ends = [interest.get("endDate", "")[:10] for interest in interests]
    until = max(ends) if ends and all(ends) else None
    if row.get("status") == "closed":
        until = until or origin.as_of
    return link(origin, "OWNED_BY", subject, owner, since=min(starts, default=None), until=until,
                share=_share(interests), kinds=["direct"] if direct else None)  # fmt: skip


def _share(interests: list[dict[str, str]]) -> float | None:
    """An exact percentage; that of a range (`minimum`, `exclusiveMaximum` …) nobody says."""
    for kind in OF_SHARE:
        for interest in interests:
            share = number(interest.get("share.exact", "")) if interest.get("type") == kind else None
            if share is not None:
                return share
    return None
