"""Light, dark or as the device has it: a cookie of this browser, nothing more."""

from flask import request

COOKIE = "theme"
THEMES = ("light", "dark")


def theme() -> str:
    """`light` or `dark` where the reader chose, else empty."""
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in THEMES else ""
