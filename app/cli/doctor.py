"""`linkwork doctor`: what is set, what is there, and what is behind."""

import platform
import shutil
from importlib import metadata
from typing import Any

import click
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from app.cli.options import audience_option, json_option, opened
from app.cli.output import cell, show, show_json
from graph.engines.neo4j_server import missing
from graph.errors import LinkworkError, UnreachableError
from graph.graph_hash import graph_hash
from graph.ledger import tables as t
from graph.ledger.store import last_number
from graph.model import Audience
from graph.projection import pending
from graph.settings import Settings, read_settings
from graph.workspace import Workspace
from importers.sources import all_sources
from queries.catalog import listed

_PACKAGES = ("linkwork", "kglite", "neo4j", "sqlalchemy", "igraph", "flask")

_WAITING = {
    "unresolved": "changes to resolve", "behind": "changes to project", "search_behind": "changes to index",
}  # fmt: skip


@click.command("doctor")
@click.option("--graph-hash", "hashed", is_flag=True, help="The graph as one number, equal on both engines.")
@audience_option()
@json_option
def command(hashed: bool, audience: str, as_json: bool) -> None:
    """Say what is set, what is there and what is behind; exit 4 when something cannot be reached."""
    settings = read_settings()
    with opened(settings) as workspace:
        if hashed:
            _hash(workspace, audience, as_json)
            return
        found = examined(settings, workspace)
    if as_json:
        show_json(found)
    else:
        _show(found)
    if found["problems"]:
        raise UnreachableError(" ".join(found["problems"])) if not as_json else click.exceptions.Exit(4)


def _hash(workspace: Workspace, audience: str, as_json: bool) -> None:
    workspace.follow(audience)
    reader = workspace.reader(audience)
    found = graph_hash(reader)
    if as_json:
        show_json({
            "audience": audience, "engine": reader.name, "seq": reader.seq, "nodes": found.nodes,
            "links": found.links, "sha256": found.sha256,
        })  # fmt: skip
    else:
        show(f"{found.sha256}  {found.nodes:,} nodes, {found.links:,} links, {audience}, {reader.name}")


def examined(settings: Settings, workspace: Workspace) -> dict[str, Any]:
    """Everything that `doctor --json` prints; what cannot be reached is a sentence under `problems`."""
    problems: list[str] = []
    ledger = _ledger(workspace, problems)
    graphs = [_graph(workspace, number, problems) for number in Audience.PROJECTED] if ledger else []
    return {
        "settings": settings.shown(),
        "versions": {
            "python": platform.python_version(),
            **{name: metadata.version(name) for name in _PACKAGES},
            **({"database": workspace.ledger.database()} if ledger else {}),
        },
        "ledger": ledger,
        "graphs": graphs,
        "sources": sorted(all_sources()),
        "queries": [query.name for query in listed()],
        "neo4j_here": _neo4j_here(),
        "problems": problems,
    }


def _ledger(workspace: Workspace, problems: list[str]) -> dict[str, Any]:
    tables = (t.source, t.list_, t.run, t.claim, t.decision, t.key)
    try:
        with workspace.ledger.read() as connection:
            return {
                f"{table.name}s": connection.scalar(sa.select(sa.func.count()).select_from(table))
                for table in tables
            }
    except (LinkworkError, sa.exc.SQLAlchemyError) as error:
        problems.append(str(error).splitlines()[0])
        return {}


def _graph(workspace: Workspace, number: int, problems: list[str]) -> dict[str, Any]:
    """How far an audience's followers are: what waits to be resolved, to be drawn, to be searched."""
    audience = Audience.NAMES[number]
    found: dict[str, Any] = {"audience": audience, "engine": None, "seq": None}
    try:
        engine = workspace.engine(audience)
        found |= {"engine": engine.name, "seq": engine.watermark()}
        with workspace.ledger.read() as connection:
            found |= {
                "unresolved": last_number(connection, "touched") - _mark(connection, "resolve", number),
                "behind": pending(connection, number, found["seq"]),
                "search_behind": pending(connection, number, _mark(connection, "search", number)),
            }
    except LinkworkError as error:
        problems.append(str(error))
    return found


def _mark(connection: Connection, follower: str, audience: int) -> int:
    w = t.watermark.c
    return connection.scalar(sa.select(w.seq).where(w.follower == follower, w.audience == audience)) or 0


def _neo4j_here() -> dict[str, str | None]:
    return {"java": shutil.which("java"), "maven": shutil.which("mvn"), "lacking": missing()}


def _show(found: dict[str, Any]) -> None:
    for title in ("settings", "versions", "ledger"):
        show(f"{title.capitalize()}:")
        for name, value in found[title].items():
            show(f"  {name}: {cell(value)}")
    show("Graphs:")
    for graph in found["graphs"]:
        show(f"  {graph['audience']}: {_state(graph)}")
    show(f"Sources: {', '.join(found['sources'])}")
    show(f"Queries: {', '.join(found['queries'])}")
    lacking = found["neo4j_here"]["lacking"]
    show(f"Neo4j here: {lacking or 'Java and Maven are there'}")


def _state(graph: dict[str, Any]) -> str:
    if graph["seq"] is None:
        return "cannot be reached"
    if not graph["seq"]:
        return f"{graph['engine']}, nothing projected yet: linkwork project --audience {graph['audience']}"
    waiting = [f"{graph[name]:,} {words}" for name, words in _WAITING.items() if graph[name]]
    return f"{graph['engine']}, at {graph['seq']:,}, {', '.join(waiting) or 'up to date'}"
