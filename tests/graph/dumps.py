"""A whole graph as comparable data."""

from typing import Any

from graph.engines.base import Reader
from graph.model import LINKS, NODES, link_properties, node_properties


def dump(reader: Reader) -> list[Any]:
    """Every node and link with every declared property, sorted."""
    rows: list[Any] = []
    for label in NODES:
        names = ["id", *(p.name for p in node_properties(label))]
        wanted = ", ".join(f"n.{name} AS {name}" for name in names)
        rows += [
            ("node", label, row) for row in reader.read(f"MATCH (n:{label}) RETURN {wanted} ORDER BY id", {})
        ]
    for kind in LINKS:
        names = [p.name for p in link_properties(kind)]
        wanted = ", ".join(f"r.{name} AS {name}" for name in names)
        query = f"MATCH (a)-[r:{kind}]->(b) RETURN a.id AS start, b.id AS end_, {wanted} ORDER BY start, end_"
        rows += [("link", kind, row) for row in reader.read(query, {})]
    return rows
