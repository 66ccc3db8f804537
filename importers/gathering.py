"""Importers whose rows say something only together, as single shipments do.

Beside sources whose `importer.py` has `claims(row, given)` there are those that have a class:

    class Gathering:
        def __init__(self, given: Given) -> None: ...
        def add(self, row: Row) -> None: ...       # RowError sets the row aside
        def claims(self) -> Iterator[Claim]: ...   # once all rows are read

What it claims must not depend on the order of the rows, or the same list would be another edition.
"""

from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Protocol

from graph.claim import Claim
from importers.given import Given
from importers.row import Row

OfRow = Callable[[Row, Given], Iterable[Claim]]
OfAll = Callable[[], Iterator[Claim]]


class Gathers(Protocol):
    """What an importer's `Gathering` does."""

    def add(self, row: Row) -> None:
        """Take a row in. RowError sets it aside."""

    def claims(self) -> Iterator[Claim]:
        """What all rows say together."""


def ways_of(module: ModuleType, given: Given) -> tuple[OfRow, OfAll]:
    """How an importer makes its claims: of each row, and of all rows once they are read."""
    if not hasattr(module, "Gathering"):
        return module.claims, lambda: iter(())
    gathering: Gathers = module.Gathering(given)

    def of_row(row: Row, given: Given) -> Iterable[Claim]:  # noqa: ARG001
        gathering.add(row)
        return ()

    return of_row, gathering.claims
