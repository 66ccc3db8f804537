"""Which source a file is from, by its shape, and its rows under that source's names."""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graph.errors import InputError, LayoutError
from importers.aside import REASON, mended
from importers.carried import Carrying, names_above
from importers.columns import match_columns
from importers.guessing import address_in, hint
from importers.nested import joined
from importers.private import private, without_private
from importers.reading import BadRow, Document, RawRow, Table
from importers.row import Row
from importers.sources import Accept, Lookup, SourceSpec, all_sources
from importers.values import same_heading

NEAREST = 3
LISTS = "supplier_list"  # what people hold in unknown layouts
SHOWN = 8  # usual headings of a column
_NESTED = ("json", "jsonl")
# Kinds that hold the same tables: a source that reads the one reads the other.
_LIKE = {"ods": "xlsx", "parquet": "csv", "kml": "geojson", "shapefile": "geojson"}


@dataclass(frozen=True)
class Fit:
    """How well a source fits a file. The best has the most columns matched, then the most required."""

    spec: SourceSpec
    matched: int
    missing: tuple[str, ...]

    @property
    def score(self) -> tuple[int, int, int]:
        return self.matched, len(self.spec.accept.required), len(self.spec.accept.record)


def recognise(document: Document, sources: Mapping[str, SourceSpec] | None = None) -> SourceSpec:
    """The one source whose kind, record path and required columns fit best.

    Raises LayoutError that lists the columns found and the nearest sources when none fits, or names the
    sources between which it cannot be told.
    """
    candidates = all_sources() if sources is None else sources
    fits = [fit for spec in candidates.values() if (fit := _fit(document, spec))]
    whole = sorted((fit for fit in fits if not fit.missing), key=lambda fit: fit.score, reverse=True)
    if not whole:
        raise _nothing_fits(document, fits)
    tied = [fit.spec.name for fit in whole if fit.score == whole[0].score]
    if len(tied) > 1:
        several = f"fits several sources ({', '.join(tied)}): name one with --source {tied[0]}."
        raise LayoutError(f"{document.path.name} {several}")
    return whole[0].spec


def read_rows(document: Document, spec: SourceSpec) -> Iterator[Row | BadRow]:
    """The file's rows under the source's names; sheets that do not fit are left out with a warning.

    Raises InputError when no table has the required columns. A source with `headerless` names takes a
    file without headings by position.
    """
    fitting = list(_fitting(document, spec))
    if not fitting:
        raise _lacks_columns(document, spec)
    return _rows(fitting, spec.accept, document)


def is_mended(document: Document, spec: SourceSpec) -> bool:
    """Whether the file holds rows that were set aside and given back."""
    return any(REASON in table.columns for table in _tables(document, spec))


def _rows(
    fitting: list[tuple[Table, Mapping[str, str]]], accept: Accept, document: Document
) -> Iterator[Row | BadRow]:
    known = _known([table for table, _ in fitting], accept.lookup)
    for table, columns in fitting:
        _tell_private(document, table, accept)
        carrying = Carrying(document, table, columns, accept)
        named = carrying.headings if table.header_row or not columns else _with_later(accept, columns)
        for row in carrying.rows():
            if isinstance(row, RawRow):
                yield Row(_prepared(mended(row, document.kind), accept, known), named)
            else:
                yield replace(row, cells=without_private(row.cells, accept))


def _with_later(accept: Accept, columns: Mapping[str, str]) -> dict[str, str]:
    """Records that name their own fields (JSON, XML) may have some that the first lack: by the first name."""
    taken = set(columns.values())
    later = {name: said[0] for name, said in accept.columns.items() if said[0] not in taken}
    return later | dict(columns)


def _prepared(row: RawRow, accept: Accept, known: Mapping[str, tuple[str, ...]]) -> RawRow:
    """The row without what tells of people, and with what it needs to know of the records it names."""
    if not accept.private and not accept.lookup:
        return row
    cells = without_private(row.cells, accept)
    return replace(row, cells={**cells, **_looked_up(cells, accept.lookup, known)})


def _tell_private(document: Document, table: Table, accept: Accept) -> None:
    people = ", ".join(f"'{name}'" for name in private(table.columns, accept))
    if people:
        document.warn(f"{document.path.name} has columns that tell of people: {people}. "
                      "They are neither read nor kept.")  # fmt: skip


def _known(tables: list[Table], lookup: Lookup | None) -> dict[str, tuple[str, ...]]:
    """What is to be known of each record, by the name that others call it: a reading of its own."""
    if lookup is None:
        return {}
    rows = (row.cells for table in tables for row in table.rows if isinstance(row, RawRow))
    return {
        name: tuple(sys.intern(cells.get(take, "")) for take in lookup.take)
        for cells in rows
        if (name := cells.get(lookup.key, ""))
    }


