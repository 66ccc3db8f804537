"""SVG as a file of its own: title, date, drawing, legend, sources and notices in one picture."""

from app.drawing import key, picture
from app.drawing.pen import Pen
from app.exporting.common import RIGHT_OF_REPLY, About, SourceLine, notices_of, sources_of
from app.layout import Layout
from app.lettering import width, wrap
from graph.chain import Chain

LEAST_WIDTH, MARGIN, LEADING = 680.0, 14.0, 15.5  # px


def chain_svg(chain: Chain, layout: Layout, about: About) -> bytes:
    """The drawing with what must never be parted from it."""
    pen = Pen(standalone=True)
    drawing = picture.figure(chain, layout, pen, about.made_on)
    across = max(layout.width, LEAST_WIDTH)
    head, y = _head(pen, about, across)
    parts = [head, pen.draw("g", "", picture.body(drawing), transform=f"translate(0 {y:g})")]
    y += layout.height + 10
    signs, high = key.legend_group(key.entries(chain, layout, about.made_on), pen, across - 2 * MARGIN)
    parts.append(pen.draw("g", "", signs, transform=f"translate({MARGIN:g} {y:g})"))
    foot, high_foot = _foot(pen, chain, about, across)
    y += high + 20
    parts.append(pen.draw("g", "", foot, transform=f"translate(0 {y:g})"))
    view = (0.0, 0.0, across, y + high_foot + MARGIN)
    said = (about.title, picture.summary(drawing)[1])
    whole = picture.root(pen, "".join(parts), view, said, image=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n'.encode()


def _head(pen: Pen, about: About, across: float) -> tuple[str, float]:
    parts, y = [], 32.0
    for line in wrap(about.title, (across - 2 * MARGIN) * 13 / 20, 13, lines=4):
        parts.append(
            pen.draw(
                "g", "", pen.text(line, (0, 0), "t"), transform=f"translate({MARGIN:g} {y:g}) scale(1.538)"
            )
        )
        y += 26
    made = f"Linkwork, {about.made_on.isoformat()}, {about.audience_note}"
    parts.append(pen.text(made, (MARGIN, y - 4), "s"))
    return "".join(parts), y + 10


def _foot(pen: Pen, chain: Chain, about: About, across: float) -> tuple[str, float]:
    lines = [("Sources", "col")]
    for place, source in enumerate(sources_of(chain), start=1):
        lines += _wrapped(f"{place}. {source_line(source)}", across)
    lines += [("", "s"), ("Read this first", "col")]
    for sentence in [*notices_of(chain, about.made_on), RIGHT_OF_REPLY, about.permalink]:
        lines += _wrapped(sentence, across) if sentence else []
    parts = [
        pen.text(words, (MARGIN, place * LEADING), style)
        for place, (words, style) in enumerate(lines)
        if words
    ]
    return "".join(parts), len(lines) * LEADING


def _wrapped(text: str, across: float) -> list[tuple[str, str]]:
    lines = int(width(text, 11.5) / (across - 2 * MARGIN)) + 3  # enough for all of it: nothing is cut here
    return [(line, "s") for line in wrap(text, across - 2 * MARGIN, 11.5, lines=lines)]


def source_line(source: SourceLine) -> str:
    """A source as one line: name, publisher, files and rows, date, licence."""
    where = ", ".join(part for part in (source.files, f"rows {source.rows}" if source.rows else "") if part)
    return ". ".join(
        part for part in (f"{source.name}, {source.publisher}", where, source.as_of, source.licence) if part
    )
