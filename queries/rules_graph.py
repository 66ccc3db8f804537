"""Lint rules about patterns: the model's words, labels on ids, bounds. Each yields refusals."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from queries.patterns import LinkPattern, NodePattern, PathPattern
from queries.statement import Statement
from queries.tokens import CypherError
from queries.words import OWNERSHIP, TAKEN

Refusals = Iterator[CypherError]


@dataclass(frozen=True)
class Vocabulary:
    """The model's words: the properties of every label and of every link type."""

    nodes: Mapping[str, frozenset[str]]
    links: Mapping[str, frozenset[str]]


def words_of_model(query: Statement, model: Vocabulary) -> Refusals:
    """Labels and link types are the model's."""
    for pattern in query.patterns:
        for node in pattern.nodes:
            yield from _unknown(query, node.labels, model.nodes, "label")
        for link in pattern.links:
            yield from _unknown(query, link.types, model.links, "link type")
    for at in range(len(query.tokens)):
        if query.is_(at - 1, ":") and at not in query.in_pattern and _tests_label(query, at):
            yield from _unknown(query, (at,), model.nodes, "label")


def _tests_label(query: Statement, at: int) -> bool:
    """`n:Label` in an expression, and not a key with its value."""
    return query.tokens[at - 2].text in query.holds and not query.is_property(at - 2)


def _unknown(query: Statement, places: Iterable[int], known: Iterable[str], what: str) -> Refusals:
    words = sorted(known)
    for at in places:
        if query.tokens[at].text not in words:
            yield query.error(
                at, f"the model has no {what} {query.tokens[at].text}; it has {', '.join(words)}"
            )


def properties_of_model(query: Statement, model: Vocabulary) -> Refusals:
    """Properties are the model's, of the thing that they are asked of."""
    labels, types = _labels(query), _types(query)
    for pattern in query.patterns:
        for node in pattern.nodes:
            known = _of(labels.get(node.name) or _texts(query, node.labels), model.nodes)
            yield from _unknown_property(query, node.keys, known)
        for link in pattern.links:
            yield from _unknown_property(query, link.keys, _of(_texts(query, link.types), model.links))
    for at, token in enumerate(query.tokens[:-2]):
        if query.is_(at + 1, ".") and query.tokens[at + 2].kind in ("name", "quoted"):
            yield from _unknown_property(query, (at + 2,), _known(query, token.text, labels, types, model))


def _known(
    query: Statement,
    name: str,
    labels: Mapping[str, set[str]],
    types: Mapping[str, set[str]],
    model: Vocabulary,
) -> frozenset[str] | None:
    """The properties that this name may have; None where it stands for something else."""
    holds = query.holds.get(name, {"other"})
    if holds == {"node"}:
        return _of(labels.get(name, set()), model.nodes)
    return _of(types.get(name, set()), model.links) if holds == {"link"} else None


def _of(words: Iterable[str], known: Mapping[str, frozenset[str]]) -> frozenset[str]:
    chosen = [word for word in words if word in known] or list(known)
    return frozenset().union(*(known[word] for word in chosen))


def _unknown_property(query: Statement, places: Iterable[int], known: frozenset[str] | None) -> Refusals:
    for at in places:
        name = query.tokens[at].text
        if name in TAKEN:
            yield query.error(
                at, f"{name} is what the embedded engine calls its own; no property has that name"
            )
        elif known is not None and name not in known:
            yield query.error(at, f"the model has no property {name} here; see graph/model.py")


def _labels(query: Statement) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for node in (node for pattern in query.patterns for node in pattern.nodes):
        found.setdefault(node.name, set()).update(_texts(query, node.labels))
    return found


def _types(query: Statement) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for link in (link for pattern in query.patterns for link in pattern.links):
        found.setdefault(link.name, set()).update(_texts(query, link.types))
    return found


def _texts(query: Statement, places: Iterable[int]) -> set[str]:
    return {query.tokens[at].text for at in places}


def labelled_ids(query: Statement, _: Vocabulary) -> Refusals:
    """An id without a label makes Neo4j read every node."""
    for pattern in query.patterns:
        for node in pattern.nodes:
            if node.keys and not node.labels:
                yield query.error(node.at, "give the label too: (a:Workplace|Organisation {id: $id})")


