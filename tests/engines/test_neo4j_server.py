"""The server that Linkwork assembles and runs itself."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import neo4j
import pytest

from graph.engines.base import Batch, NodeRow
from graph.engines.neo4j import Neo4jEngine
from graph.engines.neo4j_server import VERSION, ServerState, assemble, missing, start, status, stop
from graph.errors import InputError, UnreachableError
from graph.settings import read_settings

ROOT = Path(__file__).parents[2]
_JARS = "mkdir -p $DIR && touch $DIR/neo4j-$V.jar $DIR/neo4j-server-$V.jar"


def run(server: ServerState, text: str) -> list[list[object]]:
    auth = (server.user, server.password)
    with neo4j.GraphDatabase.driver(server.bolt_url, auth=auth) as driver:
        return [record.values() for record in driver.execute_query(text).records]


def wait_for_end(home: Path) -> None:
    while status(home):
        time.sleep(0.05)


def tool(folder: Path, name: str, script: str) -> None:
    """A program on the PATH that stands in for one that this machine cannot be made to have."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def maven(folder: Path, script: str) -> None:
    """A Maven that only does `script`, with $DIR as its output folder and $V as Neo4j's version."""
    tool(folder, "java", "echo 'openjdk version \"17.0.1\"'")
    tool(
        folder, "mvn",
        f'[ "$1" = -version ] && echo "Apache Maven 3.8.7" && exit\nV={VERSION}\n'
        f'for a; do case "$a" in -DoutputDirectory=*) DIR="${{a#*=}}";; esac; done\n{script}',
    )  # fmt: skip


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


@pytest.mark.neo4j
def test_server_keeps_to_itself(neo4j_server: ServerState) -> None:
    port = neo4j_server.bolt_url.rpartition(":")[2]
    wanted = {
        "db.transaction.timeout": "2m",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "dbms.usage_report.enabled": "false",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
    }
    found = run(neo4j_server, "SHOW SETTINGS YIELD name, value RETURN name, value")
    assert {name: value for name, value in found if name in wanted} == wanted


@pytest.mark.neo4j
@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1:9/", "http://[::1]:9/"])
def test_server_reads_no_address(neo4j_server: ServerState, url: str) -> None:
    with pytest.raises(neo4j.exceptions.ClientError, match=r"is blocked|is false"):
        run(neo4j_server, f"LOAD CSV FROM '{url}' AS row RETURN row")


@pytest.mark.neo4j
def test_password_is_ours_alone(neo4j_server: ServerState) -> None:
    home = neo4j_server.log.parents[1]

    assert (home / "password").stat().st_mode & 0o777 == 0o600
    assert (home / "password").read_text() == neo4j_server.password
    assert neo4j_server.password not in repr(neo4j_server)


@pytest.mark.neo4j
def test_running_server_is_given_back(neo4j_server: ServerState) -> None:
    home = neo4j_server.log.parents[1]
    assert start(home, Path("/nowhere"), lambda line: None) == neo4j_server == status(home)


@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_server")
def test_graph_outlives_a_killed_server(tmp_path: Path) -> None:
    first = start(tmp_path, read_settings().cache, lambda line: None)
    engine = Neo4jEngine(first.bolt_url, first.user, first.password, "members")
    engine.apply(Batch(7, [NodeRow("Zone", "z", {"id": "z", "name": "Z"})]))
    reader = engine.reader()
    os.kill(first.pid, signal.SIGKILL)
    wait_for_end(tmp_path)
    with pytest.raises(UnreachableError, match="does not answer"):
        reader.read("MATCH (z:Zone) RETURN z.id AS id", {})

    second = start(tmp_path, read_settings().cache, lambda line: None)
    try:
        assert (second.bolt_url, second.password) == (first.bolt_url, first.password)
        assert reader.read("MATCH (z:Zone) RETURN z.id AS id", {}) == [{"id": "z"}]
        assert engine.watermark() == 7
    finally:
        engine.close()
        assert (stop(tmp_path), status(tmp_path), stop(tmp_path)) == (True, None, False)


@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_server")
def test_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(InputError) as caught:
            start(tmp_path, read_settings().cache, lambda line: None, port)
    assert str(caught.value) == (
        f"Port {port} is taken by another program; stop that one or give another port."
    )


def test_only_our_own_process_is_stopped(tmp_path: Path) -> None:
    """The number of an ended server may belong to another program by now: here, to this very test."""
    (tmp_path / "server.json").write_text(json.dumps({"pid": os.getpid(), "port": 7687}))

    assert (status(tmp_path), stop(tmp_path)) == (None, False)


def test_missing_java_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    sentence = "Neo4j needs Java 17 or later, and there is no 'java' on the PATH."

    assert missing() == sentence
    with pytest.raises(UnreachableError) as caught:
        start(tmp_path / "home", tmp_path / "cache", lambda line: None)
    assert str(caught.value) == sentence
    assert list(tmp_path.iterdir()) == []


def test_old_java_is_named(tools: Path) -> None:
    tool(tools, "java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2")

    assert missing() == f"Neo4j needs Java 17 or later, and {tools / 'java'} is version 11."


def test_old_maven_is_named(tools: Path) -> None:
    maven(tools, "")
    tool(tools, "mvn", "echo 'Apache Maven 3.5.4 (…)'")

    assert missing() == f"Neo4j needs Maven 3.6 or later, and {tools / 'mvn'} is version 3.5."


def test_broken_download_leaves_nothing(tools: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    maven(tools, f"{_JARS}; echo no such host; exit 1")

    with pytest.raises(UnreachableError) as caught:
        assemble(cache, lambda line: None)
    log = cache / "neo4j-maven.log"
    assert str(caught.value) == (
        f"Maven could not fetch Neo4j {VERSION}; see {log}, and try again when the network is there."
    )
    assert sorted(path.name for path in cache.iterdir()) == ["neo4j-maven.log", "neo4j.lock"]
    assert log.read_text() == "no such host\n"


def test_incomplete_download_is_refused(tools: Path, tmp_path: Path) -> None:
    maven(tools, "touch $DIR/neo4j-$V.jar")

    with pytest.raises(UnreachableError, match=f"without bringing neo4j-server-{VERSION}.jar"):
        assemble(tmp_path, lambda line: None)
    assert not (tmp_path / f"neo4j-{VERSION}").exists()


def test_rest_of_a_killed_download_is_cleared(tools: Path, tmp_path: Path) -> None:
    maven(tools, _JARS)
    cache = tmp_path / "cache"
    (cache / ".neo4j-killed").mkdir(parents=True)
    said: list[str] = []

    done = assemble(cache, said.append)
    assert assemble(cache, said.append) == done
    assert sorted(path.name for path in cache.iterdir()) == [f"neo4j-{VERSION}", "neo4j.lock"]
    assert said == [f"Fetching Neo4j {VERSION} by Maven (116 MB, only this once) …"]


def test_two_processes_assemble_once(tools: Path, tmp_path: Path) -> None:
    maven(tools, f"echo ran >> {tmp_path}/ran; sleep 1; {_JARS}")
    code = (
        "import sys, pathlib; from graph.engines.neo4j_server import assemble; "
        "print(assemble(pathlib.Path(sys.argv[1]), lambda line: None))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "cache")]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]

    assert [one.communicate()[0] for one in both] == [f"{tmp_path}/cache/neo4j-{VERSION}\n"] * 2
    assert (tmp_path / "ran").read_text() == "ran\n"
