"""The site put together: configuration, templates, errors, headers, one blueprint a page."""

from importlib.metadata import version
from typing import Any

from flask import Flask, g
from jinja2 import StrictUndefined

from app import answering, errors, jobs, presenting
from app.asking import EXTENSION
from app.pages import BLUEPRINTS
from graph.errors import MovedError
from graph.settings import LOOPBACK, Settings, secret_key
from graph.workspace import Workspace

MOST_ASKED = 64 * 1024  # bytes of a request's body: a verdict with its reason


class Site(Flask):
    """Flask, asking once more where the graph moved on between a page's questions."""

    def dispatch_request(self) -> Any:
        """The view's answer, all of it from one state of the graph."""
        try:
            return super().dispatch_request()
        except MovedError:
            g.pop("asking", None)
            return super().dispatch_request()


def make_site(settings: Settings, workspace: Workspace | None = None) -> Flask:
    """What `create_app` gives."""
    site = Site("app")
    site.config.update(
        SECRET_KEY=secret_key(settings),
        HOSTS=frozenset({*LOOPBACK, settings.host}),
        MAX_CONTENT_LENGTH=MOST_ASKED,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SEND_FILE_MAX_AGE_DEFAULT=0,
        AUDIENCE="members",
        VERSION=version("linkwork"),
        PROPAGATE_EXCEPTIONS=settings.debug,
    )
    site.json.sort_keys = False  # type: ignore[attr-defined]
    site.json.ensure_ascii = False  # type: ignore[attr-defined]
    site.jinja_env.undefined = StrictUndefined
    site.jinja_env.trim_blocks = site.jinja_env.lstrip_blocks = True
    site.extensions[EXTENSION] = workspace or Workspace(settings)
    site.extensions[jobs.EXTENSION] = jobs.Jobs()
    for part in (presenting, answering, errors):
        part.register(site)
    for blueprint in BLUEPRINTS:
        site.register_blueprint(blueprint)
    return site
