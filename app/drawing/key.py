"""The legend: only what is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from app.drawing import lines, picture, signs
from app.drawing.pen import Pen, plain
from app.layout import Box, Layout, place, zones_of
from app.lettering import width
from graph.chain import Chain
from graph.model import LINKS

SAMPLE_WIDTH, SAMPLE_HEIGHT = 46.0, 18.0  # px
_THINGS = {
    "workplace": "workplace", "organisation": "company", "brand": "brand", "zone": "zone",
    "undisclosed": "not named by its source", "unknown": "not known", "other": "other",
}  # fmt: skip
_KINDS = {
    "SUPPLIES": "supplies",
    "OPERATED_BY": "run by",
    "OWNED_BY": "owns, diamond at the owned",
    "BRAND_OF": "has the brand at the diamond",
}
_SURE = {3: "sure", 2: "likely", 1: "in doubt"}


@dataclass(frozen=True)
class Entry:
    """One sign of the legend: what draws it in a box of 46 by 18 px, and its words."""

    words: str
    sample: Callable[[Pen], str]


def entries(chain: Chain, layout: Layout | None = None, today: date | None = None) -> list[Entry]:
    """The signs that this chain's drawing uses, things first, then lines, then what stands on them."""
    drawing = picture.figure(chain, layout or place(chain), Pen(), today)
    return [*_things(drawing), *_lines(drawing), *_marks(drawing)]


def _things(drawing: picture.Figure) -> list[Entry]:
    looks = {drawing.look(node) for node in drawing.nodes}
    looks |= {"zone"} if zones_of(drawing.chain) else set()
    looks |= {"unknown"} if drawing.layout.unknowns else set()
    return [_thing(look, words) for look, words in _THINGS.items() if look in looks]


def _thing(look: str, words: str) -> Entry:
    return Entry(words, lambda pen: signs.sign(pen, look, (SAMPLE_WIDTH - 18, 1.5)))


def _lines(drawing: picture.Figure) -> list[Entry]:
    rtl = drawing.layout.rtl
    found: dict[str, Entry] = {}
    for link in drawing.links:
        words = _KINDS.get(link.kind, LINKS[link.kind].words)
        found.setdefault(words, _line(words, link.kind, "c2", rtl))
    sure = {link.confidence for link in drawing.links}
    levels = [_line(words, "", f"c{level}", rtl) for level, words in _SURE.items() if level in sure]
    return [*sorted(found.values(), key=lambda entry: entry.words != "supplies"), *levels]


def _line(words: str, kind: str, classes: str, rtl: bool) -> Entry:
    ends = ((SAMPLE_WIDTH - 2, 9.0), (0.0, 9.0)) if rtl else ((0.0, 9.0), (SAMPLE_WIDTH - 2, 9.0))
    way = -1 if rtl else 1
    route = lines.Route(ends, way, way, (1, 1))
    named = f"lk {classes} {lines.line_class(kind) if kind else ''}".strip()

    def sample(pen: Pen) -> str:
        return pen.draw("path", named, d=lines.path(route, kind)) + lines.tip(pen, route, kind, False)

    return Entry(words, sample)


def _marks(drawing: picture.Figure) -> list[Entry]:
    said = [(link, picture.label_words(drawing, link)) for link in drawing.links]
    found = []
    years = sorted({words[-4:] for _, words in said if words[-4:].isdigit() and "ended" not in words})
    if years:
        found.append(_label(years[0], "not confirmed since"))
    if any("ended" in words for _, words in said):
        found.append(_label("ended", "ended, by its source"))
    if any(drawing.is_may(link) for link in drawing.links):
        found.append(_line("may: no single source states the whole path", "", "c2 may", drawing.layout.rtl))
    if more := max((node.more for node in drawing.nodes), default=0):
        box = Box(0, 9, SAMPLE_WIDTH - 8, 18)
        found.append(Entry("more, not drawn", lambda pen: signs.badge(pen, more, box, False)))
    return found


def _label(text: str, words: str) -> Entry:
    wide = width(text, 11.5) * lines.THIN + 10

    def sample(pen: Pen) -> str:
        shape = pen.draw("rect", "labo", x=SAMPLE_WIDTH - 3 - wide, y=1, width=wide, height=16, rx=2)
        return shape + pen.text(text, (SAMPLE_WIDTH - 3 - wide / 2, 13), "s", anchor="middle")

    return Entry(words, sample)


def legend(chain: Chain, layout: Layout | None = None, *, today: date | None = None) -> str:
    """The legend as a list for a page, safe to put in as it is; `layout` tells its direction."""
    pen = Pen()
    view = f"0 0 {SAMPLE_WIDTH:g} {SAMPLE_HEIGHT:g}"
    items = [
        pen.draw("svg", "ch", entry.sample(pen), viewBox=view, aria_hidden="true", direction="ltr")
        + plain(entry.words)
        for entry in entries(chain, layout, today)
    ]
    rows = "".join(f"<li>{item}</li>" for item in items)
    return Markup(f'<ul class="key" aria-label="Legend">{rows}</ul>')  # noqa: S704  (escaped by the pen)


def legend_group(listed: Sequence[Entry], pen: Pen, across: float) -> tuple[str, float]:
    """The legend as SVG in rows no wider than `across` px, and its height."""
    parts: list[str] = []
    x, y = 0.0, 0.0
    for entry in listed:
        wide = SAMPLE_WIDTH + 6 + width(entry.words, 11.5) + 18
        if x and x + wide > across:
            x, y = 0.0, y + 24
        inside = entry.sample(pen) + pen.text(entry.words, (SAMPLE_WIDTH + 6, 13), "s")
        parts.append(pen.draw("g", "", inside, transform=f"translate({x:g} {y:g})"))
        x += wide
    return "".join(parts), y + 24
