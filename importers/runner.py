"""The runner that all importers share: read, check, append, decide, report; one transaction an import.

    open the file → find its source → was it read before? → read its rows → each row's claims → append → end
    what a whole list dropped → rules over what was touched → report

A broken file changes nothing; a bad row is set aside with its place and reason; the same file twice changes
nothing. Resolving and projecting follow the ledger by themselves (`graph/workspace.py`).
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.claim import check_date
from graph.difference import ListDifference, difference
from graph.errors import InputError, ModelError, RowError
from graph.ledger import tables as t
from graph.ledger.append import Appender, RowClaims, RunInfo, now
from graph.ledger.editions import end_absent
from graph.ledger.store import Ledger, chunks
from graph.resolution.deciding import decide
from importers.aside import SetAside, keep, kept
from importers.asked import Asked, given_for, source_info
from importers.gathering import OfRow, ways_of
from importers.given import Given
from importers.mapping import ColumnMap, column_map, recalled, remember
from importers.preview import preview
from importers.reading import BadRow, Document, open_file
from importers.recognising import is_mended, read_rows, recognise
from importers.repeating import mark_of, note, repeated
from importers.row import Row
from importers.rules import apply_rules
from importers.sources import SourceSpec, load_importer, source_named

__all__ = ["Asked", "Report", "import_file"]
BATCH = 2000  # rows
_BLOCK = 1 << 20
_NAMED = 60  # columns in a sentence: more than lists have
_MEND_AND_IMPORT = "mend them and import the file again."
Progress = Callable[[int], None]


@dataclass
class Report:
    """What an import did. `run` is None when nothing was changed."""

    source: str
    file: str
    sha256: str
    run: int | None = None
    read: int = 0
    claims_new: int = 0
    claims_same: int = 0
    claims_ended: int = 0
    set_aside: list[SetAside] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    seconds: float = 0.0
    difference: list[ListDifference] | None = None  # of a dry run: what the edition would change
    preview: list[tuple[str, list[str]]] | None = None  # of a dry run: the first rows in words
    looked: int | None = None  # of a dry run: how many rows were looked at, where the file has more

    def as_json(self) -> dict[str, Any]:
        """The shape of `import --json`."""
        told = asdict(self) | {"set_aside": [row.as_json() for row in self.set_aside]}
        for name in ("difference", "preview", "looked"):
            if told[name] is None:
                del told[name]
        return told


Stage = Callable[[str, Report], None]  # told when a stage begins: read, wait, append, resolve


class _NothingChangedError(Exception):
    """Leaves the transaction without a trace."""


def _unwatched(stage: str, report: Report) -> None:
    """Nobody asks how far it is."""


def import_file(
    ledger: Ledger, asked: Asked, progress: Progress | None = None, by: str = "", stage: Stage = _unwatched
) -> Report:
    """Import one edition. Raises `InputError` for a file that cannot be used; then nothing is changed.

    `stage` is given the report as it grows. What it or `progress` raises before the end of the transaction
    stops the import, and nothing is changed.
    """
    started = time.monotonic()
    check_date("given with --as-of", asked.as_of)
    document = open_file(asked.file)
    if asked.as_of and asked.as_of > now()[: len(asked.as_of)]:
        document.warnings.append(f"Its date, {asked.as_of}, is yet to come; later editions will look older.")
    mapped = _mapped(ledger, document, asked)
    spec = mapped.applied() if mapped else _source(document, asked)
    if spec.rule:
        raise InputError(f"{spec.name} reads the ledger, not a file: name another source.")
    report = Report(spec.name, asked.file.name, _sha256(asked.file), warnings=document.warnings)
    stage("read", report)
    info, given = source_info(spec, asked), given_for(spec, asked, ledger)
    rows = _first(read_rows(document, spec), asked.most, report)
    whole = given.mode == "whole" and report.looked is None and not is_mended(document, spec)
    run = RunInfo(spec.name, asked.file.name, report.sha256, asked.as_of, by, whole=whole)
    if asked.dry_run and (mapped or asked.preview):
        report.preview = preview(document, spec, given)
    mark = mark_of(spec, info, given, run)
    if not asked.dry_run and _is_known(ledger, run, mark, report):
        report.seconds = round(time.monotonic() - started, 3)
        return report
    stage("wait", report)
    try:
        with ledger.write() as connection:
            stage("append", report)
            if mapped and asked.columns:
                remember(connection, document, mapped, by)
            appender = Appender(connection, info, run)
            _append_rows(appender, rows, _Reading(spec, given, report, progress))
            _expected(spec, report)
            stage("resolve", report)
            _finish(connection, appender, given, report)
            if not asked.dry_run and _is_repeat(connection, appender, run):
                raise _NothingChangedError
            apply_rules(connection, appender.run_id, by)
            decide(connection, appender.run_id)
            if asked.dry_run:
                report.difference = difference(connection, appender.run_id, appender.tally.lists)
                raise _NothingChangedError
            _note_for_repeats(connection, mark, given, report)
    except _NothingChangedError:
        report.run = None
    report.seconds = round(time.monotonic() - started, 3)
    return report


def _first(rows: Iterator[Row | BadRow], most: int | None, report: Report) -> Iterator[Row | BadRow]:
    """All rows; where only the first are asked for, those, read before anybody waits for the ledger."""
    if most is None:
        return rows
    first = list(islice(rows, most + 1))
    if len(first) > most:
        report.looked = most
    return iter(first[:most])


def _mapped(ledger: Ledger, document: Document, asked: Asked) -> ColumnMap | None:
    """How a person says that the layout is read, now or before."""
    if asked.columns:
        return column_map(document, asked.columns, asked.source)
    with ledger.read() as connection:
        return recalled(connection, document, asked.source)


def _source(document: Document, asked: Asked) -> SourceSpec:
    return source_named(asked.source) if asked.source else recognise(document)


@dataclass
class _Reading:
    """The source's own part of reading: how a row becomes claims, and what to tell about it."""

    spec: SourceSpec
    given: Given
    report: Report
    progress: Progress | None
    left: set[str] = field(default_factory=set)


