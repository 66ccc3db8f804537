"""A shapefile (ESRI, July 1998) in its zip archive, by pyshp: attributes, and the shape as GeoJSON.

Only shapes in longitude and latitude (a `.prj` without a projection, or none) are read.
"""

import codecs
import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import shapefile

from graph.errors import InputError
from importers.reading.archive import DAMAGE
from importers.reading.features import geometry_cells
from importers.reading.flatten import flat_json
from importers.reading.packed import check_ratio
from importers.reading.table import Document, RawRow, Records, Table, check_cells, column_names

MAX_BYTES = 512 * 1024**2
# All that pyshp raises at a file that is not whole.
_BROKEN = (
    *DAMAGE, struct.error, shapefile.ShapefileException, shapefile.PossiblyCorruptFileHeader,
    ArithmeticError, AssertionError, AttributeError, IndexError, KeyError, MemoryError, TypeError, ValueError,
)  # fmt: skip


@dataclass
class ShapeFile(Document):
    """The one layer of an archive: `.shp`, `.shx`, `.dbf` and their kin. Records are numbered from 1."""

    def has_record(self, record: str) -> bool:
        return record == "features"

    def tables(self, record: str | None = None) -> list[Table]:  # noqa: ARG002 - shapes are the records
        opened = self._whole(self._open)
        fields = self._whole(lambda: [field.name for field in opened.fields[1:]])
        columns = column_names(self, [*fields, "geometry"], "in its attributes")
        if not len(opened):
            raise self.error("is a shapefile without shapes: nothing can be read from it.")
        return [Table(None, columns, 0, lambda: self._rows(columns[:-1]))]

    def _rows(self, columns: tuple[str, ...]) -> Records:
        opened = self._whole(self._open)
        for number in range(len(opened)):
            values, shape = self._whole(partial(_record, opened, number))
            cells = dict(flat_json(dict(zip(columns, values, strict=True))))
            yield check_cells(self, RawRow(None, number + 1, cells | geometry_cells(shape), "shape"))

    def _open(self) -> Any:
        assert isinstance(self.path, Path)  # an archive within an archive is not opened
        parts = self._parts(self.path)
        if ".dbf" not in parts:
            raise self.error("lacks its .dbf, which holds the names: pack all parts of the layer together.")
        projection = parts.get(".prj", b"").decode("utf-8", errors="replace").upper()
        if projection.startswith(("PROJCS", "PROJCRS")):
            raise self.error(
                "is in a projected coordinate system: save it in longitude and latitude (WGS 84)."
            )
        files = {
            suffix[1:]: io.BytesIO(parts[suffix]) for suffix in (".shp", ".shx", ".dbf") if suffix in parts
        }
        told = parts.get(".cpg", b"utf-8").decode("ascii", errors="replace").strip()
        return shapefile.Reader(**files, encoding=_encoding(told), encodingErrors="replace")

    def _parts(self, path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(path) as archive:
            layers = layers_in(archive)
            if len(layers) > 1:
                names = ", ".join(PurePosixPath(layer).name for layer in layers)
                raise self.error(f"holds several layers ({names}): pack each in an archive of its own.")
            entries = [entry for entry in archive.infolist() if entry.filename[:-4] == layers[0][:-4]]
            check_ratio(path, entries, MAX_BYTES)
            return {PurePosixPath(entry.filename).suffix.lower(): archive.read(entry) for entry in entries}

    def _whole(self, step: Callable[[], Any]) -> Any:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", shapefile.PossiblyCorruptFileHeader)
                return step()
        except InputError:
            raise
        except _BROKEN as error:
            raise self.error("is a damaged shapefile: get it again, or save it as GeoJSON.") from error


def _record(opened: Any, number: int) -> tuple[list[Any], Any]:
    """A record's values as texts or numbers, and its shape as GeoJSON."""
    found = opened.shapeRecord(number)
    values = [value.isoformat() if hasattr(value, "isoformat") else value for value in found.record]
    return values, found.shape.__geo_interface__ if found.shape.points else None


def layers_in(archive: zipfile.ZipFile) -> list[str]:
    """The shapes that an archive holds."""
    return [name for name in archive.namelist() if name.lower().endswith(".shp") and "__MACOSX/" not in name]


def _encoding(told: str) -> str:
    """Python's name of what a `.cpg` says: `UTF-8`, `1252`, `ANSI 1252`."""
    number = told.rpartition(" ")[2]
    name = f"cp{number}" if number.isdigit() else told
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"
