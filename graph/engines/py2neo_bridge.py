"""For notebooks that are written with py2neo: its `Graph` on our server, and a chain as its `Subgraph`.

py2neo (https://py2neo.org/2021.1/) is no longer maintained; it comes with the extra `linkwork[py2neo]` and
nothing else here uses it. A subgraph keeps a chain's nodes, links and claims; a link's claims are one
JSON text, its property `claims`, because a database has no lists of maps.
"""

import importlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graph.chain import Chain, ChainClaim, ChainLink, ChainNode
from graph.engines.values import stored
from graph.errors import InputError, UnreachableError

if TYPE_CHECKING:
    import py2neo

_NODE_FIELDS = ("id", "name", "country", "tier", "disclosed", "more")
_LINK_FIELDS = ("since", "until", "last_seen", "confidence")
_NOTICE = "Read from a py2neo subgraph, which keeps no paths."


def py2neo_graph(url: str, user: str, password: str) -> "py2neo.Graph":
    """py2neo's own handle on a Neo4j server. Raises `UnreachableError` when it cannot connect."""
    module = _py2neo()
    try:
        return module.Graph(url, auth=(user, password))
    except module.errors.ConnectionUnavailable as error:
        raise UnreachableError(
            f"py2neo cannot connect to {url}: no answer, or the user or the password is refused."
        ) from error


def to_subgraph(chain: Chain) -> "py2neo.Subgraph":
    """A chain's nodes and links, ready for `graph.merge(subgraph)`: nodes are one by label and `id`."""
    module = _py2neo()
    nodes = {node.id: _to_node(module, node) for node in chain.nodes}
    links = [
        module.Relationship(nodes[link.start], link.kind, nodes[link.end], **_link_properties(link))
        for link in chain.links
    ]
    return module.Subgraph(nodes.values(), links)


def from_subgraph(subgraph: "py2neo.Subgraph", root: str, audience: str) -> Chain:
    """The chain that `to_subgraph` was given, without its paths; nodes and links sorted by their ids.

    Raises `InputError` when the subgraph lacks the root, or a link has no claims: no link without a source.
    """
    nodes = {node["id"]: _from_node(node) for node in subgraph.nodes}
    links = {(link.start, link.kind, link.end): link for link in map(_from_link, subgraph.relationships)}
    if root not in nodes:
        raise InputError(f"The subgraph has no node with the id {root!r}.")
    return Chain(
        root=root, engine="neo4j", audience=audience, nodes=[nodes[id_] for id_ in sorted(nodes)],
        links=[links[key] for key in sorted(links)], paths=(), complete=False, notice=_NOTICE,
    )  # fmt: skip


def _py2neo() -> Any:
    try:
        return importlib.import_module("py2neo")
    except ImportError as error:
        raise InputError(
            "py2neo is not installed; install it with pip install 'linkwork[py2neo]'."
        ) from error


def _to_node(module: Any, node: ChainNode) -> Any:
    fields = {name: getattr(node, name) for name in _NODE_FIELDS}
    made = module.Node(node.kind, **stored({**node.props, **fields}))
    made.__primarylabel__, made.__primarykey__ = node.kind, "id"  # what `graph.merge` goes by
    return made


def _link_properties(link: ChainLink) -> dict[str, Any]:
    fields = {name: getattr(link, name) for name in _LINK_FIELDS}
    claims = json.dumps([asdict(claim) for claim in link.claims], ensure_ascii=False)
    return stored({**link.props, **fields, "claims": claims})


def _from_node(node: Any) -> ChainNode:
    given = dict(node)
    fields = {name: given.pop(name, None) for name in _NODE_FIELDS}
    if fields["id"] is None or len(node.labels) != 1:
        raise InputError("A node of the subgraph has no id or not one label; to_subgraph makes such nodes.")
    (kind,) = node.labels
    return ChainNode(
        id=fields["id"], kind=kind, name=fields["name"] or "", country=fields["country"],
        tier=fields["tier"] or 0, disclosed=fields["disclosed"] is not False, props=given,
        more=fields["more"] or 0,
    )  # fmt: skip


def _from_link(link: Any) -> ChainLink:
    given = dict(link)
    start, kind, end = link.start_node["id"], type(link).__name__, link.end_node["id"]
    fields = {name: given.pop(name, None) for name in _LINK_FIELDS}
    claims = [ChainClaim(**claim) for claim in json.loads(given.pop("claims", "[]"))]
    if not claims:
        raise InputError(f"The link {start} {kind} {end} has no claims, and no link is without a source.")
    return ChainLink(
        start=start, end=end, kind=kind, claims=claims, since=fields["since"], until=fields["until"],
        last_seen=fields["last_seen"], confidence=fields["confidence"] or 1, props=given,
    )  # fmt: skip
