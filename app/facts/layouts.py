"""A file's columns beside those that a source needs: what a person maps."""

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graph.errors import InputError
from importers.columns import match_columns
from importers.guessing import guessed
from importers.reading import RawRow, Table, open_file
from importers.recognising import LISTS
from importers.runner import Asked
from importers.sources import SourceSpec, all_sources, source_named

SAMPLES = 3  # values
_LOOKED = 200  # rows in which they are sought
_LONG = 80  # characters


@dataclass(frozen=True)
class Needed:
    """A column of the source, and the heading that stands for it as far as is known."""

    name: str
    words: str
    heading: str
    required: bool
    in_front: bool  # needed, one of which some are, or found already
    guessed: bool  # by what the column holds: nobody said so, nor does its heading


@dataclass(frozen=True)
class Layout:
    """The file's headings with some of their values; the source's columns; the sources there are."""

    source: SourceSpec
    headings: dict[str, list[str]]
    needed: tuple[Needed, ...]
    sources: tuple[SourceSpec, ...]


def readable(path: Path) -> str:
    """The kind of a file whose tables can be read as they are, empty for any other."""
    try:
        document = open_file(path)
        return document.kind if document.tables() else ""
    except InputError:
        return ""


def headings_of(path: Path) -> dict[str, list[str]]:
    """The headings of a readable file, each with some of its values."""
    headings: dict[str, list[str]] = {}
    for table in open_file(path).tables():
        for heading, values in _samples(table).items():
            headings.setdefault(heading, values)
    return headings


def layout_of(asked: Asked, source: str, headings: dict[str, list[str]]) -> Layout:
    """What is to be mapped. InputError for a source there is not."""
    spec = source_named(source)
    return Layout(spec, headings, tuple(_needed(spec, headings, asked.columns)), _mappable())


def _samples(table: Table) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {heading: [] for heading in table.columns}
    rows = table.rows
    with (
        closing(rows),
        suppress(InputError),
    ):  # what stands above a row that cannot be read will do
        for row in islice(rows, _LOOKED):
            cells = row.cells if isinstance(row, RawRow) else {}
            for heading, cell in cells.items():
                held, text = found.setdefault(heading, []), " ".join(cell.split())[:_LONG]
                if text and text not in held and len(held) < SAMPLES:
                    held.append(text)
    return found


def _needed(spec: SourceSpec, headings: dict[str, list[str]], said: tuple[str, ...]) -> Iterator[Needed]:
    """Those that must be there first, each as it was said, else as its usual headings or its values tell."""
    chosen = match_columns(spec, tuple(headings)) | dict(pair.split("=", 1) for pair in said)
    guesses = guessed(headings, spec, chosen) if spec.name == LISTS else {}
    accept, chosen = spec.accept, chosen | guesses
    for name in sorted(accept.columns, key=lambda name: name not in accept.required):
        heading, required = chosen.get(name, ""), name in accept.required
        in_front = required or name in accept.one_of or bool(heading)
        yield Needed(name, name.replace("_", " "), heading, required, in_front, name in guesses)


def _mappable() -> tuple[SourceSpec, ...]:
    return tuple(spec for spec in all_sources().values() if spec.accept.columns and not spec.rule)
