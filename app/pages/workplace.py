"""The page of a workplace: whom it supplies, first of all, and who says so."""

from flask import Blueprint, Response, jsonify, render_template
from werkzeug.wrappers import Response as AnyResponse

from app.asking import ask, wants_json
from app.drawing import years_note
from app.facts.workplace import Workplace, workplace
from app.pages.common import CHAIN_FORMATS, link_json, moved, permalink, shown
from app.pages.drawn import mini
from app.presenting import today

blueprint = Blueprint("workplace", __name__)


@blueprint.get("/w/<id>")
def page(id: str) -> str | Response | AnyResponse:  # noqa: A002
    """A workplace by its id or an alias."""
    asking = ask()
    id, away = moved(asking, id, "workplace.page")  # noqa: A001
    if away:
        return away
    facts = workplace(asking, id)
    if wants_json():
        return jsonify(_json(facts))
    return render_template(
        "workplace.html", facts=facts, card=facts.card, formats=CHAIN_FORMATS, permalink=permalink(),
        drawing=mini(facts.chain), note=years_note(facts.chain, today()),
        queries=shown("chains_up_from_workplace", "page/workplace", "page/buyers", workplace=id),
    )  # fmt: skip


def _json(facts: Workplace) -> dict[str, object]:
    """The card and the statements that start there, each with the ids of its claims."""
    statements = [buyer.statement for buyer in facts.buyers] + [*facts.ended, *facts.operators]
    statements += [fact.statement for fact in facts.zones]
    return {**facts.card, "kind": "Workplace", "links": [link_json(one) for one in statements]}
