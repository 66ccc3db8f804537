"""`linkwork withhold`: take a claim out of every graph, search and export at once."""

import click

from app.cli.following import follow_all
from app.cli.options import json_option, opened
from app.cli.output import show, show_json
from graph.ledger.decisions import decide_on_claim


@click.command("withhold")
@click.argument("claim")
@click.option("--property", "property_", default="", help="Only this property of it, such as address.")
@click.option("--why", required=True, help="Why, for those who come after you.")
@json_option
def command(claim: str, property_: str, why: str, as_json: bool) -> None:
    """Take CLAIM (its id, as its page shows it) out of every graph, search and export.

    Nothing is deleted: linkwork release CLAIM brings it back.
    """
    told = {"claim": claim, "property": property_, "verdict": "withhold", "why": why}
    with opened() as workspace:
        with workspace.ledger.write() as connection:
            decide_on_claim(
                connection, "withhold", claim, why=why, by="linkwork withhold", property_=property_
            )
        follow_all(workspace, told)
    if as_json:
        show_json(told)
    else:
        what = f"The {property_} of claim {claim}" if property_ else f"Claim {claim}"
        show(f"{what} is withheld from every graph, search and export.")
        show(f"To bring it back: linkwork release {claim}")
