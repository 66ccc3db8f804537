"""Runs a saved query: checks what is given against its header, finds the things meant, reads the rows.

Rows are what the engine gives; a `returns: chain` result is made into a chain by
`graph.chain.chain_from_rows`, whose root is `Result.root`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Protocol

from graph import ids
from graph.engines.base import DEFAULT_LIMITS, Limits, Reader, Row
from graph.errors import InputError, NotOneError
from queries.catalog import Param, Query, get

QUERY_LIMITS = replace(DEFAULT_LIMITS, rows=10_000)
Given = str | int | float | Sequence[str] | None


class Finder(Protocol):
    """Finds things by words: the search index, or `by_name` where there is none."""

    def __call__(self, words: str, kind: str) -> Sequence[tuple[str, str]]:
        """Ids and names of the things of a kind (`Thing` for any) that the words fit, best first."""
        ...


@dataclass(frozen=True)
class Result:
    """A query's answer. `params` are the checked values; `more` says that rows were left out."""

    query: str
    version: str
    params: Mapping[str, Any]
    columns: Sequence[str]
    rows: Sequence[Row]
    more: bool
    returns: str
    root: str | None = None  # the thing that the first entity parameter named

    def as_json(self) -> dict[str, Any]:
        """The shape of `query --format json`."""
        return {
            "query": self.query, "version": self.version, "params": dict(self.params),
            "columns": list(self.columns), "rows": [dict(row) for row in self.rows], "more": self.more,
        }  # fmt: skip


def run(
    reader: Reader,
    query: Query,
    given: Mapping[str, Given],
    find: Finder | None = None,
    limits: Limits = QUERY_LIMITS,
) -> Result:
    """Run a saved query with what a person gave: ids or words for things, text for all else.

    Raises `InputError` for a value that does not fit, `NotOneError` for words that fit nothing or
    several things, and what the reader raises.
    """
    params = resolve(reader, query, check(query, given), find)
    rows = reader.read(query.cypher, params, replace(limits, rows=limits.rows + 1))
    root = next((params[p.name] for p in query.params if p.is_entity and params[p.name]), None)
    return Result(
        query.name, query.version, params, query.columns, rows[: limits.rows], len(rows) > limits.rows,
        query.returns, root,
    )  # fmt: skip


def named(name: str) -> Query:
    """The saved query of this name. Raises `InputError` when there is none that a user may run."""
    try:
        query = get(name)
    except KeyError:
        query = None
    if query is None or not query.listed:
        raise InputError(f"There is no saved query {name!r}; list them with: linkwork query --list")
    return query


def check(query: Query, given: Mapping[str, Given]) -> dict[str, Any]:
    """Typed values for every parameter, defaults filled in. Raises `InputError`."""
    known = {param.name for param in query.params}
    for name in given:
        if name not in known:
            takes = ", ".join(sorted(known)) or "none"
            raise InputError(f"{query.name} has no parameter {name!r}; it takes {takes}.")
    return {param.name: _value(query, param, given.get(param.name)) for param in query.params}


def _value(query: Query, param: Param, given: Given) -> Any:
    if given is None or given == "":
        return _default(query, param)
    if param.type in ("int", "float"):
        return _number(param, given)
    if param.type == "list":
        return [str(given)] if isinstance(given, str | int | float) else list(given)
    text = str(given).strip()
    if param.type == "choice" and text not in param.choices:
        raise InputError(f"{param.name} is one of {', '.join(param.choices)}, not {text!r}.")
    return _date(param, text) if param.type == "date" else text


def _default(query: Query, param: Param) -> Any:
    if param.default == "today" and param.type == "date":
        return datetime.now(UTC).date().isoformat()
    if param.default is None and not param.optional:
        raise InputError(f"{query.name} needs {param.name} ({_wanted(param)}).")
    return param.default


def _wanted(param: Param) -> str:
    if param.choices:
        return "one of " + ", ".join(param.choices)
    return f"an id or a name, {param.type.lower()}" if param.is_entity else param.type


def _number(param: Param, given: Given) -> int | float:
    try:
        number = int(str(given)) if param.type == "int" else float(str(given))
    except ValueError:
        kind = "a whole number" if param.type == "int" else "a number"
        raise InputError(f"{param.name} is {kind}, not {given!r}.") from None
    if param.bounds and not param.bounds[0] <= number <= param.bounds[1]:
        least, most = param.bounds
        raise InputError(f"{param.name} is between {least:g} and {most:g}, not {number}.")
    return number


def _date(param: Param, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise InputError(f"{param.name} is a date such as 2026-11-23, not {text!r}.") from None


def resolve(
    reader: Reader, query: Query, params: Mapping[str, Any], find: Finder | None = None
) -> dict[str, Any]:
    """The same values with the id of a thing wherever a thing was named in words."""
    return {
        param.name: _thing(reader, param, params[param.name], find)
        if param.is_entity and params[param.name] is not None
        else params[param.name]
        for param in query.params
    }


def _thing(reader: Reader, param: Param, words: str, find: Finder | None) -> str:
    """One id. What is no id in this graph is taken as words; words have to fit exactly one thing."""
    for spelling in (words, ids.read(words), f"iso:{words.upper()}"):
        if spelling and _fits(reader, spelling, param):
            return spelling
    found = list(find(words, param.type)) if find else by_name(reader, words, param.type)
    if len(found) == 1:
        return found[0][0]
    kind = "thing" if param.type == "Thing" else param.type.lower()
    if not found:
        raise NotOneError(f"{param.name}: no {kind} fits {words!r}; try a part of its name.")
    raise NotOneError(f"{param.name}: several fit {words!r}; choose one by its id.", tuple(found))


def _fits(reader: Reader, id: str, param: Param) -> bool:  # noqa: A002
    rows = reader.read(get("page/things").cypher, {"ids": [id]})
    return any(param.type in ("Thing", row["kind"]) for row in rows)


def by_name(reader: Reader, words: str, kind: str) -> list[tuple[str, str]]:
    """Things whose name is exactly these words, in capitals or not: a `Finder` without an index."""
    rows = reader.read(get("page/named").cypher, {"text": words, "kind": kind, "limit": 20})
    return [(row["id"], row["name"]) for row in rows]
