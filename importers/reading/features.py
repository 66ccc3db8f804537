"""What a feature of a map becomes: its geometry as GeoJSON text (RFC 7946), a point also as two numbers."""

import json
from typing import Any

from importers.reading.flatten import scalar_text


def geometry_cells(geometry: Any) -> dict[str, str]:
    """`geometry`, and `geometry.lon` and `geometry.lat` of a point; none without a geometry."""
    if not isinstance(geometry, dict) or not geometry:
        return {}
    cells = {"geometry": json.dumps(_numbers(geometry), ensure_ascii=False, separators=(",", ":"))}
    position = geometry.get("coordinates")
    if geometry.get("type") == "Point" and isinstance(position, list | tuple) and len(position) > 1:
        cells["geometry.lon"], cells["geometry.lat"] = map(scalar_text, position[:2])
    return cells


def _numbers(value: Any) -> Any:
    """Numbers that were kept as the file's digits, as numbers again."""
    if isinstance(value, dict):
        return {name: _numbers(each) if name != "type" else each for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_numbers(each) for each in value]
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value
