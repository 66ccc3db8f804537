"""Start, find and stop the Neo4j of one home folder.

Below the home: `conf/neo4j.conf` (written at each start), `data/`, `logs/`, `password` (mode 600, made once)
and `server.json` (the process and its port). Settings: https://neo4j.com/docs/operations-manual/5/configuration/
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import neo4j

from graph.engines.lock import locked
from graph.engines.neo4j_server.assemble import assemble, need_java
from graph.engines.neo4j_server.processes import run, runs_with, spawn
from graph.errors import InputError, UnreachableError

USER = "neo4j"
_START_SECONDS, _STOP_SECONDS = 120, 60
_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")
_CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
internal.server.bolt.thread_pool_shutdown_wait_time=1s
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=256m
db.tx_log.preallocate=false
db.transaction.timeout=120s
db.transaction.monitor.check.interval=500ms
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
# LOAD CSV from http: no address may be asked, so that a query cannot send what it read.
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
"""

# The servers that this process started: kept so that a stopped one is reaped and leaves no zombie.
_children: dict[tuple[int, Path], subprocess.Popen[bytes]] = {}


@dataclass(frozen=True)
class ServerState:
    """A server that answers."""

    bolt_url: str
    user: str
    password: str = field(repr=False)
    pid: int
    log: Path


def start(home: Path, cache: Path, progress: Callable[[str], None], port: int = 0) -> ServerState:
    """Start the Neo4j of `home` on loopback and wait until it answers; a running one is given back.

    `port` 0 takes the last one used, else any free one. Raises `InputError` when the port is taken and
    `UnreachableError` when Java or Maven lack or the server does not come up.
    """
    jars = assemble(cache, progress)
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked(home / "start.lock", _START_SECONDS * 2):
        running = status(home)
        if running:
            return running
        port = _choose_port(home, port)
        _configure(home, jars, port)
        progress("Starting Neo4j …")
        return _launch(home, jars, port)


def status(home: Path) -> ServerState | None:
    """The running server of `home`, or None."""
    home = home.resolve()
    kept = _read_state(home)
    pid = kept.get("pid", 0)
    return _state(home, pid, kept["port"]) if pid and _is_ours(pid, home) else None


def stop(home: Path) -> bool:
    """End the server of `home` and wait for its end. False when none was running.

    Only a process that runs Neo4j for this very home is ended, whatever the noted number says.
    """
    state = status(home)
    if state is None:
        return False
    os.kill(state.pid, signal.SIGTERM)
    if not _wait_for_end(state.pid, home.resolve()):
        os.kill(state.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        _wait_for_end(state.pid, home.resolve())
    return True


def _choose_port(home: Path, port: int) -> int:
    if port and not _is_free(port):
        raise InputError(f"Port {port} is taken by another program; stop that one or give another port.")
    last = _read_state(home).get("port", 0)
    if port or (last and _is_free(last)):
        return port or last
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _configure(home: Path, jars: Path, port: int) -> None:
    (home / "conf").mkdir(exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(_CONF.format(port=port))
    if not (home / "data" / "dbms" / "auth.ini").exists():
        _set_first_password(home, jars)


def _set_first_password(home: Path, jars: Path) -> None:
    """Neo4j's own tool keeps the digest; it reads the password from a file, for arguments can be seen."""
    if (home / "data" / "databases").exists():
        raise UnreachableError(f"The Neo4j in {home} lost its user; remove that folder and project again.")
    password = home / "password"
    password.unlink(missing_ok=True)
    with os.fdopen(os.open(password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(16))
    environment = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    command = [need_java(), "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool", "dbms", "set-initial-password"]
    code, said = run([*command, f"@{password}"], environment)
    if code:
        raise UnreachableError(f"Neo4j would not take a first password: {said.splitlines()[0]}")


def _launch(home: Path, jars: Path, port: int) -> ServerState:
    opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS]
    command = [
        need_java(), "-Xms256m", "-Xmx512m", *opens, "-cp", f"{jars}/*",
        "org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}",
    ]  # fmt: skip
    child = spawn(command, home / "console.log")
    _children[child.pid, home] = child
    _write_state(home, child.pid, port)
    state = _state(home, child.pid, port)
    try:
        _wait_for_answer(state, child)
    except BaseException:
        child.kill()
        child.wait()
        raise
    return state


def _wait_for_answer(state: ServerState, child: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    with neo4j.GraphDatabase.driver(state.bolt_url, auth=(state.user, state.password)) as driver:
        while time.monotonic() < deadline:
            if child.poll() is not None:
                raise UnreachableError(f"Neo4j ended while it was starting; see {state.log}.")
            try:
                driver.verify_connectivity()
            except (neo4j.exceptions.ServiceUnavailable, neo4j.exceptions.TransientError):
                time.sleep(0.2)
            else:
                return
    raise UnreachableError(f"Neo4j did not answer within {_START_SECONDS} s; see {state.log}.")


def _wait_for_end(pid: int, home: Path) -> bool:
    deadline = time.monotonic() + _STOP_SECONDS
    while time.monotonic() < deadline:
        if not _is_ours(pid, home):
            return True
        time.sleep(0.1)
    return False


def _is_ours(pid: int, home: Path) -> bool:
    """Whether the server of `home` still runs. Asking a child for its end also reaps it, and a child has
    ended only when its last thread has let go of the port and the files."""
    child = _children.get((pid, home))
    return child.poll() is None if child else runs_with(pid, f"--home-dir={home}")


def _state(home: Path, pid: int, port: int) -> ServerState:
    password = (home / "password").read_text()
    return ServerState(f"bolt://127.0.0.1:{port}", USER, password, pid, home / "logs" / "neo4j.log")


def _read_state(home: Path) -> dict[str, int]:
    try:
        kept: dict[str, int] = json.loads((home / "server.json").read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return kept


def _write_state(home: Path, pid: int, port: int) -> None:
    (home / "server.json").write_text(json.dumps({"pid": pid, "port": port}))
