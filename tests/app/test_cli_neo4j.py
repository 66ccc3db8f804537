"""`linkwork neo4j`: started, found and stopped by the command alone."""

from pathlib import Path

import pytest

from graph.engines.neo4j_server import missing
from graph.settings import read_settings
from tests.commands import linkwork, told


def test_status_without_a_server(tmp_path: Path) -> None:
    result = linkwork(tmp_path, "neo4j", "status")
    assert (result.exit_code, result.stdout) == (
        0,
        "No Neo4j is running; start it with: linkwork neo4j start\n",
    )
    assert linkwork(tmp_path, "neo4j", "stop").stdout == "No Neo4j was running.\n"


@pytest.mark.neo4j
def test_started_server_is_used_as_it_says(tmp_path: Path) -> None:
    if missing() and not read_settings().require_neo4j:
        pytest.skip(str(missing()))
    try:
        started = linkwork(tmp_path, "neo4j", "start")
        assert started.exit_code == 0, started.output
        assert linkwork(tmp_path, "neo4j", "status").stdout == started.stdout
        lines = [line.strip() for line in started.stdout.splitlines()]
        address = next(line for line in lines if line.startswith("export LINKWORK_GRAPH=")).split("=", 1)[1]
        password = (tmp_path / "neo4j" / "password").read_text()
        assert password not in started.output
        assert told(tmp_path, "project", graph=address, graph_password=password)["engine"] == "neo4j"
    finally:
        stopped = linkwork(tmp_path, "neo4j", "stop")
    assert stopped.stdout == "Neo4j is stopped.\n"
