from graph.chain import ChainLink
from graph.chain_paths import PathFinder
from graph.chain_walk import up


def _supply(*pairs: str) -> list[ChainLink]:
    return [ChainLink(*pair.split(">"), kind="SUPPLIES", claims=()) for pair in pairs]


def _nodes(finder: PathFinder, limit: int = 200) -> list[str]:
    return ["".join(path.nodes) for path in finder.shortest(limit)]


def test_shortest_paths_come_first() -> None:
    finder = PathFinder("a", _supply("a>c", "a>b", "b>d", "b>e", "c>x", "x>y"), up(6))

    assert _nodes(finder) == ["abd", "abe", "acxy"]


def test_limit_cuts_and_says_so() -> None:
    finder = PathFinder("a", _supply("a>b", "a>c", "a>d"), up(6))

    assert (_nodes(finder, 2), finder.cut) == (["ab", "ac"], True)


def test_exact_limit_cuts_nothing() -> None:
    finder = PathFinder("a", _supply("a>b", "a>c"), up(6))

    assert (_nodes(finder, 2), finder.cut) == (["ab", "ac"], False)


def test_cycle_ends_where_it_closes() -> None:
    finder = PathFinder("a", _supply("a>b", "b>c", "c>a", "c>b"), up(6))

    assert _nodes(finder) == ["abc"]


def test_path_is_no_longer_than_tiers() -> None:
    finder = PathFinder("a", _supply("a>b", "b>c", "c>d"), up(2))

    assert _nodes(finder) == ["abc"]


def test_dense_layers_stay_within_limit() -> None:
    names = [["a"], *[[f"{n}.{i:02}" for i in range(20)] for n in range(6)]]
    links = [ChainLink(x, y, "SUPPLIES", ()) for n in range(6) for x in names[n] for y in names[n + 1]]
    finder = PathFinder("a", links, up(6))

    paths = finder.shortest(200)

    assert (len(paths), len(paths[0].nodes), finder.cut) == (200, 7, True)
    assert paths[199].nodes == ("a", "0.00", "1.00", "2.00", "3.00", "4.09", "5.19")


def test_unknown_age_makes_path_unknown() -> None:
    links = [
        ChainLink("a", "b", "SUPPLIES", (), last_seen="2018"),
        ChainLink("b", "c", "SUPPLIES", ()),
    ]

    assert [path.last_seen for path in PathFinder("a", links, up(6)).shortest(9)] == [None]
