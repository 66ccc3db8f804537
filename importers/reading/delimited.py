"""CSV, and its kin with tabs, semicolons or bars (RFC 4180), read as a stream.

A line number is that of the physical line on which the record starts.
"""

import csv
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field

from graph.errors import InputError
from importers.reading.headings import HEADER_WITHIN, Record, header_among
from importers.reading.table import MAX_FIELD, BadRow, Document, RawRow, Records, Table, column_names, unnamed

DELIMITERS = (",", "\t", ";", "|")
MAX_LINE = 16 * 1024**2
MAX_LINES_A_RECORD = 100


@dataclass
class DelimitedFile(Document):
    """A text file of records separated by line ends and of cells separated by one character."""

    encoding: str = "utf-8"
    delimiter: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.delimiter = _delimiter(self._first_lines())

    def tables(self, record: str | None = None) -> list[Table]:  # noqa: ARG002 - a CSV has no record path
        number, header = self._header()
        columns = column_names(self, header, f"on line {number}")
        with closing(self._rows(columns, number)) as rows:
            if next(rows, None) is None:
                raise self.error("has a header but no rows: nothing can be read from it.")
        return [Table(None, columns, number, lambda: self._rows(columns, number), tuple(header))]

    def _header(self) -> Record:
        """The first record that is not a lone title above a wider one."""
        first: list[Record] = []
        with closing(self._records()) as records:
            for record in records:
                if isinstance(record, BadRow) and not first:
                    raise self.error(f"has a broken heading on line {record.number}: {record.reason}")
                if not isinstance(record, BadRow):
                    first.append(record)
                if len(first) == HEADER_WITHIN:
                    break
        if not first:
            raise self.error("is empty: nothing can be read from it.")
        return header_among(self, first, "line")

    def _rows(self, columns: tuple[str, ...], header: int) -> Records:
        width = len(columns)
        for record in self._records():
            if isinstance(record, BadRow):
                yield record
                continue
            number, cells = record
            if number <= header:
                continue
            if len(cells) > width and any(cells[width:]):
                reason = f"it has {len(cells)} cells under {width} headings: quote a cell with a comma."
                names = columns + unnamed(width, len(cells))
                yield BadRow(None, number, None, reason, cells=dict(zip(names, cells, strict=True)))
                continue
            cells += [""] * (width - len(cells))
            yield RawRow(None, number, dict(zip(columns, cells, strict=False)))

    def _records(self) -> Generator[Record | BadRow, None, None]:
        """Records that are not blank, with the line each starts on. Raises InputError for a lost quote."""
        csv.field_size_limit(MAX_FIELD)  # the module's only way; every reader here wants the same
        with closing(self._lines()) as lines:
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            while True:
                start = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield self._broken(error, start, reader.line_num)
                    continue
                lines_read = reader.line_num - start
                if lines_read > MAX_LINES_A_RECORD:
                    raise self._lost_quote(start)
                if lines_read > 1 and _holds_rows(cells, self.delimiter):
                    yield _swallowed(start, reader.line_num)
                elif any(cell.strip() for cell in cells):
                    yield start, cells

    def _broken(self, error: csv.Error, start: int, end: int) -> BadRow:
        """A fault within one line costs that row; over several lines a quote has swallowed others."""
        if "field larger" in str(error):
            raise self.error(f"has a field over 1 MB on line {start}: is a closing quote missing?")
        if end > start or "unexpected end" in str(error):
            raise self._lost_quote(start)
        return BadRow(None, start, None, "a quote stands inside a cell: double it, or quote the whole cell.")

    def _lost_quote(self, start: int) -> InputError:
        return self.error(f"has a quote on line {start} that is not closed and swallows the lines after it: "
                          "close or remove it.")  # fmt: skip

    def _lines(self) -> Generator[str, None, None]:
        with self.path.open(encoding=self.encoding, newline="") as handle:
            number = 0
            while line := handle.readline(MAX_LINE):
                number += 1
                if "\0" in line:
                    raise self.error(f"holds NUL bytes on line {number}, so it is not plain text: "
                                     "save it anew as CSV in UTF-8.")  # fmt: skip
                if len(line) == MAX_LINE:
                    raise self.error(f"has a line of over 16 MB, line {number}: it is not a list of records.")
                yield line

    def _first_lines(self) -> list[str]:
        with closing(self._lines()) as lines:
            return [line for line, _ in zip(lines, range(HEADER_WITHIN), strict=False) if line.strip()]


def _holds_rows(cells: list[str], delimiter: str) -> bool:
    """Whether a cell of three or more lines reads, line by line, as records of this record's width."""
    width = len(cells) - 1
    for place, cell in enumerate(cells):
        counts = [line.count(delimiter) for line in cell.splitlines()]
        expected = [width - place, *([width] * (len(counts) - 2)), place]
        if width > 1 and len(counts) > 2 and counts == expected:
            return True
    return False


def _swallowed(start: int, end: int) -> BadRow:
    reason = f"a quote seems to swallow the lines up to {end}: close it, or write the cell on one line."
    return BadRow(None, start, None, reason)


def _delimiter(lines: list[str]) -> str:
    """The character that separates most cells on the first line that has any; a comma when none does."""
    for line in lines:
        bare = "".join(line.split('"')[::2])  # what stands outside quotes
        best = max(DELIMITERS, key=bare.count)
        if bare.count(best):
            return best
    return ","
