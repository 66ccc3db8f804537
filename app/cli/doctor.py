"""`linkwork doctor`: what is set, what is there, and what is behind."""

import platform
import shutil
from importlib import metadata
from typing import Any

import click
import sqlalchemy as sa

from app.cli.options import audience_option, json_option, opened
from app.cli.output import cell, show, show_json
from graph.engines.neo4j_server import missing
from graph.errors import LinkworkError, UnreachableError
from graph.graph_hash import graph_hash
from graph.ledger import tables as t
from graph.model import Audience
from graph.resolution.resolve import newest_dirty
from graph.settings import Settings, read_settings
from graph.workspace import Workspace
from importers.sources import all_sources
from queries.catalog import listed

_PACKAGES = ("linkwork", "kglite", "neo4j", "sqlalchemy", "igraph", "flask")


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
    ledger, newest = _ledger(workspace, problems)
    graphs = [
        _graph(workspace, Audience.NAMES[number], newest, problems) for number in Audience.PROJECTED
    ] if ledger else []  # fmt: skip
    return {
        "settings": settings.shown(),
        "versions": {
            "python": platform.python_version(),
            **{name: metadata.version(name) for name in _PACKAGES},
        },
        "ledger": ledger,
        "graphs": graphs,
        "sources": sorted(all_sources()),
        "queries": [query.name for query in listed()],
        "neo4j_here": _neo4j_here(),
        "problems": problems,
    }


def _ledger(workspace: Workspace, problems: list[str]) -> tuple[dict[str, Any], int]:
    try:
        with workspace.ledger.read() as connection:
            counted = {
                name: connection.scalar(sa.select(sa.func.count()).select_from(table))
                for name, table in (("sources", t.source), ("lists", t.list_), ("runs", t.run),
                                    ("claims", t.claim), ("decisions", t.decision), ("keys", t.key))
            }  # fmt: skip
            newest = newest_dirty(connection)
    except (LinkworkError, sa.exc.SQLAlchemyError) as error:
        problems.append(str(error).splitlines()[0])
        return {}, 0
    return counted, newest


def _graph(workspace: Workspace, audience: str, newest: int, problems: list[str]) -> dict[str, Any]:
    """`behind` counts numbers of the dirty log, of which each audience has some."""
    found: dict[str, Any] = {"audience": audience, "engine": None, "seq": None, "behind": None}
    try:
        engine = workspace.engine(audience)
        found["engine"] = engine.name
        found["seq"] = engine.watermark()
        found["behind"] = max(newest - found["seq"], 0)
    except LinkworkError as error:
        problems.append(str(error))
    return found


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
    behind = f"{graph['behind']:,} changes behind" if graph["behind"] else "up to date"
    return f"{graph['engine']}, at {graph['seq']:,}, {behind}"
