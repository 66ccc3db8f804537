"""JSON (RFC 8259): an array of records, an object that holds one, nested arrays by path, GeoJSON (RFC 7946).

A record path names the steps from the root, `items` or `sections/divisions/groups`; `[]` is an array at the
root, `{id}` the object at the root, if it has that field. The last step may be an object that maps ids to
names or records: its ids become the column `key`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from importers.reading.features import geometry_cells
from importers.reading.flatten import TooDeepError, flat_json, inherit, scalar_text
from importers.reading.packed import size_of
from importers.reading.table import (
    MAX_JSON_BYTES,
    BadRow,
    Document,
    RawRow,
    Records,
    Table,
    check_cells,
)  # fmt: skip

PEEK = 100

Parents = list[tuple[str, Mapping[str, str]]]


@dataclass
class JsonFile(Document):
    """A whole JSON document, at most 512 MB; numbers keep the digits that the file gives."""

    encoding: str = "utf-8"

    @cached_property
    def content(self) -> Any:
        if size_of(self.path) > MAX_JSON_BYTES:
            raise self.error("is JSON of over 512 MB: save it as JSON Lines, one record a line.")
        try:
            with self.path.open(encoding=self.encoding) as handle:
                return json.load(handle, parse_int=str, parse_float=str)
        except json.JSONDecodeError as error:
            where = f"line {error.lineno}, column {error.colno}"
            raise self.error(f"is broken JSON at {where}: mend it there, or get the file again.") from error
        except RecursionError as error:
            raise self.error("is JSON nested too deep to be a list of records.") from error

    def has_record(self, record: str) -> bool:
        return any(islice(self._found(record), 1))

    def tables(self, record: str | None = None) -> list[Table]:
        path = record or self._only_array()
        columns = dict.fromkeys(
            name for row in islice(self._rows(path), PEEK) if isinstance(row, RawRow) for name in row.cells
        )
        if not columns:
            raise self.error(f"has no records at '{path}': nothing can be read from it.")
        return [Table(None, tuple(columns), 0, lambda: self._rows(path))]

    def _only_array(self) -> str:
        """The path of the one array of objects at the root or just below it."""
        if self.kind == "geojson":
            return "features"
        if isinstance(self.content, list):
            return "[]"
        arrays = [key for key, value in self._root().items() if _is_records(value)]
        if len(arrays) == 1:
            return arrays[0]
        found = f"several lists of records ({', '.join(arrays)})" if arrays else "no list of records"
        raise self.error(f"holds {found}, so it cannot be told which to read: name the source with --source.")

    def _root(self) -> dict[str, Any]:
        if not isinstance(self.content, dict):
            raise self.error("is JSON without records: a list of objects is needed.")
        return self.content

    def _found(self, record: str) -> Iterator[tuple[Any, Parents]]:
        steps = record.split("/")
        if steps[0] == "[]":
            return _walk(self.content if isinstance(self.content, list) else None, "[]", steps[1:], [])
        if not isinstance(self.content, dict):
            return iter(())
        if steps[0].startswith("{"):
            return iter([(self.content, [])] if steps[0].strip("{}") in self.content else [])
        if self.kind == "geojson" and self.content.get("type") == "Feature":
            return iter([(self.content, [])] if steps == ["features"] else [])
        return _walk(self.content, "", steps, [])

    def _rows(self, record: str) -> Records:
        for number, (value, parents) in enumerate(self._found(record), start=1):
            if not isinstance(value, dict):
                yield BadRow(None, number, None, "it is not an object with named fields.", record)
                continue
            try:
                cells = (
                    _feature(value) if self.kind == "geojson" else inherit(dict(flat_json(value)), parents)
                )
            except TooDeepError:
                yield BadRow(None, number, None, "it is nested too deep to be a record.", record)
                continue
            yield check_cells(self, RawRow(None, number, cells, record))


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _walk(value: Any, name: str, steps: list[str], parents: Parents) -> Iterator[tuple[Any, Parents]]:
    """The values at the end of the path, each with the scalar fields of the objects that it was found in."""
    if isinstance(value, list):
        for item in value:
            yield from _below(item, name, steps, parents)
    elif isinstance(value, dict) and steps:
        yield from _below(value, name, steps, parents)
    elif isinstance(value, dict):
        for key, item in value.items():
            named = item if isinstance(item, dict) else {"value": item}
            yield {"key": key, **named}, parents


def _below(item: Any, name: str, steps: list[str], parents: Parents) -> Iterator[tuple[Any, Parents]]:
    if not steps:
        yield item, parents
    elif isinstance(item, dict):
        scalars = {key: scalar_text(each) for key, each in item.items() if not isinstance(each, dict | list)}
        step = name or "root"
        # The root speaks of the file, not of a record: its fields always carry its name.
        inherited = scalars if name else {f"root.{key}": text for key, text in scalars.items()}
        yield from _walk(item.get(steps[0]), steps[0], steps[1:], [*parents, (step, inherited)])


def _feature(value: dict[str, Any]) -> dict[str, str]:
    """A GeoJSON feature: its properties, id and geometry as text, with `lon` and `lat` of a point."""
    cells = dict(flat_json(value.get("properties") or {}))
    if value.get("id") is not None:
        cells.setdefault("id", scalar_text(value["id"]))
    return cells | geometry_cells(value.get("geometry"))


@dataclass
class JsonLinesFile(Document):
    """One JSON object a line, read as a stream; a broken line is set aside."""

    encoding: str = "utf-8"

    def tables(self, record: str | None = None) -> list[Table]:  # noqa: ARG002 - a line is a record
        rows = (row for row in islice(self._rows(), PEEK) if isinstance(row, RawRow))
        columns = dict.fromkeys(name for row in rows for name in row.cells)
        if not columns:
            raise self.error("has no line that holds a record: nothing can be read from it.")
        return [Table(None, tuple(columns), 0, self._rows)]

    def _rows(self) -> Records:
        with self.path.open(encoding=self.encoding) as handle:
            for number, line in enumerate(handle, start=1):
                if line.strip():
                    yield self._row(number, line.rstrip())

    def _row(self, number: int, line: str) -> RawRow | BadRow:
        try:
            value = json.loads(line, parse_int=str, parse_float=str)
            if not isinstance(value, dict):
                return BadRow(None, number, None, "it is not an object with named fields.")
            return check_cells(self, RawRow(None, number, dict(flat_json(value))))
        except json.JSONDecodeError as error:
            return BadRow(None, number, None, f"it is broken JSON at column {error.colno}.")
        except (RecursionError, TooDeepError):
            return BadRow(None, number, None, "it is nested too deep to be a record.")
