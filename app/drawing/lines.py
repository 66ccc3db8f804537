"""The lines of links: where they leave and arrive, their tips and their year labels."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.drawing.pen import Pen
from app.layout import MOST_PORTS, PORT_GAP, Box, Key, Layout, key_of
from app.lettering import width
from graph.chain import ChainLink

Point = tuple[float, float]
_CLASSES = {"OPERATED_BY": "run", "OWNED_BY": "own", "BRAND_OF": "own", "SUPPLIES": ""}
ARROW, DIAMOND, RING = 11.0, 12.0, 9.0  # px, the tips' lengths
LABEL_OFF = 14.0  # px between a box and a label
THIN = 0.88  # how much narrower plain letters are than the measured semi-bold ones


@dataclass(frozen=True)
class Route:
    """A link's way: `points` from its start to its end, in pairs of one leg; `toward` (+1 right, -1 left)
    the way it leaves its start, `arriving` the way it comes in at its end; `shared` how many lines use
    its port at each end, and `beside` how many its side of the box."""

    points: tuple[Point, ...]
    toward: int
    arriving: int
    shared: tuple[int, int]
    beside: tuple[int, int] = (1, 1)


@dataclass(frozen=True)
class _Port:
    y: float
    lines: int  # that use it
    beside: int  # that use its side of the box


def line_class(kind: str) -> str:
    """The class of a kind of link; every kind that has none of its own is drawn plain."""
    return _CLASSES.get(kind, "oth")


def routes(links: Sequence[ChainLink], layout: Layout) -> dict[Key, Route]:
    """Every link's way. Over four lines at a node's side share one port for each kind."""
    ports = _ports(links, layout)
    return {key_of(link): _route(link, layout, ports) for link in links}


def _sides(link: ChainLink, layout: Layout) -> tuple[int, int]:
    """On which side of its start and of its end a link is fastened: +1 right, -1 left."""
    x1, x2 = layout.positions[link.start][0], layout.positions[link.end][0]
    if x1 == x2:
        side = -1 if layout.rtl else 1
        return side, side
    return (1, -1) if x2 > x1 else (-1, 1)


def _ports(links: Sequence[ChainLink], layout: Layout) -> dict[tuple[Key, str], _Port]:
    fastened: dict[tuple[str, int], list[tuple[float, ChainLink]]] = defaultdict(list)
    for link in links:
        bends = layout.bends.get(key_of(link), ())
        at_start, at_end = _sides(link, layout)
        y1, y2 = (layout.positions[i][1] for i in (link.start, link.end))
        heights = sorted(
            (box.centre for box in bends), key=lambda c: abs(c[0] - layout.positions[link.start][0])
        )
        fastened[link.start, at_start].append((heights[0][1] if heights else y2, link))
        fastened[link.end, at_end].append((heights[-1][1] if heights else y1, link))
    found: dict[tuple[Key, str], _Port] = {}
    for (node, _), lines in fastened.items():
        lines.sort(key=lambda pair: (pair[0], key_of(pair[1])))
        ordered = [link for _, link in lines]
        found |= {(key_of(link), node): port for link, port in _side_ports(ordered, node, layout)}
    return found


def _side_ports(links: Sequence[ChainLink], node: str, layout: Layout) -> Iterator[tuple[ChainLink, _Port]]:
    middle, height = layout.positions[node][1], layout.sizes[node][1]
    groups: dict[object, list[ChainLink]] = defaultdict(list)
    for link in links:
        groups[key_of(link) if len(links) <= MOST_PORTS else line_class(link.kind)].append(link)
    gap = min(PORT_GAP, (height - 12) / max(len(groups) - 1, 1))
    for place, group in enumerate(groups.values()):
        y = middle + (place - (len(groups) - 1) / 2) * gap
        yield from ((link, _Port(y, len(group), len(links))) for link in group)


def _route(link: ChainLink, layout: Layout, ports: Mapping[tuple[Key, str], _Port]) -> Route:
    key = key_of(link)
    start, end = ports[key, link.start], ports[key, link.end]
    at_start, at_end = _sides(link, layout)
    first = (_edge(layout, link.start, at_start), start.y)
    last = (_edge(layout, link.end, at_end), end.y)
    between: list[Point] = []
    for box in sorted(layout.bends.get(key, ()), key=lambda b: b.x * at_start):
        y = box.centre[1]
        sides = (box.x, box.x + box.width)
        between += [(x, y) for x in (sides if at_start > 0 else sides[::-1])]
    shared, beside = (start.lines, end.lines), (start.beside, end.beside)
    return Route((first, *between, last), at_start, -at_end, shared, beside)


def _edge(layout: Layout, node: str, side: int) -> float:
    return layout.positions[node][0] + side * layout.sizes[node][0] / 2


def path(route: Route, kind: str) -> str:
    """The SVG path of a route, which leaves room for the tip."""
    points = list(route.points)
    if kind in ("OWNED_BY", "BRAND_OF"):
        points[0] = (points[0][0] + route.toward * (DIAMOND - 2), points[0][1])
    elif kind in ("SUPPLIES", "OPERATED_BY"):
        back = ARROW - 2 if kind == "SUPPLIES" else RING
        points[-1] = (points[-1][0] - route.arriving * back, points[-1][1])
    written = f"M{points[0][0]:g} {points[0][1]:g}"
    legs = list(pairwise(points))
    for place, ((x1, y1), (x2, y2)) in enumerate(legs):
        if place % 2:  # across a column
            written += f"L{x2:g} {y2:g}"
        else:
            reach = abs(x2 - x1) / 2 or 40.0
            a, b = x1 + route.toward * reach, x2 - route.arriving * reach
            written += f"C{a:g} {y1:g} {b:g} {y2:g} {x2:g} {y2:g}"
    return written


def tip(pen: Pen, route: Route, kind: str, selected: bool) -> str:
    """An arrow at whom is supplied, a ring at who runs, a diamond at what is owned."""
    name, d = tip_path(route, kind)
    mark = {"": "", "tipr": " sell"}.get(name, " self") if selected else ""
    return pen.draw("path", name + mark, d=d) if d else ""


def tip_path(route: Route, kind: str) -> tuple[str, str]:
    """A tip's class and path, both empty for a kind that has none."""
    (x, y), to = route.points[-1], route.arriving
    if kind == "SUPPLIES":
        return "tip", f"M{x - to * ARROW:g} {y - 5:g}L{x:g} {y:g}L{x - to * ARROW:g} {y + 5:g}z"
    if kind == "OPERATED_BY":
        return "tipr", f"M{x - to * 8.5:g} {y:g}a4 4 0 1 0 {to * 8} 0a4 4 0 1 0 {-to * 8} 0z"
    if kind in ("OWNED_BY", "BRAND_OF"):
        (x, y), half = route.points[0], route.toward * DIAMOND / 2
        return "tipo", f"M{x:g} {y:g}l{half:g} -4.5l{half:g} 4.5l{-half:g} 4.5z"
    return "", ""


def label(pen: Pen, route: Route, words: str) -> str:
    """The year label, at the end of the line that fewer lines share."""
    box = label_box(route, words)
    shape = pen.draw("rect", "labo", x=box.x, y=box.y, width=box.width, height=box.height, rx=2)
    return shape + pen.text(words, (box.centre[0], box.y + 12), "s", anchor="middle")


def label_box(route: Route, words: str) -> Box:
    """Where a label stands."""
    wide = round(width(words, 11.5) * THIN + 10)
    start, end = zip(route.shared, route.beside, strict=True)
    at_end = end < start
    (x, y) = route.points[-1] if at_end else route.points[0]
    toward = -route.arriving if at_end else route.toward
    middle = x + toward * (LABEL_OFF + wide / 2)
    if min(route.shared) > 1:
        (x1, y1), (x2, y2) = route.points[:2]
        middle, y = (x1 + x2) / 2, (y1 + y2) / 2
    return Box(middle - wide / 2, y - 8, wide, 16)
