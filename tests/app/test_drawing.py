"""The SVG drawing and its legend."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from app.drawing import legend, link_id, network_data, svg, years_note
from app.drawing.lines import Route, label_box
from app.drawing.pen import LIGHT, STYLES
from app.drawing.sayings import age, uncertain
from app.layout import place
from graph.chain import Chain, ChainLink, ChainNode
from tests.fixtures.chains import HOSTILE_NAMES, TODAY, every_sign, large, link, scripts, star

CSS = Path(__file__).parents[2] / "app" / "static" / "linkwork.css"


def drawing(chain: Chain, **how: object) -> Element:
    return fromstring(svg(chain, place(chain), today=TODAY, **how))  # type: ignore[arg-type, no-any-return]


def classes(root: Element) -> set[str]:
    return {name for element in root.iter() for name in (element.get("class") or "").split()}


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def texts(root: Element) -> list[str]:
    return [element.text or "" for element in root.iter() if local(element.tag) == "text"]


def by_link(root: Element) -> dict[str, Element]:
    return {element.get("data-link", ""): element for element in root.iter() if element.get("data-link")}


def line_of(root: Element, name: str) -> str:
    return next(c for e in by_link(root)[name] if (c := e.get("class") or "").startswith("lk"))


def test_each_kind_of_link_has_its_line() -> None:
    root = drawing(every_sign())
    assert {name: line_of(root, name) for name in by_link(root)} == {
        "WP-1~SUPPLIES~OR-1": "lk c3 old",
        "WP-2~SUPPLIES~OR-2": "lk c2 old",
        "WP-2~SUPPLIES~OR-4": "lk c2 old",
        "WP-1~OPERATED_BY~OR-3": "lk c2 run",
        "OR-1~OWNED_BY~OR-5": "lk c1 own",
        "OR-4~BRAND_OF~OR-5": "lk c2 own old",
        "OR-1~SUPPLIES~OR-6": "lk c2 old may",
    }


def test_labels_tell_age_end_and_doubt() -> None:
    found = [text for text in texts(drawing(every_sign())) if re.search(r"\d{4}|date|ended", text)]
    assert sorted(found) == ["2018", "2020", "ended 2023", "may, 2019", "no date"]


def test_equal_years_are_told_once() -> None:
    chain = star(["A", "B"])
    assert "2018" not in texts(drawing(chain))
    assert years_note(chain, TODAY) == "Every link was last seen in 2018 and has not been confirmed since."
    assert years_note(every_sign(), TODAY) == ""


@pytest.mark.parametrize(
    ("seen", "until", "said"),
    [
        ("2018", None, "2018"), ("2023-11-23", None, ""), ("2023-11-22", None, "2023"), ("2023", None, ""),
        ("2023-10", None, "2023"), ("2023-11", None, ""), (None, None, "no date"),
        ("2026-01-01", "2026-05", "ended 2026"),
    ],
)  # fmt: skip
def test_three_years_make_a_link_old(seen: str | None, until: str | None, said: str) -> None:
    assert age(link("a", "SUPPLIES", "b", last_seen=seen, until=until), TODAY) == said


def test_stated_path_is_never_may() -> None:
    chain = every_sign()
    stated = replace(chain, paths=[replace(path, basis="stated") for path in chain.paths])
    assert "may" in classes(drawing(chain))
    assert "may" not in classes(drawing(stated))


def test_more_is_a_badge_and_words() -> None:
    root = drawing(every_sign())
    assert "+19" in texts(root)
    assert "VF Corporation, 19 more, not drawn" in [e.text for e in root.iter() if local(e.tag) == "title"]


def test_selected_link_marks_line_and_ends() -> None:
    root = drawing(every_sign(), selected="WP-1~SUPPLIES~OR-1")
    assert line_of(root, "WP-1~SUPPLIES~OR-1") == "lk c3 old sell"
    marked = [e.get("data-node") for e in root.iter() if any("seln" in (c.get("class") or "") for c in e)]
    assert marked == ["WP-1", "OR-1"]


def test_links_lead_where_the_page_says() -> None:
    root = drawing(
        every_sign(), link_url=lambda one: f"?link={link_id(one)}&x=1#link", node_url=lambda n: None
    )
    anchors = [e for e in root.iter() if local(e.tag) == "a"]
    assert len(anchors) == 7
    assert {(a.get("tabindex"), a.get("href")) for a in anchors} >= {
        ("-1", "?link=WP-1~SUPPLIES~OR-1&x=1#link")
    }
    assert root.get("role") == "group"
    assert drawing(every_sign()).get("role") == "img"


def test_page_drawing_has_no_style_id_or_script() -> None:
    for chain in (every_sign(), scripts(), star(HOSTILE_NAMES)):
        for element in drawing(chain).iter():
            assert local(element.tag) in {"svg", "g", "a", "path", "rect", "text", "title", "desc"}
            assert not {n for n in element.attrib if n in ("style", "id") or n.startswith("on")}


def test_hostile_names_stay_text() -> None:
    root = drawing(star(HOSTILE_NAMES))
    titles = [e.text for e in root.iter() if local(e.tag) == "title"]
    for name in HOSTILE_NAMES:
        assert name.replace("\x00", "\ufffd").replace("\x0b", "\ufffd") in titles


def test_rtl_names_are_isolated() -> None:
    root = drawing(scripts())
    arabic = next(e for e in root.iter() if local(e.tag) == "text" and "شركة" in (e.text or ""))
    assert (arabic.get("direction"), arabic.get("text-anchor"), arabic.get("unicode-bidi")) == (
        "rtl",
        "end",
        "isolate",
    )
    latin = next(e for e in root.iter() if (e.text or "") == "The Buyer Inc." and local(e.tag) == "text")
    assert (latin.get("direction"), latin.get("text-anchor")) == ("ltr", "start")
    assert root.get("direction") == "ltr"


def test_many_lines_share_one_port_and_tip() -> None:
    root = drawing(star([f"Factory {i}" for i in range(9)]))
    tips = {e.get("d") for e in root.iter() if e.get("class") == "tip"}
    assert len(tips) == 1
    few = {e.get("d") for e in drawing(star(["A", "B", "C"])).iter() if e.get("class") == "tip"}
    assert len(few) == 3


def test_year_stands_where_fewer_lines_end() -> None:
    alone, fan, many = (1, 1), (2, 1), (1, 5)
    ends = [
        label_box(Route(((0.0, 0.0), (200.0, 0.0)), 1, 1, alone, beside), "2018") for beside in (fan, many)
    ]
    assert [("end", "start")[box.centre[0] < 100] for box in ends] == ["end", "start"]


def test_diamond_stands_at_what_is_owned() -> None:
    chain = every_sign()
    layout = place(chain)
    group = by_link(drawing(chain))["OR-1~OWNED_BY~OR-5"]
    diamond = next(e.get("d", "") for e in group if e.get("class") == "tipo")
    right_side = layout.boxes["OR-1"].x + layout.boxes["OR-1"].width
    assert diamond.startswith(f"M{right_side:g} ")


def test_standalone_needs_nothing_outside() -> None:
    root = drawing(every_sign(), standalone=True)
    assert classes(root) == set()
    assert "font-family" in root.attrib
    assert not [e for e in root.iter() if local(e.tag) in ("a", "style", "script", "image", "use")]
    boxes = [e for e in root.iter() if e.get("fill") == "#fff" and e.get("stroke") == "#1a1d21"]
    assert len(boxes) == 11


def test_standalone_looks_as_the_style_sheet_says() -> None:
    css = CSS.read_text(encoding="utf-8")
    tokens = dict(re.findall(r"--(\w+):(#\w+)", css.split("@media")[0]))
    assert {name: tokens[name] for name in LIGHT} == dict(LIGHT)
    rules: dict[str, dict[str, str]] = {}
    for selectors, body in re.findall(r"(\.ch [^{}]+)\{([^}]*)\}", css.split("@media(forced-colors")[0]):
        given = dict(part.split(":") for part in body.split(";") if part)
        for selector in selectors.split(","):
            if found := re.fullmatch(r"\.ch (?:\.(\w+)|text)", selector.strip()):
                rules.setdefault(found[1] or "nm", {}).update(given)
    for name, style in STYLES.items():
        if name not in ("hit", "c2"):
            said = {key: re.sub(r"var\(--(\w+)\)", r"\1", value) for key, value in rules[name].items()}
            assert dict(style) == said, name


def test_legend_has_only_what_is_drawn() -> None:
    words = re.findall(r"</svg>([^<]+)</li>", legend(every_sign(), today=TODAY))
    assert words == [
        "workplace", "company", "brand", "zone", "not named by its source", "not known", "supplies",
        "owns, diamond at the owned", "has the brand at the diamond", "run by", "sure", "likely", "in doubt",
        "not confirmed since",
        "ended, by its source", "may: no single source states the whole path", "more, not drawn",
    ]  # fmt: skip
    assert re.findall(r"</svg>([^<]+)</li>", legend(star(["A"]), today=TODAY)) == [
        "workplace", "company", "not known", "supplies", "likely", "not confirmed since",
    ]  # fmt: skip


def test_undated_links_are_told_once() -> None:
    chain = star(["A", "B"])
    undated = replace(chain, links=[replace(one, last_seen=None) for one in chain.links])
    assert "no date" not in texts(drawing(undated))
    assert years_note(undated, TODAY) == "No source dates any of these links."


def test_brand_is_one_by_role_or_by_link() -> None:
    nodes = [
        ChainNode("OR-1", "Organisation", "Denizen", None, -1),
        ChainNode("OR-2", "Organisation", "Levi", None, 0),
    ]
    chain = Chain("OR-2", "embedded", "public", nodes, [link("OR-1", "BRAND_OF", "OR-2")], [])
    double = [e.get("data-node") for e in drawing(chain).iter() if any(c.get("class") == "brand2" for c in e)]
    assert double == ["OR-1"]


def test_mini_leaves_titles_out() -> None:
    assert "Workplace" in texts(drawing(every_sign()))
    assert "Workplace" not in texts(drawing(every_sign(), mini=True))


def test_other_kinds_of_links_are_drawn_plain() -> None:
    nodes = [
        ChainNode("OR-1", "Organisation", "Union", None, -1),
        ChainNode("WP-1", "Workplace", "A", None, 0),
    ]
    chain = Chain("WP-1", "embedded", "members", nodes, [link("OR-1", "REPRESENTS", "WP-1")], [])
    assert line_of(drawing(chain), "OR-1~REPRESENTS~WP-1") == "lk c2 oth old"


def test_network_data_is_plain_and_complete() -> None:
    chain = every_sign()
    layout = place(chain)
    data = network_data(chain, layout, today=TODAY, link_url=lambda one: f"?link={link_id(one)}")
    assert {node["id"]: (node["x"], node["y"]) for node in data["nodes"]} == layout.positions
    assert {(edge["from"], edge["id"], edge["to"], edge["url"]) for edge in data["edges"]} == {
        (one.start, link_id(one), one.end, f"?link={link_id(one)}") for one in drawn_links(chain)
    }
    assert data["options"]["physics"] == {"enabled": False}
    assert (data["root"], data["rtl"], len(data["zones"]), len(data["unknowns"])) == ("WP-1", False, 1, 3)
    assert not any("title" in thing for thing in [*data["nodes"], *data["edges"]])


def drawn_links(chain: Chain) -> list[ChainLink]:
    return [one for one in chain.links if one.kind != "IN_ZONE"]


def test_five_hundred_nodes_are_drawn() -> None:
    root = drawing(large(500))
    assert len([e for e in root.iter() if e.get("data-node")]) == 500


def test_first_step_of_a_composed_path_is_never_may() -> None:
    chain = every_sign()
    paths = [path for path in chain.paths if path.basis == "composed"]
    assert uncertain(replace(chain, paths=paths)) == {frozenset(("OR-1", "OR-6"))}


def test_pyvis_is_imported_by_drawings_only() -> None:
    root = CSS.parents[2]
    users = {
        path.relative_to(root).as_posix()
        for folder in ("app", "graph", "importers", "queries")
        for path in (root / folder).rglob("*.py")
        if re.search(r"^\s*(from|import) pyvis", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert users == {"app/drawing/network.py"}


def test_zone_area_leads_to_its_page() -> None:
    root = drawing(every_sign(), node_url=lambda node: f"/z/{node.id}" if node.kind == "Zone" else None)
    anchors = [(e.get("href"), e[0].text) for e in root.iter() if local(e.tag) == "a"]
    assert anchors == [("/z/ZN-1", "Linh Trung Export Processing Zone II")]
