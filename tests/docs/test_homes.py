"""One home for each thing: Cypher, and what is read from the environment."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CYPHER = re.compile(r"((OPTIONAL )?MATCH|MERGE|UNWIND|CREATE|DETACH DELETE) ?[\w$('{]|CALL [\w.]+\(")


def modules() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("app", "graph", "importers", "queries"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def test_cypher_is_written_in_one_file() -> None:
    homes = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CYPHER.match(node.value)
    }
    assert homes == {"graph/cypher.py"}


def test_environment_is_read_in_one_file() -> None:
    homes = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }
    assert homes == {"graph/settings.py"}
