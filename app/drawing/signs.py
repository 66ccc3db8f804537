"""The shapes of things: each kind has a shape and a sign, so that none rests on colour alone."""

from app.drawing.pen import Pen
from app.layout import NAME_START, Box
from graph.chain import ChainNode

SIGN = 15.0  # px, a side of a sign's square
_FACTORY = "M1 15V8l4-3v3l4-3v3l3-2V1h3v14z"
_QUESTION = "M5.8 6.2a2.2 2.2 0 1 1 3.3 1.9c-.8.5-1.1.9-1.1 1.7M8 11.2v1.5"
_SIGNS: dict[str, tuple[tuple[str, str, dict[str, object]], ...]] = {
    "workplace": (("path", "ic", {"d": _FACTORY}),),
    "organisation": (("circle", "io", {"cx": 8, "cy": 8, "r": 6, "stroke_width": 2}),),
    "brand": (
        ("circle", "io", {"cx": 8, "cy": 8, "r": 6.5, "stroke_width": 1.5}),
        ("circle", "ic", {"cx": 8, "cy": 8, "r": 3}),
    ),
    "zone": (("path", "io", {"d": "M5 1.5h6L14.5 8 11 14.5H5L1.5 8z", "stroke_width": 2}),),
    "undisclosed": (
        ("rect", "io", {"x": 1, "y": 3, "width": 14, "height": 10, "rx": 5, "stroke_width": 1.3,
                        "stroke_dasharray": "2.6 1.6"}),
        ("path", "io", {"d": "M4 8h8", "stroke_width": 3}),
    ),
    "unknown": (
        ("rect", "io", {"x": 1, "y": 1, "width": 14, "height": 14, "rx": 2, "stroke_width": 1.3,
                        "stroke_dasharray": "2.6 1.8"}),
        ("path", "io", {"d": _QUESTION, "stroke_width": 1.7}),
    ),
    "other": (("path", "io", {"d": "M8 2l6 6-6 6-6-6z", "stroke_width": 1.5}),),
}  # fmt: skip


def look_of(node: ChainNode) -> str:
    """Which of the drawing language's things a node is: workplace, organisation, brand, zone …"""
    if not node.disclosed:
        return "undisclosed"
    if node.kind == "Organisation":
        return "brand" if "brand" in (node.props.get("roles") or ()) else "organisation"
    return {"Workplace": "workplace", "Zone": "zone"}.get(node.kind, "other")


def sign(pen: Pen, look: str, at: tuple[float, float]) -> str:
    """A thing's sign with its upper left corner at a point."""
    inside = "".join(pen.draw(tag, classes, **attributes) for tag, classes, attributes in _SIGNS[look])
    return pen.draw("g", "", inside, transform=f"translate({at[0]:g} {at[1]:g}) scale({SIGN / 16:g})")


def outline(pen: Pen, look: str, box: Box, classes: str = "") -> str:
    """A thing's shape, empty."""
    if look == "zone":
        return pen.draw("path", f"box {classes}", d=cut_corners(box))
    frame = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    if look == "unknown":
        return "".join((
            pen.draw("rect", "box dash", rx=3, **frame),
            pen.draw("path", "hl", d=hatching(box)),
        ))  # fmt: skip
    if look in ("organisation", "brand", "undisclosed"):
        round_ = min(box.height / 2, 22)
        shape = pen.draw(
            "rect", f"box{' dash' if look == 'undisclosed' else ''} {classes}", rx=round_, **frame
        )
        return shape + (_inner(pen, box, round_) if look == "brand" else "")
    return pen.draw("rect", f"box {classes}", **frame)


def _inner(pen: Pen, box: Box, round_: float) -> str:
    return pen.draw(
        "rect",
        "brand2",
        x=box.x + 3.5,
        y=box.y + 3.5,
        width=box.width - 7,
        height=box.height - 7,
        rx=round_ - 3.5,
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
