"""Lint rules about words, clauses and what is returned. Each yields refusals; see `queries/lint.py`."""

import re
from collections.abc import Iterator

from queries.statement import OUTSIDE, Clause, Statement
from queries.tokens import CypherError
from queries.words import (
    AGGREGATES,
    FOLLOWING,
    FUNCTIONS,
    INSTEAD,
    JOINING,
    PREDICATES,
    STARTING,
    WRITING,
)

Refusals = Iterator[CypherError]
_UNPORTABLE_REGEX = re.compile(r"\\\\?[dDwWsSbBpP1-9]|\[\[:|\(\?[=!<]")


def one_statement(query: Statement) -> Refusals:
    """One statement a file, without a semicolon."""
    for at, token in enumerate(query.tokens):
        if token.is_(";"):
            yield query.error(at, "one query is one statement; take the ; out")


def only_reading(query: Statement) -> Refusals:
    """Nothing but reading clauses, by what is allowed and not by what is known to be bad."""
    for at, token in enumerate(query.tokens):
        if token.kind == "name" and not query.is_property(at):
            yield from _no_foreign_clause(query, at)
    for scope, kind in query.scopes.items():
        if kind in ("statement", "call") and query.word(scope + 1) not in STARTING:
            yield query.error(scope + 1, "a query starts with MATCH, UNWIND, WITH, CALL or RETURN")


def _no_foreign_clause(query: Statement, at: int) -> Refusals:
    word = query.word(at)
    operand = not query.is_(at + 1, ".", ",", ")") and query.word(at - 1) != "AS"
    if word in WRITING and operand and _stands_alone(query, at):
        yield query.error(at, f"{word} is refused: a query only reads, by {', '.join(sorted(STARTING))}")
    elif word not in FOLLOWING and _ends_operand(query, at - 1) and not _after_distinct(query, at):
        yield query.error(at, f"{query.tokens[at].text!r} starts nothing that a query may hold; take it out")


def _stands_alone(query: Statement, at: int) -> bool:
    """Not a name that is used as a value: what follows it is a word or a pattern."""
    following = query.tokens[at + 1] if at + 1 < len(query.tokens) else None
    return following is None or following.kind == "name" or following.is_("(")


def _after_distinct(query: Statement, at: int) -> bool:
    return query.word(at) == "NOT" or query.word(at) == "BY"


def _ends_operand(query: Statement, at: int) -> bool:
    if at < 0:
        return False
    token = query.tokens[at]
    if token.kind == "symbol":
        return token.is_(")", "]", "}")
    return token.word not in JOINING or query.is_property(at)


def calls(query: Statement) -> Refusals:
    """CALL (names) { … } and nothing else; no COLLECT { }; no UNION of whole statements."""
    for clause in query.clauses:
        if clause.word == "CALL" and not query.is_(clause.at + 1, "("):
            yield query.error(
                clause.at, "procedures are refused, and CALL {…} names what it takes: CALL (x) {…}"
            )
        elif clause.word == "OPTIONAL":
            yield query.error(clause.at, "write CALL (x) { OPTIONAL MATCH … } instead of OPTIONAL CALL")
        elif clause.word == "UNION" and clause.scope == OUTSIDE:
            yield query.error(clause.at, "put both parts of a UNION into CALL () {…} and sort after it")
    for scope, kind in query.scopes.items():
        if kind == "collect":
            yield query.error(
                scope - 1, "COLLECT {…} is not portable; write CALL (x) {… RETURN collect(y) AS ys}"
            )
        if kind in ("count", "exists") and any(c.word in ("RETURN", "WITH") for c in query.within(scope)):
            yield query.error(
                scope - 1, "COUNT and EXISTS hold a pattern and a WHERE only; write CALL (x) {…}"
            )


def functions(query: Statement) -> Refusals:
    """Only functions that both engines compute alike."""
    for at, token in enumerate(query.tokens):
        if token.kind != "name" or not query.is_(at + 1, "(") or token.word in JOINING:
            continue
        name = _full_name(query, at)
        if name.lower() not in FUNCTIONS and not query.is_(at - 1, ":", "|"):
            advice = INSTEAD.get(name.lower(), "the allowed ones are in queries/words.py")
            yield query.error(at, f"the function {name} is not portable; {advice}")


def _full_name(query: Statement, at: int) -> str:
    """With what stands before its dots: duration.inDays."""
    name = query.tokens[at].text
    while query.is_(at - 1, ".") and at >= 2 and query.tokens[at - 2].kind == "name":
        at -= 2
        name = f"{query.tokens[at].text}.{name}"
    return name


def regexes(query: Statement) -> Refusals:
    """Regular expressions that mean the same in Java and in Rust."""
    for at, token in enumerate(query.tokens):
        if not token.is_("=~"):
            continue
        pattern = query.tokens[at + 1]
        if pattern.kind != "string":
            yield query.error(
                at, "the pattern after =~ stands in the query; use CONTAINS for what is passed in"
            )
        elif _UNPORTABLE_REGEX.search(pattern.text):
            yield query.error(
                at + 1, "\\d, \\w, [[:…:]], look-around and \\1 differ; write [0-9] or plain classes"
            )


