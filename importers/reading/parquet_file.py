"""Parquet, read in batches by pyarrow, which is only installed with the extra `linkwork[parquet]`.

pyarrow is large, but of the readers that were tried it alone answers a damaged file with an error.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.errors import InputError
from importers.reading.flatten import flat_json
from importers.reading.table import Document, RawRow, Records, Table, check_cells, column_names
from importers.reading.workbook import text_of

BATCH = 5_000


@dataclass
class ParquetFile(Document):
    """A table of typed columns. A row's number counts records from 1; lists become `tags.1`, `tags.2`."""

    def tables(self, record: str | None = None) -> list[Table]:  # noqa: ARG002 - a Parquet file is one table
        opened = self._opened()
        columns = column_names(self, opened.schema_arrow.names, "in its schema")
        if not opened.metadata.num_rows:
            raise self.error("has no rows: nothing can be read from it.")
        return [Table(None, columns, 0, lambda: self._rows(columns))]

    def _opened(self) -> Any:
        try:
            import pyarrow.parquet as parquet
        except ImportError as error:
            raise self.error(
                "is a Parquet file, which needs pyarrow: save it as CSV, or run: "
                'pip install "linkwork[parquet]"'
            ) from error
        try:
            return parquet.ParquetFile(self.path)
        except (OSError, ValueError, RuntimeError) as error:
            raise self._damaged() from error

    def _rows(self, columns: tuple[str, ...]) -> Records:
        for number, values in enumerate(self._values(), start=1):
            named = dict(zip(columns, values, strict=True))
            yield check_cells(self, RawRow(None, number, dict(flat_json(_texts(named)))))

    def _values(self) -> Iterator[tuple[Any, ...]]:
        """Each record's values in the order of the columns."""
        try:
            for batch in self._opened().iter_batches(BATCH):
                yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
        except (OSError, ValueError, RuntimeError) as error:
            raise self._damaged() from error

    def _damaged(self) -> InputError:
        return self.error("is a damaged Parquet file: get it again, or save it as CSV.")


def _texts(value: Any) -> Any:
    """Values that JSON has not, as texts: dates in ISO 8601, whole numbers without a point."""
    if isinstance(value, dict):
        return {name: _texts(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_texts(each) for each in value]
    if isinstance(value, float | datetime.date | datetime.time):
        return text_of(value)
    return value.decode(errors="replace") if isinstance(value, bytes) else value
