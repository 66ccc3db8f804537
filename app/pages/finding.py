"""A form for one finding, which goes the way of every list: one row of a table, looked at, then taken in."""

import json
from pathlib import Path

from flask import Blueprint, Response, jsonify, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from app import csrf, uploads
from app.answering import never_kept
from app.asking import ask, wants_json, workspace
from app.pages.importing import begun
from app.presenting import today
from app.uploads import Upload
from graph.errors import InputError, UnreachableError
from graph.model import CATEGORIES, REMEDIES, STATUSES, Audience
from importers.asked import Asked, given_for
from importers.findings.importer import POLARITIES, PROCEEDINGS
from importers.gathering import ways_of
from importers.reading import BadRow, open_file
from importers.recognising import read_rows
from importers.sources import load_importer, source_named

blueprint = Blueprint("finding", __name__)
blueprint.after_request(never_kept)
CHOICES = {
    "polarity": POLARITIES, "category": CATEGORIES, "status": STATUSES, "remedy": REMEDIES,
    "proceeding": PROCEEDINGS, "audience": Audience.NAMES,
}  # fmt: skip
WORDS = ("id", "title", "date", "people", "text", "workplace", "address", "organisation", "country",
         "reported", "source_url", "source_words")  # fmt: skip
_NEEDED = {
    "title": "Say in one line what happened.", "polarity": "Say what kind of finding it is.",
    "category": "Say which right it is about.",
}  # fmt: skip
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
        _check(upload.asked())
    except (InputError, UnreachableError) as error:
        if upload:
            upload.drop()
        return _form(given, str(error)), error.status
    return begun(upload)


def _check(asked: Asked) -> None:
    """Raise what is wrong with its one row. The ledger is only read, whoever may be writing."""
    spec = source_named("findings")
    given = given_for(spec, asked, workspace().ledger)
    claims, _ = ways_of(load_importer(spec), given)
    for row in read_rows(open_file(asked.file), spec):
        if isinstance(row, BadRow):
            raise InputError(row.reason)
        list(claims(row, given))


def _stored(given: dict[str, str]) -> Upload:
    if lacking := [sentence for name, sentence in _NEEDED.items() if not given[name]]:
        raise InputError(" ".join(lacking))
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
