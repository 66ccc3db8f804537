"""One number for a whole graph: its nodes and links as sorted canonical JSON, SHA-256.

Equal graphs have equal numbers, whatever engine holds them: so a projection can be compared with another,
and one engine with the other. Read in pages, so that a large graph needs no large memory.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph import cypher
from graph.engines.base import Limits, Reader, Row
from graph.model import LINKS, NODES

PAGE = 2000  # nodes
_LIMITS = Limits(seconds=300.0, rows=5_000_000)


@dataclass(frozen=True)
class GraphHash:
    """The number, and how many nodes and links it stands for."""

    sha256: str
    nodes: int
    links: int


def graph_hash(reader: Reader, page: int = PAGE) -> GraphHash:
    """Read everything that the model knows of a graph. Raises what the reader raises."""
    digest, nodes, links = hashlib.sha256(), 0, 0
    for label in sorted(NODES):
        for ids in _pages(reader, label, page):
            found = reader.read(cypher.read_nodes(label), {"ids": ids}, _LIMITS)
            leaving = list(_leaving(reader, label, ids))
            for row in sorted([*({"label": label, **row} for row in found), *leaving], key=_order):
                digest.update(_canonical(row))
            nodes, links = nodes + len(found), links + len(leaving)
    return GraphHash(digest.hexdigest(), nodes, links)


def _pages(reader: Reader, label: str, page: int) -> Iterator[list[str]]:
    """The ids of a label in order."""
    after = ""
    while True:
        rows = reader.read(cypher.read_ids(label), {"after": after, "limit": page}, _LIMITS)
        if not rows:
            return
        yield [row["id"] for row in rows]
        after = rows[-1]["id"]


def _leaving(reader: Reader, label: str, ids: list[str]) -> Iterator[Row]:
    """The links that leave these nodes."""
    for kind, link in LINKS.items():
        if label in link.starts:
            for end in link.ends:
                rows = reader.read(cypher.read_links(label, kind, end), {"ids": ids}, _LIMITS)
                yield from ({"link": kind, **row} for row in rows)


def _order(row: Row) -> tuple[str, str, str]:
    """Each node, then the links that leave it: so where one page ends makes no difference."""
    return row.get("id") or row["from_id"], row.get("link", ""), row.get("to_id", "")


def _canonical(row: Mapping[str, Any]) -> bytes:
    known = {name: value for name, value in row.items() if value is not None}
    text = json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"
