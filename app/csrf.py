"""This browser's own token, in the body of every form that changes something: no other site's form has it."""

import secrets

from flask import abort, request, session

FIELD = "token"


def token() -> str:
    """The token for a form; made at the first, kept in the session."""
    held: str = session.setdefault(FIELD, secrets.token_urlsafe())
    return held


def check() -> None:
    """403 for a form without it. Without a session the body is not read at all."""
    if FIELD not in session or not secrets.compare_digest(
        request.form.get(FIELD, "").encode(), token().encode()
    ):
        abort(403)
