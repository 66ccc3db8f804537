"""One audience's graph on a Neo4j server, over Bolt by the official driver.

Neo4j Community has one database and no snapshots. So the watermark is a node of the same database, written in
the transaction of a batch's last rows, and a reader looks at it after each of its queries: when it has
moved, the reader refuses to mix two states. Driver: https://neo4j.com/docs/python-manual/current/
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from neo4j import READ_ACCESS, Driver, GraphDatabase, ManagedTransaction, Result, Session
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
)
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from graph import cypher
from graph.engines.base import DEFAULT_LIMITS, Batch, Limits, Row
from graph.engines.values import CHUNK, chunks, stored
from graph.errors import InputError, MovedError, UnreachableError
from graph.model import LINKS, NODES

# So many rows fit into one transaction of a server with 512 MB; a batch with more is marked as under way.
_ONE_TRANSACTION = 50_000
_CONNECT_SECONDS = 5.0
# The driver's own warnings would go to standard error where nobody configured logging; ours are errors.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

Step = tuple[str, list[Row]]  # a statement and its $rows


@dataclass(frozen=True)
class _Meta:
    """The database's own note: how far, for whom, and whether a longer change is under way."""

    seq: int
    audience: str | None  # None: no projection has been here
    whole: bool


class Neo4jReader:
    """The state of the graph at `seq`, until the graph moves on."""

    name = "neo4j"

    def __init__(self, engine: "Neo4jEngine", seq: int) -> None:
        self._engine = engine
        self.seq = seq

    def read(self, cypher: str, params: Mapping[str, Any], limits: Limits = DEFAULT_LIMITS) -> list[Row]:
        """See `Reader.read`. Raises `MovedError` when the graph is no longer the one of `seq`."""
        rows, meta = self._engine.read(cypher, params, limits)
        if meta.seq != self.seq or not meta.whole:
            raise MovedError("The graph was updated while it was read; ask again.")
        return rows


class Neo4jEngine:
    """Follower of the dirty log for one audience. Nothing is asked of the server before the first call."""

    name = "neo4j"

    def __init__(self, url: str, user: str, password: str, audience: str) -> None:
        self.url = url
        self.audience = audience
        self._ready = False
        try:
            self._driver: Driver = GraphDatabase.driver(
                url, auth=(user, password), connection_timeout=_CONNECT_SECONDS,
                connection_acquisition_timeout=2 * _CONNECT_SECONDS, max_transaction_retry_time=15.0,
                notifications_min_severity="OFF", warn_notification_severity="OFF",
            )  # fmt: skip
        except (ConfigurationError, ValueError) as error:
            raise InputError(f"{url!r} is no address of a Neo4j server: {_short(error)}") from error
        self._bookmarks = GraphDatabase.bookmark_manager()

    def reader(self) -> Neo4jReader:
        """The newest whole state. Raises `UnreachableError` while a full projection is under way."""
        meta = self._meta()
        if not meta.whole:
            raise UnreachableError(f"The graph at {self.url} is being rebuilt; ask again when that is done.")
        return Neo4jReader(self, meta.seq)

    def watermark(self) -> int:
        """See `Engine.watermark`; 0 also when a full projection broke off, so that it is begun anew."""
        return self._meta().seq

    def apply(self, batch: Batch) -> None:
        """See `Engine.apply`. A batch too large for one transaction marks the graph as under way first."""
        meta = self._prepared()
        steps = list(_steps(batch))
        note = self._note(batch.seq if batch.last else 0, whole=batch.last)
        with self._session() as session:
            if not batch.reset and sum(len(rows) for _, rows in steps) <= _ONE_TRANSACTION:
                session.execute_write(_write, steps, note)
                return
            session.execute_write(_write, [], self._note(0 if batch.reset else meta.seq, whole=False))
            if batch.reset:
                _empty(session)
            for step in steps:
                session.execute_write(_write, [step], None)
            session.execute_write(_write, [], note)

    def read(self, text: str, params: Mapping[str, Any], limits: Limits) -> tuple[list[Row], _Meta]:
        """Rows, and the watermark as it is after them, by one read transaction."""
        with (
            self._session(limits.seconds, default_access_mode=READ_ACCESS) as session,
            session.begin_transaction(timeout=limits.seconds) as transaction,
        ):
            result = transaction.run(text, dict(params))
            columns = result.keys()
            rows = [_row(zip(columns, record, strict=True)) for record in result.fetch(limits.rows)]
            result.consume()
            return rows, self._own(_meta_of(transaction.run(cypher.READ_WATERMARK)))

    def keep(self) -> None:
        """Nothing to do: the server has saved every batch."""

    def close(self) -> None:
        """Let go of the connections."""
        self._driver.close()

    def _meta(self) -> _Meta:
        return self.read("RETURN 1 AS one", {}, DEFAULT_LIMITS)[1]

    def _own(self, meta: _Meta) -> _Meta:
        if meta.audience not in (None, self.audience):
            raise InputError(
                f"The database at {self.url} holds the {meta.audience} graph; "
                f"give the {self.audience} graph a database of its own."
            )
        return meta

    def _prepared(self) -> _Meta:
        """Constraints before the first row, and never a row among somebody else's data."""
        rows, meta = self.read(cypher.COUNT_NODES, {}, DEFAULT_LIMITS)
        if meta.audience is None and rows != [{"n": 0}]:
            raise InputError(
                f"The database at {self.url} holds data that is not Linkwork's; give it an empty one."
            )
        if not self._ready:
            with self._session() as session:
                for text in (cypher.META_CONSTRAINT, *map(cypher.constraint, NODES)):
                    session.run(text).consume()
                session.run(cypher.AWAIT_INDEXES).consume()
            self._ready = True
        return meta

    def _note(self, seq: int, *, whole: bool) -> Row:
        return {"seq": seq, "audience": self.audience, "whole": whole}

    @contextmanager
    def _session(self, seconds: float | None = None, **settings: Any) -> Iterator[Session]:
        """A session whose errors are sentences."""
        try:
            with self._driver.session(bookmark_manager=self._bookmarks, **settings) as session:
                yield session
        except AuthError as error:
            raise UnreachableError(
                f"Neo4j at {self.url} refuses the user or the password; "
                "set LINKWORK_GRAPH_USER and LINKWORK_GRAPH_PASSWORD."
            ) from error
        except Neo4jError as error:
            raise _refusal(error, self.url, seconds) from error
        except (DriverError, OSError) as error:
            raise UnreachableError(
                f"Neo4j at {self.url} does not answer; start it or correct LINKWORK_GRAPH."
            ) from error


