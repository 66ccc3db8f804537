"""A chain as a table of steps: one indented row a link, from the root outward."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.drawing import link_id
from app.drawing.sayings import uncertain
from app.evidence import Evidence, Thing, evidence, node_thing
from graph.chain import Chain, ChainLink, ChainNode
from graph.model import LINKS

FOLDED = 20  # links of one node that are shown before "and 19 more"
DEEPEST = 7  # steps of indenting


@dataclass(frozen=True)
class Step:
    """One row. The root has no link; `again` where what follows stands at an earlier row."""

    depth: int
    thing: Thing
    node: ChainNode
    link: ChainLink | None = None
    link_id: str = ""
    words: str = ""
    evidence: Evidence | None = None
    may: bool = False
    again: bool = False
    folded: int = 0  # this row stands for so many more links of the thing above


def steps(chain: Chain, *, everything: bool = False) -> list[Step]:
    """The rows of a chain. `everything` opens what is folded."""
    return _Table(chain, everything).rows()


class _Table:
    def __init__(self, chain: Chain, everything: bool) -> None:
        self.chain = chain
        self.nodes: Mapping[str, ChainNode] = {node.id: node for node in chain.nodes}
        self.may = uncertain(chain)
        self.brands = {link.start for link in chain.links if link.kind == "BRAND_OF"}
        self.most = len(chain.links) if everything else FOLDED
        self.around = self._around()
        self.told: set[str] = set()  # links that have a row, or a fold that stands for them
        self.opened: set[str] = set()

    def rows(self) -> list[Step]:
        made = self._from(self.chain.root)
        for node in sorted(self.nodes.values(), key=lambda node: (node.tier, node.name, node.id)):
            if any(link_id(link) not in self.told for link, _ in self.around.get(node.id, ())):
                made += self._from(node.id)
        return made

    def _from(self, root: str) -> list[Step]:
        node = self.nodes[root]
        return [Step(0, self._thing(node), node), *self._below(root, 1)]

    def _thing(self, node: ChainNode) -> Thing:
        """As the drawing has it: what is listed as a brand has a brand's sign."""
        named = node_thing(node)
        return replace(named, sign="br") if node.id in self.brands else named

    def _below(self, node_id: str, depth: int) -> list[Step]:
        """Depth first; a thing's own links are told once."""
        self.opened.add(node_id)
        fresh = [
            (link, other) for link, other in self.around.get(node_id, ()) if link_id(link) not in self.told
        ]
        self.told.update(link_id(link) for link, _ in fresh)
        made: list[Step] = []
        for link, other in fresh[: self.most]:
            again = other in self.opened
            made.append(self._step(min(depth, DEEPEST), link, other, again))
            made += [] if again else self._below(other, depth + 1)
        if len(fresh) > self.most:
            node = self.nodes[node_id]
            made.append(Step(min(depth, DEEPEST), node_thing(node), node, folded=len(fresh) - self.most))
        return made

    def _step(self, depth: int, link: ChainLink, other: str, again: bool) -> Step:
        node, from_ = self.nodes[other], self.nodes[link.end if link.start == other else link.start]
        line = evidence(link.claims, link.confidence, link.last_seen)
        may = frozenset((link.start, link.end)) in self.may
        words = _words(link, other, from_)
        has_more = bool(self.around.get(other))
        return Step(depth, self._thing(node), node, link, link_id(link), words, line, may, again and has_more)

    def _around(self) -> dict[str, list[tuple[ChainLink, str]]]:
        """For each node the links that lead away from the root, by name of what they lead to."""
        around: dict[str, list[tuple[ChainLink, str]]] = {}
        for link in self.chain.links:
            start, end = self.nodes[link.start], self.nodes[link.end]
            near, far = (start, end) if abs(start.tier) <= abs(end.tier) else (end, start)
            if start.tier == end.tier:  # within a tier, as the link points
                near, far = start, end
            around.setdefault(near.id, []).append((link, far.id))
        for links in around.values():
            links.sort(key=lambda pair: (pair[0].kind != "SUPPLIES", *self._order(pair[1]), pair[0].kind))
        return around

    def _order(self, node_id: str) -> Sequence[str]:
        return (self.nodes[node_id].name.casefold(), node_id)


def _words(link: ChainLink, other: str, from_: ChainNode) -> str:
    """What the row's thing is to the one above it: `is supplied by it, tier 1`."""
    model = LINKS[link.kind]
    tiers = link.props.get("tiers") or ()
    stated = f", tier {', '.join(str(tier) for tier in tiers)} as stated" if tiers else ""
    if other == link.end:
        said = {"SUPPLIES": "is supplied by it", "OWNED_BY": "owns it", "OPERATED_BY": "runs it",
                "BRAND_OF": "has it as a brand"}.get(link.kind, model.back)  # fmt: skip
    else:
        said = {"SUPPLIES": "supplies it", "BRAND_OF": f"brand of {from_.name}", "OWNED_BY": "is owned by it",
                "OPERATED_BY": "is run by it"}.get(link.kind, model.words)  # fmt: skip
    return said + stated
