"""The shapes of things: each kind has a shape and a sign, so that none rests on colour alone."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from app.drawing.pen import Pen
from app.layout import NAME_START, Box
from graph.chain import ChainNode

SIGN = 15.0  # px, a side of a sign's square
_RING = "M{x} 8a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0z"
_QUESTION = "M5.8 6.2a2.2 2.2 0 1 1 3.3 1.9c-.8.5-1.1.9-1.1 1.7M8 11.2v1.5"


@dataclass(frozen=True)
class Stroke:
    """A part of a sign in a square of 16: a path that is filled, or drawn with a pen of some width."""

    d: str
    width: float = 0  # 0: filled
    dashes: tuple[float, ...] = ()


def _ring(radius: float, width: float = 0) -> Stroke:
    return Stroke(_RING.format(x=f"{8 - radius:g}", r=f"{radius:g}", d=f"{2 * radius:g}"), width)


SIGNS: Mapping[str, tuple[Stroke, ...]] = {
    "workplace": (Stroke("M1 15V8l4-3v3l4-3v3l3-2V1h3v14z"),),
    "organisation": (_ring(6, 2),),
    "brand": (_ring(6.5, 1.5), _ring(3)),
    "zone": (Stroke("M5 1.5h6L14.5 8 11 14.5H5L1.5 8z", 2),),
    "undisclosed": (
        Stroke("M6 3h4a5 5 0 0 1 0 10H6a5 5 0 0 1 0-10z", 1.3, (2.6, 1.6)), Stroke("M4 8h8", 3),
    ),
    "unknown": (Stroke("M1 1h14v14H1z", 1.3, (2.6, 1.8)), Stroke(_QUESTION, 1.7)),
    "other": (Stroke("M8 2l6 6-6 6-6-6z", 1.5),),
}  # fmt: skip


def look_of(node: ChainNode, brands: Set[str] = frozenset()) -> str:
    """Which of the drawing language's things a node is; `brands` are ids that some link calls a brand."""
    if not node.disclosed:
        return "undisclosed"
    if node.kind == "Organisation":
        return "brand" if node.id in brands or "brand" in (node.props.get("roles") or ()) else "organisation"
    return {"Workplace": "workplace", "Zone": "zone"}.get(node.kind, "other")


def sign(pen: Pen, look: str, at: tuple[float, float]) -> str:
    """A thing's sign with its upper left corner at a point."""
    inside = "".join(_stroke(pen, stroke) for stroke in SIGNS[look])
    return pen.draw("g", "", inside, transform=f"translate({at[0]:g} {at[1]:g}) scale({SIGN / 16:g})")


def _stroke(pen: Pen, stroke: Stroke) -> str:
    if not stroke.width:
        return pen.draw("path", "ic", d=stroke.d)
    dashes = " ".join(f"{dash:g}" for dash in stroke.dashes) or None
    return pen.draw("path", "io", d=stroke.d, stroke_width=stroke.width, stroke_dasharray=dashes)


def outline(pen: Pen, look: str, box: Box, classes: str = "") -> str:
    """A thing's shape, empty: dashed where it is not named, hatched where it is not known."""
    dash = " dash" if look in ("undisclosed", "unknown") else ""
    shape = pen.draw("path", f"box{dash} {classes}".strip(), d=outline_path(look, box))
    if look == "unknown":
        return shape + pen.draw("path", "hl", d=hatching(box))
    return shape + (pen.draw("path", "brand2", d=inner_path(box)) if look == "brand" else "")


def outline_path(look: str, box: Box) -> str:
    """The path of a thing's shape: capsule, square or cut corners."""
    if look == "zone":
        return cut_corners(box)
    if look in ("organisation", "brand", "undisclosed"):
        return _rounded(box, min(box.height / 2, 22))
    return _rounded(box, 3 if look == "unknown" else 0)


def inner_path(box: Box) -> str:
    """The second line of a brand's capsule."""
    inner = Box(box.x + 3.5, box.y + 3.5, box.width - 7, box.height - 7)
    return _rounded(inner, min(box.height / 2, 22) - 3.5)


def _rounded(box: Box, r: float) -> str:
    wide, high = box.width - 2 * r, box.height - 2 * r
    if not r:
        return f"M{box.x:g} {box.y:g}h{wide:g}v{high:g}h{-wide:g}z"
    turn = f"a{r:g} {r:g} 0 0 1"
    return (
        f"M{box.x + r:g} {box.y:g}h{wide:g}{turn} {r:g} {r:g}v{high:g}{turn} {-r:g} {r:g}"
        f"h{-wide:g}{turn} {-r:g} {-r:g}v{-high:g}{turn} {r:g} {-r:g}z"
    )


def cut_corners(box: Box, cut: float = 9) -> str:
    """The path of a box with cut corners."""
    wide, high = box.width - 2 * cut, box.height - 2 * cut
    return (
        f"M{box.x + cut:g} {box.y:g}h{wide:g}l{cut} {cut}v{high:g}l-{cut} {cut}h-{wide:g}"
        f"l-{cut} -{cut}v-{high:g}z"
    )  # fmt: skip


def hatching(box: Box, gap: float = 10) -> str:
    """Diagonals through a box, each clipped to it (a pattern would need an id, which a page has once)."""
    lines = []
    edge = gap
    while edge < box.width + box.height:
        left, right = max(0.0, edge - box.height), min(edge, box.width)
        lines.append(f"M{box.x + left:g} {box.y + edge - left:g}L{box.x + right:g} {box.y + edge - right:g}")
        edge += gap
    return "".join(lines)


def lettering(pen: Pen, look: str, box: Box, rtl: bool) -> str:
    """A box's sign, name and what stands below it, from its reading start."""
    start = box.x + box.width - NAME_START if rtl else box.x + NAME_START
    corner = box.x + box.width - 11 - SIGN if rtl else box.x + 11
    high = 16 * len(box.lines) + 14 * len(box.sub)
    y = box.y + (box.height - high) / 2
    written = [sign(pen, look, (corner, y + 1))]
    for line in box.lines:
        written.append(pen.text(line, (start, y + 12.5), "t", rtl=rtl))
        y += 16
    for line in box.sub:
        written.append(pen.text(line, (start, y + 11), "s", rtl=rtl))
        y += 14
    return "".join(written)


def badge(pen: Pen, more: int, box: Box, rtl: bool) -> str:
    """How many neighbours are known and not drawn, at the box's upper reading end."""
    words = f"+{more}"
    wide = 7.5 * len(words) + 12
    x = box.x - 6 if rtl else box.x + box.width - wide + 6
    shape = pen.draw("rect", "ba", x=x, y=box.y - 9, width=wide, height=18, rx=9)
    return shape + pen.text(words, (x + wide / 2, box.y + 4), "bt", anchor="middle")
