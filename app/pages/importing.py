"""A list taken in by a page: sent, columns named where no source knows them, looked at in words, taken."""

from threading import Lock
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
    url_for,
)
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from app import csrf, uploads
from app.answering import never_kept
from app.asking import wants_json, workspace
from app.cli.difference_text import lines
from app.exporting.aside import aside_file
from app.facts.layouts import columns_of, readable
from app.uploads import Upload
from graph.claim import check_date
from graph.errors import InputError, LayoutError, UnreachableError
from graph.model import Audience
from importers.aside import kept
from importers.runner import Report, import_file
from importers.sources import source_named

blueprint = Blueprint("importing", __name__)
blueprint.after_request(never_kept)
MOST = 100 * 1024**2  # bytes of a file; more by the command
BY = "import page"
_SHOWN = 200  # rows set aside that are listed
_TOO_LARGE = "The file is over 100 MB: import it from a terminal with linkwork import."
_UNKNOWN = "No one source has columns like these: say what kind of list it is, and which column is what."
_taking = Lock()


@blueprint.get("/import")
def page() -> str | Response:
    """The form for a file."""
    if wants_json():
        return jsonify({"most_bytes": MOST, "audiences": Audience.NAMES})
    return _form()


@blueprint.post("/import")
def send() -> AnyResponse | tuple[str, int]:
    """Keep the file and lead to a look at it; nothing is taken in yet."""
    request.max_content_length = MOST
    try:
        csrf.check()
        upload = _stored()
    except RequestEntityTooLarge:
        return _form(_TOO_LARGE), 413
    except InputError as error:
        return _form(str(error)), 400
    return redirect(url_for("importing.look", key=upload.key), 303)


@blueprint.get("/import/<key>")
def look(key: str) -> str | Response:
    """What the file would do; once it is taken in, what it did."""
    upload = _upload(key)
    report = upload.report()
    if report is not None:
        return (
            jsonify(report) if wants_json() else render_template("import_done.html", key=key, report=report)
        )
    return _looked(upload)


@blueprint.post("/import/<key>")
def act(key: str) -> AnyResponse:
    """`columns` says how it is read, `take` takes it in, `drop` throws it away."""
    csrf.check()
    upload, do = _upload(key), request.form.get("do")
    if do == "drop":
        upload.drop()
        return redirect(url_for("importing.page"), 303)
    if do == "columns":
        upload.ask(source=request.form.get("source"), columns=_columns())
    elif do == "take":
        _take(upload)
    else:
        abort(400)
    return redirect(url_for("importing.look", key=key), 303)


@blueprint.get("/import/<key>/aside")
def aside(key: str) -> Response:
    """The rows that were set aside, as a file of the kind they came in, with the reason beside them."""
    report = _upload(key).report() or {}
    if not report.get("run"):
        abort(404)
    with workspace().ledger.read() as connection:
        rows = kept(connection, report["run"])
    ending = ".xlsx" if report["kind"] in ("xlsx", "xls", "ods") else ".csv"
    response = make_response(aside_file(rows, ending))
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Disposition"] = f'attachment; filename="set-aside-{report["run"]}{ending}"'
    return response


def _upload(key: str) -> Upload:
    found = uploads.find(workspace().settings.home, key)
    if found is None:
        abort(404)
    return found


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


def _columns() -> list[str]:
    said = ((name.removeprefix("column-"), heading) for name, heading in request.form.items()
            if name.startswith("column-"))  # fmt: skip
    return [f"{name}={heading}" for name, heading in said if heading]


def _form(error: str = "") -> str:
    return render_template("import.html", error=error, audiences=Audience.NAMES, token=csrf.token())


def _looked(upload: Upload) -> str | Response:
    asked = upload.asked()
    report, error = None, ""
    try:
        report = import_file(workspace().ledger, upload.asked_dry(), by=BY)
    except LayoutError as unknown:
        error = _UNKNOWN if readable(asked.file) else str(unknown)
    except InputError as broken:
        error = str(broken)
    if wants_json():
        return jsonify(report.as_json() if report else {"error": error, "status": 400})
    wanted = request.args.get("source") or ("" if report else asked.source or "supplier_list")
    layout = columns_of(asked, wanted) if wanted and (not report or "source" in request.args) else None
    return render_template(
        "import_look.html", key=upload.key, asked=asked, error=error, report=report, layout=layout,
        changes=list(lines(report.difference or [])) if report else (), token=csrf.token(),
        audience_of=_audience(report, asked.audience), shown=_SHOWN,
    )  # fmt: skip


def _audience(report: Report | None, asked: str | None) -> str:
    return (asked or source_named(report.source).default_audience) if report else ""


def _take(upload: Upload) -> None:
    """Import it, once however often the button is pressed, and let the graph follow."""
    with _taking:
        if upload.report() is not None:
            return
        asked = upload.asked()
        kind = readable(asked.file)
        done = import_file(workspace().ledger, asked, by=BY)
        told: dict[str, Any] = done.as_json() | {"kind": kind, "behind": ""}
        told["set_aside"] = [row.as_json() | {"place": row.place} for row in done.set_aside[:_SHOWN]]
        told |= {
            "aside": len(done.set_aside),
            "list": asked.list_name or asked.file.stem,
            "buyer": asked.buyer,
        }
        try:
            workspace().follow("members")
        except UnreachableError as error:
            told["behind"] = str(error)
        upload.done(told)
