"""The site over the sample on a port of loopback, and what a browser did there."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
import waitress
from flask import Flask
from playwright.sync_api import Page

from tests.app.browser import opened
from tests.app.site import found, sample_site
from tests.commands import sample_home

__all__ = ["sample_home", "sample_site"]


@contextmanager
def served(site: Flask, threads: int) -> Iterator[str]:
    """Where a site is served, on a port of loopback that the machine chooses."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = waitress.create_server(site, sockets=[listening], threads=threads, ident=None)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.close()
    thread.join(10)
    with closing(listening):
        pass


@pytest.fixture(scope="session")
def address(sample_site: Flask) -> Iterator[str]:
    """Where the sample's site is served."""
    with served(sample_site, threads=4) as at:
        yield at


@dataclass
class Seen:
    """What a browser asked for and complained of."""

    page: Page
    complaints: list[str]
    hosts: set[str] = field(default_factory=set)


@contextmanager
def visited(folder: Path, **how: Any) -> Iterator[Seen]:
    """A fresh browser; it must ask this machine alone and complain of nothing. Failing leaves a picture."""
    with opened(**how) as (page, complaints):
        seen = Seen(page, complaints)
        page.context.on("request", lambda request: seen.hosts.add(urlsplit(request.url).hostname or ""))
        try:
            yield seen
        except BaseException as error:
            picture = folder / "failed.png"
            page.screenshot(path=picture, full_page=True)
            error.add_note(f"The page as it was: {picture}")
            raise
        assert seen.complaints == []
        assert seen.hosts <= {"127.0.0.1"}


@pytest.fixture
def pages(sample_site: Flask) -> dict[str, str]:
    """One address of each kind of page."""
    plant, company = found(sample_site, "yesum vina"), found(sample_site, "VF Corporation", "Organisation")
    return {
        "home": "/", "results": "/find?q=bac+giang+garment", "nothing": "/find?q=qqqqzzzz",
        "workplace": f"/w/{plant}",
        "undisclosed": f"/w/{found(sample_site, 'regina miracle intimate')}", "organisation": f"/o/{company}",
        "zone": f"/z/{found(sample_site, 'linh trung', 'Zone')}", "country": "/c/bd",
        "chain": f"/chain/{plant}?link={plant}~SUPPLIES~{company}", "queries": "/q",
        "query": "/q/zone_workplaces_behind_company?company=VF+Corporation", "sources": "/sources",
        "export": f"/export/chain?id={plant}", "import": "/import", "finding": "/findings/new?q=yesum",
        "review": "/review",
    }  # fmt: skip
