"""A chain as SVG: each kind of thing and of link by its shape, never by colour alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from app.drawing import lines, sayings, signs
from app.drawing.pen import FONTS, LIGHT, Pen, plain
from app.layout import Box, Key, Layout, drawn, key_of
from app.unknowns import Unknown
from graph.chain import Chain, ChainLink, ChainNode

LinkUrl = Callable[[ChainLink], str | None]
NodeUrl = Callable[[ChainNode], str | None]
View = tuple[float, float, float, float]  # x, y, width, height in px
FITS = 760.0  # px: three columns


@dataclass(frozen=True)
class Figure:
    """What is needed to draw one chain once."""

    chain: Chain
    layout: Layout
    pen: Pen
    on: date
    selected: str | None = None
    link_url: LinkUrl | None = None
    node_url: NodeUrl | None = None
    nodes: Sequence[ChainNode] = ()
    links: Sequence[ChainLink] = ()
    routes: Mapping[Key, lines.Route] = field(default_factory=dict)
    may: frozenset[frozenset[str]] = frozenset()
    common: str = ""
    brands: frozenset[str] = frozenset()

    def is_selected(self, link: ChainLink) -> bool:
        """Whether this is the link whose panel is open."""
        return self.selected == link_id(link)

    def look(self, node: ChainNode) -> str:
        """Which of the drawing language's things a node is."""
        return signs.look_of(node, self.brands)

    def is_may(self, link: ChainLink) -> bool:
        """Whether the link belongs to the chain only by paths that no single source states."""
        return frozenset((link.start, link.end)) in self.may


def link_id(link: ChainLink) -> str:
    """`FROM~KIND~TO`, as in the address of its panel."""
    return "~".join(key_of(link))


