"""Which kind of file it is, told by its first bytes, and the reader for it."""

import json
import re
import zipfile
from pathlib import Path

from graph.errors import InputError
from importers.reading.archive import DAMAGE
from importers.reading.delimited import DelimitedFile
from importers.reading.encoding import encoding_of
from importers.reading.json_file import JsonFile, JsonLinesFile
from importers.reading.kml_file import KmlFile
from importers.reading.opendocument import MIMETYPE
from importers.reading.packed import PackedFile, only_member
from importers.reading.parquet_file import ParquetFile
from importers.reading.shape_file import ShapeFile, layers_in
from importers.reading.table import MAX_FILE_BYTES, Document
from importers.reading.workbook import WorkbookFile
from importers.reading.xml_file import XmlFile

HEAD = 64 * 1024
File = Path | PackedFile
READ = "CSV, XLSX, XLS, ODS, Parquet, JSON, JSON Lines, XML, GeoJSON, KML or shapefile"

_BLANK = b"\xef\xbb\xbf\xff\xfe\r\n\t \0"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# First bytes of what people send by mistake, with what to do about it.
_OTHER_KINDS = (
    (b"%PDF", "a PDF", "ask for the list as a table, or copy it into one"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "type the list into a table"),
    (b"\x89PNG", "a picture (PNG)", "type the list into a table"),
    (b"GIF8", "a picture (GIF)", "type the list into a table"),
    (b"SQLite format 3", "a database", "save its table as CSV"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"{\\rtf", "a rich text document", "copy its table into a spreadsheet"),
)
_ZIP_KINDS = (
    ("word/document.xml", "a Word document", "copy its table into a spreadsheet"),
    ("ppt/presentation.xml", "a presentation", "copy its table into a spreadsheet"),
    ("xl/workbook.bin", "a binary workbook (XLSB)", "save it as XLSX"),
    ("content.xml", "an OpenDocument file", "save it as ODS, XLSX or CSV"),
)
_KML = re.compile(rb"<(\w+:)?kml[\s>]")
_ZIP_NAMES = {"xl/workbook.xml", *(name for name, _, _ in _ZIP_KINDS)}
_HTML = re.compile(
    r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|table|meta|style|script)\b", re.I | re.S
)
_COLLECTION = re.compile(r'"type"\s*:\s*"FeatureCollection"')
_FEATURE = re.compile(r'\{\s*("id"\s*:\s*("[^"]*"|\d+)\s*,\s*)?"type"\s*:\s*"Feature"')


def open_file(path: Path) -> Document:
    """The file as a document whose tables can be read.

    Raises InputError, one sentence, where the file is missing, empty, too large, damaged or of another kind.
    """
    head = _head(path)
    for mark, what, advice in _OTHER_KINDS:
        if head.startswith(mark):
            raise _another(path, what, advice)
    if head.startswith(b"PK"):
        return _of_zip(path)
    if head.startswith(b"PAR1"):
        return ParquetFile(path, "parquet")
    if head.startswith(_OLE):
        return WorkbookFile(path, "xls")
    return _text(path, head)


def _head(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as handle:
            head = handle.read(HEAD)
    except IsADirectoryError as error:
        raise InputError(f"{path.name} is a folder: name the file in it.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be opened: check the name, and that you may read it.") from error
    if not head.strip(_BLANK):
        raise InputError(f"{path.name} is empty: nothing can be read from it.")
    if size > MAX_FILE_BYTES:
        raise InputError(f"{path.name} is over 2 GB: split it.")
    return head


def _another(path: File, what: str, advice: str) -> InputError:
    return InputError(f"{path.name} is {what}, not a list in {READ}: {advice}.")


def _of_zip(path: Path) -> Document:
    """A workbook, or the one file that the archive holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.read("mimetype").strip() == MIMETYPE:
                return WorkbookFile(path, "ods")
            if layers_in(archive):
                return ShapeFile(path, "shapefile")
            if not names & _ZIP_NAMES:
                return _packed(only_member(path, archive))
    except DAMAGE as error:
        raise InputError(f"{path.name} is cut short or damaged: get it again, or save it anew.") from error
    if "xl/workbook.xml" in names:
        return WorkbookFile(path, "xlsx")
    raise next(_another(path, what, advice) for name, what, advice in _ZIP_KINDS if name in names)


def _packed(path: PackedFile) -> Document:
    """Text of any kind is read where it is; what must be read out of order is not."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head.strip(_BLANK):
        raise InputError(f"{path.name} is empty: nothing can be read from it.")
    if head.startswith((b"PK", b"PAR1", _OLE, *(mark for mark, _, _ in _OTHER_KINDS))):
        raise InputError(f"{path.name} is not a text file: unpack it first.")
    return _text(path, head)


def _text(path: File, head: bytes) -> Document:
    if _is_xml(head):
        return KmlFile(path, "kml") if _KML.search(head[:4096]) else XmlFile(path, "xml")
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{path.name} holds NUL bytes, so it is not plain text: save it anew as {READ}.")
    encoding, warning = encoding_of(path)
    with path.open(encoding=encoding, newline="") as handle:
        start = handle.read(HEAD).lstrip("\ufeff \t\r\n")
    document = _by_text(path, start, encoding)
    if warning:
        document.warn(warning)
    return document


def _is_xml(head: bytes) -> bool:
    """XML tells its own encoding, so it is handed to its reader as bytes."""
    start = head[:512].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and not _HTML.match(start.decode("latin-1"))


def _by_text(path: File, start: str, encoding: str) -> Document:
    if _HTML.match(start):
        raise _another(path, "a web page (HTML), whatever its name", "open it and save it as XLSX")
    if start.startswith(("{", "[")):
        if _is_json_lines(path, start):
            return JsonLinesFile(path, "jsonl", encoding=encoding)
        kind = "geojson" if _is_geojson(start) else "json"
        return JsonFile(path, kind, encoding=encoding)
    return DelimitedFile(path, "csv", encoding=encoding)


def _is_geojson(start: str) -> bool:
    """A collection of features, or one feature alone."""
    return start.startswith("{") and bool(_COLLECTION.search(start) or _FEATURE.match(start))


def _is_json_lines(path: File, start: str) -> bool:
    """A whole object on the first line, and another on the next (or a name that says so)."""
    first, _, rest = start.partition("\n")
    try:
        is_object = isinstance(json.loads(first), dict)
    except (json.JSONDecodeError, RecursionError):
        return False
    return is_object and (rest.lstrip().startswith("{") or path.suffix.lower() in {".jsonl", ".ndjson"})
