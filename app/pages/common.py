"""What several pages share: their own address, the queries behind them, the ways to export them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from app.asking import Asking
from app.facts.statements import Statement
from queries.catalog import Query, get


@dataclass(frozen=True)
class ShownQuery:
    """A query behind a page; `url` runs it, where it is one of the saved queries."""

    query: Query
    url: str = ""


@dataclass(frozen=True)
class Format:
    """A form of export, with what it is for."""

    name: str
    words: str
    use: str


CHAIN_FORMATS = (
    Format("html", "Page in one file (HTML)", "opens offline and from a messenger"),
    Format("svg", "Picture (SVG)", "for print and posters, with sources and notices"),
    Format("csv", "Table (CSV)", "one row a link, with who says so"),
    Format("graphml", "Graph (GraphML)", "for Gephi, Cytoscape, yEd"),
    Format("json", "Data (JSON)", "the chain with all its claims"),
)
ROW_FORMATS = (
    Format("csv", "Table (CSV)", "for a spreadsheet"),
    Format("json", "Data (JSON)", "for a program"),
)


def shown(*names: str, **run: str) -> list[ShownQuery]:
    """Queries by name, for "Show the query". `run` are the parameters with which a listed one is offered."""
    return [
        ShownQuery(query, with_args(url_for("query.page", name=query.name), run) if query.listed else "")
        for query in (get(name) for name in names)
    ]


def with_args(path: str, args: Mapping[str, str]) -> str:
    """A path with parameters behind it. (`url_for` would take some names as its own options.)"""
    return f"{path}?{urlencode(args, safe='~:,-')}" if args else path


def permalink(*keep: str) -> str:
    """This page's own address: its path and, of its parameters, those that say what it shows."""
    args = [(name, value) for name in keep for value in request.args.getlist(name) if value]
    query = urlencode(args, safe="~:,-")
    return request.base_url + (f"?{query}" if query else "")


def moved(asking: Asking, id_: str, endpoint: str) -> tuple[str, Response | None]:
    """A thing's present id, and the redirect to it where the address names it otherwise. NotFound."""
    present = asking.present_id(id_)
    if present == id_:
        return present, None
    query = request.query_string.decode("ascii", "replace")
    return present, redirect(url_for(endpoint, id=present) + (f"?{query}" if query else ""), 302)


@dataclass(frozen=True)
class Slice:
    """A part of a long list: `start` rows lie before it. `total` is how many there are."""

    start: int
    size: int
    total: int
    before: str | None
    after: str | None

    @property
    def first(self) -> int:
        """The number of its first row, counted from 1."""
        return min(self.start + 1, self.total)

    @property
    def last(self) -> int:
        """The number of its last row."""
        return min(self.start + self.size, self.total)

    @property
    def more(self) -> bool:
        """Are there rows behind it?"""
        return self.last < self.total


def start_of() -> int:
    """How many rows lie before the part that is asked for; 0 for what is no number."""
    text = request.args.get("start", "")
    return min(int(text), 1_000_000) if text.isascii() and text.isdecimal() and len(text) < 8 else 0


def sliced(total: int, size: int) -> Slice:
    """The part of a list that the address asks for, with the addresses of its neighbours."""
    start = start_of()

    def at(place: int) -> str:
        keep = [(name, value) for name, value in request.args.items(multi=True) if name != "start"]
        return f"{request.path}?{urlencode([*keep, ('start', str(place))])}"

    before = at(max(0, start - size)) if start else None
    return Slice(start, size, total, before, at(start + size) if start + size < total else None)


def link_json(statement: Statement) -> dict[str, Any]:
    """A statement in the shape of a chain's links, with the ids of its claims."""
    start, kind, end = statement.key
    return {
        "from": start, "to": end, "kind": kind, "name": statement.thing.name,
        "last_seen": statement.row.get("last_seen"), "until": statement.until or None,
        "claims": [claim.id for claim in statement.evidence.claims],
    }  # fmt: skip
