"""GraphML by networkx, for Gephi, yEd, Cytoscape, igraph (http://graphml.graphdrawing.org/specification.html).

Values are text, numbers and truth values, as the format has no lists; what is unknown is left out.
"""

import io
from typing import Any

import networkx

from app.exporting.common import About, notices_of, sources_of
from app.exporting.steps import Step, steps_of
from app.layout import Layout
from app.lettering import xml_safe
from graph.chain import Chain, ChainNode


def chain_graphml(chain: Chain, layout: Layout, about: About) -> bytes:
    """The chain as a directed multigraph, with the layout's x and y, and the file's sources and notices."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(**_about(chain, about))
    for node in chain.nodes:
        graph.add_node(node.id, **_node(node, layout))
    for step in steps_of(chain):
        graph.add_edge(step.start.id, step.end.id, **_edge(step))
    out = io.BytesIO()
    networkx.write_graphml_xml(graph, out, encoding="utf-8", prettyprint=True)
    return out.getvalue()


def _about(chain: Chain, about: About) -> dict[str, Any]:
    sources = [
        f"{source.name} ({source.publisher}, {source.licence}, {source.as_of})"
        for source in sources_of(chain)
    ]
    return _flat({
        "title": about.title, "made_on": about.made_on.isoformat(), "audience": about.audience_note,
        "permalink": about.permalink, "sources": sources, "notices": notices_of(chain, about.made_on),
        "complete": chain.complete,
    })  # fmt: skip


def _node(node: ChainNode, layout: Layout) -> dict[str, Any]:
    x, y = layout.positions.get(node.id, (None, None))
    extra = {f"prop_{name}": value for name, value in sorted(node.props.items())}
    return _flat({
        "label": node.name, "name": node.name, "kind": node.kind, "country": node.country, "tier": node.tier,
        "disclosed": node.disclosed, "x": x, "y": y, **extra,
    })  # fmt: skip


def _edge(step: Step) -> dict[str, Any]:
    link = step.link
    return _flat({
        "label": step.words, "kind": link.kind, "since": link.since, "until": link.until,
        "last_seen": link.last_seen, "confidence": step.sure, "weight": link.confidence, "basis": step.basis,
        "sources": step.claimed("source"), "publishers": step.claimed("publisher"),
        "as_of": step.claimed("as_of"), "words": step.claimed("words"), "claims": step.claimed("id"),
    })  # fmt: skip


def _flat(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in values.items() if value not in (None, [], ())}


def _value(value: Any) -> str | int | float | bool:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return xml_safe("; ".join(str(part) for part in value))
    return xml_safe(str(value))
