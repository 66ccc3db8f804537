"""`linkwork runs`: which files were read, and what became of them."""

from dataclasses import asdict

import click

from app.cli.options import json_option, opened
from app.cli.output import show, show_json, table
from graph.ledger.runs import runs

_COLUMNS = ("run", "at", "by", "source", "file", "as of", "rows", "claims", "state")


@click.command("runs")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many at most.")
@json_option
def command(limit: int, as_json: bool) -> None:
    """List the newest runs, the newest first: each is one reading of one file."""
    with opened() as workspace, workspace.ledger.read() as connection:
        found = [asdict(run) for run in runs(connection, limit)]
    if as_json:
        show_json(found)
        return
    for line in table(_COLUMNS, [list(run.values()) for run in found]):
        show(line)
