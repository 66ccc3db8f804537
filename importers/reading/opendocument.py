"""Whether an OpenDocument spreadsheet (.ods, OASIS ODF 1.3 part 3, section 9) can be held in memory.

A row or a cell may stand for thousands of its like (`table:number-rows-repeated`), so a small file can hold
a sheet of any size. Checked before calamine, which writes them all out.
"""

import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse

from graph.errors import InputError
from importers.reading.archive import check_archive
from importers.reading.flatten import local

MAX_CELLS = 10_000_000
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def check_opendocument(path: Path) -> None:
    """Raise InputError with one sentence unless the workbook is whole and its sheets are of a usual size."""
    check_archive(path)
    try:
        if _is_encrypted(path):
            raise InputError(f"{path.name} is protected by a password: save it without one.")
        _check_sheets(path)
    except (ParseError, KeyError) as error:
        raise InputError(f"{path.name} is cut short or damaged: get it again, or save it anew.") from error


def _is_encrypted(path: Path) -> bool:
    """The manifest says so of every part that cannot be read (part 2, section 4.3)."""
    with zipfile.ZipFile(path) as archive:
        return b"encryption-data" in archive.read("META-INF/manifest.xml")


def _check_sheets(path: Path) -> None:
    rows = width = 0
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
        for _, element in iterparse(content, events=("end",), forbid_dtd=True):
            name = local(element.tag)
            if name == "table":
                rows = width = 0
            if name == "table-row":
                filled = _filled_width(element)
                rows += _repeated(element, "rows") if filled else 1
                width = max(width, filled)
                if rows * width > MAX_CELLS:
                    raise InputError(f"{path.name} has a sheet of over {MAX_CELLS:,} cells: save it as CSV.")
            if name in ("table", "table-row"):
                element.clear()


def _filled_width(row: Element) -> int:
    """How many cells the row has, up to the last with a value or a text."""
    width = filled = 0
    for cell in row:
        width += _repeated(cell, "columns")
        if len(cell):
            filled = width
    return filled


def _repeated(element: Element, what: str) -> int:
    digits = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(digits) if digits.isdecimal() and len(digits) < 10 else 10**9
