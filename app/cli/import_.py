"""`linkwork import`: a file, or a folder of files with a manifest, into the ledger and on into the graph."""

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from app.cli import difference_text
from app.cli.aside import give_back
from app.cli.errors import GraphBehindError
from app.cli.options import json_option, opened
from app.cli.output import show, show_json, table, tell
from app.cli.progress import counting
from graph.errors import InputError, UnreachableError
from graph.ledger.store import last_number
from graph.model import Audience
from graph.workspace import Workspace
from importers.fetching import Limits, fetch
from importers.manifest import import_sample
from importers.runner import Asked, Report, import_file

_SHOWN = 20  # rows set aside that are told one by one
_WARNING = 300  # characters
_BY = "linkwork import"


@click.command("import")
@click.argument("file_or_url")
@click.option("--source", help="The source by name; without it, it is told by the file's shape.")
@click.option("--buyer", default="", help="Whose list it is, where the file does not say.")
@click.option("--as-of", help="The date of what it says: a year, a month or a day, as in 2018-11.")
@click.option("--list", "list_name", help="The list of which this is an edition; else the file's stem.")
@click.option(
    "--audience", type=click.Choice(Audience.NAMES), help="Who may see it; else as the source says."
)
@click.option(
    "--map", "columns", multiple=True, metavar="NAME=HEADING",
    help="How to read an unknown layout, as in \"supplier=Nom du site\", or, of all rows,"
    " 'country=\"Bangladesh\"'; may be repeated, is remembered.",
)  # fmt: skip
@click.option("--whole", is_flag=True, help="This edition names everything: what it lacks has ended.")
@click.option("--dry-run", is_flag=True, help="Say what would be added, ended and changed; change nothing.")
@click.option("--own-network", is_flag=True, help="The address may be within your own network.")
@click.option("--set-aside", "aside", help="Where to write the rows set aside, to mend: a .csv or .xlsx.")
@click.option("--if-empty", is_flag=True, help="Do nothing where the ledger holds claims already.")
@json_option
def command(
    file_or_url: str, own_network: bool, aside: str | None, if_empty: bool, as_json: bool, **given: Any
) -> None:
    """Take a file's rows into the ledger, with their source, and follow with the graph.

    FILE_OR_URL is a CSV, XLSX, XLS, ODS, Parquet, JSON, JSON Lines, GeoJSON, KML or XML file, a zip archive
    with one of the text files or a shapefile, or a folder with a manifest.toml.
    A bad row is set aside with its line and reason. A broken file changes nothing, nor does one read before.
    An address that begins with https:// is fetched first, if it changed since it was fetched before.
    """
    with opened() as workspace:
        if if_empty and _holds_claims(workspace):
            tell("The ledger holds claims already: nothing was imported.")
            return
        path = _path(file_or_url, workspace.settings.home / "fetched", Limits(own_network=own_network))
        with counting("Reading", "rows") as more:
            if path.is_dir():
                reports: Sequence[Report] = _folder(workspace, path, given, more)
            else:
                reports = [import_file(workspace.ledger, Asked(path, **given), more, by=_BY)]
        if aside:
            give_back(reports, Path(aside), given)
        told = [report.as_json() for report in reports]
        if not as_json:
            _show(reports, given)
        if not given["dry_run"]:
            _follow(workspace, reports, told)
            if namesakes := _namesakes(workspace, given["buyer"]):
                tell(namesakes)
    if as_json:
        show_json(told if path.is_dir() else told[0])


def _path(text: str, cache: Path, limits: Limits) -> Path:
    """The file or folder; what is on the web is fetched into the cache."""
    if not text.startswith(("http://", "https://")):
        return Path(text)
    with counting("Fetching", "bytes") as more:
        fetched = fetch(text, cache, limits, more)
    tell(f"{fetched.path.name}: {'fetched' if fetched.is_new else 'unchanged since it was fetched before'}.")
    return fetched.path


def _holds_claims(workspace: Workspace) -> bool:
    with workspace.ledger.read() as connection:
        return last_number(connection, "claim") > 0


def _folder(workspace: Workspace, path: Path, given: dict[str, Any], more: Any) -> list[Report]:
    if any(value for value in given.values()):
        raise InputError("A folder is imported as its manifest.toml says; give these options with one file.")
    return import_sample(workspace.ledger, path, more, by=_BY)


def _follow(workspace: Workspace, reports: Sequence[Report], told: Sequence[dict[str, Any]]) -> None:
    """A folder is kept as snapshots at once, the public one too, so that no first export waits for it.

    One file is small beside the graph that it goes into.
    """
    try:
        with counting("Writing", "nodes and links") as more:
            if len(reports) == 1:
                workspace.follow("members", progress=more)
            else:
                for audience in ("members", "public"):
                    workspace.project(audience, progress=more)
    except UnreachableError as error:
        raise GraphBehindError(
            f"The ledger has it all, the graph not yet: {error} Then run: linkwork project",
            told[0] if len(told) == 1 else {"reports": told},
        ) from error


def _namesakes(workspace: Workspace, buyer: str) -> str:
    """Names join across publishers by decision alone: who names a buyer is told of its namesakes."""
    if not buyer:
        return ""
    hits = workspace.find("members", buyer, kinds=["Organisation"], limit=_SHOWN)
    ids = [hit.id for hit in hits if hit.name.casefold() == buyer.casefold()]
    if len(ids) < 2:
        return ""
    return (
        f"{buyer} is the name of {len(ids)} organisations here ({', '.join(ids)}), each known by another"
        " source: a reviewed decision joins them."
    )


def _show(reports: Sequence[Report], given: dict[str, Any]) -> None:
    if len(reports) > 1:
        _show_folder(reports)
        return
    how = "as told with --source" if given["source"] else "told by its shape"
    how = "by --map" if given["columns"] else how
    show(f"{reports[0].file}: read as {reports[0].source} ({how})")
    for line in _lines(reports[0], given["dry_run"]):
        show(f"  {line}")


def _show_folder(reports: Sequence[Report]) -> None:
    columns = ("file", "source", "rows", "set aside", "new", "same", "ended")
    for line in table(columns, map(_cells, reports)):
        show(line)
    rows, new = sum(report.read for report in reports), sum(report.claims_new for report in reports)
    show(f"{len(reports)} files, {rows:,} rows, {new:,} claims new.")


def _cells(report: Report) -> tuple[str | int, ...]:
    return (
        report.file, report.source, report.read, len(report.set_aside), report.claims_new,
        report.claims_same, report.claims_ended,
    )  # fmt: skip


def _lines(report: Report, dry_run: bool) -> Iterator[str]:
    yield f"{report.read:,} rows read, {len(report.set_aside):,} set aside"
    yield (
        f"{report.claims_new:,} claims new, {report.claims_same:,} the same as before,"
        f" {report.claims_ended:,} ended"
    )
    yield from difference_text.lines(report.difference or [])
    for place, said in report.preview or []:
        yield f"row {place}"
        yield from (f"  {sentence}" for sentence in said)
    for row in report.set_aside[:_SHOWN]:
        yield f"set aside: {row.place}: {row.reason}"
    if len(report.set_aside) > _SHOWN:
        yield f"and {len(report.set_aside) - _SHOWN:,} more; --json lists them all"
    for warning in report.warnings:
        yield textwrap.shorten(f"warning: {warning}", _WARNING, placeholder=" … (--json gives all of it)")
    if report.run is None:
        yield "Nothing was changed: " + ("this was a dry run." if dry_run else "all of it was known.")
    else:
        yield f"This is run {report.run}; it took {report.seconds:.1f} s."
