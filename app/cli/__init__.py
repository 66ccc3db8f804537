"""The `linkwork` command: one file a command, loaded when it is asked for."""

from app.cli.group import COMMANDS, cli

__all__ = ["COMMANDS", "cli", "main"]


def main() -> None:
    """What `linkwork` runs."""
    cli(prog_name="linkwork")
