"""Walks a chain: one portable query a level over a sorted frontier, never a variable-length pattern.

Up: supply links to the buyers, then brand and ownership links to the parents. Down: a company's brands
and firms, then supply links layer by layer. A walk never turns from ownership back into supply: a
sister firm's customer is not ours. It is bounded three ways, and says so when a bound cut it: levels,
nodes, and the degrees of what it opens (smallest first), so that only the root may be a hub.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.chain_model import LinkKey
from graph.engines.base import Reader
from queries.catalog import get

MAX_DEGREES = 5_000  # the sum of the degrees that one level may open
ROOT_ROWS = 500
OWNER_LEVELS = 6
BRAND_LEVELS = 3
SUPPLY = frozenset({"SUPPLIES"})
OWNERSHIP = frozenset({"BRAND_OF", "OWNED_BY"})

Cut = Literal["nodes", "hub", "tiers", "owners", "claims"]


@dataclass(frozen=True)
class Phase:
    """One kind of step. `near` is the column of the node that is opened, `far` of the one it finds."""

    query: str
    kinds: frozenset[str]
    near: Literal["from", "to"]
    levels: int

    @property
    def far(self) -> Literal["from", "to"]:
        return "to" if self.near == "from" else "from"

    @property
    def supply(self) -> bool:
        """Does it follow supply links, whose number each node knows?"""
        return self.kinds == SUPPLY


Plan = tuple[Phase, Phase]  # from the first phase a walk may change to the second, never back


def up(max_tier: int) -> Plan:
    """To the buyers, then to the parents."""
    return (
        Phase("chain/up_buyers", SUPPLY, "from", max_tier),
        Phase("chain/up_parents", OWNERSHIP, "from", OWNER_LEVELS),
    )


def down(max_tier: int) -> Plan:
    """To the brands and firms below, then to the suppliers."""
    return (
        Phase("chain/down_brands", OWNERSHIP, "to", BRAND_LEVELS),
        Phase("chain/down_suppliers", SUPPLY, "to", max_tier),
    )


@dataclass
class SubGraph:
    """What a walk found: depths, links by (start, kind, end), neighbours not drawn, bounds that cut."""

    depths: dict[str, int]
    links: dict[LinkKey, Mapping[str, Any]] = field(default_factory=dict)
    more: dict[str, int] = field(default_factory=dict)
    cuts: set[Cut] = field(default_factory=set)


@dataclass(frozen=True)
class _Place:
    """Where a walk stands at a node: in which phase, after how many steps of it."""

    phase: int
    steps: int


class Walk:
    """One walk in one direction. Make it, `run` it once, read its `found`."""

    def __init__(self, reader: Reader, root: str, plan: Plan, max_nodes: int) -> None:
        self.reader, self.root, self.plan, self.max_nodes = reader, root, plan, max_nodes
        self.found = SubGraph({root: 0})
        self._places = {root: _Place(0, 0)}
        self._degrees: dict[str, int] = {}
        self._opened: set[tuple[str, int]] = set()
        self._undrawn: dict[str, set[str]] = {}

    def run(self, root_degree: int) -> SubGraph:
        """Walk to the end or to the bounds. `root_degree` is the root's number of supply links this way."""
        self._degrees[self.root] = root_degree
        frontier, depth = {self.root}, 0
        while frontier:
            depth += 1
            frontier = {node for phase in (0, 1) for node in self._level(phase, frontier, depth)}
        self._count_more()
        self._look_beyond()
        return self.found

    def _level(self, phase: int, frontier: Iterable[str], depth: int) -> set[str]:
        """Opens what may be opened of the frontier in one phase and gives the nodes to go on from."""
        ids = sorted(node for node in frontier if self._may_open(node, phase))
        if self.plan[phase].supply:
            ids = self._affordable(ids)
        self._opened.update((node, phase) for node in ids)
        return {node for row in self._rows(phase, ids) if (node := self._take(row, phase, depth))}

    def _may_open(self, node: str, phase: int) -> bool:
        place = self._places[node]
        if place.phase > phase or (node, phase) in self._opened:
            return False
        steps = place.steps if place.phase == phase else 0
        return steps < self.plan[phase].levels

    def _affordable(self, ids: list[str]) -> list[str]:
        """Smallest degree first while the sum stays within bounds; the root always."""
        rest, chosen = MAX_DEGREES, []
        for node in sorted(ids, key=lambda node: (self._degrees.get(node, 0), node)):
            degree = 0 if node == self.root else self._degrees.get(node, 0)
            if degree > rest:
                self.found.cuts.add("hub")
                break
            rest -= degree
            chosen.append(node)
        return sorted(chosen)

    def _rows(self, phase: int, ids: list[str]) -> list[dict[str, Any]]:
        if not ids:
            return []
        limit = ROOT_ROWS if ids == [self.root] else MAX_DEGREES
        rows = self.reader.read(
            get(self.plan[phase].query).cypher, {"ids": ids, "limit": limit, "past": "no"}
        )
        if len(rows) == limit:
            self._note_full(phase, ids)
        return rows

    def _note_full(self, phase: int, ids: list[str]) -> None:
        """A step that filled its limit may have more behind it; by their degrees when that is known."""
        if ids == [self.root] and self.plan[phase].supply and self._degrees[self.root] <= ROOT_ROWS:
            return
        self.found.cuts.add("nodes")

    def _take(self, row: Mapping[str, Any], phase: int, depth: int) -> str | None:
        """Notes one link; gives the far node if it is to be opened from here."""
        near, far = row[self.plan[phase].near], row[self.plan[phase].far]
        self._degrees.setdefault(far, row["degree"] or 0)
        if far not in self._places and len(self._places) >= self.max_nodes:
            self._undrawn.setdefault(near, set()).add(far)
            self.found.cuts.add("nodes")
            return None
        self.found.links[row["from"], row["kind"], row["to"]] = row["link"]
        return far if self._reach(near, far, phase, depth) else None

    def _reach(self, near: str, far: str, phase: int, depth: int) -> bool:
        """Is the far node new, or newly reached in a phase that may go further?"""
        known, before = self._places.get(far), self._places[near]
        if known is not None and known.phase <= phase:
            return False
        self._places[far] = _Place(phase, before.steps + 1 if before.phase == phase else 1)
        self.found.depths.setdefault(far, depth)
        return True

    def _count_more(self) -> None:
        drawn = self._drawn()
        for node, place in self._places.items():
            more = self._more(node, place, drawn.get(node, 0))
            if more:
                self.found.more[node] = more

    def _more(self, node: str, place: _Place, drawn: int) -> int:
        """Neighbours not drawn: exact where the node was opened, by its degree where it was not."""
        supply = 0 if self.plan[0].supply else 1
        undrawn = len(self._undrawn.get(node, ()))
        if place.phase > supply:
            return undrawn
        behind = max(self._degrees.get(node, 0) - drawn, 0)
        if (node, supply) not in self._opened:
            if behind and not self._was_hub(place, supply):
                self.found.cuts.add("tiers")
            return behind + undrawn
        return max(behind, undrawn) if node == self.root else undrawn

    def _look_beyond(self) -> None:
        """Ownership has no degrees: what stands at its last level is asked whether it goes on."""
        owners = 1 if self.plan[0].supply else 0
        last = _Place(owners, self.plan[owners].levels)
        ids = sorted(node for node, place in self._places.items() if place == last)
        if any(row[self.plan[owners].far] not in self._places for row in self._rows(owners, ids)):
            self.found.cuts.add("owners")

    def _was_hub(self, place: _Place, supply: int) -> bool:
        steps = place.steps if place.phase == supply else 0
        return steps < self.plan[supply].levels

    def _drawn(self) -> dict[str, int]:
        """How many supply links are drawn on the side of each node that was walked."""
        counts: dict[str, int] = {}
        for start, kind, end in self.found.links:
            if kind in SUPPLY:
                near = start if self.plan[0].supply else end
                counts[near] = counts.get(near, 0) + 1
        return counts
