"""Workbooks (.xlsx, ECMA-376; .xls, MS-XLS; .ods, ODF 1.3), read by calamine after the file was checked."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
    load_workbook,
)  # fmt: skip

from importers.reading.archive import check_archive
from importers.reading.compound import check_compound
from importers.reading.headings import HEADER_WITHIN, Record, header_among
from importers.reading.opendocument import check_opendocument
from importers.reading.table import (
    BadRow,
    Document,
    RawRow,
    Records,
    Table,
    check_cells,
    column_names,
    unnamed,
)

_CHECKS = {"xlsx": check_archive, "xls": check_compound, "ods": check_opendocument}
_NAMED = 8  # merged numbers in a sentence
Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


@dataclass
class WorkbookFile(Document):
    """A workbook; each sheet with a heading and a row is a table."""

    @cached_property
    def _workbook(self) -> CalamineWorkbook:
        assert isinstance(self.path, Path)  # a workbook in a zip archive is not opened
        _CHECKS[self.kind](self.path)
        try:
            return load_workbook(self.path)
        except PasswordError as error:
            raise self.error("is protected by a password: save it without one.") from error
        except BaseException as error:
            if not _is_calamines(error):
                raise
            raise self.error("is not a whole workbook: get it again, or save it as CSV.") from error

    def tables(self, record: str | None = None) -> list[Table]:  # noqa: ARG002 - a sheet has no record path
        if not self._found:
            raise self.error("has no sheet with a heading and a row: nothing can be read from it.")
        return list(self._found)

    @cached_property
    def _found(self) -> list[Table]:
        """Kept, for each look at a sheet parses it anew."""
        return [table for name in self._sheet_names() if (table := self._table(name))]

    def _sheet_names(self) -> list[str]:
        names = []
        for sheet in self._workbook.sheets_metadata:
            if sheet.typ != SheetTypeEnum.WorkSheet:
                continue
            if sheet.visible != SheetVisibleEnum.Visible:
                self.warn(f"{self.path.name} has a hidden sheet '{sheet.name}', which is not read.")
                continue
            names.append(sheet.name)
        return names

    def _sheet(self, name: str) -> CalamineSheet:
        try:
            return self._workbook.get_sheet_by_name(name)
        except BaseException as error:
            if not _is_calamines(error):
                raise
            raise self.error(f"has a damaged sheet '{name}': save it anew, or as CSV.") from error

    def _table(self, name: str) -> Table | None:
        sheet = self._sheet(name)
        first = list(islice(_filled(sheet), HEADER_WITHIN))
        if not first:
            return None
        number, cells = header_among(self, first, f"sheet '{name}', row")
        columns = column_names(self, _trimmed(cells), f"on sheet '{name}'")
        if not any(row > number for row, _ in first):
            self.warn(f"{self.path.name} has no rows under the heading of sheet '{name}'.")
            return None
        return Table(
            name, columns, number, lambda: self._rows(sheet, columns, number), tuple(_trimmed(cells))
        )

    def _rows(self, sheet: CalamineSheet, columns: tuple[str, ...], header: int) -> Records:
        width = len(columns)
        for number, cells in self._unmerged(sheet, header):
            if any(cells[width:]):
                reason = f"it has text to the right of the {width} headings: give that column one."
                names = columns + unnamed(width, len(cells))
                yield BadRow(sheet.name, number, None, reason, cells=dict(zip(names, cells, strict=True)))
                continue
            padded = cells + [""] * (width - len(cells))
            yield check_cells(self, RawRow(sheet.name, number, dict(zip(columns, padded, strict=False))))

    def _unmerged(self, sheet: CalamineSheet, header: int) -> Iterator[Record]:
        """The rows below the headings, each with the text of a cell that reaches down to it from above.

        A number over several rows is of all of them together, so that it is read for none.
        """
        starts = _merged_below(sheet, header)
        held: dict[int, tuple[int, str]] = {}
        left: list[str] = []
        for number, cells in _filled(sheet):
            if number <= header:
                continue
            for column, bottom in starts.pop(number, ()):
                if _is_number(cells[column]):
                    left.append(f"{cells[column]} in the rows {number} to {bottom}")
                    cells[column] = ""
                else:
                    held[column] = (bottom, cells[column])
            for column, (bottom, text) in held.items():
                if number <= bottom:
                    cells[column] = cells[column] or text
            yield number, cells
        if left:
            more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
            self.warn(f"{self.path.name} has numbers that stand for several rows of sheet '{sheet.name}' "
                      f"together and are read for none: {', '.join(left[:_NAMED])}{more}.")  # fmt: skip


def _merged_below(sheet: CalamineSheet, header: int) -> dict[int, list[tuple[int, int]]]:
    """The cells below the headings that reach over several rows: first row to columns and last rows."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for (top, column), (bottom, _) in sheet.merged_cell_ranges or ():
        if header <= top < bottom:
            starts.setdefault(top + 1, []).append((column, bottom + 1))
    return starts


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[\d.,]+", text.strip()) is not None


def _is_calamines(error: BaseException) -> bool:
    """Whether calamine gave up. Its panics are no `Exception`, and their class cannot be imported."""
    known = (CalamineError, ZipError, XmlError, OSError)
    return isinstance(error, known) or type(error).__name__ == "PanicException"


def _filled(sheet: CalamineSheet) -> Iterator[Record]:
    """Rows with any text, numbered as Excel does (rows above the first filled one are counted)."""
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [text_of(cell) for cell in cells]
        if any(text.strip() for text in texts):
            yield number, texts


def _trimmed(cells: list[str]) -> list[str]:
    """The headings without the empty cells to their right."""
    filled = [place for place, cell in enumerate(cells) if cell.strip()]
    return cells[: filled[-1] + 1]


def text_of(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, dates and times in ISO 8601, TRUE and FALSE."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        at_midnight = cell.time() == datetime.time.min
        return cell.date().isoformat() if at_midnight else cell.isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)
