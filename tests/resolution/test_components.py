"""Components of joins: in their order, cut where somebody said different, two kinds never one."""

from itertools import pairwise

from graph.resolution.components import Edges, Join, KeyInfo, partition

HUMAN, STATED, RULE = 0, 1, 2


def infos(*audiences: int, kind: str = "Workplace") -> dict[int, KeyInfo]:
    return {
        ord_: KeyInfo(ord_, audience, kind, f"T{ord_}") for ord_, audience in enumerate(audiences, start=1)
    }


def test_joined_keys_are_one_thing() -> None:
    """Its id is the birth id of the widest, oldest key."""
    edges = Edges({Join(STATED, 0, (1, 2)), Join(STATED, 0, (2, 3))})

    assert partition(infos(1, 0, 0, 0), edges) == ({1: "T2", 2: "T2", 3: "T2", 4: "T4"}, [])


def test_different_stops_the_weakest_join() -> None:
    keys = infos(0, 0, 0)
    for weak in ((1, 2), (2, 3)):
        joins = {Join(HUMAN, 0, pair) for pair in ((1, 2), (2, 3)) if pair != weak} | {Join(RULE, -90, weak)}
        named, refused = partition(keys, Edges(joins, {(1, 3)}))
        assert (len(set(named.values())), refused) == (2, [weak])


def test_order_is_human_stated_score_keys() -> None:
    """Each pair of neighbours: the first stands, the second is refused."""
    ordered = [
        Join(HUMAN, 0, (3, 4)), Join(STATED, 0, (2, 3)), Join(RULE, -90, (2, 5)), Join(RULE, -80, (1, 2)),
        Join(RULE, -80, (2, 4)),
    ]  # fmt: skip
    for first, second in pairwise(ordered):
        one, other = sorted(set(first.pair) ^ set(second.pair))
        named, refused = partition(infos(0, 0, 0, 0, 0), Edges({second, first}, {(one, other)}))
        assert refused == [second.pair]
        assert named[first.pair[0]] == named[first.pair[1]]


def test_different_holds_for_whole_components() -> None:
    """1 = 2, 3 = 4 and 1 is not 4: so 2 and 3 are not joined either."""
    joins = {Join(HUMAN, 0, (1, 2)), Join(HUMAN, 0, (3, 4)), Join(RULE, -99, (2, 3))}

    assert partition(infos(0, 0, 0, 0), Edges(joins, {(1, 4)})) == (
        {1: "T1", 2: "T1", 3: "T3", 4: "T3"},
        [(2, 3)],
    )


def test_absent_keys_and_other_kinds_join_nothing() -> None:
    keys = infos(0, 0) | {3: KeyInfo(3, 0, "Organisation", "T3")}
    edges = Edges({Join(HUMAN, 0, (1, 3)), Join(HUMAN, 0, (1, 9)), Join(HUMAN, 0, (9, 2))})

    assert partition(keys, edges) == ({1: "T1", 2: "T2", 3: "T3"}, [])
