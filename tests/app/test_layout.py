"""Where things stand."""

from dataclasses import replace
from itertools import combinations

import pytest

from app.layout import BOX_WIDTH, COLUMN, MARGIN, Box, Layout, place, zones_of
from graph.chain import Chain, ChainNode
from tests.fixtures.chains import every_sign, large, link, scripts, star


def overlapping(layout: Layout) -> list[tuple[Box, Box]]:
    boxes = [*layout.boxes.values(), *(box for _, box in layout.unknowns)]
    return [
        (a, b)
        for a, b in combinations(boxes, 2)
        if a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height
    ]


def test_tiers_are_columns_in_reading_direction() -> None:
    layout = place(every_sign())
    at = {node: (x - BOX_WIDTH / 2 - MARGIN) / COLUMN for node, (x, _) in layout.positions.items()}
    assert at == {"WP-1": 0, "WP-2": 0, "OR-1": 1, "OR-2": 1, "OR-3": 1, "OR-4": 1, "OR-5": 2, "OR-6": 2}
    assert [title for _, title in layout.columns] == [
        "Workplace", "Buyers and operators, tier 1", "Buyers, owners and more, tier 2", "Owners, tier 3",
    ]  # fmt: skip


def test_suppliers_stand_before_their_buyer() -> None:
    layout = place(star(["A", "B"]))
    assert layout.positions["WP-0"][0] < layout.positions["OR-R"][0]
    assert [title for _, title in layout.columns] == ["Suppliers, tier 2", "Suppliers, tier 1", "Company"]


def test_rtl_mirrors_coordinates_only() -> None:
    ltr, rtl = place(every_sign()), place(every_sign(), rtl=True)
    assert {node: (ltr.width - x, y) for node, (x, y) in ltr.positions.items()} == rtl.positions
    assert [(ltr.width - x, title) for x, title in ltr.columns] == rtl.columns
    assert {node: box.lines for node, box in ltr.boxes.items()} == {n: b.lines for n, b in rtl.boxes.items()}


def test_order_of_input_does_not_matter() -> None:
    chain = every_sign()
    turned = replace(chain, nodes=chain.nodes[::-1], links=chain.links[::-1])
    assert place(turned) == place(chain)


@pytest.mark.parametrize("chain", [every_sign(), scripts(), large(300), large(500)])
def test_nothing_overlaps_or_leaves_the_page(chain: Chain) -> None:
    layout = place(chain)
    assert overlapping(layout) == []
    inside = [b for b in layout.boxes.values() if b.x >= 0 and b.y >= 0 and b.x + b.width <= layout.width]
    assert len(inside) == len(layout.boxes)
    assert all(box.y + box.height <= layout.height for box in inside)


def test_zone_is_an_area_round_its_workplaces() -> None:
    layout = place(every_sign())
    ((name, area),) = layout.zones.values()
    assert name == "Linh Trung Export Processing Zone II"
    assert "ZN-1" not in layout.positions
    for node in ("WP-1", "WP-2"):
        box = layout.boxes[node]
        assert area.x < box.x < box.x + box.width < area.x + area.width
        assert area.y < box.y < box.y + box.height < area.y + area.height


def test_zones_never_share_ground() -> None:
    names = [f"Factory {i}" for i in range(12)]
    chain = star(names)
    nodes = [chain.nodes[0]]
    nodes += [
        replace(n, props={"zone_id": f"ZN-{i % 3}", "zone": f"Zone {i % 3}"})
        for i, n in enumerate(chain.nodes[1:])
    ]
    areas = [area for _, area in place(replace(chain, nodes=nodes)).zones.values()]
    assert len(areas) == 3
    assert not [1 for a, b in combinations(areas, 2) if a.y < b.y + b.height and b.y < a.y + a.height]


def test_zone_of_a_link_counts_as_much_as_of_a_property() -> None:
    chain = every_sign()
    bare = replace(chain, nodes=[replace(node, props={}) for node in chain.nodes])
    assert zones_of(bare) == zones_of(chain)


def test_zone_without_workplaces_is_a_node() -> None:
    nodes = [
        ChainNode("ZN-1", "Zone", "Zone", "VN", 0),
        ChainNode("OR-1", "Organisation", "Holder", "VN", -1),
    ]
    chain = Chain("ZN-1", "embedded", "public", nodes, [link("OR-1", "IN_ZONE", "ZN-1")], [])
    assert sorted(place(chain).positions) == ["OR-1", "ZN-1"]


