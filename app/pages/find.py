"""Search results. What was typed is shown, and why each thing was found."""

from flask import Blueprint, Response, jsonify, render_template, request

from app.asking import ask, wants_json
from app.facts.find import results
from app.pages.common import permalink, shown

blueprint = Blueprint("find", __name__)
MOST = 20
LONGEST = 300  # characters of a question; a name and an address are shorter
KINDS = {"workplaces": ("Workplace",), "companies": ("Organisation",), "zones": ("Zone",)}
ANY = ("Workplace", "Organisation", "Zone")


@blueprint.get("/find")
def page() -> str | Response:
    """What fits the words in `q`; `kind` and `country` narrow it."""
    words = request.args.get("q", "").strip()[:LONGEST]
    kind, country = request.args.get("kind", ""), request.args.get("country", "")[:2].upper()
    asking = ask()
    hits = (
        asking.workspace.find(
            asking.audience, words, kinds=KINDS.get(kind, ANY), country=country or None, limit=MOST + 1
        )
        if words
        else []
    )
    best, more = hits[:MOST], len(hits) > MOST
    if wants_json():
        return jsonify([hit.as_json() for hit in best])
    return render_template(
        "find.html", words=words, kind=kind, country=country, found=results(asking, best), more=more,
        countries=asking.rows("page/countries_named", limit=300),
        searched=len(asking.rows("page/sources", limit=10_000)),
        permalink=permalink("q", "kind", "country"), queries=shown("find_workplace", text=words),
    )  # fmt: skip
