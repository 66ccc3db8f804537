"""`linkwork aside`: the rows that an import set aside, as a file to mend and send again."""

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from app.cli.options import opened
from app.cli.output import tell
from app.exporting.aside import aside_file
from graph.errors import InputError, NotOneError
from graph.ledger import tables as t
from graph.ledger.runs import one_run
from importers.aside import SetAside, kept
from importers.runner import Report


@click.command("aside")
@click.argument("run", type=int)
@click.option("-o", "--output", required=True, help="Where to write it: a .csv or an .xlsx file.")
def command(run: int, output: str) -> None:
    """Write the rows that RUN set aside as a file, with the reason in the last column.

    Mend them there and import that file as an edition of the same list.
    """
    with opened() as workspace, workspace.ledger.read() as connection:
        one_run(connection, run)
        rows, again = kept(connection, run), _again(connection, run, Path(output))
    if not rows:
        raise NotOneError(f"Run {run} set no row aside.")
    write_aside(rows, Path(output), again)


def give_back(reports: Sequence[Report], path: Path, given: Mapping[str, Any]) -> None:
    """Write what an import set aside, with the command that sends it again into the same list."""
    rows = [row for report in reports for row in report.set_aside]
    if not rows:
        tell(f"No row was set aside: {path} was not written.")
        return
    options = {"source": reports[0].source, "list": given["list_name"] or Path(reports[0].file).stem}
    options |= {name: given[name] for name in ("buyer", "as_of", "audience") if given[name]}
    pairs = [part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", value)]
    write_aside(rows, path, ["linkwork", "import", str(path), *pairs])


def write_aside(rows: Sequence[SetAside], path: Path, again: Sequence[str]) -> None:
    """Write the file and say how it is sent again. Raises `InputError` where it cannot be written."""
    body = aside_file(rows, path.suffix.lower())
    try:
        path.write_bytes(body)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}; choose another place.") from error
    tell(f"Written: {path}. When it is mended: {shlex.join(again)}")


def _again(connection: Connection, run: int, path: Path) -> list[str]:
    """The command by which the mended file goes into the same list; the buyer is the person's to give."""
    r, c, s, ls = t.run.c, t.claim.c, t.sighting.c, t.list_.c
    row = connection.execute(sa.select(r.importer, r.as_of).where(r.id == run)).one()
    lists = sa.select(c.list_id).join(t.sighting, s.claim_id == c.id).where(s.run_id == run)
    names = sorted(set(connection.scalars(sa.select(ls.name).where(ls.id.in_(lists)))))
    again = ["linkwork", "import", str(path), "--source", row.importer]
    again += ["--list", names[0]] if len(names) == 1 else []
    return again + (["--as-of", row.as_of] if row.as_of else [])
