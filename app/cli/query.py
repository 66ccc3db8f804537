"""`linkwork query`: the saved queries; each one's options come from its header."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import click

from app.cli.chain_text import lines
from app.cli.options import audience_option, json_option, opened
from app.cli.output import show, show_json, table, tell
from app.cli.things import finder
from app.exporting.export import export_rows
from graph.chain import chain_from_rows
from graph.errors import InputError
from graph.query import Result, named, run
from graph.workspace import Workspace
from queries.catalog import Param, Query, listed

FORMATS = ("table", "json", "csv", "chain")


class SavedQueries(click.Group):
    """One subcommand for each saved query, made from its header when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """By name."""
        return [query.name for query in listed()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Raises a usage error that names the nearest queries for one that there is not."""
        names = self.list_commands(ctx)
        if cmd_name in names:
            return _command(named(cmd_name))
        near = difflib.get_close_matches(cmd_name, names)
        hint = f"do you mean {' or '.join(near)}?" if near else "list them with: linkwork query --list"
        raise click.UsageError(f"There is no saved query {cmd_name!r}; {hint}", ctx)


@click.command(
    "query", cls=SavedQueries, invoke_without_command=True, subcommand_metavar="NAME [--PARAM VALUE]..."
)
@click.option("--list", "as_list", is_flag=True, help="List the saved queries.")
@json_option
@click.pass_context
def command(ctx: click.Context, as_list: bool, as_json: bool) -> None:
    """Ask a saved query; linkwork query NAME --help says what it takes."""
    if ctx.invoked_subcommand is not None:
        ctx.obj = as_json
    elif as_list:
        _list(as_json)
    else:
        raise click.UsageError("Name a saved query, or list them with --list.", ctx)


def _list(as_json: bool) -> None:
    if as_json:
        show_json([query.as_json() for query in listed()])
        return
    rows = [(query.name, query.category, query.asks) for query in listed()]
    for line in table(("name", "category", "asks"), rows):
        show(line)


def _command(query: Query) -> click.Command:
    """The query as a command."""

    @click.pass_context
    def ask(ctx: click.Context, /, audience: str, format: str, as_json: bool, **given: Any) -> None:  # noqa: A002
        with opened() as workspace:
            workspace.follow(audience)
            asked = _Asked(workspace, query, audience)
            asked.answer(given, "json" if as_json or ctx.obj else format)

    formats = [name for name in FORMATS if name != "chain" or query.returns == "chain"]
    made = click.command(
        query.name,
        help=f"{query.asks}\n\nRests on: {query.rests_on or 'nothing named'}.",
        short_help=query.asks,
    )(ask)
    made = json_option(audience_option()(made))
    made.params.append(
        click.Option(["--format"], type=click.Choice(formats), default="table", show_default=True)
    )
    made.params[:0] = [_option(param) for param in query.params]
    return made


def _option(param: Param) -> click.Option:
    """What is given is checked by `graph.query.check`, so every value travels as text."""
    spelled = dict.fromkeys((f"--{param.name.replace('_', '-')}", f"--{param.name}"))
    return click.Option(
        [param.name, *spelled], help=_help(param), multiple=param.type == "list",
        metavar="|".join(param.choices) if 0 < len(param.choices) < 6 else param.type.upper(),
    )  # fmt: skip


def _help(param: Param) -> str:
    said = "An id or words." if param.is_entity else ""
    if param.bounds:
        said += f" From {param.bounds[0]:g} to {param.bounds[1]:g}."
    if param.choices:
        said += f" One of {', '.join(param.choices)}."
    if param.default is not None:
        said += f" [default: {param.default}]"
    elif not param.optional:
        said += " [required]"
    return said.strip()


@dataclass(frozen=True)
class _Asked:
    """One query put to one audience's graph."""

    workspace: Workspace
    query: Query
    audience: str

    def answer(self, given: dict[str, Any], format: str) -> None:  # noqa: A002
        reader = self.workspace.reader(self.audience)
        result = run(reader, self.query, given, finder(self.workspace, self.audience))
        if format == "json":
            show_json(result.as_json())
        elif format == "csv":
            self._csv(result)
        elif format == "chain":
            self._chain(result)
        else:
            _table(result)

    def _csv(self, result: Result) -> None:
        rows = _cells(result)
        made = export_rows(
            result.columns, rows, "csv", title=self.query.title, made_on=datetime.now(UTC).date(),
            audience=self.audience, notices=["More rows fit than are given here."] if result.more else [],
        )  # fmt: skip
        click.echo(made.body, nl=False)

    def _chain(self, result: Result) -> None:
        if result.root is None:
            raise InputError(f"{self.query.name} is about no one thing; take another --format.")
        chain = chain_from_rows(
            self.workspace.reader(self.audience), result.rows, root=result.root, audience=self.audience,
            claims=self.workspace.claims(self.audience), more=result.more,
        )  # fmt: skip
        for line in lines(chain):
            show(line)


def _cells(result: Result) -> list[Sequence[Any]]:
    return [[row.get(name) for name in result.columns] for row in result.rows]


def _table(result: Result) -> None:
    if not result.rows:
        tell("No rows.")
        return
    for line in table(result.columns, _cells(result)):
        show(line)
    more = ", and more that are not given" if result.more else ""
    tell(f"Rows: {len(result.rows):,}{more}.")
