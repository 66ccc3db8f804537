"""The site and the `linkwork` command."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from graph.settings import Settings
    from graph.workspace import Workspace


def create_app(settings: "Settings", workspace: "Workspace | None" = None) -> "Flask":
    """The site over one workspace (opened from the settings when none is given).

    On a laptop there is one person, so pages show the members' graph. It answers requests that name this
    machine alone, and changes nothing but the theme of the browser and, by a form with a token of its own,
    the verdicts on which workplaces are one.
    """
    from app.site import make_site  # Flask and the drawings: a command without pages should not wait for them

    return make_site(settings, workspace)
