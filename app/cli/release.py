"""`linkwork release`: bring back a claim that was withheld."""

import click

from app.cli.following import follow_all
from app.cli.options import json_option, opened
from app.cli.output import show, show_json
from graph.ledger.decisions import decide_on_claim


@click.command("release")
@click.argument("claim")
@click.option("--property", "property_", default="", help="The property of it that was withheld.")
@click.option("--why", default="released", help="Why, for those who come after you.")
@json_option
def command(claim: str, property_: str, why: str, as_json: bool) -> None:
    """Bring back CLAIM (its id), or a property of it, that was withheld."""
    told = {"claim": claim, "property": property_, "verdict": "release", "why": why}
    with opened() as workspace:
        with workspace.ledger.write() as connection:
            decide_on_claim(connection, "release", claim, why=why, by="linkwork release", property_=property_)
        follow_all(workspace, told)
    if as_json:
        show_json(told)
    else:
        what = f"The {property_} of claim {claim}" if property_ else f"Claim {claim}"
        show(f"{what} is in the graphs again.")
