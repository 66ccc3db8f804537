"""What tests of every package share: empty engines and ledgers, a Neo4j and a PostgreSQL where there are."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import neo4j
import pytest

from graph.engines.base import Engine
from graph.engines.kglite import KgliteEngine
from graph.engines.neo4j import Neo4jEngine
from graph.engines.neo4j_server import VERSION, ServerState, missing, start, stop
from graph.errors import UnreachableError
from graph.ledger.store import Ledger
from graph.settings import read_settings
from tests.fixtures.ledgers import POSTGRES, Ledgers
from tests.postgres import Postgres, running

_last_lines = pytest.StashKey[dict[str, str]]()


@pytest.fixture(scope="session")
def neo4j_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServerState]:
    """A Neo4j of this test run, on a port of its own; skips where there is no Java or no Maven."""
    home = tmp_path_factory.mktemp("neo4j")
    try:
        server = _start(home)
    except UnreachableError as error:
        _do_without(request.config, "Neo4j", "require_neo4j", str(error))
    _say_last(request.config, "Neo4j", f"Neo4j {VERSION} ran: {_started_line(server.log)}")
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


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """A PostgreSQL of this test run; skips where the machine has none."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running())
        except UnreachableError as error:
            _do_without(request.config, "PostgreSQL", "require_postgres", str(error))
        _say_last(request.config, "PostgreSQL", f"PostgreSQL {server.version} ran.")
        yield server


@pytest.fixture(params=["sqlite", *POSTGRES])
def ledgers(request: pytest.FixtureRequest) -> Iterator[Ledgers]:
    """Ledgers on each database in turn."""
    made = Ledgers(request.getfixturevalue("postgres") if request.param == "postgresql" else None)
    yield made
    made.close()


@pytest.fixture
def ledger(ledgers: Ledgers, tmp_path: Path) -> Ledger:
    """An empty ledger on each database in turn."""
    return ledgers.open(tmp_path)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """The very last lines say whether Neo4j and PostgreSQL ran."""
    yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    for line in session.config.stash.get(_last_lines, {}).values() if reporter else ():
        reporter.write_line(line)


def _start(home: Path) -> ServerState:
    lacking = missing()
    if lacking:
        raise UnreachableError(lacking)
    return start(home, read_settings().cache, lambda line: None)


def _do_without(config: pytest.Config, server: str, setting: str, reason: str) -> NoReturn:
    if getattr(read_settings(), setting):
        pytest.fail(f"LINKWORK_{setting.upper()} is set, but: {reason}", pytrace=False)
    _say_last(config, server, f"Not run: the {server} half. {reason}")
    pytest.skip(reason)


def _say_last(config: pytest.Config, server: str, line: str) -> None:
    config.stash.setdefault(_last_lines, {})[server] = line


def _started_line(log: Path) -> str:
    """The server's own words, so that a run's output shows that it was no stand-in."""
    return [line for line in log.read_text().splitlines() if line.endswith("Started.")][-1]
