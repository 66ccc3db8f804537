"""The small drawing beside a page: a thing and its next neighbours; every line leads to the chain's page."""

from dataclasses import replace

from flask import url_for

from app.drawing import link_id, svg
from app.evidence import node_thing
from app.layout import place
from graph.chain import Chain

MOST = 12  # nodes; a larger neighbourhood is left to the chain's own page


def mini(chain: Chain) -> str:
    """The drawing, or nothing where there is nothing to draw or too much."""
    near = neighbours(chain)
    if not 2 <= len(near.nodes) <= MOST:
        return ""

    def link_url(start: str) -> str:
        return url_for("chain.page", id=chain.root, link=start) + "#link"

    return svg(
        near,
        place(near),
        link_url=lambda link: link_url(link_id(link)),
        node_url=lambda node: node_thing(node).url or None,
    )


def neighbours(chain: Chain) -> Chain:
    """The root with what is one step from it. It is a part, so no end of it is drawn as unknown."""
    nodes = [node for node in chain.nodes if abs(node.tier) <= 1]
    ids = {node.id for node in nodes}
    links = [link for link in chain.links if {link.start, link.end} <= ids]
    return replace(chain, nodes=nodes, links=links, paths=(), complete=False)
