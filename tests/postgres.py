"""A PostgreSQL of this test run: a cluster in a folder of its own, reached by a socket in that folder alone.

It sorts text as a language does, not by bytes, so that a query that needs the order of bytes is found out.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from graph.errors import UnreachableError
from graph.ledger.store import Ledger

_OLDEST = 15  # whose databases may sort by ICU
_SECONDS = 60
_USER = "postgres"  # of the cluster, and whom root runs it as, for PostgreSQL refuses root
_MIGRATED = "migrated"
_SETTINGS = ("listen_addresses=", "fsync=off", "full_page_writes=off", "shared_buffers=64MB")


class Postgres:
    """A server that answers. A new database of it is a copy of one that has the ledger's tables."""

    def __init__(self, folder: Path, version: str) -> None:
        self.version = version
        self._folder = folder
        self._given = 0
        self._say(f"CREATE DATABASE {_MIGRATED}")
        Ledger(self._url(_MIGRATED)).close()

    def new_database(self, *, tables: bool = True) -> str:
        """The URL of an empty ledger, its tables made already or not."""
        self._given += 1
        name = f"ledger{self._given}"
        like = _MIGRATED if tables else "template1"
        self._say(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY file_copy")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._say(f"DROP DATABASE {url.partition('?')[0].rpartition('/')[2]} WITH (FORCE)")

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://{_USER}@/{name}?host={self._folder}"

    def _say(self, statement: str) -> None:
        with psycopg.connect(_address(self._folder), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running() -> Iterator[Postgres]:
    """A server that ends with the context. Raises `UnreachableError` where none can run."""
    version, programs = _newest()
    user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="linkwork-postgres-"))
    try:
        if user:
            shutil.chown(folder, user)
        _initialise(programs, folder, user)
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", "-k", folder, *(f"--{s}" for s in _SETTINGS)],
                cwd=folder, user=user, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        try:
            _wait_for_answer(server, folder)
            yield Postgres(folder, version)
        finally:
            server.send_signal(signal.SIGINT)  # its connections are ended too
            server.wait(_SECONDS)
    finally:
        shutil.rmtree(folder)


def _newest() -> tuple[str, Path]:
    """The version of the newest server here and the folder of its programs; Debian has them off the PATH."""
    on_path = shutil.which("postgres")
    found = [*Path("/usr/lib/postgresql").glob("*/bin/postgres"), *([Path(on_path)] if on_path else [])]
    versions = {_version(path): path.resolve().parent for path in found}
    newest = max(versions, default=(0, 0))
    if newest < (_OLDEST, 0):
        raise UnreachableError(
            f"There is no PostgreSQL {_OLDEST} or later on this machine (Debian: apt install postgresql)."
        )
    return ".".join(map(str, newest)), versions[newest]


def _version(program: Path) -> tuple[int, int]:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _unprivileged() -> str | None:
    """Whom root runs the server as; None where nobody needs to be another."""
    if os.geteuid() != 0:
        return None
    if _USER not in {user.pw_name for user in pwd.getpwall()}:
        raise UnreachableError(f"Root cannot run PostgreSQL, and there is no user {_USER!r} to run it as.")
    return _USER


def _initialise(programs: Path, folder: Path, user: str | None) -> None:
    command = [
        programs / "initdb", "-D", folder / "data", "--username", _USER, "--auth", "trust", "--no-sync",
        "--encoding", "UTF8", "--locale", "C", "--locale-provider", "icu", "--icu-locale", "en-US",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=folder, user=user, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnreachableError(f"PostgreSQL's initdb failed: {done.stderr.strip()}")


def _wait_for_answer(server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(_address(folder)).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise UnreachableError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")


def _address(folder: Path) -> str:
    return f"host={folder} user={_USER} dbname=postgres"
