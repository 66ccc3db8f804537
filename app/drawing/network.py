"""What vis-network draws from: nodes, edges and options made by pyvis, as plain JSON for our own template.

pyvis's own page is never used: it asks other hosts in every mode, and runs HTML from a title as soon as
any title holds `href`. Titles and labels here are plain text.
"""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from app.drawing import lines, sayings, signs
from app.drawing.pen import Pen
from app.drawing.picture import Figure, LinkUrl, NodeUrl, figure, label_words, link_id, node_words
from app.layout import Box, Layout, key_of
from app.lettering import runs_rtl, xml_safe
from graph.chain import Chain, ChainLink, ChainNode

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "hierarchical": {"enabled": False}},
    "interaction": {
        "dragNodes": False, "hover": True, "keyboard": False, "zoomView": False, "dragView": True,
        "selectable": False, "navigationButtons": False,
    },
    "nodes": {"fixed": True, "physics": False},
    "edges": {"smooth": False, "hidden": True},  # the page's script draws the ways that are computed here
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
        "zones": [_box(area) | {"outline": signs.cut_corners(area)} for _, area in layout.zones.values()],
        "unknowns": [_unknown(box) for _, box in layout.unknowns],
        "columns": [{"x": x, "title": title} for x, title in layout.columns],
        "signs": {look: [asdict(stroke) for stroke in strokes] for look, strokes in signs.SIGNS.items()},
        "width": layout.width,
        "height": layout.height,
        "rtl": layout.rtl,
        "root": chain.root,
    }


def _node(drawing: Figure, node: ChainNode) -> dict[str, Any]:
    box, look = drawing.layout.boxes[node.id], drawing.look(node)
    x, y = box.centre
    return {
        "label": "\n".join(box.lines), "said": xml_safe(node_words(node)), "shape": "custom", "x": x, "y": y,
        "group": look, "box": _box(box), "outline": signs.outline_path(look, box), "more": node.more,
        "inner": signs.inner_path(box) if look == "brand" else "", "tier": node.tier,
        "url": drawing.node_url(node) if drawing.node_url else None,
    }  # fmt: skip


def _box(box: Box) -> dict[str, Any]:
    return {
        "x": box.x, "y": box.y, "width": box.width, "height": box.height,
        "lines": [_line(line) for line in box.lines], "sub": [_line(line) for line in box.sub],
    }  # fmt: skip


def _line(words: str) -> dict[str, Any]:
    return {"words": words, "rtl": runs_rtl(words)}


def _unknown(box: Box) -> dict[str, Any]:
    return {
        "group": "unknown", "box": _box(box), "outline": signs.outline_path("unknown", box), "inner": "",
        "hatch": signs.hatching(box), "more": 0,
    }  # fmt: skip


def _edge(drawing: Figure, link: ChainLink) -> dict[str, Any]:
    may, route, words = drawing.is_may(link), drawing.routes[key_of(link)], label_words(drawing, link)
    name, tip = lines.tip_path(route, link.kind)
    return {
        "id": link_id(link), "said": xml_safe(sayings.sentence(drawing.chain, link, may)), "kind": link.kind,
        "width": 3.5 if link.confidence == 3 else 1.75, "line": lines.line_class(link.kind),
        "dashes": [11, 5] if may else [6, 4] if link.confidence == 1 else [],
        "old": bool(sayings.age(link, drawing.on)), "way": lines.path(route, link.kind), "tip": tip,
        "ring": name == "tipr", "words": words, "at": _box(lines.label_box(route, words)) if words else None,
        "url": drawing.link_url(link) if drawing.link_url else None,
    }  # fmt: skip
