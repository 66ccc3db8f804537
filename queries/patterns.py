"""Reads graph patterns out of a query's tokens: nodes, links and how long a link may be."""

from collections.abc import Sequence
from dataclasses import dataclass

from queries.tokens import CypherError, Token

_NO_NAME = ("symbol", "string", "number", "param")


@dataclass(frozen=True)
class NodePattern:
    """`(name:Label {id: …})`; `keys` are the places of the property names in its map."""

    at: int
    name: str
    labels: tuple[int, ...]
    keys: tuple[int, ...]


@dataclass(frozen=True)
class LinkPattern:
    """`-[name:TYPE*low..high]-`; `high` is None where there is no upper bound."""

    at: int
    name: str
    types: tuple[int, ...]
    keys: tuple[int, ...]
    variable: bool
    low: int
    high: int | None


@dataclass(frozen=True)
class PathPattern:
    """Nodes with the links between them, from token `start` up to `end`; `within` says where it stands."""

    start: int
    end: int
    name: str
    nodes: tuple[NodePattern, ...]
    links: tuple[LinkPattern, ...]
    within: str  # match, shortest, exists, count, expression


class PatternReader:
    """Reads patterns at a place in the tokens. Raises `CypherError` where portable Cypher ends."""

    def __init__(self, tokens: Sequence[Token], pairs: dict[int, int], path: str) -> None:
        self.tokens, self.pairs, self.path = tokens, pairs, path

    def read(self, at: int, within: str, name: str = "") -> PathPattern:
        """The pattern that starts with the `(` at this place."""
        start = at
        node, at = self._node(at)
        nodes, links = [node], []
        while self.link_follows(at):
            link, at = self._link(at)
            node, at = self._node(at)
            links.append(link)
            nodes.append(node)
        return PathPattern(start, at, name, tuple(nodes), tuple(links), within)

    def link_follows(self, at: int) -> bool:
        """Does a link's pattern start here, right after a node's?"""
        if self._is(at, "<"):
            at += 1
        return self._is(at, "-") and (self._is(at + 1, "[", "-") or self._is(at + 1, ">"))

    def _node(self, at: int) -> tuple[NodePattern, int]:
        if not self._is(at, "("):
            raise self._error(at, "a node stands in plain brackets, such as (w:Workplace)")
        end, inside = self.pairs[at], at + 1
        if self._is(inside, "("):
            raise self._error(at, "a pattern in its own brackets is not portable; bound it with *1..N")
        name, inside = self._name(inside, end)
        labels, inside = self._words(inside, end, "label")
        keys, inside = self._map(inside, end)
        self._where(inside, end)
        if self._is(end + 1, "{", "+", "*"):
            raise self._error(end + 1, "a quantified path is not portable; write -[:TYPE*1..N]-")
        return NodePattern(at, name, labels, keys), end + 1

    def _link(self, at: int) -> tuple[LinkPattern, int]:
        at += self._is(at, "<") + 1
        link = LinkPattern(at, "", (), (), False, 1, 1)
        if self._is(at, "["):
            link, at = self._inside_link(at), self.pairs[at] + 1
        if not self._is(at, "-"):
            raise self._error(at, "a link ends with - or ->")
        at += 1 + self._is(at + 1, ">")
        if self._is(at, "+", "*", "{"):
            raise self._error(at, "a quantified link is not portable; write -[:TYPE*1..N]-")
        return link, at

    def _inside_link(self, at: int) -> LinkPattern:
        end, inside = self.pairs[at], at + 1
        name, inside = self._name(inside, end)
        types, inside = self._words(inside, end, "link type")
        variable = self._is(inside, "*")
        low, high, inside = self._range(inside + 1, end) if variable else (1, 1, inside)
        keys, inside = self._map(inside, end)
        self._where(inside, end)
        return LinkPattern(at, name, types, keys, variable, low, high)

    def _range(self, at: int, end: int) -> tuple[int, int | None, int]:
        low, at = self._number(at, end)
        if not self._is(at, ".."):
            return (1, None, at) if low is None else (low, low, at)
        high, at = self._number(at + 1, end)
        return 1 if low is None else low, high, at

    def _number(self, at: int, end: int) -> tuple[int | None, int]:
        if at < end and self.tokens[at].kind == "number" and self.tokens[at].text.isdigit():
            return int(self.tokens[at].text), at + 1
        return None, at

    def _name(self, at: int, end: int) -> tuple[str, int]:
        if at < end and self.tokens[at].kind not in _NO_NAME and self.tokens[at].word != "WHERE":
            return self.tokens[at].text, at + 1
        return "", at

    def _words(self, at: int, end: int, what: str) -> tuple[tuple[int, ...], int]:
        """The places of the words after a colon, parted by |."""
        found: list[int] = []
        while at < end and (self._is(at, ":") or (found and self._is(at, "|"))):
            at += 1 + self._is(at + 1, ":")
            if at >= end or self.tokens[at].kind not in ("name", "quoted"):
                raise self._error(at, f"a {what} is a plain word of the model; part several by |")
            found.append(at)
            at += 1
        if at < end and self._is(at, "&", "!", "%"):
            raise self._error(at, f"& and ! in a {what} are not portable; write | or a WHERE")
        return tuple(found), at

    def _map(self, at: int, end: int) -> tuple[tuple[int, ...], int]:
        if at < end and self.tokens[at].kind == "param":
            raise self._error(at, "a whole map as parameter is not portable; name the properties")
        if at >= end or not self._is(at, "{"):
            return (), at
        close = self.pairs[at]
        keys = tuple(
            i
            for i in range(at + 1, close)
            if self._is(i + 1, ":") and (self._is(i - 1, ",") or i == at + 1) and self._depth(at, i) == 1
        )
        return keys, close + 1

    def _depth(self, opened: int, at: int) -> int:
        return sum(opening <= at < closing for opening, closing in self.pairs.items() if opening >= opened)

    def _where(self, at: int, end: int) -> None:
        if at < end and self.tokens[at].word != "WHERE":
            raise self._error(at, f"{self.tokens[at].text!r} has no place in a pattern")

    def _is(self, at: int, *symbols: str) -> bool:
        return at < len(self.tokens) and self.tokens[at].is_(*symbols)

    def _error(self, at: int, sentence: str) -> CypherError:
        token = self.tokens[min(at, len(self.tokens) - 1)]
        return CypherError(sentence, token.line, token.column, self.path)
