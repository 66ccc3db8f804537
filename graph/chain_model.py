"""A chain: the part of the graph that one question is about, with its claims and its paths.

The types here are what pages, drawings and exports are made from; `as_json` gives the shape of
`linkwork chain --json`. Walking: `graph/chain_walk.py`; everything is imported from `graph.chain`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

NOTICE_NAMES = "Names may be duplicates: two records may be one place, or one record two."
NOTICE_WRONG = "A link implies no wrongdoing."

Direction = Literal["up", "down", "both"]


@dataclass(frozen=True)
class ChainNode:
    """A thing in a chain. `tier` is its depth from the root: 0 the root, up positive, down negative."""

    id: str
    kind: str  # the model's label
    name: str
    country: str | None  # ISO 3166-1 alpha-2
    tier: int
    disclosed: bool = True
    props: Mapping[str, Any] = field(
        default_factory=dict
    )  # incl. zone_id, zone, n_buyers, n_suppliers, roles
    more: int = 0  # neighbours that are known and not drawn


@dataclass(frozen=True)
class ChainClaim:
    """Who says it: one claim behind a link."""

    id: str
    source: str  # the name of the source
    source_id: str
    publisher: str
    stance: str  # asserts, denies, ends
    as_of: str | None  # ISO date as exact as the source gives it, e.g. 2018 or 2018-11-07
    confidence: int  # 3 sure, 2 likely, 1 in doubt
    audience: str
    words: str  # as given
    row_ref: str
    list_name: str
    file_name: str
    licence: str
    route: str | None = None
    list_of: str = ""  # whose list it is, where the source keeps one a buyer: the name as given


@dataclass(frozen=True)
class ChainLink:
    """One link per (start, kind, end), with the claims that carry it; `claims` is never empty."""

    start: str
    end: str
    kind: str
    claims: Sequence[ChainClaim]
    since: str | None = None
    until: str | None = None
    last_seen: str | None = None
    confidence: int = 1
    props: Mapping[str, Any] = field(default_factory=dict)  # tiers, products, n_publishers, disputed …


LinkKey = tuple[str, str, str]  # (start, kind, end)


class ClaimsDoor(Protocol):
    """The only way from a chain to the claims behind its links, for one audience."""

    def claims_of(self, links: Sequence[LinkKey]) -> Mapping[LinkKey, list[ChainClaim]]:
        """The visible claims of each link; a link without any is left out or has an empty list."""
        ...


@dataclass(frozen=True)
class ChainPath:
    """From the root to an end. `basis` is stated when one source row or one supply link covers it."""

    nodes: Sequence[str]
    basis: Literal["stated", "composed"]
    last_seen: int | None  # the oldest step's year: the path is no fresher than that
    weakest: int


@dataclass(frozen=True)
class Chain:
    """What was asked for. `complete` is false when a limit cut something; `notice` says what."""

    root: str
    engine: str
    audience: str
    nodes: Sequence[ChainNode]
    links: Sequence[ChainLink]
    paths: Sequence[ChainPath]
    complete: bool = True
    notice: str = ""
    direction: Direction = "up"

    def node(self, id: str) -> ChainNode:  # noqa: A002
        """The node with this id; KeyError when it is not in the chain."""
        for node in self.nodes:
            if node.id == id:
                return node
        raise KeyError(id)

    def as_json(self) -> dict[str, Any]:
        """The shape of `chain --json`, lists in a fixed order."""
        return {
            "root": self.root,
            "engine": self.engine,
            "audience": self.audience,
            "nodes": [
                {
                    "id": n.id, "kind": n.kind, "name": n.name, "country": n.country, "tier": n.tier,
                    "disclosed": n.disclosed, "props": dict(n.props),
                }
                for n in self.nodes
            ],
            "links": [_link_json(link) for link in self.links],
            "paths": [
                {"nodes": list(p.nodes), "basis": p.basis, "last_seen": p.last_seen, "weakest": p.weakest}
                for p in self.paths
            ],
            "complete": self.complete,
            "notice": self.notice,
        }  # fmt: skip


def _link_json(link: ChainLink) -> dict[str, Any]:
    claims = [
        {
            "id": c.id, "source": c.source, "stance": c.stance, "as_of": c.as_of, "confidence": c.confidence,
            "audience": c.audience, "words": c.words,
        }
        for c in link.claims
    ]  # fmt: skip
    return {
        "from": link.start, "to": link.end, "kind": link.kind, "since": link.since, "until": link.until,
        "last_seen": link.last_seen, "claims": claims,
    }  # fmt: skip
