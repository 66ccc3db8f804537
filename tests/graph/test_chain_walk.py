import pytest

from graph.chain import NOTICE_NAMES, NOTICE_WRONG, Chain, trace
from graph.engines.base import Engine
from graph.errors import InputError, NotOneError
from tests.fixtures.worlds import World, garments, link, node

STANDING = f"{NOTICE_NAMES} {NOTICE_WRONG}"


def _trace(engine: Engine, world: World, root: str, **asked: object) -> Chain:
    engine.apply(world.batch())
    return trace(engine.reader(), root, audience="members", claims=world, **asked)  # type: ignore[arg-type]


def _tiers(chain: Chain) -> dict[str, int]:
    return {n.id: n.tier for n in chain.nodes}


def _more(chain: Chain) -> dict[str, int]:
    return {n.id: n.more for n in chain.nodes if n.more}


def _links(chain: Chain) -> list[tuple[str, str, str]]:
    return [(x.start, x.kind, x.end) for x in chain.links]


def _paths(chain: Chain) -> list[tuple[str, str, int | None, int]]:
    return [(" ".join(p.nodes), p.basis, p.last_seen, p.weakest) for p in chain.paths]


def test_up_ends_at_last_owner(engine: Engine) -> None:
    chain = _trace(engine, garments(), "W-bacgiang")

    assert _tiers(chain) == {
        "W-bacgiang": 0, "O-crystal": 1, "O-levi": 1, "O-tnf": 2, "O-vf": 3, "O-fund": 4,
    }  # fmt: skip
    assert _links(chain) == [
        ("O-crystal", "SUPPLIES", "O-tnf"),
        ("O-tnf", "BRAND_OF", "O-vf"),
        ("O-vf", "OWNED_BY", "O-fund"),
        ("W-bacgiang", "SUPPLIES", "O-crystal"),
        ("W-bacgiang", "SUPPLIES", "O-levi"),
    ]
    assert _paths(chain) == [
        ("W-bacgiang O-levi", "stated", 2018, 3),
        ("W-bacgiang O-crystal O-tnf O-vf O-fund", "stated", 2018, 2),
    ]
    assert (chain.complete, chain.notice, chain.engine) == (True, STANDING, engine.name)


def test_path_over_two_sources_is_composed(engine: Engine) -> None:
    chain = _trace(engine, garments(), "W-dye")

    assert _paths(chain) == [
        ("W-dye W-bacgiang O-levi", "composed", 2017, 1),
        ("W-dye W-bacgiang O-crystal O-tnf O-vf O-fund", "composed", 2017, 1),
    ]


def test_down_takes_brands_then_suppliers(engine: Engine) -> None:
    chain = _trace(engine, garments(), "O-vf", direction="down")

    assert _tiers(chain) == {
        "O-vf": 0, "O-sister": -1, "O-tnf": -1, "O-crystal": -2, "W-dhaka": -2, "W-regina": -2, "W-yesum": -2,
        "W-bacgiang": -3, "W-dye": -4,
    }  # fmt: skip
    assert [path for path, *_ in _paths(chain)] == [
        "O-vf O-sister W-dhaka",
        "O-vf O-tnf W-regina",
        "O-vf O-tnf W-yesum",
        "O-vf O-tnf O-crystal W-bacgiang W-dye",
    ]


def test_both_ways_share_one_root(engine: Engine) -> None:
    chain = _trace(engine, garments(), "O-tnf", direction="both")

    assert _tiers(chain) == {
        "O-tnf": 0, "O-vf": 1, "O-fund": 2, "O-crystal": -1, "W-regina": -1, "W-yesum": -1,
        "W-bacgiang": -2, "W-dye": -3,
    }  # fmt: skip
    assert [path for path, *_ in _paths(chain)] == [
        "O-tnf W-regina", "O-tnf W-yesum", "O-tnf O-vf O-fund", "O-tnf O-crystal W-bacgiang W-dye",
    ]  # fmt: skip


def test_nodes_carry_their_context(engine: Engine) -> None:
    chain = _trace(engine, garments(), "W-yesum")

    root = chain.node("W-yesum")
    assert (root.kind, root.name, root.country) == ("Workplace", "Yesum Vina Co., Ltd", "VN")
    assert root.props == {
        "address": "Linh Trung EPZ II, Thu Duc", "n_brands": 0, "n_buyers": 1, "n_parents": 0,
        "n_suppliers": 0, "operator": "Yesum Holdings", "operator_id": "O-operator", "os_id": "VN2019",
        "zone": "Linh Trung Export Processing Zone II", "zone_id": "Z-linhtrung",
        "zone_kind": "export_processing_zone",
    }  # fmt: skip
    assert chain.node("O-vf").props["n_brands"] == 2
    assert chain.node("O-vf").country == "US"


def test_links_carry_claims_and_props(engine: Engine) -> None:
    chain = _trace(engine, garments(), "W-yesum")

    supplies = next(x for x in chain.links if x.kind == "SUPPLIES")
    assert [c.id for c in supplies.claims] == ["C-W-yesum-SUPPLIES-O-tnf"]
    assert (supplies.last_seen, supplies.confidence, supplies.until) == ("2019", 2, None)
    assert supplies.props == {"n_claims": 1, "n_publishers": 1, "sources": ["SR-1"], "tiers": [1]}


def test_undisclosed_buyer_is_drawn(engine: Engine) -> None:
    chain = _trace(engine, garments(), "W-regina")

    assert {n.id: n.disclosed for n in chain.nodes} == {
        "W-regina": True, "O-tnf": True, "O-undisclosed": False, "O-vf": True, "O-fund": True,
    }  # fmt: skip


