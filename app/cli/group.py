"""The group of all commands, and the one place where their errors become sentences and exit codes.

0 done; 1 our fault; 2 the input's; 3 nothing or more than one found; 4 the graph or the ledger cannot be
reached. A traceback is shown with LINKWORK_DEBUG=1 alone.
"""

from collections.abc import Mapping
from importlib import import_module, metadata
from types import MappingProxyType
from typing import Any, NoReturn

import click

from app.cli.errors import as_json, debugging, fault, sentence
from app.cli.output import complain, show_json
from graph.errors import LinkworkError

# Each command and the module of this package that holds it as `command`.
COMMANDS: Mapping[str, str] = MappingProxyType({
    "import": "import_", "project": "project", "find": "find", "chain": "chain", "query": "query",
    "export": "export", "runs": "runs", "aside": "aside", "undo": "undo", "withhold": "withhold",
    "release": "release", "review": "review", "serve": "serve", "neo4j": "neo4j", "doctor": "doctor",
})  # fmt: skip


class Commands(click.Group):
    """Loads a command when it is asked for, and catches what it raises."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """In the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """None for a command that there is not."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"app.cli.{COMMANDS[cmd_name]}").command
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end with the code that its error asks for."""
        wants_json = "--json" in ctx.args
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except click.ClickException as error:
            if not wants_json:
                raise
            _fail(ctx, {"error": error.format_message(), "code": error.exit_code})
        except LinkworkError as error:
            _fail(ctx, as_json(error), None if wants_json else sentence(error))
        except Exception as error:
            if debugging():
                raise
            _fail(ctx, {"error": fault(error), "code": 1}, None if wants_json else fault(error))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(metadata.version("linkwork"), "--version", prog_name="linkwork")
def cli() -> None:
    """Map global value chains: import lists, follow chains, see who says so."""


def _fail(ctx: click.Context, found: Mapping[str, Any], words: str | None = None) -> NoReturn:
    """Say it in words on standard error, or without words as JSON on standard output."""
    if words is None:
        show_json(found)
    else:
        complain(words)
    ctx.exit(found["code"])
