"""Polygons of zones as their register gives them, by shapely."""

from collections.abc import Mapping

import shapely
from shapely.geometry.base import BaseGeometry

AREAS = ("Polygon", "MultiPolygon")


def area_of(cells: Mapping[str, str]) -> BaseGeometry | None:
    """The polygon or polygons of a feature, mended where a ring crosses itself.

    None where the feature has no area: a point, a line, nothing, or what is no geometry.
    """
    text = cells.get("geometry", "")
    try:
        found = shapely.from_geojson(text) if text else None
    except shapely.errors.ShapelyError:
        return None
    if found is None or found.geom_type not in AREAS:
        return None
    mended = shapely.make_valid(found, method="structure")
    return mended if mended.area > 0 else None


def point_within(area: BaseGeometry) -> tuple[float, float]:
    """Latitude and longitude of a point that is surely inside, where the middle may not be."""
    point = area.representative_point()
    return round(point.y, 6), round(point.x, 6)
