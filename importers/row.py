"""The row that an importer is given: taken field by field, so that what nobody took is known."""

import math
from collections.abc import Mapping
from functools import lru_cache

from graph.errors import RowError
from importers.reading.table import RawRow
from importers.values import clean, parse_date, same_heading
from importers.values import number as read_number


class Row:
    """One record under the source's logical names (`columns` maps them to the file's headings).

    A field without a logical name is reached by its own heading, such as `Entity.LegalName`.
    Texts are cleaned (NFC, white space, control characters); `raw` keeps them as given.
    A column that the file lacks reads as empty; `take` and the typed readers raise RowError, which sets
    this row aside.
    """

    def __init__(self, raw: RawRow, columns: Mapping[str, str] | None = None) -> None:
        self._row = raw
        self._columns = columns or {}
        self._taken: set[str] = set()

    @property
    def ref(self) -> str:
        """Where the row stands: `12`, `Sheet1!12`, or a record's path `items[12]`."""
        return self._row.ref

    @property
    def line(self) -> int:
        """The line, row or record number, as `ref` shows it."""
        return self._row.number

    @property
    def sheet(self) -> str | None:
        """The sheet's name, in a workbook."""
        return self._row.sheet

    @property
    def raw(self) -> Mapping[str, str]:
        """All cells as given, under the file's headings."""
        return self._row.cells

    def matched(self, *names: str) -> list[str]:
        """Those of the logical names for which the file has a column."""
        return [name for name in names if name in self._columns]

    def take(self, name: str) -> str:
        """A field that must be filled. RowError, with the file's own heading, if it is empty or absent."""
        text = self.get(name)
        if not text:
            heading = self._heading(name) or name
            raise RowError(f"'{heading}' is empty: fill it in, or leave the row out.", heading)
        return text

    def get(self, name: str) -> str:
        """A field that may be empty: its cleaned text, or the empty text."""
        heading = self._heading(name)
        if heading is None:
            return ""
        self._taken.add(heading)
        return clean(self._row.cells[heading])

    def as_given(self, name: str) -> str:
        """A field untouched, as keys and `values.repair` need it; the empty text when the file lacks it."""
        heading = self._heading(name)
        if heading is None:
            return ""
        self._taken.add(heading)
        return self._row.cells[heading]

    def number(self, name: str) -> float | None:
        """A number, None when empty. RowError when it is something else."""
        text = self.get(name)
        value = read_number(text)
        if text and value is None:
            raise self._unreadable(name, text, "a number")
        return value

    def integer(self, name: str) -> int | None:
        """A whole number, None when empty. RowError when it is something else."""
        value = self.number(name)
        if value is None:
            return None
        if not math.isclose(value, round(value)):
            raise self._unreadable(name, self.get(name), "a whole number")
        return round(value)

    def date(self, name: str) -> str | None:
        """A date in ISO 8601 with the precision given (2018, 2018-11, 2018-11-07), None when empty."""
        text = self.get(name)
        value = parse_date(text)
        if text and value is None:
            raise self._unreadable(name, text, "a date that can be told (write 2018-11-07)")
        return value

    def all(self, name: str) -> list[str]:
        """The filled values of a repeated field, in order: `name` itself, or `name.1`, `name.2` …"""
        heading = self._heading(name)
        names = [heading] if heading is not None else self._numbered(name)
        return [text for each in names if (text := self.get(each))]

    def groups(self, name: str) -> list[dict[str, str]]:
        """A repeated nested field, one mapping each, from `Period.1.Start` … or from `Period.Start` …"""
        found: dict[str, dict[str, str]] = {}
        prefix = f"{name}."
        for heading in self._row.cells:
            if heading.startswith(prefix):
                place, _, field = heading[len(prefix) :].partition(".")
                key, field = (place, field) if place.isdigit() else ("", heading[len(prefix) :])
                found.setdefault(key, {})[field] = self.get(heading)
        return list(found.values())

    def refusal(self, name: str, reason: str) -> RowError:
        """A RowError for this field that names the column as the file does: raise it."""
        return RowError(reason, self._heading(name) or name)

    def leftover(self) -> dict[str, str]:
        """The filled fields that nobody took, as given."""
        return {
            heading: cell
            for heading, cell in self._row.cells.items()
            if heading not in self._taken and cell.strip()
        }

    def words(self, *names: str) -> str:
        """Evidence: the named cells as given (all filled ones without names), as `column: value; …`.

        A named cell counts as taken: it is kept.
        """
        headings = [self._heading(name) for name in names] if names else list(self._row.cells)
        self._taken.update(heading for heading in headings if names and heading is not None)
        filled = [heading for heading in headings if heading is not None and self._row.cells[heading].strip()]
        return "; ".join(f"{heading}: {self._row.cells[heading].strip()}" for heading in filled)

    def _heading(self, name: str) -> str | None:
        """The file's heading for a logical name, or for a heading in any of its spellings."""
        mapped = self._columns.get(name, name)
        if mapped in self._row.cells:
            return mapped
        return _by_spelling(tuple(self._row.cells)).get(same_heading(mapped))

    def _numbered(self, name: str) -> list[str]:
        prefix = f"{name}."
        return [each for each in self._row.cells if each.startswith(prefix) and each[len(prefix) :].isdigit()]

    def _unreadable(self, name: str, text: str, wanted: str) -> RowError:
        heading = self._heading(name) or name
        return RowError(f"'{heading}' says '{text[:60]}', which is not {wanted}.", heading)


@lru_cache(maxsize=64)
def _by_spelling(headings: tuple[str, ...]) -> Mapping[str, str]:
    """The first heading of each spelling: rows of one table share theirs."""
    found: dict[str, str] = {}
    for heading in headings:
        found.setdefault(same_heading(heading), heading)
    return found