def _append_rows(appender: Appender, rows: Iterator[Row | BadRow], reading: _Reading) -> None:
    claims, of_all = ways_of(load_importer(reading.spec), reading.given)
    batch = list[RowClaims]()
    for row in rows:
        reading.report.read += 1
        taken = _take(row, claims, reading)
        if taken is not None:
            batch.append(taken)
        if len(batch) == BATCH:
            appender.append(batch)
            batch = []
        if reading.progress and reading.report.read % BATCH == 0:
            reading.progress(BATCH)
    appender.append(batch)
    for some in chunks(of_all(), BATCH):
        appender.append([RowClaims(claim.origin.row_ref, {}, [claim]) for claim in some])
    if reading.progress:
        reading.progress(reading.report.read % BATCH)
    if reading.left:
        reading.report.warnings.append(_unread(sorted(reading.left)))
    reading.report.warnings.extend(reading.given.notices.sentences())


def _unread(columns: list[str]) -> str:
    more = f" and {len(columns) - _NAMED} more" if len(columns) > _NAMED else ""
    return f"These columns were not read: {', '.join(columns[:_NAMED])}{more}."


def _take(row: Row | BadRow, claims: OfRow, reading: _Reading) -> RowClaims | None:
    """A row's claims, or None with the row set aside."""
    if isinstance(row, BadRow):
        reading.report.set_aside.append(SetAside(row.sheet, row.number, row.column, row.reason, row.cells))
        return None
    try:
        made = list(claims(row, reading.given))
    except (RowError, ModelError) as error:
        column = error.column if isinstance(error, RowError) else None
        reading.report.set_aside.append(SetAside(row.sheet, row.line, column, str(error), row.raw))
        return None
    reading.left.update(row.leftover())
    return RowClaims(row.ref, row.raw, made)


def _finish(connection: Connection, appender: Appender, given: Given, report: Report) -> None:
    tally = appender.tally
    tally.ended = end_absent(connection, tally.lists, appender.run_id)
    if given.mode == "whole" and tally.ended and report.set_aside:
        report.warnings.append(
            f"{len(report.set_aside)} rows were set aside, and what only they name counts as ended:"
            f" {_MEND_AND_IMPORT}"
        )
    report.run = appender.finish(report.read)
    keep(connection, appender.run_id, report.set_aside)
    report.claims_new, report.claims_same, report.claims_ended = tally.new, tally.same, tally.ended


def _is_repeat(connection: Connection, appender: Appender, run: RunInfo) -> bool:
    """The same file, with the same date, read again and no more whole than before: it adds nothing."""
    tally, r = appender.tally, t.run.c
    if tally.new or tally.ended:
        return False
    before = sa.select(r.id).where(
        r.id != appender.run_id, r.state == "done", r.importer == run.importer, r.sha256 == run.sha256,
        r.as_of.is_(None) if run.as_of is None else r.as_of == run.as_of,
        r.lists == json.dumps(sorted(tally.lists)), r.whole == run.whole,
    )  # fmt: skip
    return connection.scalar(before) is not None


def _is_known(ledger: Ledger, run: RunInfo, mark: str, report: Report) -> bool:
    """Whether this file was read in just this way before; then the report is that reading's."""
    with ledger.read() as connection:
        before = repeated(connection, run, mark)
        if before is None:
            return False
        report.set_aside = kept(connection, before.run_id)
    report.read, report.claims_same, report.warnings = before.rows, before.claims, before.warnings
    return True


def _note_for_repeats(connection: Connection, mark: str, given: Given, report: Report) -> None:
    """Where the ledger was asked for things, another reading may find other things: then nothing is noted."""
    if report.run is not None and not given.held.was_asked:
        told = [sentence for sentence in report.warnings if not sentence.endswith(_MEND_AND_IMPORT)]
        note(connection, report.run, mark, report.claims_new + report.claims_same, told)


def _expected(spec: SourceSpec, report: Report) -> None:
    least, most = spec.expect.rows_min, spec.expect.rows_max
    taken = report.read - len(report.set_aside)
    if report.read and not taken:
        first = report.set_aside[0]
        where = f"{first.sheet} row {first.row}" if first.sheet else f"row {first.row}"
        none = "its only row cannot" if report.read == 1 else f"none of its {report.read:,} rows can"
        raise InputError(
            f"{report.file}: {none} be used as {spec.name}; the first reason is: {where}: {first.reason}"
        )
    if report.looked is None and (report.read < least or (most is not None and report.read > most)):
        report.warnings.append(
            f"{report.file} has {report.read} rows; {spec.name} usually has"
            f" {least} to {most or 'any number'}."
        )


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
