"""The page of a zone: its rules, who works there for whom."""

from flask import Blueprint, Response, jsonify, render_template
from werkzeug.wrappers import Response as AnyResponse

from app.asking import ask, wants_json
from app.facts.place import ON_A_PAGE, zone
from app.pages.common import ROW_FORMATS, link_json, moved, permalink, shown, sliced, start_of

blueprint = Blueprint("zone", __name__)


@blueprint.get("/z/<id>")
def page(id: str) -> str | Response | AnyResponse:  # noqa: A002
    """A zone by its id or an alias."""
    asking = ask()
    id, away = moved(asking, id, "zone.page")  # noqa: A001
    if away:
        return away
    facts = zone(asking, id, start_of())
    if wants_json():
        links = [
            link_json(one) for one in (*facts.countries, *(regime.statement for regime in facts.regimes))
        ]
        rows = [one.row for one in facts.workplaces]
        return jsonify(
            {
                **facts.card,
                "zone_kind": facts.card["kind"],
                "kind": "Zone",
                "links": links,
                "workplaces": rows,
            }
        )
    return render_template(
        "zone.html", facts=facts, card=facts.card, formats=ROW_FORMATS, permalink=permalink("start"),
        slice=sliced(facts.card["n_workplaces"], ON_A_PAGE),
        queries=shown("page/zone_workplaces", "page/zone_buyers"),
    )  # fmt: skip
