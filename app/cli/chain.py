"""`linkwork chain`: the chain of one workplace or organisation, every step with who says so."""

import click

from app.cli.chain_text import lines
from app.cli.options import audience_option, direction_options, json_option, opened, tier_option
from app.cli.output import show, show_json
from app.cli.things import one_thing
from graph.chain import Chain, Direction, trace
from graph.workspace import Workspace

FIRMS = ("Workplace", "Organisation")


@click.command("chain")
@click.argument("thing")
@direction_options
@tier_option
@audience_option()
@json_option
def command(thing: str, up: bool, down: bool, max_tier: int, audience: str, as_json: bool) -> None:
    """Show the chain of THING (an id or words): from a workplace up, from an organisation both ways."""
    with opened() as workspace:
        chain = chain_of(workspace, thing, wanted_direction(up, down), max_tier, audience)
    if as_json:
        show_json(chain.as_json())
        return
    for line in lines(chain):
        show(line)


def wanted_direction(up: bool, down: bool) -> Direction | None:
    """What `--up` and `--down` say together; None where nothing was said."""
    if up and down:
        return "both"
    return "up" if up else "down" if down else None


def chain_of(
    workspace: Workspace, thing: str, direction: Direction | None, max_tier: int, audience: str
) -> Chain:
    """Follow the ledger, find the one thing meant, and walk its chain. Raises `NotOneError`."""
    workspace.follow(audience)
    root = one_thing(workspace, audience, thing, FIRMS)
    return trace(
        workspace.reader(audience),
        root,
        direction=direction or ("up" if root.startswith("WP-") else "both"),
        max_tier=max_tier,
        audience=audience,
        claims=workspace.claims(audience),
    )
