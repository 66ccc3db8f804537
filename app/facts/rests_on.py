"""What the whole record rests on and what it does not know: counted once for each state of the graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from flask import current_app

from app.asking import Asking
from app.presenting import listed
from graph.editions import kinds_by_source, newest_by_source, rows_by_source
from graph.engines.base import Row
from graph.model import Audience

KEPT = "linkwork-rests-on"
MOST_TOLD = 2
CODES = "names and codes"
MANY = 6  # sources of one publisher that the first page tells in one row


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
    ledger, audience = asking.workspace.ledger, Audience.NAMES.index(asking.audience)
    rows, kinds = rows_by_source(ledger, audience), kinds_by_source(ledger, audience)
    newest = newest_by_source(ledger, audience)
    sources = [
        {
            **row, "rows": rows.get(row["id"], 0), "tells": tells(kinds.get(row["id"], set())),
            "date": max(filter(None, (row["date"], newest.get(row["id"]))), default=None),
        }
        for row in asking.rows("page/sources", limit=10_000)
    ]  # fmt: skip
    counts = asking.row("page/named_buyers") or {}
    return RestsOn(sorted(sources, key=_weight), counts)


def tells(kinds: set[str]) -> str:
    """What claims of these kinds tell, in a reader's words."""
    told = [words for kind, words in _TELLS.items() if kind in kinds]
    return listed(told[:MOST_TOLD]) or ("what is in which country" if "IN_COUNTRY" in kinds else CODES)


_TELLS = {
    "SUPPLIES": "who supplies whom", "BRAND_OF": "whose brands", "OWNED_BY": "who owns whom",
    "OPERATED_BY": "who runs what", "IN_ZONE": "which zone a workplace stands in",
    "SIGNED": "who signed what", "COVERS": "whom agreements cover", "UNDER_REGIME": "what rules hold where",
    "ABOUT": "findings and figures",
}  # fmt: skip


def _weight(row: Row) -> tuple[bool, bool, int, str]:
    """What tells of chains first, mere tables of codes last, then by rows."""
    return (not row["tells"].startswith("who"), row["tells"] == CODES, -row["rows"], row["name"])


def grouped(sources: Sequence[Row]) -> list[Row]:
    """The sources with many of one publisher told in one row, whose id is None."""
    by_publisher: dict[str, list[Row]] = {}
    for row in sources:
        by_publisher.setdefault(row["publisher"], []).append(row)
    made = []
    for publisher, held in by_publisher.items():
        if len(held) < MANY:
            made += held
        else:
            dates = [row["date"] for row in held if row["date"]]
            made.append(
                {
                    "id": None, "name": f"{len(held)} sources of one kind", "publisher": publisher,
                    "rows": sum(row["rows"] for row in held), "tells": held[0]["tells"],
                    "date": max(dates, default=None),
                }
            )  # fmt: skip
    return sorted(made, key=_weight)
