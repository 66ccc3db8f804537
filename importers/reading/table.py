"""What a file becomes: tables of rows, each row with the number that a person sees in the file."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import InputError
from importers.reading.packed import PackedFile

# Limits that no honest list reaches; they keep a broken or hostile file from filling the memory.
MAX_FILE_BYTES = 2 * 1024**3
MAX_JSON_BYTES = 512 * 1024**2
MAX_FIELD = 1024**2
MAX_COLUMNS = 2_000
MAX_DEPTH = 60


@dataclass(frozen=True)
class RawRow:
    """One record, its cells as the file gives them.

    `number` is the line (CSV, JSON Lines), the row (a sheet) or the record (XML, JSON), counted from 1 with
    the header. `sheet` is set for workbooks, `path` for XML and JSON.
    """

    sheet: str | None
    number: int
    cells: Mapping[str, str]
    path: str | None = None

    @property
    def ref(self) -> str:
        """Where the row stands in its file: `12`, `Sheet1!12` or `Goods/Good[12]`."""
        return reference(self.sheet, self.path, self.number)


@dataclass(frozen=True)
class BadRow:
    """A record that cannot be read. It is set aside with its reason; the others go on."""

    sheet: str | None
    number: int
    column: str | None
    reason: str
    path: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict, compare=False)  # what of it could be read

    @property
    def ref(self) -> str:
        """Where the row stands in its file, as in `RawRow`."""
        return reference(self.sheet, self.path, self.number)


Records = Generator[RawRow | BadRow, None, None]


def reference(sheet: str | None, path: str | None, number: int) -> str:
    """The `row_ref` of a record: `sheet!row`, a record's path, or the line alone."""
    if sheet is not None:
        return f"{sheet}!{number}"
    return f"{path.removesuffix('[]')}[{number}]" if path is not None else str(number)


@dataclass(frozen=True)
class Table:
    """Rows under one heading. `start` begins reading at the first record, any number of times.

    `header_row` is the number of the row that holds the headings, 0 where the format has none (XML, JSON).
    """

    sheet: str | None
    columns: tuple[str, ...]
    header_row: int
    start: Callable[[], Records]
    header: tuple[str, ...] = ()

    @property
    def rows(self) -> Records:
        """A new stream of the records."""
        return self.start()

    def without_header(self, names: Sequence[str]) -> "Table":
        """The same table read as one that has no heading: columns by position, the first row is a record."""
        columns = tuple(names) + unnamed(len(names), len(self.columns))
        renamed = dict(zip(self.columns, columns, strict=True))
        first = RawRow(self.sheet, self.header_row, dict(zip(columns, self.header, strict=True)))

        def start() -> Records:
            yield first
            for row in self.start():
                if isinstance(row, RawRow):
                    yield replace(row, cells={renamed[name]: cell for name, cell in row.cells.items()})
                else:
                    yield row

        return replace(self, columns=columns, header_row=0, start=start, header=())


@dataclass
class Document:
    """An opened file: its kind, found by content, what is odd about it, and its tables."""

    path: Path | PackedFile
    kind: str
    warnings: list[str] = field(default_factory=list)

    def tables(self, record: str | None = None) -> list[Table]:
        """The tables with at least one row. `record` is the path of a record (XML and JSON only).

        Raises InputError where the file is broken, empty, or has no such record.
        """
        raise NotImplementedError

    def has_record(self, record: str) -> bool:  # noqa: ARG002 - only XML and JSON have records by path
        """Whether the file has records at this path. Tables by position have none."""
        return False

    def warn(self, sentence: str) -> None:
        """Note something odd once, however often the file is read."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def error(self, what: str) -> InputError:
        """The sentence for a person: the file's name, what is wrong, what to do."""
        return InputError(f"{self.path.name} {what}")


def unnamed(start: int, stop: int) -> tuple[str, ...]:
    """Names for columns that have none: `(column 4)`, counted from 1 as a person does."""
    return tuple(f"(column {place + 1})" for place in range(start, stop))


def column_names(document: Document, header: Sequence[str], where: str) -> tuple[str, ...]:
    """Headings made unique: white space tidied, blanks numbered, a second `name` becomes `name (2)`."""
    if len(header) > MAX_COLUMNS:
        raise document.error(f"has {len(header)} columns {where}; at most {MAX_COLUMNS} are read: split it.")
    names: list[str] = []
    for place, heading in enumerate(header):
        name = " ".join(heading.split()) or f"(column {place + 1})"
        names.append(_unique(name, names))
        if names[-1] != name:
            document.warn(f"{document.path.name} has the column '{name}' twice {where}; "
                          f"the later one is read as '{names[-1]}'.")  # fmt: skip
    return tuple(names)


def _unique(name: str, taken: list[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name} ({n})" for n in range(2, MAX_COLUMNS + 2) if f"{name} ({n})" not in taken)


def check_cells(document: Document, row: RawRow) -> RawRow | BadRow:
    """Refuse what a text column cannot hold; the limits of size are the whole file's."""
    if len(row.cells) > MAX_COLUMNS:
        raise document.error(
            f"has {len(row.cells)} fields in record {row.ref}; at most {MAX_COLUMNS} are read."
        )
    for name, cell in row.cells.items():
        if len(cell) > MAX_FIELD:
            raise document.error(f"has a field over 1 MB in record {row.ref}, '{name}': shorten it.")
        if "\0" in cell or _has_lone_surrogate(cell):
            reason = f"'{name}' holds characters that are not text (NUL or half a character)."
            return BadRow(row.sheet, row.number, name, reason, row.path, row.cells)
    return row


def _has_lone_surrogate(text: str) -> bool:
    if text.isascii():
        return False
    return any("\ud800" <= character <= "\udfff" for character in text)
