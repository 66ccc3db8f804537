"""What every engine must do: each test runs on the embedded engine and on a real Neo4j."""

from typing import Any

import pytest

from graph.engines.base import Batch, Engine, Limits, LinkRow, NodeRow, Row
from graph.errors import InputError, ModelError, UnreachableError

NAMES = {
    "latin": "Yên Phong Garment, Đình Trám",
    "chinese": "深圳市龙岗区服装厂",
    "bengali": "আশুলিয়া রপ্তানি প্রক্রিয়াকরণ",
    "khmer": "រោងចក្រកាត់ដេរ",
    "arabic": "المنطقة الحرة بطنجة",
    "devanagari": "नोएडा विशेष आर्थिक क्षेत्र",
    "cyrillic": "Свободная зона «Ґданськ»",
    "thai": "นิคมอุตสาหกรรมลำพูน",
    "emoji": 'Unit 7 \U0001f9f5 O\'Neil "& Sons" \\u0027',
}


def node(id_: str, label: str = "Workplace", **properties: Any) -> NodeRow:
    return NodeRow(label, id_, {"id": id_, "name": id_.title(), **properties})


def link(start: str, end: str, **properties: Any) -> LinkRow:
    return LinkRow("Workplace", start, "SUPPLIES", "Workplace", end, properties)


A, B, C = node("a"), node("b"), node("c")


def rows(engine: Engine, cypher: str, **params: Any) -> list[Row]:
    return engine.reader().read(cypher, params)


def names(engine: Engine) -> list[str]:
    return [row["id"] for row in rows(engine, "MATCH (w:Workplace) RETURN w.id AS id ORDER BY id")]


def links(engine: Engine) -> list[tuple[str, str, Any]]:
    found = rows(
        engine,
        "MATCH (a:Workplace)-[s:SUPPLIES]->(b:Workplace) "
        "RETURN a.id AS start, b.id AS end_id, s.tiers AS tiers ORDER BY start, end_id",
    )
    return [(row["start"], row["end_id"], row["tiers"]) for row in found]


def test_new_engine_is_empty(engine: Engine) -> None:
    assert (engine.watermark(), engine.reader().seq, names(engine), links(engine)) == (0, 0, [], [])


def test_batch_writes_nodes_and_links(engine: Engine) -> None:
    engine.apply(Batch(7, [A, B, C], [link("a", "b", tiers=[1, 2]), link("b", "c")]))

    assert names(engine) == ["a", "b", "c"]
    assert links(engine) == [("a", "b", [1, 2]), ("b", "c", None)]
    assert (engine.watermark(), engine.reader().seq) == (7, 7)


def test_batch_twice_changes_nothing(engine: Engine) -> None:
    batch = Batch(7, [A, B], [link("a", "b", tiers=[1])], [("Workplace", "x")])
    engine.apply(batch)
    engine.apply(batch)

    assert (names(engine), links(engine), engine.watermark()) == (["a", "b"], [("a", "b", [1])], 7)


def test_link_is_one_per_kind(engine: Engine) -> None:
    engine.apply(Batch(1, [A, B], [link("a", "b", tiers=[1])]))
    engine.apply(Batch(2, [], [link("a", "b", tiers=[2])]))

    assert links(engine) == [("a", "b", [2])]


def test_vanished_property_is_gone(engine: Engine) -> None:
    engine.apply(Batch(1, [node("a", address="Road 1", os_id="X"), B], [link("a", "b", tiers=[1])]))
    engine.apply(Batch(2, [node("a", os_id="Y")], [link("a", "b", confidence=2)]))

    found = rows(
        engine,
        "MATCH (a:Workplace {id: 'a'})-[s:SUPPLIES]->(b:Workplace) "
        "RETURN a.id AS id, a.name AS name, a.address AS address, a.os_id AS os_id, "
        "s.tiers AS tiers, s.confidence AS confidence",
    )
    assert found == [{"id": "a", "name": "A", "address": None, "os_id": "Y", "tiers": None, "confidence": 2}]


def test_gone_links_are_deleted(engine: Engine) -> None:
    engine.apply(Batch(1, [A, B, C], [link("a", "b"), link("b", "a"), link("a", "c")]))
    engine.apply(Batch(2, gone_links=[("Workplace", "a", "SUPPLIES", "Workplace", "b")]))

    assert links(engine) == [("a", "c", None), ("b", "a", None)]


