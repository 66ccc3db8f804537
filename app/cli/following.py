"""Bringing every graph that is kept up to the ledger, after something was taken out of it."""

from typing import Any

from app.cli.errors import GraphBehindError
from app.cli.progress import counting
from graph.errors import UnreachableError
from graph.workspace import Workspace


def follow_all(workspace: Workspace, told: dict[str, Any]) -> None:
    """The graphs that were ever projected follow at once, and their snapshots are saved anew.

    Raises `GraphBehindError`, with what was done, when one cannot be reached.
    """
    try:
        with counting("Writing", "nodes and links") as more:
            workspace.project_kept(more)
    except UnreachableError as error:
        raise GraphBehindError(
            f"The ledger has it, a graph not yet: {error} Then run: linkwork project", told
        ) from error
