"""The page of a company, brand, vendor or other organisation."""

from flask import Blueprint, Response, jsonify, render_template
from werkzeug.wrappers import Response as AnyResponse

from app.asking import ask, wants_json
from app.facts.organisation import SUPPLIERS, organisation
from app.pages.common import CHAIN_FORMATS, link_json, moved, permalink, shown, sliced, start_of

blueprint = Blueprint("organisation", __name__)


@blueprint.get("/o/<id>")
def page(id: str) -> str | Response | AnyResponse:  # noqa: A002
    """An organisation by its id or an alias."""
    asking = ask()
    id, away = moved(asking, id, "organisation.page")  # noqa: A001
    if away:
        return away
    facts = organisation(asking, id, start_of())
    if wants_json():
        links = [*facts.suppliers, *facts.buyers, *facts.parents, *facts.brands, *facts.runs]
        return jsonify({**facts.card, "kind": "Organisation", "links": [link_json(one) for one in links]})
    return render_template(
        "organisation.html", facts=facts, card=facts.card, formats=CHAIN_FORMATS,
        permalink=permalink("start"),
        slice=sliced(facts.n_suppliers, SUPPLIERS),
        queries=shown("chain_down_from_buyer", "page/organisation", "page/suppliers", company=id),
    )  # fmt: skip