def reserved(query: Statement) -> Refusals:
    """A keyword as a name stops the embedded engine."""
    for at in range(len(query.tokens)):
        if query.word(at) in JOINING | {"END"} and (query.is_(at - 1, ".") or query.word(at - 1) == "AS"):
            yield query.error(at, f"{query.tokens[at].text} is a keyword; take another name")


def comprehensions(query: Statement) -> Refusals:
    """`IN [x IN … | …]` cannot be read by the embedded engine."""
    for at in range(len(query.tokens)):
        inner = query.is_(at + 1, "[") and query.word(at + 3) == "IN"
        if query.word(at) == "IN" and inner:
            yield query.error(at + 1, "name the list first: WITH [x IN … | x.id] AS ids … WHERE y.id IN ids")


def sorting(query: Statement) -> Refusals:
    """Rows come sorted, by names and not by aggregates."""
    for clause in query.clauses:
        if clause.word == "ORDER":
            for at in range(clause.start, clause.end):
                if query.is_(at + 1, "(") and query.tokens[at].text.lower() in AGGREGATES:
                    yield query.error(at, "sort by a name: RETURN count(*) AS n ORDER BY n DESC")
    outer = query.within(OUTSIDE)
    last = next((clause for clause in reversed(outer) if clause.word == "RETURN"), None)
    if last is None:
        yield query.error(len(query.tokens) - 1, "a query ends with RETURN and ORDER BY")
    elif not any(c.word == "ORDER" and c.at > last.at for c in outer) and not _one_row(query, last):
        yield query.error(last.at, "the rows come in any order; end with ORDER BY and an id")


def _one_row(query: Statement, clause: Clause) -> bool:
    return all(_aggregates(query, start, end) for start, end in query.items(clause))


def _aggregates(query: Statement, start: int, end: int) -> bool:
    return any(
        query.tokens[at].text.lower() in AGGREGATES and query.is_(at + 1, "(") for at in range(start, end)
    )


def collecting(query: Statement) -> Refusals:
    """collect() takes rows in their order: the clause before has to sort them, unless only counted."""
    for clause in query.clauses:
        if clause.word not in ("WITH", "RETURN"):
            continue
        for at in range(clause.start, clause.end):
            call = query.tokens[at].text.lower() == "collect" and query.is_(at + 1, "(")
            sized = query.is_(at - 1, "(") and query.tokens[at - 2].text.lower() == "size"
            if call and not sized and not _sorted_before(query, clause):
                yield query.error(
                    at, "collect() takes rows in any order; write WITH x ORDER BY x.id before it"
                )


def _sorted_before(query: Statement, clause: Clause) -> bool:
    """Is the clause before this one a WITH that sorts?"""
    before = [other for other in query.within(clause.scope) if other.at < clause.at]
    for other in reversed(before):
        if other.word == "ORDER":
            return True
        if other.word not in ("WHERE", "SKIP", "LIMIT"):
            return False
    return False


def returned(query: Statement) -> Refusals:
    """Scalars, lists and named maps only: a node comes back differently from each engine."""
    for clause in query.within(OUTSIDE):
        if clause.word != "RETURN":
            continue
        if query.is_(clause.start, "*"):
            yield query.error(clause.start, "name the columns instead of *")
        for at in range(clause.start, clause.end):
            thing = query.graph_thing(at)
            if thing:
                name = query.tokens[at].text
                yield query.error(at, f"{name} is a whole {thing}; return its properties, such as {name}.id")


def late_filters(query: Statement) -> Refusals:
    """The embedded engine filters a shortest path after it was found."""
    for clause in query.clauses:
        shortest = clause.word == "MATCH" and any(
            p.within == "shortest" and clause.at < p.start < clause.end for p in query.patterns
        )
        where = next((c for c in query.within(clause.scope) if c.at == clause.end), None)
        if shortest and where and where.word == "WHERE" and _filters_links(query, where):
            yield query.error(
                where.at, "shortestPath is filtered after the search; filter MATCH p = … *1..6 …"
            )


def _filters_links(query: Statement, where: Clause) -> bool:
    return any(
        query.tokens[at].text.lower() in PREDICATES and query.is_(at + 1, "(")
        for at in range(where.start, where.end)
    )


def counting_distinct(query: Statement) -> Refusals:
    """One pattern of several links that ends in count(DISTINCT x) is planned a thousand times too slow."""
    for before, clause in zip(query.clauses, query.clauses[1:], strict=False):
        long = any(len(p.links) > 1 and before.at < p.start < before.end for p in query.patterns)
        if not (clause.word == "RETURN" and before.word == "MATCH" and long):
            continue
        for at in range(clause.start, clause.end):
            if query.word(at) == "DISTINCT" and query.tokens[at - 2].text.lower() == "count":
                yield query.error(at - 2, "write WITH DISTINCT x before it and then count(x)")


RULES = (
    one_statement, only_reading, calls, functions, regexes, reserved, comprehensions, sorting, collecting,
    returned, late_filters, counting_distinct,
)  # fmt: skip
