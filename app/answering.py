"""What every answer carries: a strict policy, and a tag by which an unchanged page is not made again."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, make_response, request
from werkzeug.exceptions import SecurityError

from app.asking import ask, wants_json
from app.theme import theme

# CSP 3: nothing is loaded or run but our own files; nothing may frame us, and forms come home.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
UNTAGGED = (
    "static",
    "theme",
    "export",
    "review",
    "importing",
    "finding",
)  # files tag themselves, a theme is a redirect; exports, what waits and forms with tokens are made anew


def register(site: Flask) -> None:
    """Put the host and the tag before every page and the headers after it."""
    site.before_request(_ours)
    site.before_request(_unchanged)
    site.after_request(_with_headers)


def never_kept(response: Response) -> Response:
    """For pages that hold what a person wrote or sent: no browser keeps them."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _ours() -> None:
    """Refuse a request for a host that is not ours: another site's page may have been pointed at us.

    (Flask's TRUSTED_HOSTS would do, but takes no IPv6 address.)
    """
    name = urlsplit(f"//{request.host}").hostname
    if name not in current_app.config["HOSTS"]:
        raise SecurityError(f"Host {name!r} is not ours.")


def tag() -> str:
    """The state that a page is made from: audience, the graph's number, version, day, form and theme."""
    asked = ask()
    form = "json" if wants_json() else f"page-{theme() or 'device'}"
    day = datetime.now(UTC).date().isoformat()
    return f"{asked.audience}-{asked.reader.seq}-{current_app.config['VERSION']}-{day}-{form}"


def _unchanged() -> Response | None:
    """304 before any work, where the browser holds the page as it would be made now."""
    if not _tagged() or not request.if_none_match or request.if_none_match.star_tag:
        return None
    if not request.if_none_match.contains_weak(tag()):
        return None
    response = make_response("", 304)
    response.set_etag(tag(), weak=True)
    return response


def _tagged() -> bool:
    return (
        request.method in ("GET", "HEAD")
        and request.blueprint not in UNTAGGED
        and request.endpoint not in (None, "static")
    )


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if response.status_code == 200 and _tagged() and "ETag" not in response.headers:
        response.set_etag(tag(), weak=True)
        response.headers["Cache-Control"] = "private, no-cache"
        response.vary.update(("Accept", "Cookie"))
    return response
