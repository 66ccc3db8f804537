"""`linkwork export`: a chain as a file that stands for itself."""

from datetime import UTC, datetime
from pathlib import Path

import click

from app.cli.chain import chain_of, wanted_direction
from app.cli.options import audience_option, direction_options, opened, tier_option
from app.cli.output import tell
from app.exporting.common import FORMATS
from app.exporting.export import export_chain
from graph.errors import InputError


@click.command("export")
@click.argument("thing")
@click.option(
    "--format", "format_", type=click.Choice(list(FORMATS)), required=True, help="What kind of file."
)
@click.option("-o", "--output", help="Where to write it; - for standard output. Else a name is made.")
@direction_options
@tier_option
@audience_option("public")
def command(
    thing: str, format_: str, output: str | None, up: bool, down: bool, max_tier: int, audience: str
) -> None:
    """Write the chain of THING (an id or words) as a file, with its sources, date and notices."""
    with opened() as workspace:
        chain = chain_of(workspace, thing, wanted_direction(up, down), max_tier, audience)
    title = chain.node(chain.root).name
    made = export_chain(chain, format_, title=title, made_on=datetime.now(UTC).date(), audience=audience)
    if output == "-":
        click.echo(made.body, nl=False)
        return
    path = Path(output or made.filename)
    try:
        path.write_bytes(made.body)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}; choose another place with -o."
        ) from error
    tell(f"Written: {path}")
