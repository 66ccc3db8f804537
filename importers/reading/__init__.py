"""Reading files of every kind as tables of rows. The kind is found by content, not by the file's name."""

from importers.reading.headings import BELOW
from importers.reading.opening import open_file
from importers.reading.table import BadRow, Document, RawRow, Records, Table

__all__ = ["BELOW", "BadRow", "Document", "RawRow", "Records", "Table", "open_file"]
