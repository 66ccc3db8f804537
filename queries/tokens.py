"""Splits a query's text into tokens, once for the catalog and for the linter.

It knows what a regular expression over the text cannot: that `//` or `;` in a string is text, that a
name in backticks is one name. Grammar: openCypher 9, section "Lexical structure", less `/* */`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["name", "quoted", "string", "number", "param", "symbol"]


class CypherError(ValueError):
    """What is wrong with a query file, where, and what to write instead: `file:line:column: sentence`."""

    def __init__(self, sentence: str, line: int, column: int, path: str = "") -> None:
        super().__init__(f"{path or 'query'}:{line}:{column}: {sentence}")
        self.sentence, self.line, self.column, self.path = sentence, line, column, path


@dataclass(frozen=True)
class Token:
    """One token; `text` is as written, but without the quotes of a name in backticks."""

    kind: TokenKind
    text: str
    line: int
    column: int

    @property
    def word(self) -> str:
        """A name in capitals, to compare with keywords; empty for all else."""
        return self.text.upper() if self.kind == "name" else ""

    def is_(self, *symbols: str) -> bool:
        """Is it one of these symbols?"""
        return self.kind == "symbol" and self.text in symbols


_PARTS = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<comment>//[^\n]*)
  | (?P<block>/\*)
  | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
  | (?P<quoted>`(?:[^`]|``)*`)
  | (?P<escape>\\u[0-9a-fA-F]{4})
  | (?P<number>0x[0-9a-fA-F]+|(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<param>\$[^\W\d]\w*)
  | (?P<name>[^\W\d]\w*)
  | (?P<symbol><>|<=|>=|=~|\.\.|\+=|[-+*/%^=<>()\[\]{},.:|;&!])
    """,
    re.VERBOSE | re.DOTALL,
)
_REFUSED = {
    "block": "a /* */ comment stops the embedded engine; write // comments",
    "escape": "a \\u escape outside a string hides what the query says; write the character itself",
}


def tokens(text: str, path: str = "") -> list[Token]:
    """All tokens of a query, comments left out.

    Raises `CypherError` at the first character that portable Cypher has no use for.
    """
    return list(_scan(text, path))


def _scan(text: str, path: str) -> Iterator[Token]:
    at, line, start = 0, 1, 0
    while at < len(text):
        found = _PARTS.match(text, at)
        if found is None:
            raise CypherError(_unknown(text[at]), line, at - start + 1, path)
        kind, part = str(found.lastgroup), found.group()
        if kind in _REFUSED:
            raise CypherError(_REFUSED[kind], line, at - start + 1, path)
        if kind not in ("space", "comment"):
            yield _token(kind, part, line, at - start + 1)
        at = found.end()
        if "\n" in part:
            line += part.count("\n")
            start = at - len(part) + part.rindex("\n") + 1


def _token(kind: str, part: str, line: int, column: int) -> Token:
    if kind == "quoted":
        part = part[1:-1].replace("``", "`")
    return Token(kind, part, line, column)  # type: ignore[arg-type]  # a group's name is a TokenKind


def _unknown(character: str) -> str:
    if character in "'\"`":
        return f"a {character} is opened and never closed; close it on the same line"
    if character == "$":
        return "a parameter is $ and a plain name, such as $company"
    return f"the character {character!r} has no place in a query; take it out or put it in a string"
