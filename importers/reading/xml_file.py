"""XML read as a stream of the elements at a record path, by defusedxml: no document type, no entities.

A record inherits the scalar fields of the elements around it that stand before it, so that a `Country` in a
`Good` also has `Good_Name`. What stands between the root and the first record (a header) is inherited too,
as `Header.ContentDate`.
"""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from importers.reading.flatten import TooDeepError, flat_xml, inherit, local
from importers.reading.table import (
    MAX_DEPTH,
    MAX_FIELD,
    BadRow,
    Document,
    RawRow,
    Records,
    Table,
    check_cells,
)  # fmt: skip

PEEK = 50
ELEMENTS_FOR_SHAPE = 20_000
MAX_KEPT = 20_000  # children of one parent; what is parsed ahead of a record counts too


@dataclass
class XmlFile(Document):
    """An XML document; a record path is `Goods/Good/Countries/Country`, from the root, without namespaces."""

    def has_record(self, record: str) -> bool:
        return record in self._paths

    def tables(self, record: str | None = None) -> list[Table]:
        path = record or self._repeated()
        with closing(self._rows(path)) as rows:
            peeked = [row for row in islice(rows, PEEK) if isinstance(row, RawRow)]
        columns = dict.fromkeys(name for row in peeked for name in row.cells)
        if not columns:
            raise self.error(f"has no records at '{path}': nothing can be read from it.")
        return [Table(None, tuple(columns), 0, lambda: self._rows(path))]

    @cached_property
    def _paths(self) -> dict[str, int]:
        """How often each path occurs among the first elements."""
        counts: dict[str, int] = {}
        steps: list[str] = []
        with closing(self._events()) as events:
            for event, element in islice(events, 2 * ELEMENTS_FOR_SHAPE):
                if event == "start":
                    steps.append(local(element.tag))
                    path = "/".join(steps)
                    counts[path] = counts.get(path, 0) + 1
                else:
                    steps.pop()
                    element.clear()
        return counts

    def _repeated(self) -> str:
        """The path nearest to the root that occurs more than once."""
        for path, count in sorted(self._paths.items(), key=lambda item: item[0].count("/")):
            if count > 1:
                return path
        raise self.error("is XML in which nothing repeats, so it holds no list of records.")

    def _events(self) -> Generator[tuple[str, Element], None, None]:
        with self.path.open("rb") as handle:
            try:
                yield from _parsed(handle)
            except ParseError as error:
                line, column = error.position
                where = f"line {line}, column {column + 1}"
                raise self.error(f"is broken XML at {where}: mend it, or get the file again.") from error
            except DefusedXmlException as error:
                raise self.error("declares a document type or entities, so it is not read: "
                                 "remove the declaration.") from error  # fmt: skip
            except (LookupError, ValueError) as error:
                raise self.error("declares an encoding that is not read: save it as UTF-8.") from error

    def _rows(self, record: str) -> Records:
        with closing(self._records(record)) as records:
            for number, (element, parents) in enumerate(records, start=1):
                yield self._row(record, number, element, parents)

    def _row(self, record: str, number: int, element: Element, parents: list[Element]) -> RawRow | BadRow:
        try:
            own = dict(flat_xml(element))
        except TooDeepError:
            return BadRow(None, number, None, "it is nested too deep to be a record.", record)
        opened = [*parents[1:], element]
        fields = [
            (local(parent.tag), _before(child, parent, is_root=place == 0))
            for place, (parent, child) in enumerate(zip(parents, opened, strict=True))
        ]
        return check_cells(self, RawRow(None, number, inherit(own, fields), record))

    def _records(self, record: str) -> Generator[tuple[Element, list[Element]], None, None]:
        """Each complete record with its open parents. What is done with is let go."""
        depth = record.count("/") + 1
        wanted = record.split("/")
        stack: list[Element] = []
        steps: list[str] = []
        with closing(self._events()) as events:
            for event, element in events:
                if event == "start":
                    stack.append(element)
                    steps.append(local(element.tag))
                    self._check_depth(steps)
                    continue
                stack.pop()
                found = len(steps) == depth and steps == wanted
                inside = len(steps) > depth and steps[:depth] == wanted
                leads_there = steps == wanted[: len(steps)]
                steps.pop()
                if found:
                    yield element, stack
                if stack and not inside and (leads_there or not _is_kept(element, stack[-1], len(steps))):
                    stack[-1].remove(element)

    def _check_depth(self, steps: list[str]) -> None:
        if len(steps) > MAX_DEPTH * 2:
            raise self.error("is XML nested too deep to be a list of records.")


def _parsed(handle: BinaryIO) -> Generator[tuple[str, Element], None, None]:
    yield from iterparse(handle, events=("start", "end"), forbid_dtd=True)


def _is_kept(element: Element, parent: Element, depth: int) -> bool:
    """A parent's scalar field, or a header just below the root, is kept for the records that follow."""
    if len(parent) > MAX_KEPT or len(element.text or "") > MAX_FIELD:
        return False
    return len(element) == 0 or (depth == 1 and all(len(child) == 0 for child in element))


def _before(child: Element, parent: Element, *, is_root: bool) -> dict[str, str]:
    """The filled scalar fields of `parent` before `child`, and below the root those of a header."""
    fields: dict[str, str] = {}
    for other in parent:
        if other is child:
            break
        if len(other) == 0 or is_root:
            fields |= {name: text for name, text in flat_xml(other, local(other.tag)) if text}
    return fields
