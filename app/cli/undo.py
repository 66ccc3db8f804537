"""`linkwork undo`: take a run back, or put it back."""

from dataclasses import asdict

import click

from app.cli.following import follow_all
from app.cli.options import json_option, opened
from app.cli.output import show, show_json
from graph.ledger.runs import Run, one_run
from graph.ledger.undo import Changed
from graph.repair import put_back, take_back


@click.command("undo")
@click.argument("run", type=int)
@click.option("--redo", is_flag=True, help="Put a run back that was taken back.")
@json_option
def command(run: int, redo: bool, as_json: bool) -> None:
    """Take RUN (its number, from linkwork runs) back, as if its file had never been read.

    Nothing is deleted: what it said stays in the ledger and counts no longer.
    """
    with opened() as workspace:
        changed = (put_back if redo else take_back)(workspace.ledger, run)
        with workspace.ledger.read() as connection:
            found = one_run(connection, run)
        told = asdict(found) | {"gone": changed.gone, "back": changed.back}
        follow_all(workspace, told)
    if as_json:
        show_json(told)
    else:
        show(_sentence(found, changed))


def _sentence(run: Run, changed: Changed) -> str:
    dated = f", as of {run.as_of}" if run.as_of else ""
    what = f"Run {run.run} ({run.file or 'no file'}, {run.source}{dated})"
    if run.state == "undone":
        return (
            f"{what} is undone: {changed.gone:,} claims that no other run makes are gone from every graph."
            f" To put it back: linkwork undo --redo {run.run}"
        )
    return f"{what} is put back: {changed.back:,} claims count again."
