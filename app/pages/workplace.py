"""The page of a workplace: whom it supplies, first of all, and who says so."""

from flask import Blueprint, Response, jsonify, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.asking import ask, wants_json
from app.drawing import svg, years_note
from app.evidence import node_thing
from app.facts.workplace import Workplace, workplace
from app.layout import place
from app.pages.common import CHAIN_FORMATS, link_json, moved, permalink, shown
from app.presenting import today
from graph.chain import Chain

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
        drawing=mini(facts.chain) if facts.chain else "",
        note=years_note(facts.chain, today()) if facts.chain else "",
        queries=shown("chains_up_from_workplace", "page/workplace", "page/buyers", workplace=id),
    )  # fmt: skip


def mini(chain: Chain) -> str:
    """A small drawing whose lines lead to the chain's page."""
    return svg(
        chain,
        place(chain),
        link_url=lambda link: (
            f"{url_for('chain.page', id=chain.root)}?link={link.start}~{link.kind}~{link.end}#link"
        ),
        node_url=lambda node: node_thing(node).url or None,
    )


def _json(facts: Workplace) -> dict[str, object]:
    """The card and the statements that start there, each with the ids of its claims."""
    statements = [buyer.statement for buyer in facts.buyers] + [*facts.ended, *facts.operators]
    statements += [fact.statement for fact in facts.zones]
    return {**facts.card, "kind": "Workplace", "links": [link_json(one) for one in statements]}