def test_long_links_pass_between_boxes() -> None:
    nodes = [ChainNode("WP-1", "Workplace", "A", "VN", 0), ChainNode("OR-9", "Organisation", "Z", "US", 2)]
    nodes += [ChainNode(f"OR-{i}", "Organisation", f"Vendor {i}", "HK", 1) for i in range(3)]
    links = [link("WP-1", "SUPPLIES", f"OR-{i}") for i in range(3)]
    links += [link(f"OR-{i}", "SUPPLIES", "OR-9") for i in range(3)] + [link("WP-1", "SUPPLIES", "OR-9")]
    layout = place(Chain("WP-1", "embedded", "public", nodes, links, []))
    (bend,) = layout.bends["WP-1", "SUPPLIES", "OR-9"]
    vendors = [layout.boxes[f"OR-{i}"] for i in range(3)]
    assert all(not (box.y < bend.centre[1] < box.y + box.height) for box in vendors)


def test_ends_of_knowledge_are_told() -> None:
    told = [(gap.about, gap.words) for gap, _ in place(every_sign()).unknowns]
    assert told == [
        ("OR-3", "no source names its owner"),
        ("OR-6", "no source names its owner"),
        ("OR-5", "no source names its owner"),
    ]


def test_many_ends_become_one_box() -> None:
    told = [(gap.about, gap.words) for gap, _ in place(star(list("abcdef"))).unknowns]
    assert told == [("", "no source names the suppliers of 6 of these")]


def test_cut_chain_claims_no_ends() -> None:
    assert place(replace(every_sign(), complete=False)).unknowns == []


def test_lone_node_and_cycles_are_placed() -> None:
    lone = Chain("WP-1", "embedded", "public", [ChainNode("WP-1", "Workplace", "A", None, 0)], [], [])
    assert list(place(lone).positions) == ["WP-1"]
    nodes = [ChainNode("OR-1", "Organisation", "A", None, 0), ChainNode("OR-2", "Organisation", "B", None, 1)]
    nodes.append(ChainNode("OR-3", "Organisation", "C", None, 1))
    links = [
        link("OR-1", "SUPPLIES", "OR-2"),
        link("OR-2", "SUPPLIES", "OR-1"),
        link("OR-2", "SUPPLIES", "OR-3"),
    ]
    links.append(link("OR-1", "SUPPLIES", "OR-1"))
    assert len(place(Chain("OR-1", "embedded", "public", nodes, links, [])).positions) == 3


def test_only_what_carries_the_chain_has_ends() -> None:
    nodes = [
        ChainNode("WP-1", "Workplace", "A", None, 0),
        ChainNode("OR-1", "Organisation", "Union", None, -1),
    ]
    chain = Chain(
        "WP-1", "embedded", "members", nodes, [link("OR-1", "REPRESENTS", "WP-1")], [], direction="both"
    )
    assert [(gap.about, gap.what) for gap, _ in place(chain).unknowns] == [("WP-1", "buyers")]


def test_buyer_of_who_runs_a_workplace_counts() -> None:
    nodes = [
        ChainNode("WP-1", "Workplace", "A", None, 0),
        ChainNode("OR-1", "Organisation", "Runs it", None, 1),
    ]
    nodes.append(ChainNode("OR-2", "Organisation", "Buys", None, 2, more=1))
    links = [link("WP-1", "OPERATED_BY", "OR-1"), link("OR-1", "SUPPLIES", "OR-2")]
    assert place(Chain("WP-1", "embedded", "public", nodes, links, [])).unknowns == []
    alone = Chain("WP-1", "embedded", "public", nodes[:2], links[:1], [])
    assert [(gap.about, gap.what) for gap, _ in place(alone).unknowns] == [
        ("WP-1", "buyers"),
        ("OR-1", "owner"),
    ]


def test_small_drawing_leaves_ends_out() -> None:
    layout = place(star(["A"]), ends=False)
    assert (layout.unknowns, [title for _, title in layout.columns]) == ([], ["Suppliers, tier 1", "Company"])


def test_brands_stand_below_suppliers() -> None:
    names = {"WP-1": "B mill", "WP-2": "D mill", "OR-1": "A", "OR-2": "C"}
    kinds = {"WP": ("Workplace", "SUPPLIES"), "OR": ("Organisation", "BRAND_OF")}
    nodes = [ChainNode(key, kinds[key[:2]][0], name, None, -1) for key, name in names.items()]
    links = [link(key, kinds[key[:2]][1], "OR-R") for key in names]
    company = ChainNode("OR-R", "Organisation", "Company", None, 0)
    chain = Chain("OR-R", "embedded", "public", [*reversed(nodes), company], links, [], direction="down")

    at = {key: y for key, (_, y) in place(chain, ends=False).positions.items() if key in names}

    assert sorted(at, key=lambda key: at[key]) == ["WP-1", "WP-2", "OR-1", "OR-2"]
