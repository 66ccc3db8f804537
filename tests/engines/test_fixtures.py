"""A test run says in its last line whether Neo4j was there."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
REASON = "Neo4j needs Java 17 or later, and there is no 'java' on the PATH."


def run_without_java(folder: Path, required: str) -> tuple[int, list[str]]:
    test = "tests/engines/test_contract.py::test_new_engine_is_empty"
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"{test}[neo4j]", f"{test}[embedded]"],
        check=False, cwd=ROOT, env={**os.environ, "PATH": str(folder), "LINKWORK_REQUIRE_NEO4J": required},
        capture_output=True, text=True,
    )  # fmt: skip
    return ended.returncode, ended.stdout.splitlines()


def test_last_line_says_what_was_not_run(tmp_path: Path) -> None:
    code, lines = run_without_java(tmp_path, "")

    assert (code, lines[-1]) == (0, f"Not run: the Neo4j half. {REASON}")
    assert lines[-2].startswith("1 passed, 1 skipped in ")


def test_required_neo4j_is_a_failure(tmp_path: Path) -> None:
    code, lines = run_without_java(tmp_path, "1")

    assert code == 1
    assert f"LINKWORK_REQUIRE_NEO4J is set, but: {REASON}" in "\n".join(lines)