def test_gone_nodes_take_links_along(engine: Engine) -> None:
    engine.apply(Batch(1, [A, B, C], [link("a", "b"), link("b", "c"), link("a", "c")]))
    engine.apply(Batch(2, gone_nodes=[("Workplace", "b"), ("Organisation", "a")]))

    assert (names(engine), links(engine)) == (["a", "c"], [("a", "c", None)])


def test_gone_and_new_in_one_batch(engine: Engine) -> None:
    """A merge: b goes, its link is c's now."""
    engine.apply(Batch(1, [A, B], [link("a", "b", tiers=[1])]))
    gone = ("Workplace", "a", "SUPPLIES", "Workplace", "b")
    engine.apply(Batch(2, [C], [link("a", "c", tiers=[1])], [("Workplace", "b")], [gone]))

    assert (names(engine), links(engine)) == (["a", "c"], [("a", "c", [1])])


def test_link_without_an_end_is_not_made(engine: Engine) -> None:
    engine.apply(Batch(1, [A], [link("a", "nowhere")]))

    assert (names(engine), links(engine)) == (["a"], [])


def test_same_id_in_two_labels(engine: Engine) -> None:
    engine.apply(Batch(1, [node("x"), node("x", "Organisation", roles=["brand"])]))
    engine.apply(Batch(2, gone_nodes=[("Workplace", "x")]))

    found = rows(engine, "MATCH (o:Organisation) RETURN o.id AS id, o.roles AS roles")
    assert (names(engine), found) == ([], [{"id": "x", "roles": ["brand"]}])


def test_reset_empties_the_graph_first(engine: Engine) -> None:
    engine.apply(Batch(5, [A, B, node("z", "Zone")], [link("a", "b")]))
    engine.apply(Batch(9, [C], reset=True))

    assert (names(engine), links(engine), engine.watermark()) == (["c"], [], 9)
    assert rows(engine, "MATCH (z:Zone) RETURN count(z) AS n") == [{"n": 0}]


def test_full_projection_in_parts(engine: Engine) -> None:
    engine.apply(Batch(5, [node("old")]))
    engine.apply(Batch(9, [A], reset=True, last=False))
    engine.apply(Batch(9, [B], [link("a", "b")], last=False))
    engine.apply(Batch(9, [C], [link("b", "c")]))

    assert names(engine) == ["a", "b", "c"]
    assert links(engine) == [("a", "b", None), ("b", "c", None)]
    assert (engine.watermark(), engine.reader().seq) == (9, 9)


def test_properties_keep_their_types(engine: Engine) -> None:
    given: dict[str, Any] = {
        "text": "17", "number": -3, "big": 2**53 + 1, "part": 0.1, "whole_float": 2.0, "yes": True,
        "no": False, "nothing": None, "texts": ["b", "a", "b"], "numbers": [3, 1], "floats": [0.5, 2.0],
        "flags": [True, False], "date_words": "2018-11", "empty": "",
    }  # fmt: skip
    engine.apply(Batch(1, [node("a", **given)]))

    columns = ", ".join(f"a.{name} AS {name}" for name in given)
    (found,) = rows(engine, f"MATCH (a:Workplace {{id: 'a'}}) RETURN {columns}")
    assert found == given
    assert {name: type(value) for name, value in found.items()} == {
        name: type(value) for name, value in given.items()
    }


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_every_script_comes_back(engine: Engine, name: str) -> None:
    engine.apply(
        Batch(1, [node("a", name=name, other_names=[name, "x"]), B], [link("a", "b", products=[name])])
    )

    found = rows(
        engine,
        "MATCH (a:Workplace)-[s:SUPPLIES]->(b:Workplace) WHERE a.name = $name "
        "RETURN a.name AS name, a.other_names AS others, s.products AS products, $name AS given",
        name=name,
    )
    assert found == [{"name": name, "others": [name, "x"], "products": [name], "given": name}]


def test_rows_hold_lists_and_maps(engine: Engine) -> None:
    engine.apply(Batch(1, [node("a", lat=10.5), B], [link("a", "b"), link("b", "a")]))

    found = rows(
        engine,
        "MATCH (w:Workplace) WITH w ORDER BY w.id "
        "RETURN collect({id: w.id, lat: w.lat}) AS places, [1, null, 'x'] AS mixed, null AS nothing",
    )
    assert found == [
        {
            "places": [{"id": "a", "lat": 10.5}, {"id": "b", "lat": None}],
            "mixed": [1, None, "x"],
            "nothing": None,
        }
    ]


