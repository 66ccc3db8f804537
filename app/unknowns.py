"""Where the sources end: what a drawing shows as "Not known", with words and without a line.

Only a complete chain has such ends: where a limit cut it, nobody knows that nobody knows.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.chain import Chain, ChainLink, ChainNode

MOST_APART = 3  # in one column; more are told in one box


@dataclass(frozen=True)
class Unknown:
    """`about` is the node whose next step no source names, empty where one box stands for several."""

    key: str
    tier: int
    what: str  # suppliers, buyers or owner
    words: str
    about: str = ""


_WORDS = {
    "suppliers": ("no source names its suppliers", "no source names the suppliers of {n} of these"),
    "buyers": ("no source names its buyers", "no source names the buyers of {n} of these"),
    "owner": ("no source names its owner", "no source names the owners of {n} of these"),
}


def unknowns(chain: Chain, nodes: Sequence[ChainNode], links: Sequence[ChainLink]) -> list[Unknown]:
    """The unknowns of a chain, in the order of its nodes."""
    if not chain.complete:
        return []
    ends: dict[tuple[int, str], list[str]] = defaultdict(list)
    starts, stops = {link.start for link in links}, {link.end for link in links}
    for node in nodes:
        if chain.direction in ("up", "both") and node.tier >= 0 and node.id not in starts and _named(node):
            ends[node.tier + 1, "buyers" if node.kind == "Workplace" else "owner"].append(node.id)
        if chain.direction in ("down", "both") and node.tier <= 0 and node.id not in stops and _named(node):
            ends[node.tier - 1, "suppliers"].append(node.id)
    return [unknown for (tier, what), about in ends.items() for unknown in _told(tier, what, about)]


def _named(node: ChainNode) -> bool:
    return node.kind in ("Workplace", "Organisation") and node.disclosed and not node.more


def _told(tier: int, what: str, about: Sequence[str]) -> list[Unknown]:
    one, several = _WORDS[what]
    if len(about) > MOST_APART:
        return [Unknown(f"?{what}{tier}", tier, what, several.format(n=len(about)))]
    return [Unknown(f"?{what}~{node_id}", tier, what, one, node_id) for node_id in about]
