"""What the record rests on: the list of sources, and each one's page."""

from dataclasses import asdict

from flask import Blueprint, Response, abort, jsonify, render_template

from app.asking import ask, wants_json
from app.facts.rests_on import rests_on
from app.pages.common import permalink, shown
from graph import ids
from graph.editions import source_ledger
from graph.model import Audience

blueprint = Blueprint("source", __name__)


@blueprint.get("/sources")
def listing() -> str | Response:
    """All sources with publisher, licence, rows and date."""
    sources = rests_on(ask()).sources
    if wants_json():
        return jsonify(sources)
    return render_template(
        "sources.html", sources=sources, permalink=permalink(), queries=shown("page/sources")
    )


@blueprint.get("/source/<id>")
def page(id: str) -> str | Response:  # noqa: A002
    """A source with its editions."""
    asking = ask()
    wanted = ids.read(id)
    card = next((row for row in rests_on(asking).sources if row["id"] == wanted), None)
    audience = Audience.NAMES.index(asking.audience)
    held = source_ledger(asking.workspace.ledger, audience, card["id"]) if card else None
    if card is None or held is None:
        abort(404)
    if wants_json():
        return jsonify({**card, "kind": "Source", **asdict(held)})
    return render_template(
        "source.html", card=card, held=held, permalink=permalink(), queries=shown("page/sources")
    )
