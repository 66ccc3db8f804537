"""What every engine offers: the seam between Linkwork and a graph database.

An engine holds one audience's graph. It is a follower of the dirty log (`graph/projection.py`): it keeps
its own watermark, takes whole batches, and answers queries that stay inside portable Cypher.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Row = dict[str, Any]


@dataclass(frozen=True)
class NodeRow:
    """A node as it should stand: `properties` is everything it has, `id` and `name` included."""

    label: str
    id: str
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class LinkRow:
    """A link as it should stand, between two nodes that stand."""

    start_label: str
    start: str
    kind: str
    end_label: str
    end: str
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class Batch:
    """What one step of a projection changes. Gone things are named by id alone.

    `seq` is the watermark once the batch is in. `reset` empties the graph first (a full projection's
    first batch). Applying a batch twice gives the same graph.
    """

    seq: int
    nodes: Sequence[NodeRow] = ()
    links: Sequence[LinkRow] = ()
    gone_nodes: Sequence[tuple[str, str]] = ()  # (label, id)
    gone_links: Sequence[tuple[str, str, str, str, str]] = ()  # (start label, start, kind, end label, end)
    reset: bool = False
    last: bool = True  # False while a full projection still has batches to come


@dataclass(frozen=True)
class Limits:
    """What one query may use. `rows` beyond the limit are not fetched."""

    seconds: float = 30.0
    rows: int = 100_000


DEFAULT_LIMITS = Limits()


class Reader(Protocol):
    """One unchanging state of the graph: a chain or a page asks all its questions of one reader."""

    name: str  # "embedded" or "neo4j"
    seq: int  # the watermark of this state

    def read(self, cypher: str, params: Mapping[str, Any], limits: Limits = DEFAULT_LIMITS) -> list[Row]:
        """Rows of scalars, lists and maps, temporal values as ISO text.

        Raises `InputError` for a query that the engine refuses or that exceeds its limits and
        `UnreachableError` when the engine does not answer.
        """
        ...


class Engine(Protocol):
    """One audience's graph."""

    name: str

    def reader(self) -> Reader:
        """The newest whole state."""
        ...

    def watermark(self) -> int:
        """The dirty log's number up to which this graph is current; 0 for an empty graph."""
        ...

    def apply(self, batch: Batch) -> None:
        """Upsert, delete and advance. A reader sees the state before or after, never between."""
        ...

    def keep(self) -> None:
        """Save what was applied, where the engine does not save by itself."""
        ...

    def close(self) -> None: ...


@dataclass
class Counts:
    """How much a projection wrote."""

    nodes: int = 0
    links: int = 0
    gone: int = 0
