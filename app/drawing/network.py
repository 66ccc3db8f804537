"""What vis-network draws from: nodes, edges and options made by pyvis, as plain JSON for our own template.

pyvis's own page is never used: it asks other hosts in every mode, and runs HTML from a title as soon as
any title holds `href`. Titles and labels here are plain text.
"""

import json
from datetime import date
from typing import Any

from app.drawing import lines, sayings, signs
from app.drawing.pen import Pen
from app.drawing.picture import Figure, LinkUrl, NodeUrl, figure, label_words, link_id, node_words
from app.layout import Box, Layout, key_of
from app.lettering import xml_safe
from graph.chain import Chain, ChainLink, ChainNode

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "hierarchical": {"enabled": False}},
    "interaction": {
        "dragNodes": False, "hover": True, "keyboard": False, "zoomView": True, "dragView": True,
        "tooltipDelay": 150, "selectConnectedEdges": False, "navigationButtons": False,
    },
    "nodes": {"fixed": True, "physics": False},
    "edges": {
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5},
    },
}  # fmt: skip


def network_data(
    chain: Chain,
    layout: Layout,
    *,
    link_url: LinkUrl | None = None,
    node_url: NodeUrl | None = None,
    today: date | None = None,
) -> dict[str, Any]:
    """`nodes`, `edges`, `options` for vis-network, and the `zones`, `columns`, `unknowns` beside them.

    Coordinates are the layout's, px, with a node's (x, y) in its middle. Plain JSON: put it into a page
    with Jinja's `tojson`, which escapes `<`.
    """
    from pyvis.network import Network  # IPython comes with it: half a second that only a drawing should cost

    drawing = figure(chain, layout, Pen(), today, link_url=link_url, node_url=node_url)
    network = Network(directed=True, cdn_resources="local")
    for node in drawing.nodes:
        network.add_node(node.id, **_node(drawing, node))
    for link in drawing.links:
        network.add_edge(link.start, link.end, **_edge(drawing, link))
    network.set_options(json.dumps(OPTIONS))
    nodes, edges, _, _, _, options = network.get_network_data()
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "zones": [_box(area) for _, area in layout.zones.values()],
        "unknowns": [_box(box) for _, box in layout.unknowns],
        "columns": [{"x": x, "title": title} for x, title in layout.columns],
        "width": layout.width,
        "height": layout.height,
        "rtl": layout.rtl,
        "root": chain.root,
    }


def _node(drawing: Figure, node: ChainNode) -> dict[str, Any]:
    box = drawing.layout.boxes[node.id]
    x, y = box.centre
    return {
        "label": "\n".join(box.lines), "title": xml_safe(node_words(node)), "shape": "custom", "x": x, "y": y,
        "group": signs.look_of(node), "size": box.width / 2, "box": _box(box), "more": node.more,
        "tier": node.tier, "url": drawing.node_url(node) if drawing.node_url else None,
    }  # fmt: skip


def _box(box: Box) -> dict[str, Any]:
    return {
        "x": box.x, "y": box.y, "width": box.width, "height": box.height,
        "lines": list(box.lines), "sub": list(box.sub),
    }  # fmt: skip


def _edge(drawing: Figure, link: ChainLink) -> dict[str, Any]:
    may = drawing.is_may(link)
    return {
        "id": link_id(link), "title": xml_safe(sayings.sentence(drawing.chain, link, may)), "kind": link.kind,
        "confidence": link.confidence, "width": {3: 3.5, 2: 1.75}.get(link.confidence, 1.75), "may": may,
        "dashes": [11, 5] if may else [6, 4] if link.confidence == 1 else False,
        "old": bool(sayings.age(link, drawing.on)), "words": label_words(drawing, link),
        "way": lines.path(drawing.routes[key_of(link)], link.kind), "arrows": "",
        "url": drawing.link_url(link) if drawing.link_url else None,
    }  # fmt: skip
