"""Small ledgers for searching: what a list says of workplaces, in one line each."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count

from graph.claim import (
    Claim,
    ListRef,
    Origin,
    Ref,
    Stance,
    country,
    describe,
    identified,
    link,
    workplace_row,
    zone,
)
from graph.ledger.append import Appender, RowClaims, RunInfo
from graph.ledger.sources import SourceInfo
from graph.ledger.store import Ledger
from graph.model import Audience
from graph.resolution.resolve import resolve
from graph.search import Hit, follow

LIST = ListRef("supplier_list", "Brand list", "suppliers")
_rows = count(1)


def origin(audience: int = Audience.PUBLIC, *, of: ListRef = LIST, confidence: int = 2) -> Origin:
    """A row of a list that nobody used yet."""
    return Origin(of, str(next(_rows)), audience=audience, confidence=confidence)


def plant(
    name: str,
    *,
    address: str = "",
    code: str = "VN",
    in_zone: Ref | None = None,
    os_id: str = "",
    audience: int = Audience.PUBLIC,
    key: str = "",
) -> list[Claim]:
    """What one row says of one workplace. A `key` keeps it the same workplace under another name."""
    row = origin(audience)
    thing = Ref("Workplace", f"row:{key}") if key else workplace_row(LIST, name, address, code)
    claims = [describe(row, thing, name=name, address=address)]
    claims += [link(row, "IN_COUNTRY", thing, country(code))] if code else []
    claims += [link(row, "IN_ZONE", thing, in_zone)] if in_zone else []
    return [*claims, *identified(row, thing, "os", os_id)]


def supply(
    plant_: Ref,
    buyer: Ref,
    *,
    audience: int = Audience.PUBLIC,
    confidence: int = 2,
    until: str | None = None,
    stance: Stance = "asserts",
) -> Claim:
    """What one row says of a supply link."""
    row = origin(audience, confidence=confidence)
    return replace(link(row, "SUPPLIES", plant_, buyer), valid_to=until, stance=stance)


def a_zone(name: str, code: str = "VN", *, called: str = "") -> tuple[Ref, list[Claim]]:
    """A zone and what is said of it; `called` when its name is another than its key's."""
    row, thing = origin(), zone("Register", code, name)
    return thing, [describe(row, thing, name=called or name)]


def add(ledger: Ledger, *claims: Claim, as_of: str = "2024") -> int:
    """One run that says these claims; gives its number."""
    source = SourceInfo("Brand list", "supplier_list", "Brand")
    with ledger.write() as connection:
        appender = Appender(connection, source, RunInfo("supplier_list", as_of=as_of))
        appender.append([RowClaims(claim.origin.row_ref, {}, [claim]) for claim in claims])
        return appender.finish()


def bring_up(ledger: Ledger, audiences: Sequence[int] = Audience.PROJECTED) -> None:
    """Resolve and index, for each audience."""
    for audience in audiences:
        resolve(ledger, audience)
        follow(ledger, audience)


def names(hits: Iterable[Hit]) -> list[str]:
    """What was found, the best first."""
    return [hit.name for hit in hits]
