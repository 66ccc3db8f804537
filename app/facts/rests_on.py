"""What the whole record rests on and what it does not know: counted once for each state of the graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from flask import current_app

from app.asking import Asking
from graph.editions import rows_by_source
from graph.engines.base import Row
from graph.model import Audience

KEPT = "linkwork-rests-on"


@dataclass(frozen=True)
class RestsOn:
    """`sources` with their rows, most first; `counts` as `page/named_buyers` gives them."""

    sources: Sequence[Row]
    counts: Row

    @property
    def named(self) -> int:
        """How many supply links name the buyer."""
        return int(self.counts["n_links"] - (self.counts["n_unnamed"] or 0))


class Kept:
    """The newest answer for each audience; whatever changes a claim gives the graph a new number."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, tuple[int, RestsOn]] = {}

    def get(self, asking: Asking) -> RestsOn:
        """The answer for this state of the graph, made when it is first asked for."""
        with self._lock:
            kept = self._kept.get(asking.audience)
            if kept is None or kept[0] != asking.reader.seq:
                kept = (asking.reader.seq, _counted(asking))
                self._kept[asking.audience] = kept
            return kept[1]


def rests_on(asking: Asking) -> RestsOn:
    """The sources and the counts of this state of the graph."""
    kept: Kept = current_app.extensions.setdefault(KEPT, Kept())
    return kept.get(asking)


def _counted(asking: Asking) -> RestsOn:
    rows = rows_by_source(asking.workspace.ledger, Audience.NAMES.index(asking.audience))
    sources = [{**row, "rows": rows.get(row["id"], 0)} for row in asking.rows("page/sources", limit=10_000)]
    counts = asking.row("page/named_buyers") or {}
    return RestsOn(sorted(sources, key=lambda row: (-row["rows"], row["name"])), counts)
