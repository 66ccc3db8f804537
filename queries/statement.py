"""A query taken apart as far as the linter needs it: brackets, clauses, patterns, what names stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from queries.patterns import PathPattern, PatternReader
from queries.tokens import CypherError, Token
from queries.words import JOINING, PATHS, READING, SCALAR_OF

Holds = Literal["node", "link", "path", "other"]
_CLOSING = {")": "(", "]": "[", "}": "{"}
OUTSIDE = -1


@dataclass(frozen=True)
class Clause:
    """One clause: its keyword, its tokens from `start` (after the keyword) up to `end`, and its scope."""

    word: str
    at: int
    start: int
    end: int
    scope: int  # the place of the { it stands in, OUTSIDE for the statement itself


class Statement:
    """One query's tokens and their structure."""

    def __init__(self, tokens: Sequence[Token], path: str) -> None:
        self.tokens, self.path = list(tokens), path
        self.pairs, self.parents = self._brackets()

    def error(self, at: int, sentence: str) -> CypherError:
        """A refusal at this token."""
        token = self.tokens[min(at, len(self.tokens) - 1)]
        return CypherError(sentence, token.line, token.column, self.path)

    def is_(self, at: int, *symbols: str) -> bool:
        """Is the token at this place one of these symbols?"""
        return 0 <= at < len(self.tokens) and self.tokens[at].is_(*symbols)

    def word(self, at: int) -> str:
        """The keyword at this place, or nothing."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def is_property(self, at: int) -> bool:
        """Is the name at this place a property, a label or a key, and so no word of its own?"""
        key = self.is_(at + 1, ":") and self.is_(at - 1, "{", ",") and self.is_(self.parents[at], "{")
        return self.is_(at - 1, ".", ":", "|") or key

    def _brackets(self) -> tuple[dict[int, int], list[int]]:
        pairs: dict[int, int] = {}
        parents, stack = [], [OUTSIDE]
        for at, token in enumerate(self.tokens):
            if token.is_(*_CLOSING):
                if stack[-1] == OUTSIDE or self.tokens[stack[-1]].text != _CLOSING[token.text]:
                    raise self.error(at, f"{token.text} closes nothing; look for its opening bracket")
                pairs[stack.pop()] = at
            parents.append(stack[-1])
            if token.is_("(", "[", "{"):
                stack.append(at)
        if stack[-1] != OUTSIDE:
            raise self.error(stack[-1], f"{self.tokens[stack[-1]].text} is never closed")
        return pairs, parents

    @cached_property
    def scopes(self) -> dict[int, str]:
        """The places of the braces that hold clauses, and what kind: statement, call, count, exists."""
        found = {OUTSIDE: "statement"}
        for at in self.pairs:
            if not self.tokens[at].is_("{"):
                continue
            if self.word(at - 1) in ("COUNT", "EXISTS", "COLLECT"):
                found[at] = self.word(at - 1).lower()
            elif self.word(at - 1) == "CALL" or (self.is_(at - 1, ")") and self._called(at - 1)):
                found[at] = "call"
        return found

    def _called(self, closing: int) -> bool:
        opening = next(opening for opening, end in self.pairs.items() if end == closing)
        return self.word(opening - 1) == "CALL"

    @cached_property
    def clauses(self) -> list[Clause]:
        """All clauses in the order of the text."""
        starts = [at for at in range(len(self.tokens)) if self._is_clause(at)]
        return [self._clause(at, starts) for at in starts]

    def _is_clause(self, at: int) -> bool:
        word = self.word(at)
        if word not in READING or self.parents[at] not in self.scopes or self.is_property(at):
            return False
        before = self.word(at - 1)
        return not (word == "WITH" and before in ("STARTS", "ENDS")) and not (
            word == "MATCH" and before == "OPTIONAL"
        )

    def _clause(self, at: int, starts: list[int]) -> Clause:
        scope = self.parents[at]
        end = len(self.tokens) if scope == OUTSIDE else self.pairs[scope]
        following = [other for other in starts if other > at and self.parents[other] == scope]
        second = self.word(at) in ("OPTIONAL", "ORDER") or self.word(at + 1) == "DISTINCT"
        word = "MATCH" if self.word(at) == "OPTIONAL" and self.word(at + 1) == "MATCH" else self.word(at)
        return Clause(word, at, at + 1 + second, min([end, *following]), scope)

    def within(self, scope: int) -> list[Clause]:
        """The clauses of one scope."""
        return [clause for clause in self.clauses if clause.scope == scope]

    def items(self, clause: Clause) -> list[tuple[int, int]]:
        """The places where the parts of a clause, parted by commas, start and end."""
        commas = [
            at
            for at in range(clause.start, clause.end)
            if self.is_(at, ",") and self.parents[at] == clause.scope
        ]
        return list(zip([clause.start, *(at + 1 for at in commas)], [*commas, clause.end], strict=True))

    @cached_property
    def patterns(self) -> list[PathPattern]:
        """All graph patterns, in the order of the text."""
        found = [*self._matched(), *self._in_braces()]
        taken = {at for pattern in found for at in range(pattern.start, pattern.end)}
        found += self._in_expressions(taken)
        return sorted(found, key=lambda pattern: pattern.start)

    def _matched(self) -> Iterator[PathPattern]:
        for clause in self.clauses:
            if clause.word == "MATCH":
                for start, end in self.items(clause):
                    yield self._one(start, end, "match")

    def _in_braces(self) -> Iterator[PathPattern]:
        """`COUNT { (a)-->(b) WHERE … }`, without MATCH."""
        for brace, kind in self.scopes.items():
            if kind in ("count", "exists") and self.is_(brace + 1, "("):
                where = [c.at for c in self.within(brace) if c.word == "WHERE"]
                head = Clause("MATCH", brace, brace + 1, min([self.pairs[brace], *where]), brace)
                for start, end in self.items(head):
                    yield self._one(start, end, kind)

    def _one(self, start: int, end: int, within: str) -> PathPattern:
        name, at = "", start
        if self.is_(start + 1, "="):
            name, at = self.tokens[start].text, start + 2
        if self.tokens[at].text.lower() in PATHS if at < len(self.tokens) else False:
            within, at, end = "shortest", at + 2, end - 1
        scope = self._scope_kind(at)
        pattern = self._reader.read(
            at, scope if within == "match" and scope in ("exists", "count") else within, name
        )
        if pattern.end != end:
            raise self.error(pattern.end, f"{self.tokens[pattern.end].text!r} has no place in a pattern")
        return pattern

    def _scope_kind(self, at: int) -> str:
        scope = self.parents[at] if at < len(self.parents) else OUTSIDE
        return self.scopes.get(scope, "statement")

    def _in_expressions(self, taken: set[int]) -> Iterator[PathPattern]:
        for at in sorted(self.pairs):
            called = self.tokens[at - 1].kind == "name" and self.word(at - 1) not in JOINING if at else False
            after = self.pairs[at] + 1
            if at not in taken and self.is_(at, "(") and not called and self._reader.link_follows(after):
                pattern = self._reader.read(at, "expression")
                taken.update(range(pattern.start, pattern.end))
                yield pattern

    @cached_property
    def _reader(self) -> PatternReader:
        return PatternReader(self.tokens, self.pairs, self.path)

    @cached_property
    def in_pattern(self) -> set[int]:
        """The places that are part of a pattern."""
        return {at for pattern in self.patterns for at in range(pattern.start, pattern.end)}

    @cached_property
    def holds(self) -> dict[str, set[Holds]]:
        """What each name stands for, anywhere in the query."""
        found: dict[str, set[Holds]] = {}
        for pattern in self.patterns:
            found.setdefault(pattern.name, set()).add("path")
            for node in pattern.nodes:
                found.setdefault(node.name, set()).add("node")
            for link in pattern.links:
                found.setdefault(link.name, set()).add("link")
        found.pop("", None)
        for at in range(1, len(self.tokens)):
            if self.word(at - 1) == "AS" and self.parents[at] in self.scopes:
                found.setdefault(self.tokens[at].text, set()).update(self._aliased(at, found))
            elif self.word(at + 1) == "IN" and self.is_(at - 1, "[", "("):
                found.setdefault(self.tokens[at].text, set()).add("other")
        return found

    def _aliased(self, at: int, known: dict[str, set[Holds]]) -> set[Holds]:
        """What the alias at this place stands for: the same as a bare name, else a plain value."""
        bare = self.is_(at - 3, ",") or self.word(at - 3) in ("WITH", "RETURN", "DISTINCT")
        name = self.tokens[at - 2].text if bare else ""
        return set(known.get(name, {"other"}))

    def graph_thing(self, at: int) -> Holds | None:
        """Does the name at this place hand on a whole node, link or path? Which?"""
        token = self.tokens[at]
        kinds = self.holds.get(token.text, set()) if token.kind in ("name", "quoted") else set()
        if (
            not kinds
            or "other" in kinds
            or at in self.in_pattern
            or self.is_property(at)
            or self._is_narrowed(at)
        ):
            return None
        return min(kinds)

    def _is_narrowed(self, at: int) -> bool:
        """Only something of the thing is used: a property, its label, its count, whether it is another."""
        after = self.is_(at + 1, ".", "{", ":", "=", "<>") or self.word(at + 1) in ("IS", "IN")
        before = self.is_(at - 1, "=", "<>") or self.word(at - 1) == "AS"
        opening = self.parents[at]
        caller = self.tokens[opening - 1].text.lower() if opening > 0 else ""
        if caller in ("startnode", "endnode"):
            return self.is_(self.pairs[opening] + 1, ".")
        if caller in ("nodes", "relationships"):
            return self.word(opening - 2) == "IN"
        return after or before or caller in SCALAR_OF
