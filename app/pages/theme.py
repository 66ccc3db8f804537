"""The reader's choice of light or dark, kept in a cookie of this browser."""

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from app.theme import COOKIE, THEMES

blueprint = Blueprint("theme", __name__)
YEAR = 365 * 24 * 3600


@blueprint.get("/theme/<name>")
def choose(name: str) -> Response:
    """Keep the choice (`device` forgets it) and go back to where it was made."""
    if name not in (*THEMES, "device"):
        abort(404)
    response = redirect(_local(request.args.get("next", "")), 303)
    if name == "device":
        response.delete_cookie(COOKIE)
    else:
        response.set_cookie(COOKIE, name, max_age=YEAR, httponly=True, samesite="Strict")
    return response


def _local(path: str) -> str:
    """The path if it is one of this site (`//host` and `/\\host` are not), else the first page."""
    safe = path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if safe else "/"