def anchored(query: Statement, _: Vocabulary) -> Refusals:
    """A pattern starts from something: a label, a type, or a name bound before."""
    for pattern in query.patterns:
        known = any(node.labels or _bound_before(query, pattern, node) for node in pattern.nodes)
        if not known and not any(link.types for link in pattern.links):
            yield query.error(pattern.start, "this reads the whole graph; give a label")


def bounded(query: Statement, _: Vocabulary) -> Refusals:
    """How far a path may go is written down, and both its ends are known before it is walked."""
    for pattern in query.patterns:
        for place, link in enumerate(pattern.links):
            if link.variable:
                yield from _bounds(query, pattern, link, pattern.nodes[place : place + 2])


def _bounds(
    query: Statement, pattern: PathPattern, link: LinkPattern, ends: Iterable[NodePattern]
) -> Refusals:
    if link.high is None:
        yield query.error(link.at, "give an upper bound, such as *1..6; the embedded engine stops at ten")
        return
    bound = sum(_is_bound(query, pattern, node) for node in ends)
    ownership = _texts(query, link.types)
    short = bool(ownership) and ownership <= OWNERSHIP and link.high <= 3
    if bound < (1 if short else 2):
        sentence = "bind both ends by id before; go layer by layer with CALL (f1) {…} where one is open"
        yield query.error(link.at, sentence)


def _is_bound(query: Statement, pattern: PathPattern, node: NodePattern) -> bool:
    by_id = node.labels and "id" in _texts(query, node.keys)
    return bool(by_id) or _bound_before(query, pattern, node)


def _bound_before(query: Statement, pattern: PathPattern, node: NodePattern) -> bool:
    """Has this name been met before the pattern?"""
    return bool(node.name) and any(
        token.text == node.name and token.kind in ("name", "quoted")
        for token in query.tokens[: pattern.start]
    )


def same_link_twice(query: Statement, _: Vocabulary) -> Refusals:
    """The embedded engine misses answers where EXISTS may walk one link there and back."""
    for pattern in query.patterns:
        if pattern.within in ("exists", "expression") and _may_return(query, pattern):
            yield query.error(pattern.start, "the same link type stands twice; write COUNT { … } > 0")


def _may_return(query: Statement, pattern: PathPattern) -> bool:
    seen: set[str] = set()
    for link in pattern.links:
        types = _texts(query, link.types)
        again = bool(types & seen) or (not types and len(pattern.links) > 1)
        if again or (link.variable and link.high != 1):
            return True
        seen |= types
    return False


def shortest_in_match(query: Statement, _: Vocabulary) -> Refusals:
    """shortestPath stands in MATCH, between two things that are not the same."""
    in_match = {p.start for p in query.patterns if p.within == "shortest"}
    for at, token in enumerate(query.tokens):
        if token.text.lower() in ("shortestpath", "allshortestpaths") and query.is_(at + 1, "("):
            if at + 2 not in in_match:
                yield query.error(at, "shortestPath stands in MATCH only: MATCH p = shortestPath(…)")
            elif not any(query.is_(before, "<>") for before in range(at)):
                yield query.error(
                    at, "write WHERE a <> b before it; a path from a thing to itself is an error"
                )


def link_maps(query: Statement, _: Vocabulary) -> Refusals:
    """Maps are named: of nodes `n {.id}`, of links `{since: s.since}`."""
    for at in range(len(query.tokens)):
        if not (query.is_(at + 1, "{") and query.is_(at + 2, ".")):
            continue
        if query.is_(at + 3, "*"):
            yield query.error(at + 3, "name the properties; the embedded engine adds its own to *")
        elif query.holds.get(query.tokens[at].text) == {"link"}:
            name = query.tokens[at].text
            yield query.error(
                at, f"a map of a link is empty on the embedded engine; write {{since: {name}.since}}"
            )


RULES: tuple[Callable[[Statement, Vocabulary], Refusals], ...] = (
    words_of_model, properties_of_model, labelled_ids, anchored, bounded, same_link_twice, shortest_in_match,
    link_maps,
)  # fmt: skip
