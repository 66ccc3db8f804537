"""Repeated fields of nested records (JSON) as one cell, for sources that read a cell of several values."""

import re
from collections.abc import Mapping
from dataclasses import replace

from importers.reading import BadRow, RawRow, Records, Table

_NUMBERED = re.compile(r"(?<=.)\.\d+$")
_PARTED = "; "


def joined(table: Table) -> Table:
    """The table with `brands.1`, `brands.2` as `brands`, its values parted by semicolons."""

    def start() -> Records:
        for row in table.start():
            yield _joined(row)

    return replace(table, columns=tuple(dict.fromkeys(map(unnumbered, table.columns))), start=start)


def unnumbered(heading: str) -> str:
    """`brands` for `brands.2`."""
    return _NUMBERED.sub("", heading)


def _joined(row: RawRow | BadRow) -> RawRow | BadRow:
    return replace(row, cells=_cells(row.cells)) if isinstance(row, RawRow) else row


def _cells(cells: Mapping[str, str]) -> Mapping[str, str]:
    if not any(map(_NUMBERED.search, cells)):
        return cells
    told: dict[str, list[str]] = {}
    for heading, cell in cells.items():
        told.setdefault(unnumbered(heading), []).append(cell)
    return {heading: _PARTED.join(filter(str.strip, values)) for heading, values in told.items()}
