"""GLEIF level 2 (RR-CDF 2.1): who consolidates whom, and which fund is managed by whom.

The start of a relationship is the child, its end the parent.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from graph.claim import Claim, describe, keyed, link
from importers.given import Given
from importers.row import Row

KINDS: Mapping[str, str] = MappingProxyType({
    "IS_DIRECTLY_CONSOLIDATED_BY": "direct",
    "IS_ULTIMATELY_CONSOLIDATED_BY": "ultimate",
    "IS_FUND-MANAGED_BY": "fund_managed",
    "IS_SUBFUND_OF": "subfund",
    "IS_FEEDER_TO": "subfund",
    "IS_INTERNATIONAL_BRANCH_OF": "branch",
})  # fmt: skip
# Where periods stand in XML, JSON and the golden copy's CSV.
PERIODS = (
    "Relationship.RelationshipPeriods.RelationshipPeriod",
    "Relationship.RelationshipPeriods",
    "Relationship.Period",
)


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """Both entities by their LEI, and that the child is owned by the parent, since when and until when."""
    if {row.get("child_kind") or "LEI", row.get("parent_kind") or "LEI"} != {"LEI"}:
        raise row.refusal("parent_kind", "One of the two has no LEI.")
    kind = row.take("kind")
    if kind not in KINDS:
        raise row.refusal("kind", f"'{kind}' is no relationship that is read.")
    origin = given.origin(row, "child", "kind", "parent", "status", as_of=_day(row.get("updated")))
    child, parent = row.take("child"), row.take("parent")
    yield describe(given.origin(row, "child", as_of=origin.as_of), keyed("lei", child), lei=child)
    yield describe(given.origin(row, "parent", as_of=origin.as_of), keyed("lei", parent), lei=parent)
    since, until = _period(row)
    yield link(origin, "OWNED_BY", keyed("lei", child), keyed("lei", parent), kinds=[KINDS[kind]],
               since=since, until=until)  # fmt: skip


def _period(row: Row) -> tuple[str | None, str | None]:
    """The relationship period. An inactive relationship without an end had ended when it was last updated."""
    since = until = None
    for period in (each for name in PERIODS for each in row.groups(name)):
        said = {name[0].lower() + name[1:]: text for name, text in period.items()}
        if said.get("periodType") == "RELATIONSHIP_PERIOD":
            since, until = _day(said.get("startDate", "")), _day(said.get("endDate", ""))
    if row.get("status") == "INACTIVE":
        return since, until or _day(row.get("updated"))
    return since, until


def _day(text: str) -> str | None:
    return text[:10] or None
