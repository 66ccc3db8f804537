"""A thing's chain: everything that other code needs of it is imported from here.

`trace` walks a chain through the graph (`graph/chain_walk.py`), `chain_from_rows` makes one of a saved
query's links; both add the claims behind every link and list the paths (`graph/chain_paths.py`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.chain_model import (
    NOTICE_NAMES,
    NOTICE_WRONG,
    Chain,
    ChainClaim,
    ChainLink,
    ChainNode,
    ChainPath,
    ClaimsDoor,
    Direction,
    LinkKey,
)
from graph.chain_parts import depths, link_props, nodes, notice, read_cards, with_claims
from graph.chain_paths import PathFinder
from graph.chain_walk import Plan, SubGraph, Walk, down, up
from graph.engines.base import Reader, Row
from graph.errors import InputError, NotOneError

__all__ = [
    "NOTICE_NAMES",
    "NOTICE_WRONG",
    "Chain",
    "ChainClaim",
    "ChainLink",
    "ChainNode",
    "ChainPath",
    "ClaimsDoor",
    "Direction",
    "LinkKey",
    "chain_from_rows",
    "trace",
]

MAX_TIERS = 6
MAX_NODES = 500
MAX_PATHS = 200


@dataclass(frozen=True)
class _Ask:
    """What a chain is made for: the fields of it that are known before walking."""

    reader: Reader
    root: str
    audience: str
    claims: ClaimsDoor
    direction: Direction
    max_tier: int
    max_paths: int


def trace(
    reader: Reader,
    root: str,
    *,
    direction: Direction = "up",
    max_tier: int = MAX_TIERS,
    audience: str,
    claims: ClaimsDoor,
    max_nodes: int = MAX_NODES,
    max_paths: int = MAX_PATHS,
) -> Chain:
    """The chain of the workplace or organisation `root`, at most `max_tier` supply links deep.

    Links that have ended are not walked. Raises `NotOneError` when the graph has no such workplace or
    organisation, `InputError` for a depth outside 1..6, and what the reader raises.
    """
    if not 1 <= max_tier <= MAX_TIERS:
        raise InputError(f"A chain is 1 to {MAX_TIERS} tiers deep, not {max_tier}; choose a number between.")
    ask = _Ask(reader, root, audience, claims, direction, max_tier, max_paths)
    card = _root_card(reader, root)
    return _chain(ask, _walk(ask, card, max_nodes))


def chain_from_rows(
    reader: Reader,
    rows: Iterable[Row],
    *,
    root: str,
    audience: str,
    claims: ClaimsDoor,
    direction: Direction = "down",
    more: bool = False,
) -> Chain:
    """A chain of exactly the links that a saved query's rows name (`from, kind, to`).

    `root` is the thing that the question was about; tiers are depths from it, up positive. `more` says
    that the query had further rows. Rows whose `from`, `kind` or `to` is null carry no link.
    """
    keys = sorted({(r["from"], r["kind"], r["to"]) for r in rows if r["from"] and r["kind"] and r["to"]})
    held = link_props(reader, keys)
    found = SubGraph(depths(root, sorted(held)), held)
    if more:
        found.cuts.add("nodes")
    return _chain(_Ask(reader, root, audience, claims, direction, MAX_TIERS, MAX_PATHS), found)


def _root_card(reader: Reader, root: str) -> Row:
    cards = read_cards(reader, [root])
    if root not in cards:
        raise NotOneError(f"The graph has no workplace or organisation {root}; search for it by name.")
    return cards[root]


def _walk(ask: _Ask, card: Row, max_nodes: int) -> SubGraph:
    """Up, down or both. Where there is something on either side, each side has half of the nodes."""
    buyers, suppliers = card["props"].get("n_buyers") or 0, card["props"].get("n_suppliers") or 0
    if ask.direction == "up":
        return Walk(ask.reader, ask.root, up(ask.max_tier), max_nodes).run(buyers)
    if ask.direction == "down":
        below = Walk(ask.reader, ask.root, down(ask.max_tier), max_nodes).run(suppliers)
        return _join(SubGraph({ask.root: 0}), below)
    above_room = max_nodes // 2 if suppliers or card["n_brands"] else max_nodes
    above = Walk(ask.reader, ask.root, up(ask.max_tier), above_room).run(buyers)
    below_room = max_nodes - len(above.depths) + 1
    return _join(above, Walk(ask.reader, ask.root, down(ask.max_tier), below_room).run(suppliers))


def _join(above: SubGraph, below: SubGraph) -> SubGraph:
    """Both ways in one; depths below the root are negative, and what is on both sides is above."""
    ids = above.more.keys() | below.more.keys()
    return SubGraph(
        {node: -depth for node, depth in below.depths.items()} | above.depths,
        {**below.links, **above.links},
        {node: above.more.get(node, 0) + below.more.get(node, 0) for node in ids},
        above.cuts | below.cuts,
    )


def _chain(ask: _Ask, found: SubGraph) -> Chain:
    """Dress what was found: claims on every link, cards on every node, the paths, the notice."""
    links = with_claims(found, ask.root, ask.claims)
    paths, cut = _paths(ask, links)
    return Chain(
        root=ask.root,
        engine=ask.reader.name,
        audience=ask.audience,
        nodes=nodes(ask.reader, found),
        links=links,
        paths=paths,
        complete=not (found.cuts or cut),
        notice=notice(found, cut, ask.max_tier, len(paths)),
        direction=ask.direction,
    )


def _paths(ask: _Ask, links: Sequence[ChainLink]) -> tuple[list[ChainPath], bool]:
    plans: dict[Direction, list[Plan]] = {
        "up": [up(ask.max_tier)],
        "down": [down(ask.max_tier)],
        "both": [up(ask.max_tier), down(ask.max_tier)],
    }
    finders = [PathFinder(ask.root, links, plan) for plan in plans[ask.direction]]
    paths = [path for finder in finders for path in finder.shortest(ask.max_paths)]
    paths.sort(key=lambda path: (len(path.nodes), path.nodes))
    cut = len(paths) > ask.max_paths or any(finder.cut for finder in finders)
    return paths[: ask.max_paths], cut
