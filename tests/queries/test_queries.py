import json
from pathlib import Path

import pytest

from graph.engines.base import Engine
from graph.query import check
from queries.catalog import catalog
from tests.fixtures.worlds import garments

EXPECTED = Path(__file__).parent / "expected"
WRITTEN = sorted(path.relative_to(EXPECTED).with_suffix("").as_posix() for path in EXPECTED.rglob("*.json"))


def _expected(name: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads((EXPECTED / f"{name}.json").read_text("utf-8"))
    return found


def test_every_query_has_expected_rows() -> None:
    needed = {name for name in catalog() if not name.startswith("page/")}  # pages have tests of their own

    assert needed - set(WRITTEN) == set()


def test_queries_give_expected_rows(engine: Engine) -> None:
    engine.apply(garments().batch())
    reader = engine.reader()

    for name in WRITTEN:
        query, expected = catalog()[name], _expected(name)
        assert list(query.columns) == expected["columns"]
        for case in expected["cases"]:
            rows = reader.read(query.cypher, check(query, case["given"]))  # type: ignore[arg-type]
            got = [[row[column] for column in query.columns] for row in rows]
            assert (name, case["given"], got) == (name, case["given"], case["rows"])


@pytest.mark.parametrize("name", WRITTEN)
def test_some_case_has_rows(name: str) -> None:
    assert any(case["rows"] for case in _expected(name)["cases"])
