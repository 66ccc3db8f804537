"""What the graph should hold for some things, computed from the ledger: a pure reading, no engine.

A value shown on a node is, property by property, that of the live visible description by latest date,
confidence, list and claim; other names go to `other_names`, disagreement to `disputed`. A link stands
once for (start, kind, end) and carries what its claims say together.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from graph.engines.base import LinkRow, NodeRow
from graph.ledger.reading import Edition, HeldClaim, ListInfo, live
from graph.model import NODES, Property, link_properties, node_properties

# Spelling is no conflict: two addresses of one place, two measurements of its position.
_NEVER_DISPUTED = frozenset({"name", "address", "location", "lat", "lon", "precision"})
_LISTS = ("texts", "ints")
_KEPT = 10_000  # wordings of links
IN_DOUBT, LIKELY, SURE = 1, 2, 3


def node_row(label: str, thing: str, claims: Iterable[HeldClaim], fallback: str) -> NodeRow:
    """A node from the descriptions of all its keys; `fallback` is its name when nobody gives one."""
    claims = list(claims)
    declared = node_properties(label)
    of_one_source = any(
        p.name == "source" and p.computed for p in declared
    )  # a finding is not pieced together
    standing = _by_preference(live(claims, by_property=not of_one_source))
    properties, disputed = _merge(declared, standing)
    names = _distinct(claim.properties["name"] for claim in standing if "name" in claim.properties)
    old = _distinct(claim.properties["name"] for claim in claims if "name" in claim.properties)
    name = names[0] if names else fallback
    properties |= {
        "id": thing,
        "name": name,
        "other_names": sorted({*names, *old} - {name}),
        "disputed": disputed,
        "first_seen": min((claim.first for claim in claims), default=None),
        "last_seen": _newest(claims),
    }
    if of_one_source and standing:
        properties["source"] = standing[0].list.source_thing
    if NODES[label].prefix is None and not thing.startswith("mat:"):
        properties.setdefault("code", thing.partition(":")[2])
    return NodeRow(label, thing, _stored(properties))


def link_row(
    ends: tuple[str, str], kind: str, labels: tuple[str, str], claims: Sequence[HeldClaim]
) -> LinkRow | None:
    """A link from all claims between its ends, or None when nobody (any longer) asserts it."""
    properties = _of_one(kind, _said(claims[0])) if len(claims) == 1 else _of_link(kind, claims)
    if properties is None:
        return None
    return LinkRow(labels[0], ends[0], kind, labels[1], ends[1], properties)


class _Said(NamedTuple):
    """What the properties of a link rest on where one claim makes it, whatever its ends."""

    list: ListInfo
    stance: str
    payload: str
    valid_from: str | None
    valid_to: str | None
    stated_as_of: str | None
    confidence: int
    newest: Edition
    first: str


def _said(claim: HeldClaim) -> _Said:
    return _Said(
        claim.list, claim.stance, claim.payload, claim.valid_from, claim.valid_to, claim.stated_as_of,
        claim.confidence, claim.newest, claim.first,
    )  # fmt: skip


@lru_cache(_KEPT)
def _of_one(kind: str, said: _Said) -> Mapping[str, Any] | None:
    """Of a million links of one list nearly all say the same: it is worked out once."""
    return _of_link(kind, [HeldClaim(0, kind=kind, subject=0, object=0, route=None, **said._asdict())])


def _of_link(kind: str, claims: Sequence[HeldClaim]) -> Mapping[str, Any] | None:
    asserting = [claim for claim in claims if claim.stance == "asserts"]
    if not asserting:
        return None
    standing = live(claims)
    said = _by_preference(c for c in standing if c.stance == "asserts") or _by_preference(live(asserting))
    properties, disputed = _merge(link_properties(kind), said)
    denied = any(claim.stance == "denies" for claim in standing)
    publishers = {claim.list.publisher_root for claim in said}
    properties |= {
        "since": min((c.valid_from for c in said if c.valid_from), default=None),
        "until": _until(claims),
        "first_seen": min(claim.first for claim in asserting),
        "last_seen": _newest(asserting),
        "confidence": IN_DOUBT if denied else _confidence(said),
        "n_claims": len(said),
        "sources": sorted({claim.list.source_thing for claim in said}),
        "n_publishers": len(publishers),
        "disputed": sorted([*disputed, *(["stance"] if denied else [])]),
    }
    return _stored(properties)


def _confidence(said: Sequence[HeldClaim]) -> int:
    """The best claim's; sure when two independent publishers say it, neither by inference."""
    best = max(claim.confidence for claim in said)
    independent = {claim.list.publisher_root for claim in said if claim.confidence >= LIKELY}
    return SURE if len(independent) > 1 else best


