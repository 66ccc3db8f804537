"""What goes into an engine and comes out of it, the same for all of them."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

# One MERGE for each row of a list: lists of this length were the fastest on Neo4j.
CHUNK = 10_000
_SCALARS = frozenset({str, int, float, bool})  # nearly all values are, and stay as they are


def stored(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties as engines keep them: nothing for None, lists for tuples, ISO text for dates."""
    return {
        name: value if type(value) in _SCALARS else _stored(value)
        for name, value in properties.items()
        if value is not None
    }


def chunks(rows: list[dict[str, Any]], size: int = CHUNK) -> Iterable[list[dict[str, Any]]]:
    """The rows in lists of at most `size`."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _stored(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [_stored(one) for one in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return value
