"""A form for one finding, which goes the way of every list: one row of a table, looked at, then taken in."""

import json
from pathlib import Path

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app import csrf, uploads
from app.answering import never_kept
from app.asking import ask, wants_json, workspace
from app.presenting import today
from app.uploads import Upload
from graph.errors import InputError
from graph.model import CATEGORIES, REMEDIES, STATUSES, Audience
from importers.findings.importer import POLARITIES, PROCEEDINGS
from importers.runner import import_file
from importers.sources import source_named

blueprint = Blueprint("finding", __name__)
blueprint.after_request(never_kept)
BY = "findings page"
CHOICES = {
    "polarity": POLARITIES, "category": CATEGORIES, "status": STATUSES, "remedy": REMEDIES,
    "proceeding": PROCEEDINGS, "audience": Audience.NAMES,
}  # fmt: skip
WORDS = ("id", "title", "date", "people", "text", "workplace", "address", "organisation", "country",
         "reported", "source_url", "source_words")  # fmt: skip
_FOUND = 10


@blueprint.get("/findings/new")
def page() -> str | Response:
    """The form; `q` looks for the thing that it is about, `about` is that thing's id."""
    if wants_json():
        return jsonify({"words": WORDS, "choices": CHOICES})
    return _form({"id": request.args.get("about", "")})


@blueprint.post("/findings/new")
def send() -> AnyResponse | tuple[str, int]:
    """Keep it as a table of one row and lead to a look at it; what cannot be used is said beside the form."""
    csrf.check()
    given = {name: request.form.get(name, "").strip() for name in (*WORDS, *CHOICES, "by")}
    upload = None
    try:
        upload = _stored(given)
        report = import_file(workspace().ledger, upload.asked_dry(), by=BY)
        if report.set_aside:
            raise InputError(report.set_aside[0].reason)
    except InputError as error:
        if upload:
            upload.drop()
        return _form(given, _sentence(error)), 400
    return redirect(url_for("importing.look", key=upload.key), 303)


def _sentence(error: InputError) -> str:
    """What is wrong, without the place in a file that nobody sees."""
    return str(error).rpartition("row 1: ")[2]


def _stored(given: dict[str, str]) -> Upload:
    headings = source_named("findings").accept.columns
    cells = {
        headings[name][0]: given[name] for name in (*WORDS, *CHOICES) if given[name] and name != "audience"
    }
    audience = given["audience"] or "members"
    if audience not in Audience.NAMES:
        raise InputError(f"Who may see it is one of {', '.join(Audience.NAMES)}.")

    def write(path: Path) -> None:
        path.write_text(json.dumps(cells, ensure_ascii=False) + "\n", "utf-8")

    who = f" by {given['by']}" if given["by"] else ""
    return uploads.store(
        workspace().settings.home, "finding.jsonl", write, source="findings", audience=audience,
        buyer=given["by"], list_name=f"written{who} on {today().isoformat()}",
        as_of=today().isoformat(),
    )  # fmt: skip


def _form(given: dict[str, str], error: str = "") -> str:
    words = request.args.get("q", "").strip()
    hits = workspace().find(ask().audience, words, limit=_FOUND) if words else []
    thing = ask().names([given["id"]]).get(given["id"]) if given["id"] else None
    return render_template(
        "finding.html", given=given, error=error, words_of=words, hits=hits, thing=thing, choices=CHOICES,
        token=csrf.token(),
    )  # fmt: skip
