"""A query's rows as a table for people: ids become names with links, what repeats them is left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.asking import Asking
from app.evidence import Thing, thing
from app.presenting import RIGHTS, country, day, num, right, zone_kind
from graph.engines.base import Row
from graph.model import CATEGORIES, LINKS
from graph.query import Result

_ID = re.compile(r"^([A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}|(iso|hs|mat|isic):.+)$")
_HIDDEN = frozenset({"lat", "lon"})
_HEADS = {
    "from": "Who", "kind": "Link", "to": "Whom", "last_seen": "Last seen", "n_buyers": "Buyers",
    "n_suppliers": "Suppliers", "sources": "Who says so", "path_no": "Path", "until": "Ended", "at": "Where",
}  # fmt: skip
_NAMES_OF_ENDS = frozenset({
    "from_name", "to_name", "supplier", "buyer", "through", "through_id", "workplace", "workplace_id",
})  # fmt: skip
_NUMBERS = frozenset({"tier", "n_buyers", "n_suppliers", "path_no", "step", "people", "n_workplaces"})


@dataclass(frozen=True)
class Cell:
    """`things` are linked, `words` written as they are; neither: nothing is known."""

    words: str = ""
    things: Sequence[Thing] = ()


@dataclass(frozen=True)
class Column:
    """`name` is the query's, `head` a reader's; `number` columns stand at the line's end."""

    name: str
    head: str
    number: bool


@dataclass(frozen=True)
class Table:
    """Columns, and rows of as many cells."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def table(asking: Asking, result: Result, start: int, size: int) -> Table:
    """The part of a result that a page shows."""
    rows = result.rows[start : start + size]
    names = asking.names([id_ for row in rows for value in row.values() for id_ in _ids(value)])
    shown = [name for name in result.columns if not _repeats(name, result.columns)]
    columns = [Column(name, _head(name), name in _NUMBERS) for name in shown]
    return Table(columns, [[_cell(row, name, names) for name in shown] for row in rows])


def _ids(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and _ID.match(one)]


def _repeats(name: str, columns: Sequence[str]) -> bool:
    """Does another column say the same: the id behind a name, or the name behind the id of a link's end?"""
    if name in _HIDDEN or (name.endswith("_id") and name[:-3] in columns):
        return True
    ends = {"from", "to"} <= set(columns)
    return ends and name in (
        "from_name",
        "to_name",
        "supplier",
        "buyer",
        "through",
        "through_id",
        "workplace",
        "workplace_id",
    )


def _head(name: str) -> str:
    return _HEADS.get(name) or name.replace("_", " ").capitalize()


def _cell(row: Row, name: str, names: Mapping[str, Row]) -> Cell:
    value, id_ = row.get(name), row.get(f"{name}_id")
    if value is None or value == []:
        return Cell()
    if isinstance(id_, str) and isinstance(value, str):
        return Cell(things=[_thing(id_, names, value)])
    if found := _ids(value):
        return Cell(things=[_thing(one, names, one) for one in found])
    return Cell(words=_words(name, value))


def _thing(id_: str, names: Mapping[str, Row], otherwise: str) -> Thing:
    row = names.get(id_) or {"id": id_, "name": otherwise}
    if id_.startswith("iso:"):
        row = {**row, "name": country(id_)}
    return thing({**row, "other_names": ()})


def _words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_words(name, one) for one in value)
    if isinstance(value, int | float):
        return num(value) if name != "year" else str(value)
    return _said(name, str(value))


def _said(name: str, text: str) -> str:
    if name == "kind" and text in LINKS:
        return LINKS[text].words
    if name.endswith("_seen") or name in ("date", "since", "until"):
        return day(text) if text[:4].isdecimal() else text
    if text in CATEGORIES or text in RIGHTS:
        return right(text)
    return zone_kind(text) or text
