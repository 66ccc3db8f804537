"""The embedded engine: kglite in this process, a follower of the ledger's dirty log.

A snapshot file `graph-<audience>-<seq>.kgl` is opened without any lock, later batches are applied in memory,
and one published state is handed to readers after each whole batch. A snapshot is written to a temporary
file, synced, renamed, and only then named by the pointer file; it is never written in place, because
truncating a file under a reader kills the reader. What cannot be opened is rebuilt from the ledger.
"""

import logging
import os
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import Any

import kglite

from graph import cypher
from graph.engines.base import DEFAULT_LIMITS, Batch, Limits, LinkRow, NodeRow, Row
from graph.engines.lock import locked
from graph.engines.values import chunks, stored
from graph.errors import InputError, UnreachableError
from graph.model import NODES

_KEPT = 2  # snapshots
_TOO_MANY_CHARACTERS = 20_000
Shape = tuple[str, tuple[str, ...]]  # a label and the names of properties
_SCALARS = frozenset({str, int, float, bool, type(None)})
_log = logging.getLogger("linkwork.graph")

kglite.set_query_warning_policy("silent")


class KgliteReader:
    """One published state."""

    name = "embedded"

    def __init__(self, frozen: Any, seq: int) -> None:
        self._frozen = frozen
        self.seq = seq

    def read(self, cypher: str, params: Mapping[str, Any], limits: Limits = DEFAULT_LIMITS) -> list[Row]:
        """Rows of scalars, lists and maps. Raises `InputError` for what the engine refuses."""
        if len(cypher) > _TOO_MANY_CHARACTERS:
            raise InputError(
                f"The query has {len(cypher):,} characters; at most {_TOO_MANY_CHARACTERS:,} are read."
            )
        try:
            found = self._frozen.cypher(
                cypher, params=dict(params), timeout_ms=int(limits.seconds * 1000), row_limit=limits.rows
            )
            return [{name: _plain(value) for name, value in row.items()} for row in found.to_list()]
        except kglite.CypherTimeoutError as error:
            raise InputError(
                f"The query took longer than {limits.seconds:g} s and was stopped; ask for less."
            ) from error
        except kglite.KgError as error:
            raise InputError(f"The graph refuses this query: {_first_line(error)}") from error


