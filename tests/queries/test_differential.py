"""The same rows from both engines: the query files, and generated queries over a generated graph."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.engines.base import Batch, Engine, Reader
from graph.engines.kglite import KgliteEngine
from graph.engines.neo4j import Neo4jEngine
from graph.engines.neo4j_server import ServerState
from graph.lint import vocabulary
from queries.catalog import Param, Query, catalog
from queries.lint import lint
from tests.queries.generated import SIZES, graph, queries

SEED = 20261123
NUMBER = 150
IDS = {
    label: [f"{label[:2].upper()}-{number:02}" for number in range(SIZES[label])]
    for label in ("Workplace", "Organisation", "Zone", "Country")
}
IDS["Thing"] = [id for pair in zip(IDS["Workplace"], IDS["Organisation"], strict=False) for id in pair]  # noqa: A001
LISTS = {
    "ids": [id for ids in IDS.values() for id in ids[:4]],  # noqa: A001
    "links": [
        {"from": a, "kind": "SUPPLIES", "to": b} for a in IDS["Workplace"] for b in IDS["Organisation"]
    ],
}


@pytest.fixture(scope="module")
def batch() -> Batch:
    return graph(SEED)


@pytest.fixture
def embedded(batch: Batch, tmp_path: Path) -> Iterator[Reader]:
    engine: Engine = KgliteEngine(tmp_path, "members")
    engine.apply(batch)
    yield engine.reader()
    engine.close()


@pytest.fixture
def neo4j(batch: Batch, empty_neo4j: ServerState) -> Iterator[Reader]:
    engine: Engine = Neo4jEngine(empty_neo4j.bolt_url, empty_neo4j.user, empty_neo4j.password, "members")
    engine.apply(batch)
    yield engine.reader()
    engine.close()


def test_generated_queries_are_portable() -> None:
    refused = {text: [str(e) for e in lint(text, vocabulary())] for text in queries(SEED, NUMBER)}

    assert {text: errors for text, errors in refused.items() if errors} == {}


def test_most_generated_queries_find_something(embedded: Reader) -> None:
    answers = [embedded.read(text, {}) for text in queries(SEED, NUMBER)]

    assert sum(_says_something(rows) for rows in answers) > NUMBER * 0.6


@pytest.mark.neo4j
def test_generated_queries_agree(embedded: Reader, neo4j: Reader) -> None:
    for text in queries(SEED, NUMBER):
        assert (text, embedded.read(text, {})) == (text, neo4j.read(text, {}))


@pytest.mark.neo4j
def test_query_files_agree(embedded: Reader, neo4j: Reader) -> None:
    for name, query in catalog().items():
        for number in range(3):
            params = {param.name: _value(param, number) for param in query.params}
            rows = embedded.read(query.cypher, params)
            assert (name, params, rows) == (name, params, neo4j.read(query.cypher, params))


def test_every_query_file_finds_something(embedded: Reader) -> None:
    empty = [name for name, query in _saved() if not _finds(embedded, query)]

    assert empty == []


def _saved() -> list[tuple[str, Query]]:
    """All but what pages ask: those have tests of their own."""
    return [(name, query) for name, query in catalog().items() if not name.startswith("page/")]


def _finds(reader: Reader, query: Query) -> bool:
    return any(
        reader.read(query.cypher, {param.name: _value(param, number) for param in query.params})
        for number in range(24)
    )


def _value(param: Param, number: int) -> Any:
    """A value that fits, another one for each number."""
    if param.name in LISTS:
        return LISTS[param.name]
    if param.is_entity:
        ids = IDS[param.type]
        return None if param.optional else ids[(number + 7 * (param.name == "b")) % len(ids)]
    if param.type == "text":
        return "Organisation" if param.name == "kind" else ("Yesum Vina 1", "İ", "σ", "厂")[number % 4]
    if param.choices:
        return param.choices[number % len(param.choices)]
    return param.default


def _says_something(rows: list[dict[str, Any]]) -> bool:
    return any(value not in (0, None, []) for row in rows for value in row.values())
