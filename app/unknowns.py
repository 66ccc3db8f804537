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


_CARRY = ("SUPPLIES", "OPERATED_BY", "OWNED_BY", "BRAND_OF")
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
    for node in (node for node in nodes if _named(node)):
        for side in ("up", "down"):
            if chain.direction in (side, "both") and (what := _missing(node, side, links)):
                ends[node.tier + (1 if side == "up" else -1), what].append(node.id)
    return [unknown for (tier, what), about in ends.items() for unknown in _told(tier, what, about)]


def _missing(node: ChainNode, side: str, links: Sequence[ChainLink]) -> str:
    """What no source names beyond a node on one side of the root; empty when one does."""
    if not _in_chain(node, side, links):
        return ""
    if side == "down":
        return "" if any(link.end == node.id for link in links) else "suppliers"
    if node.kind == "Organisation":
        return "" if any(link.start == node.id for link in links) else "owner"
    # Who runs a workplace may be named as the supplier in its stead.
    ours = {node.id} | {link.end for link in links if link.start == node.id and link.kind == "OPERATED_BY"}
    return "" if any(link.start in ours and link.kind == "SUPPLIES" for link in links) else "buyers"


def _in_chain(node: ChainNode, side: str, links: Sequence[ChainLink]) -> bool:
    """Whether goods or ownership lead to a node: a union beside a workplace has no suppliers to be named."""
    if node.tier == 0:
        return True
    if (side == "up") != (node.tier > 0):
        return False
    ends = (link.end if side == "up" else link.start for link in links if link.kind in _CARRY)
    return node.id in ends


def _named(node: ChainNode) -> bool:
    return node.kind in ("Workplace", "Organisation") and node.disclosed and not node.more


def _told(tier: int, what: str, about: Sequence[str]) -> list[Unknown]:
    one, several = _WORDS[what]
    if len(about) > MOST_APART:
        return [Unknown(f"?{what}{tier}", tier, what, several.format(n=len(about)))]
    return [Unknown(f"?{what}~{node_id}", tier, what, one, node_id) for node_id in about]
