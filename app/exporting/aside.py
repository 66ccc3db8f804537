"""Rows that were set aside as a file of the kind they came in, with the reason in the last column."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter

from graph.errors import InputError
from importers.aside import REASON, SetAside, guard

KINDS = (".csv", ".xlsx")
_MOST = 32_767  # characters in a cell of a workbook
_NOT_IN_A_NAME = str.maketrans("[]:*?/\\", "       ")
_NAME = 31  # characters in the name of a sheet


def aside_file(rows: Sequence[SetAside], ending: str) -> bytes:
    """The rows as CSV (UTF-8 with a byte order mark) or as a workbook, by the file's ending.

    Raises `InputError` for another ending, and where a workbook cannot hold a cell.
    """
    if ending == ".csv":
        return _csv(rows)
    if ending == ".xlsx":
        return _workbook(rows)
    raise InputError(
        f"Rows are given back as {' or '.join(KINDS)}, not as {ending or 'a file without ending'}."
    )


def _columns(rows: Sequence[SetAside]) -> list[str]:
    return [*dict.fromkeys(name for row in rows for name in row.cells), REASON]


def _cells(row: SetAside, columns: Sequence[str]) -> list[str]:
    """The cells in order; half characters, which no file can hold, are replaced."""
    cells = [*(row.cells.get(name, "") for name in columns[:-1]), f"{row.place}: {row.reason}"]
    return [cell.encode("utf-8", "replace").decode() for cell in cells]


def _csv(rows: Sequence[SetAside]) -> bytes:
    out = io.StringIO(newline="")
    writer, columns = csv.writer(out), _columns(rows)
    writer.writerow(columns)
    writer.writerows([guard(cell) for cell in _cells(row, columns)] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _workbook(rows: Sequence[SetAside]) -> bytes:
    out = io.BytesIO()
    by_sheet: dict[str, list[SetAside]] = {}
    for row in rows:
        by_sheet.setdefault(_sheet_name(row.sheet), []).append(row)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        for name, held in by_sheet.items():
            sheet, columns = book.add_worksheet(name), _columns(held)
            for line, cells in enumerate([columns, *(_cells(row, columns) for row in held)]):
                for place, cell in enumerate(cells):
                    _write(sheet, line, place, cell)
    return out.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, line: int, place: int, cell: str) -> None:
    if len(cell) > _MOST:
        raise InputError(
            f"A cell of over {_MOST:,} characters fits no workbook: give the file the ending .csv."
        )
    sheet.write_string(line, place, cell)


def _sheet_name(given: str | None) -> str:
    return (given or "Sheet1").translate(_NOT_IN_A_NAME)[:_NAME].strip("'") or "Sheet1"