def _refusal(error: Neo4jError, url: str, seconds: float | None) -> InputError | UnreachableError:
    code = error.code or ""
    if seconds and ("TimedOut" in code or "Terminated" in code):
        return InputError(f"The query took longer than {seconds:g} s and was stopped; ask for less.")
    if "OutOfMemory" in code:
        return InputError("The query needs more memory than Neo4j gives to one; ask for less.")
    if isinstance(error, ClientError):
        return InputError(f"The graph refuses this query: {_short(error.message or error)}")
    return UnreachableError(f"Neo4j at {url} cannot answer now: {_short(error.message or error)}")


def _short(error: object) -> str:
    """The first line of a driver's message, at most 300 characters of it."""
    first = (str(error).strip() or type(error).__name__).splitlines()[0]
    return first if len(first) <= 300 else f"{first[:299]}…"


def _steps(batch: Batch) -> Iterator[Step]:
    """What a batch does, in an order in which every link's ends stand."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for start_label, start, kind, end_label, end in batch.gone_links:
        groups[cypher.delete_links(start_label, kind, end_label)].append({"start_id": start, "end_id": end})
    for label, id_ in batch.gone_nodes:
        groups[cypher.delete_nodes(label)].append({"id": id_})
    for node in batch.nodes:
        row = {"id": node.id, "p": {**stored(node.properties), "id": node.id}}
        groups[cypher.upsert_nodes(node.label)].append(row)
    for link in batch.links:
        statement = cypher.upsert_links(link.start_label, link.kind, link.end_label)
        row = {"start_id": link.start, "end_id": link.end, "p": stored(link.properties)}
        groups[statement].append(row)
    for statement, rows in groups.items():
        for chunk in chunks(rows):
            yield statement, chunk


def _write(transaction: ManagedTransaction, steps: Sequence[Step], note: Row | None) -> None:
    for statement, rows in steps:
        transaction.run(statement, {"rows": rows}).consume()
    if note is not None:
        transaction.run(cypher.WRITE_WATERMARK, note).consume()


def _empty(session: Session) -> None:
    """Links before nodes: a hub with its links would not fit into one transaction."""
    statements = [cypher.delete_some_links(kind) for kind in LINKS]
    statements += [cypher.delete_some_nodes(label) for label in NODES]
    for statement in statements:
        while session.execute_write(_delete_some, statement):
            pass


def _delete_some(transaction: ManagedTransaction, statement: str) -> int:
    record = transaction.run(statement, {"limit": CHUNK}).single(strict=True)
    return int(record["n"])


def _meta_of(result: Result) -> _Meta:
    record = result.single()
    return _Meta(record["seq"], record["audience"], record["whole"]) if record else _Meta(0, None, True)


def _row(items: Iterable[tuple[str, Any]]) -> Row:
    return {name: _plain(value) for name, value in items}


def _plain(value: Any) -> Any:
    """A value as every engine gives it: temporal values as ISO text."""
    match value:
        case Date() | Time() | DateTime():
            return value.to_native().isoformat()
        case Duration():
            return value.iso_format()
        case Node() | Relationship() | Path():
            raise InputError("A query returns values, lists and maps: name the properties, not a whole node.")
        case list() | tuple():
            return [_plain(one) for one in value]
        case dict():
            return _row(value.items())
    return value
