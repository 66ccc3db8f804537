"""A list taken in by a page: sent, columns named where no source knows them, looked at, taken, taken back.

All that reads the file or writes the ledger is work in a queue (`app/jobs.py`): a page shows how far it is.
"""

from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from app import csrf, uploads
from app.answering import never_kept
from app.asking import wants_json, workspace
from app.exporting.aside import aside_file
from app.facts.layouts import headings_of, layout_of
from app.facts.taken import taken
from app.jobs import Job, jobs
from app.taking import Taking
from app.uploads import Upload
from graph.claim import check_date
from graph.errors import InputError, UnreachableError
from graph.model import LINKS, Audience
from importers.aside import kept

blueprint = Blueprint("importing", __name__)
blueprint.after_request(never_kept)
MOST = 500 * 1024**2  # bytes of a file; more by the command
AT_ONCE = 1.0  # seconds: what takes no longer is answered without a page of its own
_LATELY = 10  # uploads of a browser that are listed


@blueprint.get("/import")
def page() -> str | Response:
    """The form for a file, and what this browser sent lately."""
    if wants_json():
        return jsonify({"most_bytes": MOST, "audiences": Audience.NAMES})
    return _form()


@blueprint.post("/import")
def send() -> AnyResponse | tuple[str, int]:
    """Keep the file, begin a look at it and lead there; nothing is taken in yet."""
    request.max_content_length = MOST
    try:
        csrf.check()
        upload = _stored()
    except RequestEntityTooLarge:
        return _form(_too_large()), 413
    except (InputError, UnreachableError) as error:
        return _form(str(error)), error.status
    return begun(upload)


def begun(upload: Upload) -> AnyResponse:
    """Begin a look at a new upload, and lead there."""
    session["uploads"] = [upload.key, *session.get("uploads", [])][:_LATELY]
    _begin(upload, "look")
    return redirect(url_for("importing.look", key=upload.key), 303)


@blueprint.get("/import/<key>")
def look(key: str) -> str | Response:
    """How far its work is; else what the file would do; once it is taken in, what it did."""
    upload = _upload(key)
    job = jobs().of(key)
    if job is None:
        Taking(workspace(), upload).settle()
        job = _begin(upload, "look") if _wants_a_look(upload) else None
    if job is not None and not job.wait(AT_ONCE):
        return _progress(upload, job)
    return _done(upload) if upload.report() is not None else _looked(upload)


@blueprint.post("/import/<key>")
def act(key: str) -> AnyResponse:
    """What a button of its pages says; a button of a page that is out of date does nothing.

    While there is work, only `stop` does anything; of what is taken in nothing is left but to turn it back.
    """
    csrf.check()
    upload, do, job = _upload(key), request.form.get("do", ""), jobs().of(key)
    if do not in (*_DOES, *_TURNS, "stop"):
        abort(400)
    there = redirect(url_for("importing.look", key=key), 303)
    if job is not None:
        if do == "stop" and job.can_stop:
            job.stop()
        return there
    if upload.report() is None and do in _DOES:
        return _DOES[do](upload) or there
    if do in _TURNS and _state(upload) == _TURNS[do]:
        _begin(upload, do)
    return there


@blueprint.get("/import/<key>/aside")
def aside(key: str) -> Response:
    """The rows that were set aside, as a file of the kind they came in, with the reason beside them."""
    upload = _upload(key)
    report = upload.report()
    told = report or upload.look() or {}
    if not told.get("aside"):
        abort(404)
    rows = upload.aside()
    if report and report["run"]:
        with workspace().ledger.read() as connection:
            rows = kept(connection, report["run"])
    ending = ".xlsx" if told["kind"] in ("xlsx", "xls", "ods") else ".csv"
    name = f"set-aside-{report['run'] if report else 'look'}{ending}"
    response = make_response(aside_file(rows, ending))
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _upload(key: str) -> Upload:
    found = uploads.find(workspace().settings.home, key)
    if found is None:
        abort(404)
    return found


def _begin(upload: Upload, what: str) -> Job:
    found = upload.look() or {}
    taking = Taking(workspace(), upload)
    of = found.get("read") if what == "take" and "looked" not in found else None
    return jobs().begin(Job(upload.key, what, taking.work(what), of), lambda: taking.note_asked(what))