class KgliteEngine:
    """One audience's graph in memory, over snapshot files in `folder`."""

    name = "embedded"

    def __init__(self, folder: Path, audience: str) -> None:
        self.folder = folder
        self.audience = audience
        self._stale = False  # what the folder holds is no snapshot of this graph: replace it
        self._session, self._saved = self._open()
        self._building: Any = None
        self._shapes = set[Shape]()  # of the nodes in what is being built
        self._reader = self._publish(self._session)

    def reader(self) -> KgliteReader:
        """The newest whole state; it stays as it is while later batches are applied."""
        return self._reader

    def watermark(self) -> int:
        """See `Engine.watermark`; 0 also when a full projection broke off, so that it is begun anew."""
        return 0 if self._building is not None else self._reader.seq

    @property
    def unsaved(self) -> int:
        """How many numbers of the dirty log came after the last snapshot."""
        return self._reader.seq - self._saved

    def apply(self, batch: Batch) -> None:
        """Apply a batch; readers see it when it is whole."""
        if batch.reset:
            self._building, self._shapes = _new_session(), set()
        session = self._building if self._building is not None else self._session
        nodes = batch.nodes if self._building is None else self._create(batch.nodes)
        for label, rows in _by_label(nodes):
            _execute(session, cypher.upsert_nodes(label), rows)
        for ends, rows in _by_ends(batch.links):
            _execute(session, cypher.upsert_links(*ends), rows)
        for start, from_id, kind, end, to_id in batch.gone_links:
            _execute(session, cypher.delete_links(start, kind, end), [{"start_id": from_id, "end_id": to_id}])
        for label, thing in batch.gone_nodes:
            _execute(session, cypher.delete_nodes(label), [{"id": thing}])
        if batch.last:
            session.execute(
                cypher.WRITE_WATERMARK, params={"seq": batch.seq, "audience": self.audience, "whole": True}
            )
            self._stale = self._stale or self._building is not None
            self._session, self._building = session, None
            self._reader = self._publish(session)

    def _create(self, nodes: Sequence[NodeRow]) -> list[NodeRow]:
        """Make the nodes of a full projection; give those that must be upserted instead.

        A property that no node of its label has had is refused in a CREATE. A map makes it known: so the
        first batch with nodes of a shape has maps.
        """
        by_shape: dict[Shape, list[NodeRow]] = {}
        for node in nodes:
            by_shape.setdefault((node.label, tuple(sorted(node.properties))), []).append(node)
        for shape in by_shape.keys() & self._shapes:
            rows = [stored(node.properties) for node in by_shape[shape]]
            _execute(self._building, cypher.create_nodes(*shape), rows)
        fresh = by_shape.keys() - self._shapes
        self._shapes |= fresh
        return [node for shape in fresh for node in by_shape[shape]]

    def keep(self) -> None:
        """Save a snapshot of the newest state, unless there is one; keep the last two.

        Raises `UnreachableError` when it cannot be written; the older snapshots stay as they are.
        """
        seq = self._reader.seq
        if seq == 0 or (seq == self._saved and not self._stale):
            return
        try:
            with locked(self.folder / f"graph-{self.audience}.lock"):
                self._save(self.folder / f"graph-{self.audience}-{seq}.kgl", seq)
        except (kglite.KgError, OSError) as error:
            raise UnreachableError(
                f"The graph cannot be saved in {self.folder}: {_first_line(error)}. Nothing is lost:"
                " make room there, then run linkwork project."
            ) from error
        self._saved, self._stale = seq, False

    def close(self) -> None:
        """Nothing is held open: the graph is memory of this object and goes with it."""

    def _save(self, path: Path, seq: int) -> None:
        """With the lock held. A killed save leaves a temporary file, a rebuilt graph stale snapshots."""
        for left in self.folder.glob(f"{self._saving}*"):
            left.unlink(missing_ok=True)
        if self._stale or not path.exists():
            self._write(path)
        if self._stale:
            for other in self._snapshots():
                if other != path:
                    other.unlink(missing_ok=True)
        if self._stale or self._newest_seq() <= seq:
            _write_text(self._pointer, path.name)
        for old in self._snapshots()[_KEPT:]:
            old.unlink(missing_ok=True)

    @property
    def _saving(self) -> str:
        return f".saving-{self.audience}-"

    @property
    def _pointer(self) -> Path:
        return self.folder / f"graph-{self.audience}.newest"

    def _open(self) -> tuple[Any, int]:
        for path in self._candidates():
            try:
                with warnings.catch_warnings(record=True) as caught:
                    warnings.simplefilter("always")
                    session = kglite.load(str(path), verify="eager").session()
                for warning in caught:
                    _log.warning("%s: %s", path.name, warning.message)
                return session, _seq_of(path)
            except (kglite.KgError, OSError, ValueError) as error:
                _log.warning("The snapshot %s cannot be used (%s).", path.name, _first_line(error))
                self._stale = True
        return _new_session(), 0

    def _candidates(self) -> list[Path]:
        """The snapshot that the pointer names, then the others, newest first."""
        named = self.folder / self._pointed()
        return sorted(self._snapshots(), key=lambda path: path != named)

    def _snapshots(self) -> list[Path]:
        return sorted(self.folder.glob(f"graph-{self.audience}-*.kgl"), key=_seq_of, reverse=True)

    def _pointed(self) -> str:
        try:
            return self._pointer.read_text(errors="replace").strip()
        except FileNotFoundError:
            return ""

    def _newest_seq(self) -> int:
        return _seq_of(Path(self._pointed()))

    def _write(self, path: Path) -> None:
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=self._saving, suffix=".kgl")
        os.close(handle)
        try:
            self._session.backup(temporary)
            _sync(Path(temporary))
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)

    def _publish(self, session: Any) -> KgliteReader:
        frozen = session.snapshot()
        rows = frozen.cypher(cypher.READ_WATERMARK).to_list()
        return KgliteReader(frozen, int(rows[0]["seq"]) if rows else 0)


def _new_session() -> Any:
    session = kglite.KnowledgeGraph().session()
    for label in NODES:
        session.execute(cypher.constraint(label))
    session.execute(cypher.META_CONSTRAINT)
    return session


def _execute(session: Any, statement: str, rows: list[dict[str, Any]]) -> None:
    for some in chunks(rows):
        session.execute(statement, params={"rows": some})


def _by_label(nodes: Sequence[NodeRow]) -> list[tuple[str, list[dict[str, Any]]]]:
    ordered = sorted(nodes, key=lambda node: node.label)
    return [
        (label, [{"id": node.id, "p": stored(node.properties)} for node in group])
        for label, group in groupby(ordered, key=lambda node: node.label)
    ]


def _by_ends(links: Sequence[LinkRow]) -> list[tuple[tuple[str, str, str], list[dict[str, Any]]]]:
    def ends(link: LinkRow) -> tuple[str, str, str]:
        return (link.start_label, link.kind, link.end_label)

    ordered = sorted(links, key=ends)
    return [
        (key, [{"start_id": x.start, "end_id": x.end, "p": stored(x.properties)} for x in group])
        for key, group in groupby(ordered, key=ends)
    ]


def _plain(value: Any) -> Any:
    """Temporal values as ISO text, as the other engine gives them; maps and lists likewise inside."""
    if type(value) in _SCALARS:  # nearly all values are: a chain of 500 nodes has 20,000
        return value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _seq_of(path: Path) -> int:
    text = path.stem.rsplit("-", 1)[-1]
    return int(text) if text.isdigit() else 0


def _sync(path: Path) -> None:
    with path.open("r+b") as file:  # Windows syncs only what may be written
        os.fsync(file.fileno())


def _write_text(path: Path, text: str) -> None:
    temporary = path.with_suffix(".new")
    temporary.write_text(text)
    _sync(temporary)
    temporary.replace(path)


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
