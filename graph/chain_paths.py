"""Lists the paths of a drawn chain: from its root to each end, the shortest first, ties by ids.

Paths are found by their exact length, and a branch is followed only where a path of that length can
end, so that the work goes with the number of paths listed and not with the number there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.chain_model import ChainLink, ChainPath
from graph.chain_walk import SUPPLY, Plan

MAX_STEPS = 200_000  # steps that the search may take before it stops and says so

_State = tuple[str, int, int]  # node, phase, steps within the phase


@dataclass(frozen=True)
class _Step:
    """All links between two things in one phase, taken together."""

    supply: bool
    last_seen: int | None
    confidence: int
    routes: frozenset[str]


class PathFinder:
    """Paths from `root` through `links` in the order that a plan allows."""

    def __init__(self, root: str, links: Sequence[ChainLink], plan: Plan) -> None:
        self.root, self.plan = root, plan
        self.cut = False
        self._steps = _steps(links, plan)
        self._next: tuple[dict[str, list[str]], ...] = ({}, {})
        for phase, near, far in sorted(self._steps):
            self._next[phase].setdefault(near, []).append(far)
        self._on_cycle = _cyclic({(near, far) for _, near, far in self._steps})
        self._lengths: dict[_State, int] = {}
        self._budget = MAX_STEPS

    def shortest(self, limit: int) -> list[ChainPath]:
        """At most `limit` paths; sets `cut` when there are more."""
        paths: dict[tuple[str, ...], ChainPath] = {}
        for nodes, phases in self._by_length():
            if nodes in paths:
                continue
            if len(paths) == limit:
                self.cut = True
                break
            paths[nodes] = self._path(nodes, phases)
        return list(paths.values())

    def _by_length(self) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
        start = (self.root, 0, 0)
        for length in range(1, self._ends(start).bit_length()):
            yield from self._exactly(length, start, (self.root,), ())

    def _exactly(
        self, rest: int, state: _State, nodes: tuple[str, ...], phases: tuple[int, ...]
    ) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
        """Paths that end after exactly `rest` further steps, in the order of their ids."""
        onward = [after for after in self._after(state) if after[0] not in nodes]
        if rest == 0:
            if not onward:
                yield nodes, phases
            return
        for after in onward:
            self._budget -= 1
            if self._budget < 0:
                self.cut = True
                return
            if self._ends(after) >> (rest - 1) & 1:
                yield from self._exactly(rest - 1, after, (*nodes, after[0]), (*phases, after[1]))

    def _after(self, state: _State) -> list[_State]:
        node, phase, steps = state
        same = self._next[phase].get(node, []) if steps < self.plan[phase].levels else []
        after = [(far, phase, steps + 1) for far in same]
        if phase == 0:
            after += [(far, 1, 1) for far in self._next[1].get(node, [])]
        return sorted(after)

    def _ends(self, state: _State) -> int:
        """The lengths at which a path from here may end, as bits; some may prove to be cycles."""
        if state not in self._lengths:
            onward = self._after(state)
            here = 1 if not onward or state[0] in self._on_cycle else 0
            for after in onward:
                here |= self._ends(after) << 1
            self._lengths[state] = here
        return self._lengths[state]

    def _path(self, nodes: tuple[str, ...], phases: tuple[int, ...]) -> ChainPath:
        steps = [
            self._steps[phase, near, far] for phase, near, far in zip(phases, nodes, nodes[1:], strict=False)
        ]
        years = [step.last_seen for step in steps]
        return ChainPath(
            nodes=nodes,
            basis="stated" if _one_route([step for step in steps if step.supply]) else "composed",
            last_seen=None if None in years else min(year for year in years if year is not None),
            weakest=min(step.confidence for step in steps),
        )


def _one_route(supply: list[_Step]) -> bool:
    """Does one link, or one row of one source, cover the whole supply part?"""
    if len(supply) < 2:
        return True
    return bool(frozenset.intersection(*(step.routes for step in supply)))


def _steps(links: Sequence[ChainLink], plan: Plan) -> Mapping[tuple[int, str, str], _Step]:
    groups: dict[tuple[int, str, str], list[ChainLink]] = {}
    for link in links:
        for number, phase in enumerate(plan):
            if link.kind in phase.kinds:
                near, far = (link.start, link.end) if phase.near == "from" else (link.end, link.start)
                groups.setdefault((number, near, far), []).append(link)
    return {key: _together(group) for key, group in groups.items()}


def _together(links: list[ChainLink]) -> _Step:
    """Links side by side make one step, as fresh and as sure as the best of them."""
    years = [int(link.last_seen[:4]) for link in links if link.last_seen]
    claims = [claim for link in links for claim in link.claims]
    return _Step(
        supply=links[0].kind in SUPPLY,
        last_seen=max(years, default=None),
        confidence=max(link.confidence for link in links),
        routes=frozenset(c.route for c in claims if c.route and c.stance == "asserts"),
    )


def _cyclic(pairs: set[tuple[str, str]]) -> set[str]:
    """Nodes that may lie on a cycle: what is left when nodes without a way in or out are taken away."""
    while pairs:
        starts, ends = {near for near, _ in pairs}, {far for _, far in pairs}
        left = {(near, far) for near, far in pairs if near in ends and far in starts}
        if left == pairs:
            break
        pairs = left
    return {node for pair in pairs for node in pair}
