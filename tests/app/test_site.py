"""The site as a whole: what holds for every page."""

from collections.abc import Iterator
from typing import Any

from flask import Flask

from app.site import Site
from graph.errors import MovedError


def _site(answers: Iterator[Any]) -> Flask:
    site = Site("test")

    @site.get("/")
    def page() -> str:
        found = next(answers)
        if isinstance(found, Exception):
            raise found
        return str(found)

    return site


def test_page_asks_again_when_the_graph_moved() -> None:
    site = _site(iter([MovedError("moved"), "whole"]))
    assert site.test_client().get("/").text == "whole"


def test_page_asks_again_only_once() -> None:
    site = _site(iter([MovedError("moved"), MovedError("moved"), "too late"]))
    assert site.test_client().get("/").status_code == 500
