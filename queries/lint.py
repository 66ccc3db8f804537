"""Keeps query files inside portable Cypher: what Neo4j and the embedded engine answer alike.

A file is taken apart once (`queries/statement.py`), then every rule of `queries/rules_words.py` and
`queries/rules_graph.py` looks at it. A refusal says where, what, and what to write instead. The model's
words are passed in, because this folder knows nothing of ours; `python -m graph.lint` does that.
"""

from collections.abc import Iterable
from pathlib import Path

from queries import rules_graph, rules_words
from queries.catalog import read
from queries.rules_graph import Vocabulary
from queries.statement import Statement
from queries.tokens import CypherError, tokens

__all__ = ["MAX_LINES", "Vocabulary", "lint", "lint_files"]

MAX_LINES = 40


def lint(text: str, model: Vocabulary, path: str = "") -> list[CypherError]:
    """Every refusal of one query, in the order of the text; none when it is portable."""
    found = list(_length(text, path))
    try:
        for refusal in _all_rules(Statement(tokens(text, path), path), model):
            found.append(refusal)  # noqa: PERF402  # what came before a refusal that ends the reading stays
    except CypherError as error:
        found.append(error)
    return sorted(set(found), key=lambda error: (error.line, error.column))


def lint_files(root: Path, model: Vocabulary) -> list[CypherError]:
    """Every refusal of every query file below `root`, headers included."""
    found: list[CypherError] = []
    for path in sorted(root.rglob("*.cypher")):
        found += _header(path, root)
        found += lint(path.read_text(encoding="utf-8"), model, str(path))
    return found


def _header(path: Path, root: Path) -> list[CypherError]:
    try:
        read(path, root)
    except CypherError as error:
        return [error]
    return []


def _all_rules(query: Statement, model: Vocabulary) -> Iterable[CypherError]:
    if not query.tokens:
        yield CypherError("there is no query here; write one statement", 1, 1, query.path)
        return
    for rule in rules_words.RULES:
        yield from rule(query)
    for check in rules_graph.RULES:
        yield from check(query, model)


def _length(text: str, path: str) -> Iterable[CypherError]:
    lines = len(text.splitlines())
    if lines > MAX_LINES:
        sentence = f"{lines} lines; a query has at most {MAX_LINES}, so make two of it"
        yield CypherError(sentence, MAX_LINES + 1, 1, path)
