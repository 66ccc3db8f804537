"""The parts of a chain that are read after the walk: node cards, claims, depths, the notice."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.chain_model import (
    NOTICE_NAMES,
    NOTICE_WRONG,
    ChainClaim,
    ChainLink,
    ChainNode,
    ClaimsDoor,
    LinkKey,
)
from graph.chain_walk import Cut, SubGraph
from graph.engines.base import Reader, Row
from queries.catalog import get

_CUTS: Mapping[Cut, str] = {
    "nodes": "Not everything is drawn: there is more than fits, and what is not drawn is counted.",
    "hub": "Things with very many links are drawn closed, with the number of their links.",
    "tiers": "Nothing beyond tier {max_tier} is drawn.",
    "owners": "Owners and brands further away are not drawn.",
    "claims": "Links without a claim that may be shown here are left out.",
}


def read_cards(reader: Reader, ids: Iterable[str]) -> dict[str, Row]:
    """What is known of each workplace or organisation, by id; ids of other things are left out."""
    rows = reader.read(get("chain/cards").cypher, {"ids": sorted(ids)})
    return {row["id"]: row for row in rows}


def nodes(reader: Reader, found: SubGraph) -> list[ChainNode]:
    """The nodes of a walk, by depth and id; below the root depths are negative."""
    cards = read_cards(reader, found.depths)
    made = [_node(card, found.depths[id], found) for id, card in cards.items()]  # noqa: A001
    return sorted(made, key=lambda node: (node.tier, node.id))


def _node(card: Row, tier: int, found: SubGraph) -> ChainNode:
    return ChainNode(
        id=card["id"],
        kind=card["kind"],
        name=card["name"] or card["id"],
        country=_country(card),
        tier=tier,
        disclosed=card["disclosed"],
        props=_props(card),
        more=found.more.get(card["id"], 0),
    )


def _country(card: Row) -> str | None:
    """Where it stands; an organisation without a place: where it is registered."""
    codes = [*card["countries"], *card["registered"], card["country"]]
    return next((code.removeprefix("iso:") for code in codes if code), None)


def _props(card: Row) -> dict[str, Any]:
    """What is known and nothing else: a property without a value is left out."""
    zones, operators = card["zones"], card["operators"]
    props: dict[str, Any] = {**card["props"], "n_brands": card["n_brands"], "n_parents": card["n_parents"]}
    if zones:
        props |= {"zone_id": zones[0]["id"], "zone": zones[0]["name"], "zone_kind": zones[0]["kind"]}
    if len(zones) > 1:
        props["zones"] = [zone["id"] for zone in zones]
    if operators:
        props |= {"operator_id": operators[0]["id"], "operator": operators[0]["name"]}
    return {key: value for key, value in sorted(props.items()) if value is not None}


def with_claims(found: SubGraph, root: str, door: ClaimsDoor) -> list[ChainLink]:
    """The links of a walk with their claims, sorted. A link that nobody may be named for is not shown.

    What only such links joined to the root goes too; `found` is left without it.
    """
    claims = door.claims_of(sorted(found.links))
    bare = [key for key in found.links if not claims.get(key)]
    if bare:
        _forget(found, root, bare)
    return [_link(key, found.links[key], claims[key]) for key in sorted(found.links)]


def _forget(found: SubGraph, root: str, keys: Iterable[LinkKey]) -> None:
    for key in keys:
        del found.links[key]
    found.cuts.add("claims")
    joined = _joined(root, found.links)
    found.depths = {id: depth for id, depth in found.depths.items() if id in joined}  # noqa: A001
    found.links = {key: props for key, props in found.links.items() if key[0] in joined}


def _link(key: LinkKey, props: Mapping[str, Any], claims: Sequence[ChainClaim]) -> ChainLink:
    start, kind, end = key
    rest = {name: value for name, value in sorted(props.items()) if name not in _OWN and value is not None}
    return ChainLink(
        start, end, kind, claims, props["since"], props["until"], props["last_seen"],
        props["confidence"] or 1, rest,
    )  # fmt: skip


_OWN = frozenset({"since", "until", "last_seen", "confidence"})


def link_props(reader: Reader, keys: Sequence[LinkKey]) -> dict[LinkKey, Mapping[str, Any]]:
    """What each of these links carries; links that the graph does not have are left out."""
    asked = [{"from": start, "kind": kind, "to": end} for start, kind, end in keys]
    rows = reader.read(get("chain/links").cypher, {"links": asked})
    return {(row["from"], row["kind"], row["to"]): row["link"] for row in rows}


def depths(root: str, keys: Sequence[LinkKey]) -> dict[str, int]:
    """How far each node stands from the root: one up for a link followed, one down for one met backwards.

    What the links do not join to the root counts from its own first node.
    """
    around = _around(keys)
    found: dict[str, int] = {}
    for first in [root, *sorted(around)]:
        if first not in found:
            _spread(first, around, found)
    return found


def _spread(first: str, around: Mapping[str, list[tuple[str, int]]], found: dict[str, int]) -> None:
    found[first] = 0
    frontier = [first]
    while frontier:
        reached = []
        for node in frontier:
            for other, step in around.get(node, ()):
                if other not in found:
                    found[other] = found[node] + step
                    reached.append(other)
        frontier = sorted(reached)


def _around(keys: Iterable[LinkKey]) -> dict[str, list[tuple[str, int]]]:
    around: dict[str, list[tuple[str, int]]] = {}
    for start, _, end in sorted(keys):
        around.setdefault(start, []).append((end, 1))
        around.setdefault(end, []).append((start, -1))
    return around


def _joined(root: str, keys: Iterable[LinkKey]) -> set[str]:
    found: dict[str, int] = {}
    _spread(root, _around(keys), found)
    return set(found)


def notice(found: SubGraph, paths_cut: bool, max_tier: int, n_paths: int) -> str:
    """What a reader has to know: the standing notices, then what was cut."""
    parts = [NOTICE_NAMES, NOTICE_WRONG]
    parts += [_CUTS[cut].format(max_tier=max_tier) for cut in sorted(found.cuts)]
    if paths_cut:
        parts.append(f"Only the {n_paths} shortest paths are listed.")
    return " ".join(parts)
