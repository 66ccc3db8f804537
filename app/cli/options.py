"""Options and openings that several commands share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from graph.chain import MAX_TIERS
from graph.model import Audience
from graph.settings import Settings, read_settings
from graph.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
tier_option = click.option(
    "--max-tier", type=click.IntRange(1, MAX_TIERS), default=MAX_TIERS, show_default=True, help="How deep."
)


def audience_option(default: str = "members") -> Callable[[F], F]:
    """Whose graph is asked."""
    return click.option(
        "--audience", type=click.Choice([Audience.NAMES[number] for number in Audience.PROJECTED]),
        default=default, show_default=True, help="Whose graph: what is public, or what members may see too.",
    )  # fmt: skip


def direction_options(function: F) -> F:
    """`--up` and `--down`; both or neither are for the command to read."""
    up = click.option("--up", is_flag=True, help="To the buyers and their owners.")
    down = click.option("--down", is_flag=True, help="To the suppliers.")
    return up(down(function))


@contextmanager
def opened(settings: Settings | None = None) -> Iterator[Workspace]:
    """The ledger and the graphs of the settings, let go of at the end."""
    workspace = Workspace(settings or read_settings())
    try:
        yield workspace
    finally:
        workspace.close()
