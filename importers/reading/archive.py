"""What must hold of a workbook's zip archive before anything unpacks it.

The limits follow the usual defences against zip bombs and XML entities (OWASP XXE Prevention Cheat Sheet):
number, names and declared sizes of the entries first, then every byte is counted while it is unpacked,
and no XML part may declare a document type.
"""

import re
import zipfile
import zlib
from pathlib import Path

from graph.errors import InputError

MAX_ENTRIES = 10_000
MAX_UNPACKED = 1024**3
MAX_RATIO = 200
RATIO_FROM = 16 * 1024**2  # below this size unpacked, any ratio is harmless
MAX_CELLS = 40_000_000  # a sheet is held whole; one cell far out makes it as large as the way there
CHUNK = 1024**2
OVERLAP = 512

# All that zipfile raises when an archive is not whole.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, UnicodeDecodeError)

_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, in which a declaration would not be seen
_CELL = re.compile(rb'<(?:\w+:)?(?:c|row)\s[^>]*?\br="([A-Z]{0,3})(\d{1,7})"')


def check_archive(path: Path) -> None:
    """Raise InputError with one sentence unless the workbook can be unpacked safely and completely."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_listing(path, archive)
            for entry in archive.infolist():
                _check_entry(path, archive, entry)
    except DAMAGE as error:
        raise InputError(f"{path.name} is cut short or damaged: get it again, or save it anew.") from error


def _check_listing(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if len(entries) > MAX_ENTRIES:
        raise InputError(f"{path.name} holds {len(entries)} parts, far more than a workbook: save it as CSV.")
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked / packed > MAX_RATIO):
        raise InputError(f"{path.name} would unpack to {unpacked // 1024**2} MB: save it as CSV.")
    for entry in entries:
        if entry.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", entry.filename):
            raise InputError(f"{path.name} has a part with an unsafe name: save it anew.")
        if entry.flag_bits & 1:
            raise InputError(f"{path.name} is protected by a password: save it without one.")


def _check_entry(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Read one part through, counting; zipfile checks its sum at the end."""
    is_xml = entry.filename.endswith((".xml", ".rels", ".vml"))
    is_sheet = entry.filename.startswith("xl/worksheets/")
    size = rows = columns = 0
    tail = b""
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            size += len(chunk)
            if size > entry.file_size:
                raise InputError(f"{path.name} unpacks to more than it declares: save it anew.")
            seen, tail = tail + chunk, chunk[-OVERLAP:]
            if is_xml:
                _check_markup(path, seen)
            if is_sheet:
                rows, columns = _reach(seen, rows, columns)
                _check_reach(path, rows, columns)


def _check_markup(path: Path, seen: bytes) -> None:
    if seen.startswith(_WIDE_MARKS) or any(word in seen for word in _FORBIDDEN):
        raise InputError(f"{path.name} declares a document type or entities: save it anew.")


def _reach(seen: bytes, rows: int, columns: int) -> tuple[int, int]:
    """The last row and column that the cells' references name (`<c r="AB12">`, `<row r="12">`)."""
    for letters, digits in _CELL.findall(seen):
        rows = max(rows, int(digits))
        columns = max(columns, _column_number(letters))
    return rows, columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_reach(path: Path, rows: int, columns: int) -> None:
    if rows * columns > MAX_CELLS:
        raise InputError(f"{path.name} has a sheet with cells out to row {rows}, column {columns}: "
                         "delete the rows and columns beyond the list.")  # fmt: skip
