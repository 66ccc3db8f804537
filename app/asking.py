"""What a page asks with: one unchanging state of the graph, and the claims, for the audience in use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request
from werkzeug.exceptions import NotFound

from graph import ids
from graph.chain import Chain, Direction, trace
from graph.claims import LedgerClaims
from graph.engines.base import Reader, Row
from graph.workspace import Workspace
from queries.catalog import get

EXTENSION = "linkwork"


@dataclass(frozen=True)
class Asking:
    """The graph and the ledger as one audience sees them, the same for the whole of a request."""

    workspace: Workspace
    audience: str
    reader: Reader
    claims: LedgerClaims

    def rows(self, name: str, **params: Any) -> list[Row]:
        """What a query of the catalogue gives."""
        return self.reader.read(get(name).cypher, params)

    def row(self, name: str, **params: Any) -> Row | None:
        """Its first row, if any."""
        rows = self.rows(name, **params)
        return rows[0] if rows else None

    def card(self, name: str, id_: str) -> Row:
        """A thing's own row. NotFound for what this audience does not see, sealed and absent alike."""
        found = self.row(name, id=id_)
        if found is None:
            raise NotFound
        return found

    def present_id(self, text: str) -> str:
        """The id by which a thing is known now, from an id or an alias in any spelling. NotFound."""
        id_ = ids.read(text)
        found = self.claims.thing(id_) if id_ else None
        if found is None:
            raise NotFound
        return found

    def chain(self, root: str, direction: Direction, max_tier: int = 6, **limits: int) -> Chain:
        """A thing's chain with its claims."""
        return trace(
            self.reader, root, direction=direction, max_tier=max_tier, audience=self.audience,
            claims=self.claims, **limits,
        )  # fmt: skip

    def names(self, ids_: Sequence[str]) -> dict[str, Row]:
        """Id, name, other names and kind of things, by id."""
        return {row["id"]: row for row in self.rows("page/things", ids=sorted(set(ids_)))} if ids_ else {}


def workspace() -> Workspace:
    """The workspace of the running site."""
    found: Workspace = current_app.extensions[EXTENSION]
    return found


def ask(audience: str | None = None) -> Asking:
    """How this request asks; the first call fixes the state of the graph for the whole request."""
    wanted: str = audience or current_app.config["AUDIENCE"]
    held: dict[str, Asking] = g.setdefault("asking", {})
    if wanted not in held:
        with_ = workspace()
        held[wanted] = Asking(with_, wanted, with_.reader(wanted), with_.claims(wanted))
    return held[wanted]


def wants_json() -> bool:
    """Does the request prefer JSON to a page?"""
    accepted = request.accept_mimetypes
    return accepted["application/json"] > accepted["text/html"]
