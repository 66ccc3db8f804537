"""Results on standard output, all else on standard error; names from sources cannot move the cursor."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click
from rich.cells import cell_len

# Marks that turn the direction of all that follows: a name must not rewrite the line it stands in.
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


def show(text: str = "") -> None:
    """A line of the result."""
    click.echo(plain(text))


def show_json(value: Any) -> None:
    """The result as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def tell(text: str) -> None:
    """A line about what is going on."""
    click.echo(plain(text), err=True)


def complain(sentence: str) -> None:
    """What was wrong."""
    click.echo(f"linkwork: {plain(sentence)}", err=True)


def plain(text: str) -> str:
    """Without control characters, but for the line's end and the tabulator."""
    return "".join(
        character
        for character in text
        if character in "\n\t" or (unicodedata.category(character) != "Cc" and character not in _TURNING)
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Lines of aligned columns, the headings first; what is unknown is an empty cell."""
    cells = [[cell(value) for value in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(columns, *cells, strict=True)]
    for line in (list(columns), ["-" * width for width in widths], *cells):
        parts = [text + " " * (width - cell_len(text)) for text, width in zip(line, widths, strict=True)]
        yield "  ".join(parts).rstrip()


def cell(value: Any) -> str:
    """A value as one line of text: lists by commas, nothing for what is unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(cell(item) for item in value)
    if isinstance(value, float):
        return f"{value:g}"
    return " ".join(plain(str(value)).split())
