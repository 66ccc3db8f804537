"""The one place where errors become pages, or `{"error", "status"}` for who asked for JSON."""

from http import HTTPStatus

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError

from app.asking import wants_json
from graph.errors import LinkworkError, NotOneError

# Sealed and absent read the same, so that nobody learns from a page what it does not show.
SENTENCES = {
    400: "This address asks for something that cannot be answered.",
    404: "There is nothing here that we may show: it was never recorded, or it is not for everyone.",
    405: "This page can only be read.",
    413: "That is more than this site takes.",
    500: "Something went wrong on our side. Nothing was lost or changed.",
}
HEADINGS = {
    400: "That does not work",
    404: "Nothing here",
    503: "The record cannot be reached",
    500: "Our fault",
}


def register(site: Flask) -> None:
    """Catch what people are meant to read, what Flask raises, and what nobody foresaw."""
    site.register_error_handler(LinkworkError, _linkwork)
    site.register_error_handler(HTTPException, _http)
    site.register_error_handler(Exception, _unforeseen)


def _linkwork(error: LinkworkError) -> Response:
    choices = error.choices if isinstance(error, NotOneError) else ()
    return _answer(str(error), error.status, choices)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, SecurityError):  # no address of ours can be made for a host that is not ours
        return make_response("This site answers on this machine only.\n", 400, {"Content-Type": "text/plain"})
    if status < 400:
        return make_response(error.get_response())
    return _answer(SENTENCES.get(status, f"{HTTPStatus(status).phrase}."), status)


def _unforeseen(error: Exception) -> Response:
    current_app.logger.error("%s %s failed", request.method, request.endpoint, exc_info=error)
    if current_app.config["PROPAGATE_EXCEPTIONS"]:
        raise error
    return _answer(SENTENCES[500], 500)


def _answer(sentence: str, status: int, choices: tuple[tuple[str, str], ...] = ()) -> Response:
    if wants_json():
        body: dict[str, object] = {"error": sentence, "status": status}
        if choices:
            body["choices"] = [{"id": id_, "name": name} for id_, name in choices]
        return make_response(jsonify(body), status)
    heading = HEADINGS.get(status, HEADINGS[500 if status >= 500 else 400])
    page = render_template("error.html", heading=heading, sentence=sentence, status=status, choices=choices)
    return make_response(page, status)
