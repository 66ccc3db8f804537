"""`linkwork project`: bring a graph up to the ledger and save it."""

import time

import click

from app.cli.options import audience_option, json_option, opened
from app.cli.output import show, show_json
from app.cli.progress import counting


@click.command("project")
@audience_option()
@click.option("--full", is_flag=True, help="Everything anew, not only what changed.")
@json_option
def command(audience: str, full: bool, as_json: bool) -> None:
    """Bring the graph up to what the ledger holds, and save it."""
    started = time.monotonic()
    with opened() as workspace, counting("Writing", "nodes and links") as more:
        counts = workspace.project(audience, full=full, progress=more)
        engine = workspace.engine(audience)
        name, seq = engine.name, engine.watermark()
    seconds = round(time.monotonic() - started, 3)
    if as_json:
        show_json({
            "audience": audience, "engine": name, "nodes": counts.nodes, "links": counts.links,
            "gone": counts.gone, "seq": seq, "seconds": seconds,
        })  # fmt: skip
    else:
        show(
            f"The {audience} graph ({name}): {counts.nodes:,} nodes and {counts.links:,} links written,"
            f" {counts.gone:,} taken away, {seconds:.1f} s."
        )
