"""The number of a whole graph: equal for equal graphs on any engine, another for any change."""

from graph.engines.base import Batch, Engine, LinkRow, NodeRow
from graph.graph_hash import GraphHash, graph_hash

NODES = [
    NodeRow("Workplace", "WP-1", {"id": "WP-1", "name": "ផ្ទះ", "lat": 11.5, "n_buyers": 2}),
    NodeRow("Workplace", "WP-2", {"id": "WP-2", "name": "Two", "other_names": ["Deux", "Zwei"]}),
    NodeRow("Organisation", "OR-1", {"id": "OR-1", "name": "One", "disclosed": False}),
    NodeRow("Organisation", "OR-2", {"id": "OR-2", "name": "Two"}),
]
LINKS = [
    LinkRow("Workplace", "WP-1", "SUPPLIES", "Organisation", "OR-1", {"tiers": [1, 2], "last_seen": "2018"}),
    LinkRow("Workplace", "WP-1", "SUPPLIES", "Workplace", "WP-2", {"confidence": 2}),
    LinkRow("Organisation", "OR-1", "OWNED_BY", "Organisation", "OR-2", {"share": 50.0}),
]
KNOWN = GraphHash("ae402e855fd73214d824ffbe7b72f4cb8d7865b197b78d8a54c1516eec49efe4", 4, 3)


def test_number_is_the_same_on_each_engine(engine: Engine) -> None:
    engine.apply(Batch(1, nodes=NODES, links=LINKS))
    assert graph_hash(engine.reader()) == KNOWN


def test_pages_make_no_difference(engine: Engine) -> None:
    engine.apply(Batch(1, nodes=NODES, links=LINKS))
    assert graph_hash(engine.reader(), page=1) == KNOWN


def test_any_change_changes_it(engine: Engine) -> None:
    engine.apply(Batch(1, nodes=NODES, links=LINKS))
    changed = LinkRow("Organisation", "OR-1", "OWNED_BY", "Organisation", "OR-2", {"share": 51.0})
    engine.apply(Batch(2, links=[changed]))
    assert graph_hash(engine.reader()).sha256 != KNOWN.sha256
    engine.apply(Batch(3, links=[LINKS[2]]))
    assert graph_hash(engine.reader()) == KNOWN