def test_ended_link_is_not_walked(engine: Engine) -> None:
    chain = _trace(engine, garments(), "W-dhaka")

    assert "O-levi" not in _tiers(chain)


def test_ownership_never_turns_to_supply(engine: Engine) -> None:
    world = World(
        [node("W-a", "A"), node("O-b", "B"), node("O-p", "P"), node("O-c", "C")],
        [link("W-a", "SUPPLIES", "O-b"), link("O-b", "OWNED_BY", "O-p"), link("O-p", "SUPPLIES", "O-c")],
    )

    chain = _trace(engine, world, "W-a")

    assert _tiers(chain) == {"W-a": 0, "O-b": 1, "O-p": 2}
    assert (chain.complete, _more(chain)) == (True, {})


def test_owner_that_also_buys_is_followed(engine: Engine) -> None:
    world = World(
        [node("W-a", "A"), node("O-b", "B"), node("O-p", "P"), node("O-v", "V"), node("O-c", "C")],
        [
            link("W-a", "SUPPLIES", "O-b"), link("O-b", "OWNED_BY", "O-p"), link("W-a", "SUPPLIES", "O-v"),
            link("O-v", "SUPPLIES", "O-p"), link("O-p", "SUPPLIES", "O-c"),
        ],
    )  # fmt: skip

    chain = _trace(engine, world, "W-a")

    assert [path for path, *_ in _paths(chain)] == ["W-a O-b O-p", "W-a O-v O-p O-c"]


def test_rings_are_walked_once(engine: Engine) -> None:
    world = World(
        [node("W-a", "A"), node("O-b", "B"), node("O-c", "C")],
        [
            link("W-a", "SUPPLIES", "O-b"), link("O-b", "SUPPLIES", "W-a"),
            link("O-b", "OWNED_BY", "O-c"), link("O-c", "OWNED_BY", "O-b"), link("O-c", "OWNED_BY", "O-c"),
        ],
    )  # fmt: skip

    chain = _trace(engine, world, "W-a")

    assert _tiers(chain) == {"W-a": 0, "O-b": 1, "O-c": 2}
    assert [path for path, *_ in _paths(chain)] == ["W-a O-b O-c"]
    assert chain.complete


def test_kinds_side_by_side_are_one_step(engine: Engine) -> None:
    world = World(
        [node("O-b", "B"), node("O-p", "P")],
        [
            link("O-b", "BRAND_OF", "O-p", confidence=1, last_seen="2011"),
            link("O-b", "OWNED_BY", "O-p", confidence=3, last_seen="2020"),
        ],
    )

    chain = _trace(engine, world, "O-b")

    assert _links(chain) == [("O-b", "BRAND_OF", "O-p"), ("O-b", "OWNED_BY", "O-p")]
    assert _paths(chain) == [("O-b O-p", "stated", 2020, 3)]


def test_tier_limit_says_what_it_cut(engine: Engine) -> None:
    chain = _trace(engine, garments(), "W-dye", max_tier=1)

    assert _tiers(chain) == {"W-dye": 0, "W-bacgiang": 1}
    assert _more(chain) == {"W-bacgiang": 2}
    assert (chain.complete, chain.notice) == (False, f"{STANDING} Nothing beyond tier 1 is drawn.")


def test_hub_is_drawn_closed(engine: Engine) -> None:
    chain = _trace(engine, _hub(5_001), "W-far")

    assert _tiers(chain) == {"W-far": 0, "O-hub": 1}
    assert _more(chain) == {"O-hub": 5_001}
    assert chain.notice.endswith(
        "Things with very many links are drawn closed, with the number of their links."
    )


def test_root_may_be_a_hub(engine: Engine) -> None:
    chain = _trace(engine, _hub(600), "O-hub", max_nodes=1_000)

    assert len(chain.nodes) == 501
    assert _more(chain) == {"O-hub": 100}
    assert not chain.complete


def test_node_limit_keeps_first_ids(engine: Engine) -> None:
    chain = _trace(engine, garments(), "O-vf", direction="down", max_nodes=4)

    assert _tiers(chain) == {"O-vf": 0, "O-sister": -1, "O-tnf": -1, "W-dhaka": -2}
    assert _more(chain) == {"O-tnf": 3}
    assert not chain.complete


def test_link_without_claim_is_left_out(engine: Engine) -> None:
    world = garments()
    silent = World(world.nodes, [x for x in world.links if x.kind != "BRAND_OF"])
    engine.apply(world.batch())

    chain = trace(engine.reader(), "W-yesum", audience="public", claims=silent)

    assert _tiers(chain) == {"W-yesum": 0, "O-tnf": 1}
    assert chain.notice == f"{STANDING} Links without a claim that may be shown here are left out."


def test_unknown_root_is_one_sentence(engine: Engine) -> None:
    with pytest.raises(NotOneError, match="no workplace or organisation W-none; search for it by name"):
        _trace(engine, garments(), "W-none")


def test_depth_outside_bounds_is_refused(engine: Engine) -> None:
    with pytest.raises(InputError, match="1 to 6 tiers deep, not 7"):
        _trace(engine, garments(), "W-dye", max_tier=7)


def _hub(buyers: int) -> World:
    """W-far supplies a hub with so many buyers."""
    many = [f"O-{number:05}" for number in range(buyers)]
    return World(
        [node("W-far", "Far"), node("O-hub", "Hub"), *(node(id, id) for id in many)],  # noqa: A001
        [link("W-far", "SUPPLIES", "O-hub"), *(link("O-hub", "SUPPLIES", id) for id in many)],  # noqa: A001
    )
