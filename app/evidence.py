"""The evidence line of a statement: how sure, how many sources, how old; and things as pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.presenting import age, counted, is_old, thing_url
from graph.chain import ChainClaim, ChainNode
from graph.model import CONFIDENCE

_SIGNS = {"Workplace": "wp", "Organisation": "org", "Zone": "zn", "Country": "cn", "Source": "src"}


@dataclass(frozen=True)
class Evidence:
    """`level` 3 sure, 2 likely, 1 in doubt, with its word; how many say it; its age; the claims."""

    level: int
    word: str
    counted: str
    age: str
    old: bool
    claims: Sequence[ChainClaim]


def evidence(claims: Sequence[ChainClaim], confidence: int | None, last_seen: str | None) -> Evidence:
    """The line over the claims of one link; `confidence` and `last_seen` are the link's own."""
    level = confidence or max((claim.confidence for claim in claims), default=1)
    last_seen = last_seen or max((claim.as_of for claim in claims if claim.as_of), default=None)
    for_ = {claim.source_id for claim in claims if claim.stance == "asserts"}
    against = {claim.source_id for claim in claims if claim.stance == "denies"}
    number = counted(len(for_), "source")
    if against:
        number += f", {counted(len(against), 'denies', 'deny')} it"
    return Evidence(level, CONFIDENCE[level].capitalize(), number, age(last_seen), is_old(last_seen), claims)


@dataclass(frozen=True)
class Thing:
    """A thing as a page names it. `also` is another of its names, by which a reader may know it."""

    id: str
    name: str
    url: str
    sign: str
    disclosed: bool = True
    also: str = ""


def thing(row: Mapping[str, Any], kind: str = "", sign: str = "") -> Thing:
    """From a row with id, name and what else there is of kind, disclosed, roles, other_names."""
    kind = kind or str(row.get("kind") or "")
    disclosed = row.get("disclosed") is not False
    brand = "brand" in (row.get("roles") or ())
    return Thing(
        id=row["id"], name=row["name"] or row["id"], url=thing_url(row["id"]),
        sign=sign or ("br" if brand else _SIGNS.get(kind, "src")), disclosed=disclosed,
        also=other_name(row["name"], row.get("other_names") or ()),
    )  # fmt: skip


def node_thing(node: ChainNode) -> Thing:
    """A chain's node as a page names it."""
    return thing(
        {**node.props, "id": node.id, "name": node.name, "kind": node.kind, "disclosed": node.disclosed}
    )


def other_name(name: str | None, others: Iterable[str]) -> str:
    """The longest other name that is no mere respelling of the first, or empty."""
    plain = _plain(name or "")
    fresh = [other for other in others if _plain(other) != plain]
    return max(fresh, key=lambda other: (len(other), other), default="")


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
