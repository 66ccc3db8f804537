"""What the projection writes, as Cypher: the one Python file with Cypher text.

Every statement is portable: it runs unchanged on Neo4j and on the embedded engine. Values travel as
parameters; labels and kinds of links, which cannot, are checked against the model before they go into text.
Node rows are `{id, p}`, link rows `{start_id, end_id, p}`: `p` is everything that the node (its `id`
included) or the link shall have, and replaces what it had, so that a vanished property is gone.
"""

from collections.abc import Sequence

from graph.errors import ModelError
from graph.model import LINKS, NODES, LinkType, link_properties, node_properties

# The follower's own node: how far it has read the dirty log, whose graph it is, whether it is whole.
READ_WATERMARK = (
    "MATCH (m:Meta {id: 'watermark'}) RETURN m.seq AS seq, m.audience AS audience, m.whole AS whole"
)
WRITE_WATERMARK = (
    "MERGE (m:Meta {id: 'watermark'}) "
    "SET m.name = 'watermark', m.seq = $seq, m.audience = $audience, m.whole = $whole"
)
META_CONSTRAINT = "CREATE CONSTRAINT meta_id IF NOT EXISTS FOR (n:Meta) REQUIRE n.id IS UNIQUE"
AWAIT_INDEXES = "CALL db.awaitIndexes()"
COUNT_NODES = "MATCH (n) RETURN count(n) AS n"


def constraint(label: str) -> str:
    """One thing, one node: makes ids unique among the nodes of a label, and finds them by an index."""
    name = _label(label).lower()
    return f"CREATE CONSTRAINT {name}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"


def upsert_nodes(label: str) -> str:
    """Takes `$rows` of `{id, p}`."""
    return f"UNWIND $rows AS row MERGE (n:{_label(label)} {{id: row.id}}) SET n = row.p"


def create_nodes(label: str, names: Sequence[str]) -> str:
    """Takes `$rows` of these properties, `id` among them, of nodes that do not stand yet.

    The embedded engine makes a node of named properties in a quarter of the time that it takes for a map.
    """
    known = {p.name for p in node_properties(_label(label))} | {"id"}
    if strange := set(names) - known:
        raise ModelError(f"A {label} has no {', '.join(sorted(strange))}.")
    return f"UNWIND $rows AS row CREATE (n:{label} {{{', '.join(f'{n}: row.{n}' for n in names)}}})"


def upsert_links(start_label: str, kind: str, end_label: str) -> str:
    """Takes `$rows` of `{start_id, end_id, p}`; a row whose start or end does not stand does nothing."""
    start, end = _ends(start_label, kind, end_label)
    return f"UNWIND $rows AS row MATCH {start} MATCH {end} MERGE (a)-[r:{kind}]->(b) SET r = row.p"


def delete_nodes(label: str) -> str:
    """Takes `$rows` of `{id}`; the links of a node go with it."""
    return f"UNWIND $rows AS row MATCH (n:{_label(label)} {{id: row.id}}) DETACH DELETE n"


def delete_links(start_label: str, kind: str, end_label: str) -> str:
    """Takes `$rows` of `{start_id, end_id}`."""
    start, end = _ends(start_label, kind, end_label)
    return f"UNWIND $rows AS row MATCH {start} MATCH {end} MATCH (a)-[r:{kind}]->(b) DELETE r"


def delete_some_nodes(label: str) -> str:
    """Deletes at most `$limit` nodes of a label with their links and gives their number as `n`."""
    return f"MATCH (n:{_label(label)}) WITH n LIMIT $limit DETACH DELETE n RETURN count(n) AS n"


def delete_some_links(kind: str) -> str:
    """Deletes at most `$limit` links of a kind and gives their number as `n`."""
    return f"MATCH ()-[r:{_link(kind).kind}]->() WITH r LIMIT $limit DELETE r RETURN count(r) AS n"


def read_ids(label: str) -> str:
    """The ids of a label after `$after`, in order, at most `$limit`."""
    return f"MATCH (n:{_label(label)}) WHERE n.id > $after RETURN n.id AS id ORDER BY id LIMIT $limit"


def read_nodes(label: str) -> str:
    """Every property that the model knows of the nodes of a label with `$ids`."""
    known = ", ".join(f"n.{p.name} AS {p.name}" for p in node_properties(_label(label)))
    return f"UNWIND $ids AS one MATCH (n:{label} {{id: one}}) RETURN n.id AS id, {known} ORDER BY id"


def read_links(start_label: str, kind: str, end_label: str) -> str:
    """Every property that the model knows of the links of a kind that leave `$ids`."""
    _ends(start_label, kind, end_label)
    known = ", ".join(f"r.{p.name} AS {p.name}" for p in link_properties(kind))
    return (
        f"UNWIND $ids AS one MATCH (a:{start_label} {{id: one}})-[r:{kind}]->(b:{end_label})"
        f" RETURN a.id AS from_id, b.id AS to_id, {known} ORDER BY from_id, to_id"
    )


def _ends(start_label: str, kind: str, end_label: str) -> tuple[str, str]:
    """The patterns of a link's two ends, each with its label: without one Neo4j scans every node."""
    link = _link(kind)
    if _label(start_label) not in link.starts or _label(end_label) not in link.ends:
        raise ModelError(f"The model has no {kind} from {start_label} to {end_label}.")
    return f"(a:{start_label} {{id: row.start_id}})", f"(b:{end_label} {{id: row.end_id}})"


def _label(label: str) -> str:
    if label not in NODES:
        raise ModelError(f"{label!r} is no kind of thing in the model.")
    return label


def _link(kind: str) -> LinkType:
    if kind not in LINKS:
        raise ModelError(f"{kind!r} is no kind of link in the model.")
    return LINKS[kind]