def figure(chain: Chain, layout: Layout, pen: Pen, on: date | None = None, **more: object) -> Figure:
    """Gather what a drawing of the chain needs. `more` are a Figure's `selected`, `link_url`, `node_url`."""
    on = on or sayings.today()
    nodes, links = drawn(chain)
    return Figure(
        chain, layout, pen, on, nodes=nodes, links=links, routes=lines.routes(links, layout),
        may=frozenset(sayings.uncertain(chain)), common=sayings.common_age(chain, on),
        brands=frozenset(link.start for link in links if link.kind == "BRAND_OF"), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def svg(
    chain: Chain,
    layout: Layout,
    *,
    selected: str | None = None,
    standalone: bool = False,
    link_url: LinkUrl | None = None,
    node_url: NodeUrl | None = None,
    mini: bool = False,
    today: date | None = None,
) -> str:
    """The drawing as an `<svg>` element, safe to put into a page as it is.

    `selected` is a link as `FROM~KIND~TO`; it and its ends are marked. `link_url` and `node_url` give the
    address of a link's panel and of a node's page, or None. `mini` leaves the column titles out.
    `standalone` writes a file of its own for other programs: light colours as attributes, fonts, ground.
    `today` tells which links are too old to be taken as confirmed.
    """
    drawing = figure(
        chain, layout, Pen(standalone), today, selected=selected, link_url=link_url, node_url=node_url
    )
    top = 22.0 if mini else 0.0
    view = (0.0, top, layout.width, layout.height - top)
    image = standalone or not (link_url or node_url)
    return root(drawing.pen, body(drawing, titles=not mini), view, summary(drawing), image=image, mini=mini)


def root(
    pen: Pen, inside: str, view: View, said: tuple[str, str], *, image: bool, mini: bool = False
) -> Markup:
    """The `<svg>` element round a drawing; `said` are its title and its description."""
    attributes: dict[str, object] = {
        "width": view[2], "height": view[3], "viewBox": " ".join(f"{number:g}" for number in view),
        "role": "img" if image else "group", "aria_label": f"{said[0]}. {said[1]}", "direction": "ltr",
    }  # fmt: skip
    ground = ""
    if pen.standalone:
        attributes |= {"xmlns": "http://www.w3.org/2000/svg", "font_family": FONTS}
        ground = f'<rect x="{view[0]:g}" y="{view[1]:g}" width="100%" height="100%" fill="{LIGHT["paper"]}"/>'
    else:
        # A wider drawing would be too small to read if it shrank to its place: it scrolls.
        attributes["class_"] = "ch" if mini or view[2] > FITS else "ch fits"
    words = f"<title>{plain(said[0])}</title><desc>{plain(said[1])}</desc>"
    return Markup(pen.draw("svg", "", words + ground + inside, **attributes))  # noqa: S704  (escaped by the pen)


def summary(drawing: Figure) -> tuple[str, str]:
    """A drawing's title and description in plain words."""
    root_name = drawing.chain.node(drawing.chain.root).name
    n_nodes, n_links = len(drawing.nodes), len(drawing.links)
    counts = f"{n_nodes} thing{'s' if n_nodes != 1 else ''}, {n_links} link{'s' if n_links != 1 else ''}"
    parts = [
        f"{counts}, tiers as columns.",
        sayings.years_note(drawing.chain, drawing.on),
        drawing.chain.notice,
    ]
    return f"Chain of {root_name}", " ".join(part for part in parts if part)


def body(drawing: Figure, *, titles: bool = True) -> str:
    """Everything in a drawing, from the ground up: titles, zones, lines, labels, boxes."""
    layout, pen = drawing.layout, drawing.pen
    parts = [pen.text(title, (x, 17), "col", rtl=layout.rtl) for x, title in layout.columns] if titles else []
    parts += [_zone(drawing, key.split("@")[0], name, area) for key, (name, area) in layout.zones.items()]
    later = sorted(drawing.links, key=drawing.is_selected)  # the selected line lies on top
    parts += [_link(drawing, link) for link in later]
    parts += [_label(drawing, link) for link in later]
    parts += [_unknown(pen, gap, box, layout.rtl) for gap, box in layout.unknowns]
    parts += [_node(drawing, node) for node in drawing.nodes]
    return "".join(parts)


def _zone(drawing: Figure, id_: str, name: str, area: Box) -> str:
    pen, rtl = drawing.pen, drawing.layout.rtl
    x = area.x + area.width - 12 if rtl else area.x + 12
    names = [
        pen.text(line, (x, area.y + 15 + 13.5 * place), "t s", rtl=rtl)
        for place, line in enumerate(area.lines)
    ]
    inside = (
        f"<title>{plain(name)}</title>{pen.draw('path', 'zone', d=signs.cut_corners(area))}{''.join(names)}"
    )
    url = drawing.node_url(ChainNode(id_, "Zone", name, None, 0)) if drawing.node_url else None
    return _anchor(pen, inside, url)


def _link(drawing: Figure, link: ChainLink) -> str:
    pen, route, chosen = drawing.pen, drawing.routes[key_of(link)], drawing.is_selected(link)
    way = lines.path(route, link.kind)
    said = sayings.sentence(drawing.chain, link, drawing.is_may(link))
    inside = f"<title>{plain(said)}</title>"
    if not pen.standalone:
        inside += pen.draw("path", "hit", d=way)
    inside += pen.draw("path", _line_classes(drawing, link), d=way) + lines.tip(pen, route, link.kind, chosen)
    return _anchor(pen, inside, drawing.link_url(link) if drawing.link_url else None, data_link=link_id(link))


def _line_classes(drawing: Figure, link: ChainLink) -> str:
    classes = ["lk", f"c{link.confidence}", lines.line_class(link.kind)]
    classes.append("old" if sayings.age(link, drawing.on) else "")
    classes.append("may" if drawing.is_may(link) else "")
    classes.append("sell" if drawing.is_selected(link) else "")
    return " ".join(name for name in classes if name)


def _anchor(pen: Pen, inside: str, url: str | None, **data: object) -> str:
    if pen.standalone:
        return pen.draw("g", "", inside)
    if url:
        return pen.draw("a", "", inside, href=url, tabindex=-1, **data)
    return pen.draw("g", "", inside, **data)


def label_words(drawing: Figure, link: ChainLink) -> str:
    """What stands on a line: the year it was last confirmed, its end, "may"; empty for a fresh link."""
    said = sayings.age(link, drawing.on)
    if said == drawing.common:
        said = ""
    may = drawing.is_may(link) and not link.until
    return ", ".join(part for part in ("may" if may else "", said) if part)


def _label(drawing: Figure, link: ChainLink) -> str:
    words = label_words(drawing, link)
    return lines.label(drawing.pen, drawing.routes[key_of(link)], words) if words else ""


def _unknown(pen: Pen, gap: Unknown, box: Box, rtl: bool) -> str:
    inside = f"<title>{plain(f'Not known: {gap.words}')}</title>"
    inside += signs.outline(pen, "unknown", box) + signs.lettering(pen, "unknown", box, rtl)
    return pen.draw("g", "", inside)


def _node(drawing: Figure, node: ChainNode) -> str:
    pen, box, look = drawing.pen, drawing.layout.boxes[node.id], drawing.look(node)
    ends = [link for link in drawing.links if drawing.selected and drawing.is_selected(link)]
    chosen = any(node.id in (link.start, link.end) for link in ends)
    inside = f"<title>{plain(node_words(node))}</title>" + signs.outline(
        pen, look, box, "seln" if chosen else ""
    )
    inside += signs.lettering(pen, look, box, drawing.layout.rtl)
    if node.more:
        inside += signs.badge(pen, node.more, box, drawing.layout.rtl)
    return _anchor(pen, inside, drawing.node_url(node) if drawing.node_url else None, data_node=node.id)


def node_words(node: ChainNode) -> str:
    """A node's whole name with what its sign and badge say, in plain words."""
    parts = [node.name] if node.disclosed else [node.name, "not named by its source"]
    if node.more:
        parts.append(f"{node.more} more, not drawn")
    return ", ".join(parts)