def _wants_a_look(upload: Upload) -> bool:
    """Nobody looked yet, and nobody stopped it."""
    work = upload.work()
    unlucky = work["what"] == "look" and work["state"] in ("stopped", "failed")
    return upload.report() is None and upload.look() is None and not unlucky


def _stored() -> Upload:
    file, form = request.files.get("file"), request.form
    if file is None or not file.filename:
        raise InputError("No file was chosen: choose one.")
    as_of, audience = form.get("as_of", "").strip() or None, form.get("audience") or None
    check_date("of what it says", as_of)
    if audience and audience not in Audience.NAMES:
        raise InputError(f"Who may see it is one of {', '.join(Audience.NAMES)}.")
    return uploads.store(
        workspace().settings.home, file.filename, file.save, buyer=form.get("buyer", "").strip(), as_of=as_of,
        list_name=form.get("list_name", "").strip() or None, audience=audience,
        whole=form.get("whole") == "yes",
    )  # fmt: skip


def _read_so(upload: Upload) -> None:
    said = ((name.removeprefix("column-"), heading) for name, heading in request.form.items()
            if name.startswith("column-"))  # fmt: skip
    columns = [f"{name}={heading}" for name, heading in said if heading]
    upload.ask(source=request.form.get("source"), columns=columns)
    _begin(upload, "look")


def _look_at_all(upload: Upload) -> None:
    upload.ask(all=True)
    _begin(upload, "look")


def _look_again(upload: Upload) -> None:
    upload.forget_look()
    _begin(upload, "look")


def _take(upload: Upload) -> None:
    _begin(upload, "take")


def _drop(upload: Upload) -> AnyResponse:
    upload.drop()
    return redirect(url_for("importing.page"), 303)


_DOES = {
    "columns": _read_so, "look": _look_again, "look_at_all": _look_at_all, "take": _take, "drop": _drop,
}  # fmt: skip
_TURNS = {"undo": "done", "redo": "undone"}  # the state of a run in which it can be


def _state(upload: Upload) -> str:
    """Whether its run is done or undone; empty where it has none."""
    run = (upload.report() or {}).get("run")
    return taken(run).state if run else ""


def _too_large() -> str:
    return f"The file is over {MOST // 1024**2} MB: import it from a terminal with linkwork import."


def _form(error: str = "") -> str:
    home = workspace().settings.home
    sent = [found for key in session.get("uploads", ()) if (found := uploads.find(home, key))]
    return render_template(
        "import.html", error=error, audiences=Audience.NAMES, token=csrf.token(), most=MOST,
        too_large=_too_large(), sent=[(one, jobs().of(one.key)) for one in sent],
    )  # fmt: skip


def _progress(upload: Upload, job: Job) -> str | Response:
    told = job.as_json(jobs().ahead(job))
    if wants_json():
        return jsonify(told)
    return render_template("import_progress.html", upload=upload, told=told, token=csrf.token())


def _looked(upload: Upload) -> str | Response:
    asked, found, work = upload.asked(), upload.look(), upload.work()
    told: dict[str, Any] = found or {"error": "", "kind": "", "aside": 0}
    if wants_json():
        error = {"error": told["error"] or work["error"], "status": 400}
        return jsonify(error if error["error"] or not found else {"state": "looked", **found})
    usable = bool(found and not told["error"])
    wanted = request.args.get("source") or ("" if usable else asked.source or "supplier_list")
    mapped = bool(told["kind"] and wanted)
    layout = layout_of(asked, wanted, upload.headings(headings_of)) if mapped else None
    return render_template(
        "import_look.html", key=upload.key, asked=asked, error=told["error"], layout=layout, work=work,
        report=found if usable else None, links=LINKS, token=csrf.token(),
        stale=usable and Taking(workspace(), upload).is_stale(told),
    )  # fmt: skip


def _done(upload: Upload) -> str | Response:
    report, work = upload.report() or {}, upload.work()
    found = taken(report["run"]) if report["run"] else None
    if wants_json():
        return jsonify({"state": found.state if found else "done", **report})
    return render_template(
        "import_done.html", key=upload.key, report=report, work=work, found=found, token=csrf.token(),
    )  # fmt: skip
