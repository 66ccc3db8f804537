"""Order and heights in the columns of a layered drawing.

The order is igraph's Sugiyama layout (K. Sugiyama et al., "Methods for visual understanding of hierarchical
system structures", 1981), which crosses few lines. The heights are the least squares solution that keeps
order and gaps, by pooling adjacent violators (R. E. Barlow et al., "Statistical Inference under Order
Restrictions", 1972).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import igraph

ROW_GAP = 14.0  # px between boxes
ZONE_PAD, ZONE_HEAD = 10.0, 38.0  # px round a zone's workplaces, and above them for its name
SWEEPS = 8


@dataclass
class Cell:
    """One thing in a column: a node's box, an unknown, or a point that a long link passes."""

    key: str
    column: int
    height: float
    zone: str = ""
    y: float = 0.0

    @property
    def middle(self) -> float:
        """The height of its middle, px."""
        return self.y + self.height / 2


Pairs = Iterable[tuple[str, str]]


def arrange(cells: Sequence[Cell], pairs: Pairs, n_columns: int) -> list[list[Cell]]:
    """Order the cells in their columns and set their `y` from 0 down.

    `pairs` are keys of cells in neighbouring columns, the earlier column's first.
    """
    joined = sorted(set(pairs))
    columns = _ordered(cells, joined, n_columns)
    _set_heights(columns, joined)
    return columns


def _ordered(cells: Sequence[Cell], pairs: Sequence[tuple[str, str]], n_columns: int) -> list[list[Cell]]:
    columns: list[list[Cell]] = [[] for _ in range(n_columns)]
    number = {cell.key: place for place, cell in enumerate(cells)}
    graph = igraph.Graph(n=len(cells), edges=[(number[a], number[b]) for a, b in pairs], directed=True)
    across = [x for x, _ in graph.layout_sugiyama(layers=[c.column for c in cells]).coords] if cells else []
    for place in sorted(range(len(cells)), key=lambda i: (across[i], i)):
        columns[cells[place].column].append(cells[place])
    return [_zones_together(column) for column in columns]


def _zones_together(column: list[Cell]) -> list[Cell]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, cell in enumerate(column):
        places[cell.zone or cell.key].append(place)
    mean = {group: sum(found) / len(found) for group, found in places.items()}
    return sorted(column, key=lambda cell: (mean[cell.zone or cell.key], cell.zone))


def _set_heights(columns: Sequence[list[Cell]], pairs: Sequence[tuple[str, str]]) -> None:
    cells = {cell.key: cell for column in columns for cell in column}
    near: dict[str, list[Cell]] = defaultdict(list)
    for a, b in pairs:
        near[a].append(cells[b])
        near[b].append(cells[a])
    for column in columns:
        _settle(column, [0.0] * len(column))
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 else reversed(columns):
            _settle(column, [_wish(cell, near[cell.key]) for cell in column])
    top = min((cell.y - (ZONE_HEAD if cell.zone else 0) for cell in cells.values()), default=0.0)
    for cell in cells.values():
        cell.y = round(cell.y - top, 1)


def _wish(cell: Cell, near: Sequence[Cell]) -> float:
    if not near:
        return cell.y
    return sum(other.middle for other in near) / len(near) - cell.height / 2


def _settle(column: Sequence[Cell], wishes: Sequence[float]) -> None:
    """As near to the wishes as order and gaps allow: min sum (y - wish)^2."""
    offsets = [0.0]
    for above, below in pairwise(column):
        offsets.append(offsets[-1] + above.height + _gap(above, below))
    pools: list[tuple[float, int]] = []  # mean, size
    for wish, offset in zip(wishes, offsets, strict=False):
        mean, size = wish - offset, 1
        while pools and pools[-1][0] >= mean:
            mean_above, above_size = pools.pop()
            mean = (mean * size + mean_above * above_size) / (size + above_size)
            size += above_size
        pools.append((mean, size))
    placed = [mean for mean, size in pools for _ in range(size)]
    for cell, base, offset in zip(column, placed, offsets, strict=False):
        cell.y = base + offset


def _gap(above: Cell, below: Cell) -> float:
    gap = ROW_GAP
    if above.zone != below.zone:
        gap += (ZONE_PAD if above.zone else 0) + (ZONE_PAD + ZONE_HEAD if below.zone else 0)
    return gap
