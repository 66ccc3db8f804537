"""`linkwork neo4j`: a Neo4j of one's own, on this machine, for this home folder."""

from pathlib import Path

import click

from app.cli.output import show, tell
from graph.engines.neo4j_server import VERSION, ServerState, start, status, stop
from graph.settings import Settings, read_settings


def _home(settings: Settings) -> Path:
    return settings.home / "neo4j"


@click.group("neo4j")
def command() -> None:
    """Start, stop and find a Neo4j Community on this machine; it needs Java 17 and Maven."""


@command.command("start")
@click.option("--port", type=click.IntRange(1, 65535), help="Else the last one used, or any free one.")
def start_(port: int | None) -> None:
    """Start it; the first time it is fetched (116 MB)."""
    settings = read_settings()
    _show(start(_home(settings), settings.cache, tell, port or 0), _home(settings))


@command.command("stop")
def stop_() -> None:
    """Stop it; what it holds stays."""
    show("Neo4j is stopped." if stop(_home(read_settings())) else "No Neo4j was running.")


@command.command("status")
def status_() -> None:
    """Say whether it runs, and where."""
    home = _home(read_settings())
    state = status(home)
    if state is None:
        show("No Neo4j is running; start it with: linkwork neo4j start")
    else:
        _show(state, home)


def _show(state: ServerState, home: Path) -> None:
    password = home / "password"
    show(f"Neo4j {VERSION} is at {state.bolt_url}, user {state.user}, password in {password}")
    show("To use it, as commands of the shell:")
    show(f"  export LINKWORK_GRAPH={state.bolt_url}")
    show(f"  export LINKWORK_GRAPH_USER={state.user}")
    show(f"  export LINKWORK_GRAPH_PASSWORD=\"$(cat '{password}')\"")
    show("  linkwork project")
