"""The first page: one question, one box, one small example, and what all of it rests on."""

from flask import Blueprint, Response, jsonify, render_template

from app.asking import Asking, ask, wants_json
from app.drawing import years_note
from app.facts.rests_on import grouped, rests_on
from app.pages.common import permalink
from app.pages.drawn import mini, neighbours
from app.presenting import today
from graph.chain import Chain
from queries.catalog import catalog

blueprint = Blueprint("home", __name__)
# Look-ups of the sample data; each is offered only where the record at hand knows it.
EXAMPLES = ("Yesum Vina", "Yupoong", "Linh Trung Export Processing Zone II", "New Balance")
DRAWN = "Bac Giang garment corporation"
OFFERED = ("zone_workplaces_behind_company", "chain_down_from_buyer", "sister_workplaces")
SOURCES = 8


@blueprint.get("/")
def page() -> str | Response:
    """The question, and what the record rests on."""
    asking = ask()
    resting = rests_on(asking)
    if wants_json():
        return jsonify({"sources": resting.sources, "counts": resting.counts})
    chain = _example(asking)
    queries = [query for name in OFFERED if (query := catalog().get(name))]
    return render_template(
        "home.html", resting=resting, sources=grouped(resting.sources),
        examples=[words for words in EXAMPLES if _known(asking, words)],
        queries=queries, drawing=mini(chain) if chain else "", chain=chain, most=SOURCES,
        years=years_note(neighbours(chain), today()) if chain else "", permalink=permalink(),
    )  # fmt: skip


def _known(asking: Asking, words: str) -> bool:
    return bool(asking.workspace.find(asking.audience, words, limit=1))


def _example(asking: Asking) -> Chain | None:
    hits = asking.workspace.find(asking.audience, DRAWN, kinds=("Workplace",), limit=1)
    return asking.chain(hits[0].id, "up", 1) if hits and hits[0].name == DRAWN else None