def _until(claims: Sequence[HeldClaim]) -> str | None:
    """When the last of its statements ended, `unknown` when it ended on a day nobody gives, else None."""
    by_list: dict[tuple[int, int, str, int | None], list[HeldClaim]] = {}
    for claim in claims:
        by_list.setdefault(claim.statement, []).append(claim)
    ends = [end_of(wordings) for wordings in by_list.values() if any(c.stance == "asserts" for c in wordings)]
    return None if None in ends else max((end for end in ends if end), default=None)


def end_of(wordings: Sequence[HeldClaim]) -> str | None:
    """When a statement of these wordings ended; `unknown` on a day nobody gives, None while it stands."""
    asserting = [claim for claim in wordings if claim.stance == "asserts"]
    seen = max(claim.newest for claim in asserting)
    ended = [claim for claim in wordings if claim.stance == "ends" and claim.newest > seen]
    if ended:
        return min(claim.newest for claim in ended).as_of or "unknown"
    standing = [claim for claim in live(wordings) if claim.stance == "asserts"]
    stated = [claim.valid_to for claim in standing]
    return max((end for end in stated if end), default=None) if all(stated) else None


def _merge(declared: Iterable[Property], standing: Sequence[HeldClaim]) -> tuple[dict[str, Any], list[str]]:
    """The preferred value of each stated property, and the names of those that claims disagree on."""
    properties: dict[str, Any] = {}
    disputed: list[str] = []
    if len(standing) == 1:
        return _as_stated(declared, standing[0].properties), disputed
    for one in declared:
        values = [claim.properties[one.name] for claim in standing if one.name in claim.properties]
        if one.computed or not values:
            continue
        if one.kind in _LISTS:
            properties[one.name] = sorted({item for value in values for item in value})
        else:
            properties[one.name] = values[0]
            if one.name not in _NEVER_DISPUTED and len({_folded(value) for value in values}) > 1:
                disputed.append(one.name)
    return properties, sorted(disputed)


def _as_stated(declared: Iterable[Property], stated: Mapping[str, Any]) -> dict[str, Any]:
    return {
        one.name: sorted(set(stated[one.name])) if one.kind in _LISTS else stated[one.name]
        for one in declared
        if one.name in stated and not one.computed
    }


def _by_preference(claims: Iterable[HeldClaim]) -> list[HeldClaim]:
    """Latest date first (unknown last), then confidence, list, claim."""
    claims = list(claims)
    if len(claims) < 2:
        return claims
    ordered = sorted(claims, key=lambda claim: (-claim.confidence, claim.list.id, claim.id))
    return sorted(ordered, key=lambda claim: claim.as_of or "", reverse=True)


def _newest(claims: Iterable[HeldClaim]) -> str | None:
    return max((claim.as_of for claim in claims if claim.as_of), default=None)


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _folded(value: Any) -> Any:
    return unicodedata.normalize("NFKC", value).casefold().strip() if isinstance(value, str) else value


def _stored(properties: Mapping[str, Any]) -> dict[str, Any]:
    """What is stored: nothing unknown and no empty list."""
    return {name: value for name, value in properties.items() if value is not None and value != []}
