"""The page of a country: what is known of it, which is never a finding about a workplace."""

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.asking import ask, wants_json
from app.facts.place import ON_A_PAGE, country
from app.pages.common import permalink, shown, sliced, start_of

blueprint = Blueprint("country", __name__)


@blueprint.get("/c/<code>")
def page(code: str) -> str | Response | AnyResponse:
    """A country by its ISO 3166-1 alpha-2 code, in small letters."""
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        abort(404)
    if code != code.lower():
        return redirect(url_for("country.page", code=code.lower()), 302)
    facts = country(ask(), f"iso:{code.upper()}", start_of())
    if wants_json():
        return jsonify({**facts.card, "kind": "Country", "observations": [one.row for one in facts.observed]})
    return render_template(
        "country.html", facts=facts, card=facts.card, goods=facts.goods, code=code,
        permalink=permalink("start"),
        slice=sliced(facts.card["n_workplaces"], ON_A_PAGE),
        queries=shown("page/goods", "page/observations", "page/country_workplaces"),
    )  # fmt: skip
