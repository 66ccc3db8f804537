"""Pairs of workplaces that may be one, side by side, and a person's verdict on them."""

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from sqlalchemy.engine import Connection
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
    return _page(request.args.get("reason", ""), request.args.get("skip", 0, type=int))


@blueprint.post("/review")
def decide() -> AnyResponse | tuple[str | Response, int]:
    """A verdict on a pair that waits, or `back`: the last verdict of this page is taken back."""
    csrf.check()
    verdict, reason = request.form.get("verdict", ""), request.form.get("reason", "")
    if verdict not in (*JOIN_VERDICTS, "back"):
        abort(400)
    try:
        with workspace().ledger.write() as connection:
            if verdict == "back":
                _take_back(connection)
            else:
                _decide(connection, verdict)
    except (InputError, NotOneError) as error:
        if wants_json():
            raise
        return _page(reason, error=str(error)), error.status
    return redirect(url_for("review.page", reason=reason or None), 303)


def _page(reason: str, skip: int = 0, error: str = "") -> str | Response:
    audience = Audience.NAMES.index(ask().audience)
    with workspace().ledger.read() as connection:
        pairs = queue.waiting(connection, audience, _SHOWN, reason)
        total = queue.count_waiting(connection, audience)
    if wants_json():
        return jsonify({"waiting": total, "pairs": [pair.as_json() for pair in pairs]})
    return render_template(
        "review.html", pair=pairs[skip] if 0 <= skip < len(pairs) else None, skip=skip, reason=reason,
        error=error, total=total, token=csrf.token(), permalink=permalink(),
    )  # fmt: skip


def _decide(connection: Connection, verdict: str) -> None:
    """The verdict on the pair that the form names; most often one that waits no longer was pressed twice."""
    form, audience = request.form, Audience.NAMES.index(ask().audience)
    waiting = {(pair.left.key, pair.right.key): pair for pair in queue.waiting(connection, audience)}
    pair = waiting.get((form.get("left", ""), form.get("right", "")))
    if pair is None:
        raise NotOneError("That pair waits no longer: it was decided already, or what is known has changed.")
    why = form.get("why", "").strip() or f"looked at side by side: {'; '.join(pair.reasons)}"
    queue.decide_pairs(connection, [pair], verdict, why, _BY)


def _take_back(connection: Connection) -> None:
    try:
        queue.take_back(connection, _BY)
    except NotOneError as error:
        raise NotOneError("No verdict of this page is left to take back.") from error
