"""Which of a table's first records holds its headings: below titles, over one or two rows."""

import re
from statistics import median_low

from importers.reading.table import Document

HEADER_WITHIN = 20
BELOW = " › "  # between a heading over several columns and the one below it
_LONGEST = 40  # characters of a heading over others; a title is longer
_YEAR = re.compile(r"(?:19|20)\d\d")

Record = tuple[int, list[str]]


def header_among(document: Document, first: list[Record], unit: str) -> Record:
    """The headings among the first records, with the number of their last row; text above them is told.

    They are the first record that is no title, note or merged heading above it: those fill one cell, or less
    than half of what the records usually fill. A row of headings over others, or of headings below them, is
    joined with it: "Workers › Total".
    """
    filled = [sum(bool(cell.strip()) for cell in cells) for _, cells in first]
    half = median_low(filled)
    place = next((p for p, count in enumerate(filled) if count > 1 and count * 2 >= half), 0)
    number, cells = first[place]
    above, below = _beside(first, place, -1), _beside(first, place, 1)
    if below and _are_below(cells, below):
        number, cells = number + 1, _joined(cells, below)
    elif above and _are_above(above, cells):
        place, cells = place - 1, _joined(above, cells)
    for where, title in first[:place]:
        text = " | ".join(" ".join(cell.split()) for cell in title if cell.strip())
        document.warn(f"{document.path.name} has text above its headings, which is not read: "
                      f"'{text}' ({unit} {where}).")  # fmt: skip
    return number, cells


def _beside(first: list[Record], place: int, step: int) -> list[str]:
    """The cells of the row right above or below; none where that is blank."""
    other = place + step
    if not 0 <= other < len(first) or first[other][0] != first[place][0] + step:
        return []
    return first[other][1]


def _are_below(header: list[str], row: list[str]) -> bool:
    """Whether a row only names the columns of headings that stand over several: "Total, Women, Men"."""
    filled = [place for place, cell in enumerate(row) if cell.strip()]
    if len(filled) < 2 or any(re.search(r"\d{2}", row[place]) for place in filled):
        return False
    blank = [not _at(header, place) for place in range(len(row) + 1)]
    spans = all(blank[place] or (blank[place + 1] and _at(row, place + 1)) for place in filled)
    return spans and any(blank[place] for place in filled)


def _are_above(row: list[str], header: list[str]) -> bool:
    """Whether a row names groups of the columns below it, or columns that have no other name."""
    filled = [cell for cell in row if cell.strip()]
    if any(len(cell) > _LONGEST or _YEAR.search(cell) for cell in filled):
        return False
    lone = any(cell.strip() and not _at(header, place) for place, cell in enumerate(row))
    return len(filled) > 1 or (lone and bool(filled))


def _joined(above: list[str], below: list[str]) -> list[str]:
    """Each column's heading: the one below under the one that stands over it."""
    names, group = [], ""
    for place in range(max(len(above), len(below))):
        over, under = _at(above, place), _at(below, place)
        group = over or (group if under else "")
        names.append(f"{group}{BELOW}{under}" if group and under else over or under)
    return names


def _at(cells: list[str], place: int) -> str:
    return " ".join(cells[place].split()) if place < len(cells) else ""