def test_dates_come_as_iso_text(engine: Engine) -> None:
    found = rows(engine, "RETURN date('2018-11-07') AS day, [date('2020-01-01')] AS days")

    assert found == [{"day": "2018-11-07", "days": ["2020-01-01"]}]


def test_reader_never_mixes_two_states(engine: Engine) -> None:
    """The old reader gives the old state, or says that it is gone; a new one gives the new state."""
    engine.apply(Batch(1, [A]))
    before = engine.reader()
    engine.apply(Batch(2, [B]))

    query = "MATCH (w:Workplace) RETURN w.id AS id ORDER BY id"
    if engine.name == "embedded":
        assert before.read(query, {}) == [{"id": "a"}]
    else:
        with pytest.raises(UnreachableError, match=r"^The graph was updated while it was read; ask again\.$"):
            before.read(query, {})
    assert (engine.reader().seq, names(engine)) == (2, ["a", "b"])


def test_unfinished_projection_is_not_shown_as_whole(engine: Engine) -> None:
    engine.apply(Batch(1, [A]))
    engine.apply(Batch(2, [B], reset=True, last=False))

    if engine.name == "embedded":
        assert names(engine) == ["a"]
    else:
        with pytest.raises(UnreachableError, match="is being rebuilt"):
            engine.reader()


def test_rows_beyond_the_limit_stay(engine: Engine) -> None:
    found = engine.reader().read("UNWIND range(1, 50) AS n RETURN n", {}, Limits(rows=3))

    assert found == [{"n": 1}, {"n": 2}, {"n": 3}]


def test_slow_query_is_stopped(engine: Engine) -> None:
    engine.apply(Batch(1, [node(f"n{number}") for number in range(300)]))
    slow = (
        "MATCH (a:Workplace), (b:Workplace), (c:Workplace), (d:Workplace) "
        "WHERE a.name + b.name + c.name = d.id RETURN count(*) AS n"
    )

    with pytest.raises(InputError, match="1 s"):
        engine.reader().read(slow, {}, Limits(seconds=1))


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (w:Workplace {id: 'b', name: 'B'})",
        "MATCH (w:Workplace) SET w.name = 'changed'",
        "MATCH (w:Workplace) DETACH DELETE w",
        "MERGE (w:Workplace {id: 'b'})",
    ],
)
def test_reader_refuses_to_write(engine: Engine, text: str) -> None:
    engine.apply(Batch(1, [A]))

    with pytest.raises(InputError):
        engine.reader().read(text, {})
    assert rows(engine, "MATCH (w:Workplace) RETURN w.id AS id, w.name AS name") == [{"id": "a", "name": "A"}]


@pytest.mark.parametrize("text", ["MATCH (w:Workplace RETURN w.id", "RETURN $absent AS x", ""])
def test_bad_query_is_the_input_s_fault(engine: Engine, text: str) -> None:
    with pytest.raises(InputError) as caught:
        engine.reader().read(text, {})
    assert "\n" not in str(caught.value)


def test_unknown_words_are_refused(engine: Engine) -> None:
    batches = [
        Batch(1, [NodeRow("Workplace) DETACH DELETE (n", "a", {"id": "a"})]),
        Batch(1, [A, B], [LinkRow("Workplace", "a", "OWNS", "Workplace", "b", {})]),
        Batch(1, [A, B], [LinkRow("Workplace", "a", "OWNED_BY", "Workplace", "b", {})]),
    ]
    for batch in batches:
        with pytest.raises(ModelError):
            engine.apply(batch)
    assert engine.watermark() == 0


def test_batch_larger_than_one_chunk(engine: Engine) -> None:
    many = [node(f"n{number:05}") for number in range(10_001)]
    engine.apply(Batch(1, many, [link(one.id, "n00000", tiers=[1]) for one in many]))

    found = rows(
        engine,
        "MATCH (a:Workplace)-[s:SUPPLIES]->(b:Workplace {id: 'n00000'}) "
        "RETURN count(s) AS n, max(a.id) AS last_id",
    )
    assert found == [{"n": 10_001, "last_id": "n10000"}]
