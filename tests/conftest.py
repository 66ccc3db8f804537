"""What tests of every package share: empty engines, and a real Neo4j where the machine can run one."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import neo4j
import pytest

from graph.engines.base import Engine
from graph.engines.kglite import KgliteEngine
from graph.engines.neo4j import Neo4jEngine
from graph.engines.neo4j_server import VERSION, ServerState, missing, start, stop
from graph.errors import UnreachableError
from graph.settings import read_settings

_last_line = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def neo4j_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServerState]:
    """A Neo4j of this test run, on a port of its own; skips where there is no Java or no Maven."""
    home = tmp_path_factory.mktemp("neo4j")
    try:
        server = _start(home)
    except UnreachableError as error:
        _do_without(request.config, str(error))
    request.config.stash[_last_line] = f"Neo4j {VERSION} ran: {_started_line(server.log)}"
    yield server
    stop(home)
    shutil.rmtree(home)


@pytest.fixture
def empty_neo4j(neo4j_server: ServerState) -> ServerState:
    """The test run's Neo4j with nothing in it."""
    auth = (neo4j_server.user, neo4j_server.password)
    with neo4j.GraphDatabase.driver(neo4j_server.bolt_url, auth=auth) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    return neo4j_server


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Each engine in turn, empty, for the members' graph."""
    if request.param == "embedded":
        made: Engine = KgliteEngine(tmp_path / "graph", "members")
    else:
        server: ServerState = request.getfixturevalue("empty_neo4j")
        made = Neo4jEngine(server.bolt_url, server.user, server.password, "members")
    yield made
    made.close()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """The very last line says whether Neo4j ran."""
    yield
    line = session.config.stash.get(_last_line, None)
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if line and reporter:
        reporter.write_line(line)


def _start(home: Path) -> ServerState:
    lacking = missing()
    if lacking:
        raise UnreachableError(lacking)
    return start(home, read_settings().cache, lambda line: None)


def _do_without(config: pytest.Config, reason: str) -> NoReturn:
    if read_settings().require_neo4j:
        pytest.fail(f"LINKWORK_REQUIRE_NEO4J is set, but: {reason}", pytrace=False)
    config.stash[_last_line] = f"Not run: the Neo4j half. {reason}"
    pytest.skip(reason)


def _started_line(log: Path) -> str:
    """The server's own words, so that a run's output shows that it was no stand-in."""
    return [line for line in log.read_text().splitlines() if line.endswith("Started.")][-1]
