"""Pairs of workplaces that may be one, side by side, and a person's verdict on them."""

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app import csrf
from app.asking import ask, wants_json, workspace
from app.pages.common import permalink
from graph.errors import InputError, NotOneError
from graph.ledger.decisions import JOIN_VERDICTS
from graph.model import Audience
from graph.resolution import queue

blueprint = Blueprint("review", __name__)
_BY = "review page"
_SHOWN = 200


@blueprint.get("/review")
def page() -> str | Response:
    """The likeliest pair that waits, or the one after `skip` others; with a word of the reasons."""
    audience = Audience.NAMES.index(ask().audience)
    reason, skip = request.args.get("reason", ""), request.args.get("skip", 0, type=int)
    with workspace().ledger.read() as connection:
        pairs = queue.waiting(connection, audience, _SHOWN, reason)
        total = queue.count_waiting(connection, audience)
    if wants_json():
        return jsonify({"waiting": total, "pairs": [pair.as_json() for pair in pairs]})
    pair = pairs[skip] if 0 <= skip < len(pairs) else None
    return render_template(
        "review.html",
        pair=pair,
        skip=skip,
        reason=reason,
        total=total,
        token=csrf.token(),
        permalink=permalink(),
    )


@blueprint.post("/review")
def decide() -> AnyResponse:
    """A verdict on a pair that waits, or `back`: the last verdict of this page is taken back."""
    csrf.check()
    form, audience = request.form, Audience.NAMES.index(ask().audience)
    with workspace().ledger.write() as connection:
        if form.get("verdict") == "back":
            try:
                queue.take_back(connection, _BY)
            except NotOneError:
                abort(404)
        else:
            waiting = {(pair.left.key, pair.right.key): pair for pair in queue.waiting(connection, audience)}
            pair = waiting.get((form.get("left", ""), form.get("right", "")))
            if pair is None or form.get("verdict") not in JOIN_VERDICTS:
                abort(404)
            why = form.get("why", "").strip() or f"looked at side by side: {'; '.join(pair.reasons)}"
            try:
                queue.decide_pairs(connection, [pair], form["verdict"], why, _BY)
            except InputError:
                abort(400)
    return redirect(url_for("review.page", reason=form.get("reason") or None), 303)
