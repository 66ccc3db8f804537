"""What only the Neo4j adapter has to do: one database, no snapshots, somebody else's server."""

from collections.abc import Iterator
from typing import Any

import neo4j
import pytest

from graph.engines import neo4j as adapter
from graph.engines.base import Batch, NodeRow
from graph.engines.neo4j import Neo4jEngine
from graph.engines.neo4j_server import ServerState
from graph.errors import InputError, UnreachableError
from graph.model import NODES

pytestmark = pytest.mark.neo4j


@pytest.fixture
def engine(empty_neo4j: ServerState) -> Iterator[Neo4jEngine]:
    made = connect(empty_neo4j)
    yield made
    made.close()


def connect(server: ServerState, audience: str = "members", password: str | None = None) -> Neo4jEngine:
    return Neo4jEngine(server.bolt_url, server.user, password or server.password, audience)


def run(server: ServerState, text: str) -> list[dict[str, Any]]:
    auth = (server.user, server.password)
    with neo4j.GraphDatabase.driver(server.bolt_url, auth=auth) as driver:
        return [record.data() for record in driver.execute_query(text).records]


def node(id_: str, **properties: Any) -> NodeRow:
    return NodeRow("Workplace", id_, {"id": id_, "name": id_, **properties})


def ids(engine: Neo4jEngine) -> list[str]:
    rows = engine.reader().read("MATCH (w:Workplace) RETURN w.id AS id ORDER BY id", {})
    return [row["id"] for row in rows]


def test_every_label_has_unique_ids(engine: Neo4jEngine, empty_neo4j: ServerState) -> None:
    engine.apply(Batch(1))

    found = run(empty_neo4j, "SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties")
    assert sorted((row["type"], *row["labelsOrTypes"], *row["properties"]) for row in found) == sorted(
        ("UNIQUENESS", label, "id") for label in ("Meta", *NODES)
    )


def test_other_audience_s_database_is_refused(engine: Neo4jEngine, empty_neo4j: ServerState) -> None:
    engine.apply(Batch(3, [node("a")]))
    public = connect(empty_neo4j, "public")

    sentence = (
        f"The database at {empty_neo4j.bolt_url} holds the members graph; "
        "give the public graph a database of its own."
    )
    for call in (public.watermark, public.reader, lambda: public.apply(Batch(9, reset=True))):
        with pytest.raises(InputError) as caught:
            call()
        assert str(caught.value) == sentence
    public.close()
    assert (ids(engine), engine.watermark()) == (["a"], 3)


def test_somebody_s_data_is_not_touched(engine: Neo4jEngine, empty_neo4j: ServerState) -> None:
    run(empty_neo4j, "CREATE (:Workplace {id: 'theirs'})")

    with pytest.raises(InputError, match="holds data that is not Linkwork's; give it an empty one"):
        engine.apply(Batch(1, [node("a")], reset=True))
    assert run(empty_neo4j, "MATCH (n) RETURN n.id AS id") == [{"id": "theirs"}]


def test_wrong_password_is_one_sentence(empty_neo4j: ServerState) -> None:
    engine = connect(empty_neo4j, password="not the password")

    with pytest.raises(UnreachableError) as caught:
        engine.watermark()
    engine.close()
    assert str(caught.value) == (
        f"Neo4j at {empty_neo4j.bolt_url} refuses the user or the password; "
        "set LINKWORK_GRAPH_USER and LINKWORK_GRAPH_PASSWORD."
    )


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_no_server_is_one_sentence(scheme: str) -> None:
    engine = Neo4jEngine(f"{scheme}://127.0.0.1:1", "neo4j", "x", "members")

    for call in (engine.watermark, engine.reader, lambda: engine.apply(Batch(1, [node("a")]))):
        with pytest.raises(UnreachableError) as caught:
            call()
        assert str(caught.value) == (
            f"Neo4j at {scheme}://127.0.0.1:1 does not answer; start it or correct LINKWORK_GRAPH."
        )
    engine.close()


def test_failed_batch_leaves_nothing(engine: Neo4jEngine) -> None:
    engine.apply(Batch(1, [node("a")]))

    with pytest.raises(InputError):
        engine.apply(Batch(2, [node("b"), node("c", address={"no": "map"})]))
    assert (ids(engine), engine.watermark()) == (["a"], 1)


def test_large_batch_broken_off_is_not_shown(engine: Neo4jEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "_ONE_TRANSACTION", 2)
    engine.apply(Batch(1, [node("a")]))
    nodes = [node("b"), node("c"), NodeRow("Zone", "z", {"id": "z", "location": {"no": "map"}})]

    with pytest.raises(InputError):
        engine.apply(Batch(2, nodes))
    with pytest.raises(UnreachableError, match="is being rebuilt; ask again when that is done"):
        engine.reader()
    assert engine.watermark() == 1

    engine.apply(Batch(2, [*nodes[:2], NodeRow("Zone", "z", {"id": "z", "name": "Z"})]))
    assert (ids(engine), engine.watermark()) == (["a", "b", "c"], 2)


def test_projection_broken_off_begins_anew(engine: Neo4jEngine, empty_neo4j: ServerState) -> None:
    engine.apply(Batch(4, [node("a")]))
    engine.apply(Batch(9, [node("b")], reset=True, last=False))

    later = connect(empty_neo4j)
    assert later.watermark() == 0
    later.apply(Batch(9, [node("c")], reset=True))
    assert (ids(later), later.watermark()) == (["c"], 9)
    later.close()


def test_reset_goes_on_until_empty(engine: Neo4jEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "CHUNK", 2)
    engine.apply(Batch(1, [node(f"n{number}") for number in range(7)]))
    engine.apply(Batch(2, reset=True))

    assert (ids(engine), engine.watermark()) == ([], 2)


def test_whole_node_is_no_answer(engine: Neo4jEngine) -> None:
    engine.apply(Batch(1, [node("a")]))

    with pytest.raises(InputError, match="name the properties, not a whole node"):
        engine.reader().read("MATCH (w:Workplace) RETURN [w] AS found", {})


def test_times_come_as_iso_text(engine: Neo4jEngine) -> None:
    rows = engine.reader().read(
        "RETURN datetime('2018-11-07T12:30:00Z') AS at, duration('P1DT2H') AS span, time('10:15Z') AS hour",
        {},
    )
    assert rows == [{"at": "2018-11-07T12:30:00+00:00", "span": "P1DT2H", "hour": "10:15:00+00:00"}]
