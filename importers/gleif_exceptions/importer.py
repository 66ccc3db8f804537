"""GLEIF reporting exceptions (Repex-CDF 2.1): why an entity reports no parent.

A reason that is given is not a gap.
"""

from collections.abc import Iterator

from graph.claim import Claim, describe, keyed
from importers.given import Given
from importers.row import Row

LEVELS = {
    "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT": "direct parent",
    "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT": "ultimate parent",
}


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The entity with its reasons, as in "direct parent: NO_KNOWN_PERSON"."""
    category = row.take("category")
    if category not in LEVELS:
        raise row.refusal("category", f"'{category}' is no category of exceptions that is read.")
    reasons = row.all("ExceptionReason") or row.all("Exception.Reason")  # the golden copy's CSV numbers them
    if not reasons:
        raise row.refusal("ExceptionReason", "It gives no reason.")
    lei = row.take("lei")
    origin = given.origin(
        row, "lei", "category", "ExceptionReason", as_of=row.get("content_date")[:10] or None
    )
    exceptions: list[str] = [f"{LEVELS[category]}: {reason}" for reason in reasons]
    yield describe(origin, keyed("lei", lei), lei=lei, parent_exception=exceptions)
