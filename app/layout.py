"""Where everything stands in a drawing: tiers as columns, goods flowing in the reading direction.

The same coordinates serve the screen and every export. The same chain gives the same layout, in
whatever order its nodes and links come.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from app.columns import ZONE_HEAD, ZONE_PAD, Cell, arrange
from app.lettering import wrap
from app.unknowns import Unknown, unknowns
from graph.chain import Chain, ChainLink, ChainNode
from graph.countries import country_name

NAME_SIZE, SUB_SIZE = 13.0, 11.5  # font sizes, px
BOX_WIDTH, COLUMN, MARGIN, TOP = 172.0, 256.0, 14.0, 36.0  # px
NAME_START, NAME_END = 32.0, 12.0  # px from the box's sides: the sign stands before the name
PORT_GAP = 18.0  # px between lines at a node, so that their year labels do not meet
MOST_PORTS = 4  # more lines than these share one port

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Box:
    """A box: (x, y) its upper left corner, px; `lines` the wrapped name, `sub` what stands below it."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...] = ()
    sub: tuple[str, ...] = ()

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the box."""
        return (self.x + self.width / 2, self.y + self.height / 2)


@dataclass(frozen=True)
class Layout:
    """Coordinates in px, mirrored when `rtl`; text is never mirrored.

    `positions` are the boxes' middles and `sizes` their (width, height), both by node id; `columns` are
    (x of the column's reading start, title) in reading order; `zones` are (name, area) by zone and column;
    `bends` the heights at which a link passes the columns between its ends; `unknowns` come with boxes.
    """

    positions: Mapping[str, tuple[float, float]]
    columns: Sequence[tuple[float, str]]
    width: float
    height: float
    sizes: Mapping[str, tuple[float, float]]
    boxes: Mapping[str, Box] = field(default_factory=dict)
    zones: Mapping[str, tuple[str, Box]] = field(default_factory=dict)
    bends: Mapping[Key, Sequence[Box]] = field(default_factory=dict)
    unknowns: Sequence[tuple[Unknown, Box]] = ()
    rtl: bool = False


def key_of(link: ChainLink) -> Key:
    """(start, kind, end): what makes a link one link."""
    return (link.start, link.kind, link.end)


def zones_of(chain: Chain) -> dict[str, tuple[str, str]]:
    """Node id to (zone id, zone name), for the workplaces that an area is drawn around."""
    nodes = {node.id: node for node in chain.nodes}
    held: dict[str, tuple[str, str]] = {}
    for node in chain.nodes:
        if node.kind == "Workplace" and node.props.get("zone_id"):
            held[node.id] = (str(node.props["zone_id"]), str(node.props.get("zone") or node.props["zone_id"]))
    for link in sorted(chain.links, key=key_of):
        start, zone = nodes.get(link.start), nodes.get(link.end)
        if link.kind == "IN_ZONE" and start and zone and start.kind == "Workplace":
            held[start.id] = (zone.id, zone.name)
    return held


def drawn(chain: Chain) -> tuple[list[ChainNode], list[ChainLink]]:
    """The nodes that get a box and the links that get a line, sorted; a zone's area stands for both.

    Brands stand below the suppliers of their column: the two are not of one kind.
    """
    areas = {zone for zone, _ in zones_of(chain).values()}
    brands = {link.start for link in chain.links if link.kind == "BRAND_OF"}
    brands -= {link.start for link in chain.links if link.kind == "SUPPLIES"}
    shown = (node for node in chain.nodes if node.id not in areas)
    nodes = sorted(shown, key=lambda node: (node.tier, node.id in brands, node.name, node.id))
    ids = {node.id for node in nodes}
    links = [link for link in chain.links if link.start in ids and link.end in ids and link.start != link.end]
    return nodes, sorted(links, key=key_of)


def place(chain: Chain, *, rtl: bool = False, ends: bool = True) -> Layout:
    """Lay out a chain: suppliers at the reading start, buyers and owners towards the end.

    `ends` gives room to what no source names; a small drawing beside a page's words does without.
    """
    nodes, links = drawn(chain)
    gaps = unknowns(chain, nodes, links) if ends else []
    tiers = sorted({node.tier for node in nodes} | {gap.tier for gap in gaps})
    column = {node.id: tiers.index(node.tier) for node in nodes} | {g.key: tiers.index(g.tier) for g in gaps}
    boxes = _node_boxes(nodes, links, column) | {gap.key: _unknown_box(gap) for gap in gaps}
    threads = _threads(links, column)
    for thread in threads.values():
        column |= {key: at for at, key in enumerate(thread, start=column[thread[0]])}
    zones = zones_of(chain)
    cells = [
        Cell(key, at, boxes[key].height if key in boxes else 8.0, zones.get(key, ("", ""))[0])
        for key, at in column.items()
    ]
    pairs = [pair for thread in threads.values() for pair in pairwise(thread)]
    pairs += [pair for gap in gaps if gap.about for pair in [_by_column(gap.key, gap.about, column)]]
    arranged = arrange(cells, pairs, len(tiers))
    titles = [_title(tier, nodes, links) or _gap_title(tier, gaps) for tier in tiers]
    return _laid_out(_Parts(arranged, boxes, threads, gaps, titles, zones), rtl)


@dataclass(frozen=True)
class _Parts:
    columns: Sequence[Sequence[Cell]]
    boxes: Mapping[str, Box]
    threads: Mapping[Key, list[str]]
    gaps: Sequence[Unknown]
    titles: Sequence[str]
    zones: Mapping[str, tuple[str, str]]


def _node_boxes(
    nodes: Sequence[ChainNode], links: Sequence[ChainLink], column: Mapping[str, int]
) -> dict[str, Box]:
    ports: Counter[tuple[str, bool]] = Counter()
    for link in links:
        forward = column[link.start] <= column[link.end]
        ports.update([(link.start, forward), (link.end, not forward)])
    return {
        node.id: _node_box(
            node, max((n for side in (True, False) if (n := ports[node.id, side]) <= MOST_PORTS), default=0)
        )
        for node in nodes
    }


def _node_box(node: ChainNode, ports: int) -> Box:
    space = BOX_WIDTH - NAME_START - NAME_END
    lines = wrap(node.name, space, NAME_SIZE)
    below = country_name(node.country or "") if node.disclosed else "not named by its source"
    sub = wrap(below, space, SUB_SIZE, lines=2) if below else ()
    height = max(16.0 * len(lines) + 14 + 14 * len(sub), PORT_GAP * ports + 8, 34)
    return Box(0, 0, BOX_WIDTH, height, lines, sub)


def _unknown_box(gap: Unknown) -> Box:
    sub = wrap(gap.words, BOX_WIDTH - NAME_START - NAME_END, SUB_SIZE, lines=3)
    return Box(0, 0, BOX_WIDTH, 30.0 + 14 * len(sub), ("Not known",), sub)


def _by_column(a: str, b: str, column: Mapping[str, int]) -> tuple[str, str]:
    return (a, b) if column[a] < column[b] else (b, a)


def _threads(links: Sequence[ChainLink], column: Mapping[str, int]) -> dict[Key, list[str]]:
    """For each link between columns the cells that it goes through, from the first column on."""
    threads: dict[Key, list[str]] = {}
    for link in links:
        first, last = _by_column(link.start, link.end, column)
        passed = [f"{'~'.join(key_of(link))}~{at}" for at in range(column[first] + 1, column[last])]
        if column[first] != column[last]:
            threads[key_of(link)] = [first, *passed, last]
    return threads


def _title(tier: int, nodes: Iterable[ChainNode], links: Iterable[ChainLink]) -> str:
    here = {node.id: node.kind for node in nodes if node.tier == tier}
    if tier == 0 and here:
        kinds = set(here.values())
        return _KIND_TITLES.get(min(kinds), "Start") if len(kinds) == 1 else "Start"
    kinds = {link.kind for link in links if (link.end if tier > 0 else link.start) in here}
    words = [said[tier < 0] for among, said in _LINK_TITLES if kinds & among]
    words = words if len(words) < 3 else [f"{words[0]}, {words[1]}", "more"]  # a column is no wider
    return _tiered(" and ".join(words) or "linked", tier) if here else ""


_KIND_TITLES = {"Workplace": "Workplace", "Organisation": "Company", "Zone": "Zone"}
_LINK_TITLES = (
    ({"SUPPLIES"}, ("buyers", "suppliers")),
    ({"OWNED_BY"}, ("owners", "owned")),
    ({"BRAND_OF"}, ("brand companies", "brands")),
    ({"OPERATED_BY"}, ("operators", "sites")),
)


def _tiered(words: str, tier: int) -> str:
    return f"{words[0].upper()}{words[1:]}, tier {abs(tier)}"


def _gap_title(tier: int, gaps: Iterable[Unknown]) -> str:
    whats = {"owners" if gap.what == "owner" else gap.what for gap in gaps if gap.tier == tier}
    return _tiered(" and ".join(sorted(whats)), tier)


def _laid_out(parts: _Parts, rtl: bool) -> Layout:
    width = 2 * MARGIN + COLUMN * (len(parts.columns) - 1) + BOX_WIDTH
    placed = {
        cell.key: _put(parts.boxes.get(cell.key), cell, (width, rtl))
        for column in parts.columns
        for cell in column
    }
    nodes = {key: box for key, box in placed.items() if key in parts.boxes and not key.startswith("?")}
    zones = _zone_areas(parts.zones, nodes)
    bottom = max(
        [box.y + box.height for box in placed.values()] + [a.y + a.height for _, a in zones.values()] + [TOP]
    )
    starts = [MARGIN + COLUMN * at for at in range(len(parts.columns))]
    return Layout(
        positions={key: box.centre for key, box in nodes.items()},
        columns=[(width - x if rtl else x, title) for x, title in zip(starts, parts.titles, strict=True)],
        width=width,
        height=bottom + MARGIN,
        sizes={key: (box.width, box.height) for key, box in nodes.items()},
        boxes=nodes,
        zones=zones,
        bends={key: [placed[point] for point in thread[1:-1]] for key, thread in parts.threads.items()},
        unknowns=[(gap, placed[gap.key]) for gap in parts.gaps],
        rtl=rtl,
    )


def _put(box: Box | None, cell: Cell, page: tuple[float, bool]) -> Box:
    width, rtl = page
    x = MARGIN + COLUMN * cell.column
    box = box or Box(0, 0, BOX_WIDTH, cell.height)
    return replace(box, x=width - x - BOX_WIDTH if rtl else x, y=cell.y + TOP)


def _zone_areas(zones: Mapping[str, tuple[str, str]], boxes: Mapping[str, Box]) -> dict[str, tuple[str, Box]]:
    held: dict[tuple[str, float], list[Box]] = defaultdict(list)
    names = {}
    for node_id, (zone, name) in zones.items():
        held[zone, boxes[node_id].x].append(boxes[node_id])
        names[zone] = name
    areas = {}
    for (zone, x), inside in sorted(held.items()):
        top = min(box.y for box in inside) - ZONE_HEAD
        bottom = max(box.y + box.height for box in inside) + ZONE_PAD
        lines = wrap(names[zone], BOX_WIDTH - 4, SUB_SIZE, lines=2)
        key = f"{zone}@{x:g}"
        areas[key] = (names[zone], Box(x - ZONE_PAD, top, BOX_WIDTH + 2 * ZONE_PAD, bottom - top, lines))
    return areas
