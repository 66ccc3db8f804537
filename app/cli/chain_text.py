"""A chain as lines of text: a tree of steps from the root, then the paths, then the notice."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.drawing.sayings import confidence_word, uncertain, unique
from graph.chain import Chain, ChainLink, ChainNode, ChainPath
from graph.model import LINKS, NODES

_PATHS = 20  # told one by one
_SOURCES = 3  # named at one step
_MAY = "(may): no single source states the whole path."


def lines(chain: Chain) -> Iterator[str]:
    """The whole text."""
    root = chain.node(chain.root)
    yield f"{root.name} · {NODES[root.kind].words} · {root.id}"
    yield from (f"  {place}" for place in (_place(root),) if place)
    tree = _Tree(chain)
    yield from tree.side("up")
    yield from tree.side("down")
    yield from tree.rest()
    yield from _paths(chain)
    if tree.composed:
        yield _MAY
    yield from chain.notice.splitlines()


@dataclass
class _Tree:
    """Each thing is opened once; where it comes again, it is named and marked."""

    chain: Chain
    told: set[tuple[str, str, str]] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.nodes = {node.id: node for node in self.chain.nodes}
        self.composed = uncertain(self.chain)
        self.near: Mapping[str, dict[str, list[ChainLink]]] = {
            "up": defaultdict(list),
            "down": defaultdict(list),
        }
        for link in self.chain.links:
            self.near["up"][link.start].append(link)
            self.near["down"][link.end].append(link)

    def side(self, way: str) -> Iterator[str]:
        """The steps from the root one way."""
        self.opened = {self.chain.root}
        yield from self._below(self.chain.root, way, "")

    def rest(self) -> Iterator[str]:
        """The links that no walk from the root came by."""
        left = [link for link in self.chain.links if _key(link) not in self.told]
        if left:
            yield "Also:"
        for link in left:
            yield f"  {self.nodes[link.start].name} {self._step(link, 'up')}"

    def _below(self, node: str, way: str, indent: str) -> Iterator[str]:
        links = [
            link for link in self.near[way][node] if self._goes_on(link, way) and _key(link) not in self.told
        ]
        for place, link in enumerate(links, start=1):
            last = place == len(links)
            self.told.add(_key(link))
            far = link.end if way == "up" else link.start
            again = far in self.opened
            yield f"{indent}{'└─' if last else '├─'} {self._step(link, way)}{' (see above)' if again else ''}"
            if not again:
                self.opened.add(far)
                yield from self._below(far, way, indent + ("   " if last else "│  "))

    def _goes_on(self, link: ChainLink, way: str) -> bool:
        """Away from the root, not back to it, and not told yet."""
        if _key(link) in self.told:
            return False
        near, far = (link.start, link.end) if way == "up" else (link.end, link.start)
        ahead = self.nodes[far].tier - self.nodes[near].tier
        return ahead >= 0 if way == "up" else ahead <= 0

    def _step(self, link: ChainLink, way: str) -> str:
        node = self.nodes[link.end if way == "up" else link.start]
        words = LINKS[link.kind].words if way == "up" else LINKS[link.kind].back
        may = " (may)" if frozenset((link.start, link.end)) in self.composed else ""
        facts = [fact for fact in (_place(node), _tiers(link), _sure(link), _seen(link), _by(link)) if fact]
        more = f"; {node.more:,} more not shown" if node.more else ""
        return f"{words} {node.name} ({node.id}){may} · {' · '.join(facts)}{more}"


def _key(link: ChainLink) -> tuple[str, str, str]:
    return link.start, link.kind, link.end


def _place(node: ChainNode) -> str:
    return ", ".join(str(part) for part in (node.props.get("zone"), node.country) if part)


def _tiers(link: ChainLink) -> str:
    tiers = link.props.get("tiers") or []
    return f"tier {', '.join(map(str, tiers))} as stated" if tiers else ""


def _sure(link: ChainLink) -> str:
    denied = any(claim.stance == "denies" for claim in link.claims)
    return confidence_word(link.confidence) + (", denied by a source" if denied else "")


def _seen(link: ChainLink) -> str:
    if link.until:
        return f"ended {link.until}"
    return f"last seen {link.last_seen}" if link.last_seen else "no date"


def _by(link: ChainLink) -> str:
    names = unique(claim.source for claim in link.claims)
    more = f" and {len(names) - _SOURCES} more" if len(names) > _SOURCES else ""
    return f"says {'; '.join(names[:_SOURCES])}{more}"


def _paths(chain: Chain) -> Iterator[str]:
    if not chain.paths:
        yield "No path: no source names a next step."
        return
    stated = sum(path.basis == "stated" for path in chain.paths)
    many = "paths" if len(chain.paths) != 1 else "path"
    yield f"{len(chain.paths)} {many} ({stated} stated, {len(chain.paths) - stated} may be):"
    names = {node.id: node.name for node in chain.nodes}
    for path in chain.paths[:_PATHS]:
        yield f"  {_path(path, names)}"
    if len(chain.paths) > _PATHS:
        yield f"  and {len(chain.paths) - _PATHS} more; --json lists them all"


def _path(path: ChainPath, names: Mapping[str, str]) -> str:
    seen = f"last seen {path.last_seen}" if path.last_seen else "no date"
    basis = "stated" if path.basis == "stated" else "may"
    return f"{_arrows(path.nodes, names)} ({basis}, {confidence_word(path.weakest)}, {seen})"


def _arrows(nodes: Sequence[str], names: Mapping[str, str]) -> str:
    return " → ".join(names.get(node, node) for node in nodes)