def _looked_up(
    cells: Mapping[str, str], lookup: Lookup | None, known: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    if lookup is None:
        return {}
    return {
        f"{heading} ({take})": value
        for heading, cell in cells.items()
        if cell in known and re.sub(r"\.\d+$", "", heading) in lookup.into
        for take, value in zip(lookup.take, known[cell], strict=True)
    }


def _fitting(document: Document, spec: SourceSpec) -> Iterator[tuple[Table, Mapping[str, str]]]:
    tables = tables_of(document, spec)
    headed = [(table, match_columns(spec, table.columns)) for table in tables]
    fitting = [(table, columns) for table, columns in headed if not _missing(spec, columns, table)]
    if fitting:
        for table, columns in headed:
            if (table, columns) not in fitting:
                lacks = ", ".join(_missing(spec, columns, table))
                part = f"a sheet '{table.sheet}'" if table.sheet else "a list of records"
                document.warn(f"{document.path.name} has {part} that was left out: it lacks {lacks}.")
        yield from fitting
    elif spec.accept.headerless:
        names = spec.accept.headerless
        for table in tables:
            if len(table.columns) >= len(names) and table.header:
                document.warn(
                    f"{document.path.name} has no headings; its columns were read as {', '.join(names)}."
                )
                yield table.without_header(names), {}


def tables_of(document: Document, spec: SourceSpec) -> list[Table]:
    """The file's tables as the source reads them. Raises InputError where it has no records for it."""
    tables = _tables(document, spec)
    return [joined(table) for table in tables] if spec.accept.joined and document.kind in _NESTED else tables


def _tables(document: Document, spec: SourceSpec) -> list[Table]:
    paths = spec.accept.record
    if not paths or document.kind not in ("json", "xml"):
        return document.tables()
    found = [path for path in paths if document.has_record(path)]
    if not found:
        raise document.error(
            f"has no records at {' or '.join(paths)}, where {spec.name} has them: name another source."
        )
    return [table for path in found for table in document.tables(path)]


def _fit(document: Document, spec: SourceSpec) -> Fit | None:
    """None where the kind, the record path or too many foreign headings rule the source out."""
    if spec.rule or not {document.kind, _LIKE.get(document.kind)} & set(spec.accept.kinds):
        return None
    if spec.accept.record and document.kind in ("json", "xml"):
        if not any(document.has_record(path) for path in spec.accept.record):
            return None
    elif document.kind in ("json", "xml") and not _readable(document):
        return None
    found = [(match_columns(spec, table.columns), table) for table in tables_of(document, spec)]
    best, table = max(found, key=lambda one: (-len(_missing(spec, *one)), len(one[0])))
    if 100 * len(best) < spec.accept.share * len(table.columns):
        return None
    return Fit(spec, len(best), _missing(spec, best, table) or _in_doubt(spec, best, table))


def _in_doubt(spec: SourceSpec, columns: Mapping[str, str], table: Table) -> tuple[str, ...]:
    """Why a table with all that is needed is not this source's by its shape alone: a person may say so."""
    vague = set(map(same_heading, spec.accept.vague))
    if vague and vague.issuperset(map(same_heading, columns.values())):
        return ("a heading that tells what is listed",)
    if "address" in spec.accept.one_of and "address" not in columns:
        heading = address_in(table, list(columns.values()))
        return (f"a heading of addresses that it knows ('{heading}' seems to hold them)",) if heading else ()
    return ()


def _readable(document: Document) -> bool:
    """Whether the file's one list of records can be told without a record path."""
    try:
        return bool(document.tables())
    except InputError:
        return False


def _missing(spec: SourceSpec, columns: Mapping[str, str], table: Table) -> tuple[str, ...]:
    """The usual headings of what a table has not, neither in a column nor once for many rows."""
    accept = spec.accept
    lacks = [name for name in accept.required if name not in columns and name not in accept.fixed]
    missing = tuple(accept.columns[name][0] for name in lacks)
    if accept.one_of and not lacks and columns.keys().isdisjoint(accept.one_of):
        above = names_above(table, accept)
        if above.isdisjoint(accept.one_of):
            return (*missing, _one_of(accept))
    return missing


def _one_of(accept: Accept) -> str:
    return " or ".join(accept.columns[name][0] for name in accept.one_of)


def _columns_found(document: Document) -> str:
    names = [name for table in document.tables() for name in table.columns]
    return ", ".join(f"'{name}'" for name in dict.fromkeys(names[:12])) + (" …" if len(names) > 12 else "")


def _nothing_fits(document: Document, fits: list[Fit]) -> LayoutError:
    nearest = sorted(fits, key=lambda fit: (len(fit.missing), -fit.matched))[:NEAREST]
    lacking = "; ".join(f"{fit.spec.name} lacks {', '.join(fit.missing)}" for fit in nearest if fit.matched)
    nearby = f"nearest: {lacking}" if lacking else f"no source reads such {document.kind} files"
    guess = next((_guess(document, fit.spec) for fit in fits if fit.spec.name == LISTS), "")
    return LayoutError(
        f"{document.path.name} fits no source; it has the columns {_columns_found(document)} ({nearby}):"
        f" rename its headings, map them with --map, or name the source with --source.{guess}"
    )


def _guess(document: Document, spec: SourceSpec) -> str:
    headings = tuple(dict.fromkeys(name for table in document.tables() for name in table.columns))
    return hint(document, spec, match_columns(spec, headings))


def _lacks_columns(document: Document, spec: SourceSpec) -> InputError:
    accept = spec.accept
    wanted = [_by_headings(name, accept.columns[name]) for name in accept.required]
    if accept.one_of:
        wanted.append(f"one of {_one_of(accept)}")
    has = _columns_found(document)
    said = f"lacks columns that {spec.name} needs, {'; '.join(wanted)}; it has {has}: rename its headings."
    return document.error(said + (_guess(document, spec) if spec.name == LISTS else ""))


def _by_headings(name: str, synonyms: tuple[str, ...]) -> str:
    more = " …" if len(synonyms) > SHOWN else ""
    return f"{name} ({', '.join(synonyms[:SHOWN])}{more})"
