"""Bring Neo4j Community from Maven Central into a cache folder, whole or not at all."""

import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from graph.engines.lock import locked
from graph.engines.neo4j_server.processes import run
from graph.errors import UnreachableError

POM = Path(__file__).with_name("pom.xml")
_JAVA, _MAVEN = (17,), (3, 6)
_SECONDS = 1200


def _version_in_pom() -> str:
    found = re.search(r"<neo4j\.version>([0-9.]+)<", POM.read_text())
    if not found:
        raise AssertionError("pom.xml names no neo4j.version")
    return found[1]


VERSION = _version_in_pom()


def assemble(cache: Path, progress: Callable[[str], None]) -> Path:
    """The folder with Neo4j's jars below `cache`; fetched by Maven the first time (116 MB).

    Safe when two processes call it at once: the second waits and finds the work done. What broke half-way
    is cleared away. Raises `UnreachableError` when Java, Maven or the network lack.
    """
    done = cache / f"neo4j-{VERSION}"
    if done.is_dir():
        return done
    need_java()
    need_maven()
    with locked(cache / "neo4j.lock", _SECONDS):
        if not done.is_dir():
            _clear_unfinished(cache)
            progress(f"Fetching Neo4j {VERSION} by Maven (116 MB, only this once) …")
            _fetch(cache, done)
    return done


def missing() -> str | None:
    """What this machine lacks to run Neo4j, in words, or None."""
    try:
        need_java()
        need_maven()
    except UnreachableError as error:
        return str(error)
    return None


def need_java() -> str:
    """The path of a Java that is new enough for Neo4j 5.26."""
    return _need("java", "Java", _JAVA, r'version "(\d+)')


def need_maven() -> str:
    """The path of a Maven that is new enough for the dependency plugin."""
    return _need("mvn", "Maven", _MAVEN, r"Apache Maven (\d+)\.(\d+)")


def _need(program: str, name: str, least: tuple[int, ...], pattern: str) -> str:
    wanted = ".".join(map(str, least))
    path = shutil.which(program)
    if path is None:
        raise UnreachableError(
            f"Neo4j needs {name} {wanted} or later, and there is no {program!r} on the PATH."
        )
    _, said = run([path, "-version"])
    found = re.search(pattern, said)
    if not found:
        raise UnreachableError(f"Neo4j needs {name} {wanted} or later, and {path} does not tell its version.")
    if tuple(map(int, found.groups())) < least:
        has = ".".join(found.groups())
        raise UnreachableError(f"Neo4j needs {name} {wanted} or later, and {path} is version {has}.")
    return path


def _clear_unfinished(cache: Path) -> None:
    """Only under the lock: a folder that is being filled has none to clear it."""
    for folder in cache.glob(".neo4j-*"):
        shutil.rmtree(folder)


def _fetch(cache: Path, done: Path) -> None:
    """Fill a folder beside the wanted one and rename it: the name is there only when all of it is."""
    unfinished = Path(tempfile.mkdtemp(prefix=".neo4j-", dir=cache))
    try:
        _run_maven(unfinished, cache / "neo4j-maven.log")
        for jar in (f"neo4j-{VERSION}.jar", f"neo4j-server-{VERSION}.jar"):
            if not (unfinished / jar).is_file():
                raise UnreachableError(f"Maven ended without bringing {jar}; try again.")
        unfinished.rename(done)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _run_maven(folder: Path, log: Path) -> None:
    command = [
        need_maven(), "--batch-mode", "--quiet", "--strict-checksums", "-f", str(POM),
        "dependency:copy-dependencies", f"-DoutputDirectory={folder}",
    ]  # fmt: skip
    try:
        code, said = run(command, seconds=_SECONDS)
    except TimeoutError as error:
        raise UnreachableError(
            f"Maven did not finish fetching Neo4j {VERSION} within {_SECONDS} s; try again."
        ) from error
    if code:
        log.write_text(said)
        raise UnreachableError(
            f"Maven could not fetch Neo4j {VERSION}; see {log}, and try again when the network is there."
        )
