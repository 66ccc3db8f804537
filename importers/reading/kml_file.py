"""KML (OGC 12-007r2) as features: each Placemark's name, description, extended data, geometry as GeoJSON.

Read as a stream wherever the Placemarks stand; times, styles and networked parts are left out.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element

from importers.reading.features import geometry_cells
from importers.reading.flatten import local
from importers.reading.table import RawRow, Records, Table, check_cells
from importers.reading.xml_file import PEEK, XmlFile

_WORDS = ("name", "description", "address")


@dataclass
class KmlFile(XmlFile):
    """A KML document; its Placemarks are records, numbered from 1."""

    def has_record(self, record: str) -> bool:
        return record == "features"

    def tables(self, record: str | None = None) -> list[Table]:  # noqa: ARG002 - Placemarks are the records
        with closing(self._features()) as rows:
            peeked = [row for row in islice(rows, PEEK) if isinstance(row, RawRow)]
        columns = dict.fromkeys(name for row in peeked for name in row.cells)
        if not columns:
            raise self.error("is KML without a Placemark: nothing can be read from it.")
        return [Table(None, tuple(columns), 0, self._features)]

    def _features(self) -> Records:
        number = 0
        with closing(self._events()) as events:
            for event, element in events:
                if event == "end" and local(element.tag) == "Placemark":
                    number += 1
                    yield check_cells(self, RawRow(None, number, _cells(element), "Placemark"))
                    element.clear()


def _cells(placemark: Element) -> dict[str, str]:
    cells = {name: _text(placemark, name) for name in _WORDS if _text(placemark, name)}
    for data in placemark.iter():
        if local(data.tag) in ("Data", "SimpleData") and (name := data.get("name")):
            cells[name] = _text(data, "value") or (data.text or "").strip()
    shapes = [shape for child in placemark if (shape := _geometry(child))]
    return cells | (geometry_cells(shapes[0]) if shapes else {})


def _text(element: Element, name: str) -> str:
    return next((" ".join((child.text or "").split()) for child in element if local(child.tag) == name), "")


def _geometry(element: Element) -> dict[str, Any] | None:
    """A point, a polygon, or the polygons of several as one; None for all else."""
    kind = local(element.tag)
    if kind == "Point":
        return {"type": "Point", "coordinates": next(_positions(element), [])}
    if kind == "Polygon":
        return {"type": "Polygon", "coordinates": _rings(element)}
    if kind == "MultiGeometry":
        polygons = [_rings(child) for child in element.iter() if local(child.tag) == "Polygon"]
        return {"type": "MultiPolygon", "coordinates": polygons} if polygons else None
    return None


def _rings(polygon: Element) -> list[list[list[float]]]:
    """The outer ring, then the holes."""
    bounds = [child for child in polygon if local(child.tag) in ("outerBoundaryIs", "innerBoundaryIs")]
    bounds.sort(key=lambda child: local(child.tag), reverse=True)
    return [list(_positions(bound)) for bound in bounds]


def _positions(element: Element) -> Iterator[list[float]]:
    """Longitude and latitude of `lon,lat,height lon,lat,height`; what is no position is passed over."""
    for child in element.iter():
        if local(child.tag) == "coordinates":
            for position in (child.text or "").split():
                try:
                    longitude, latitude = map(float, position.split(",")[:2])
                except ValueError:
                    continue
                yield [longitude, latitude]
