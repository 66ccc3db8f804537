"""Rows set aside: kept with their run, given back beside the reason, mended and sent again.

A file that was given back is known by its column `REASON`. That column is no part of its rows, and such a
file is never a whole edition: it holds what was wrong with one, so what it does not name has not ended.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.ledger import tables as t
from graph.ledger.store import insert
from importers.reading import RawRow

REASON = "Set aside because"
_GUARD = "'"
_RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", _GUARD)


@dataclass(frozen=True)
class SetAside:
    """A row that was not taken: where it stands, why, and what of its cells could be read, as given."""

    sheet: str | None
    row: int
    column: str | None
    reason: str
    cells: Mapping[str, str] = field(default_factory=dict, repr=False)

    def as_json(self) -> dict[str, Any]:
        """The shape in `import --json`: without the cells."""
        return {"sheet": self.sheet, "row": self.row, "column": self.column, "reason": self.reason}

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        sheet = f"sheet {self.sheet}, " if self.sheet else ""
        return f"{sheet}row {self.row}" + (f", column {self.column}" if self.column else "")


def keep(connection: Connection, run_id: int, rows: Iterable[SetAside]) -> None:
    """Keep what a run set aside."""
    insert(connection, t.set_aside, [
        {
            "run_id": run_id, "sheet": row.sheet, "row_number": row.row, "column_name": row.column,
            "reason": row.reason, "cells": json.dumps(dict(row.cells), ensure_ascii=False),
        }
        for row in rows
    ])  # fmt: skip


def kept(connection: Connection, run_id: int) -> list[SetAside]:
    """What a run set aside, in the order of its file."""
    a = t.set_aside.c
    rows = connection.execute(sa.select(t.set_aside).where(a.run_id == run_id).order_by(a.id))
    return [
        SetAside(row.sheet, row.row_number, row.column_name, row.reason, json.loads(row.cells))
        for row in rows
    ]


def guard(cell: str) -> str:
    """A cell of a CSV file that no spreadsheet runs as a formula; `unguard` gives the cell back."""
    return f"{_GUARD}{cell}" if cell.lstrip(" \u00a0\ufeff").startswith(_RUN_AS_FORMULA) else cell


def unguard(cell: str) -> str:
    """A cell as it was before `guard`."""
    return cell[1:] if cell.startswith(_GUARD) else cell


def mended(row: RawRow, kind: str) -> RawRow:
    """A row of a file that was given back, as a row of the file that it came from; any other as it is."""
    if REASON not in row.cells:
        return row
    cells = {name: cell for name, cell in row.cells.items() if name != REASON}
    return replace(row, cells={n: unguard(c) for n, c in cells.items()} if kind == "csv" else cells)
