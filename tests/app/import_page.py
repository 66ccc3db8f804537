"""A browser at the import pages: what it sends, the buttons that it presses, what it is told at the end."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.app.site import close, opened, said
from tests.commands import told

KNOWN = "Factory Name,Address,Country\nYesum Vina,Linh Trung EPZ,Viet Nam\n"
UNKNOWN = "Betriebsname X;Wo;Land Y\nNäherei Nord;Hafenstraße 1;DE\n;Hafenstraße 2;DE\n"


@pytest.fixture
def fresh_site(tmp_path: Path) -> Iterator[Flask]:
    """The site of an empty home."""
    made = opened(tmp_path)
    yield made
    close(made)


@pytest.fixture
def fresh(fresh_site: Flask) -> FlaskClient:
    """A browser at the site of an empty home."""
    return fresh_site.test_client()


def token(client: FlaskClient, path: str = "/import") -> str:
    """The token of this browser's forms."""
    found = re.search(r'name="token" value="([^"]*)"', client.get(path).text)
    assert found
    return found[1]


def send(client: FlaskClient, body: str | bytes, name: str = "list.csv", **fields: str) -> TestResponse:
    """Send a file, and give the answer."""
    data = body.encode() if isinstance(body, str) else body
    answer = client.post("/import", data={"token": token(client), "file": (io.BytesIO(data), name), **fields})
    answer.request.environ["wsgi.input"].close()
    return answer


def sent(client: FlaskClient, body: str | bytes, name: str = "list.csv", **fields: str) -> str:
    """Send a file, and give the address of its page."""
    answer = send(client, body, name, **fields)
    assert answer.status_code == 303, said(answer.text)
    return answer.headers["Location"]


def do(client: FlaskClient, path: str, what: str, **fields: str) -> TestResponse:
    """Press a button once the work before it is over, and wait for what that begins."""
    over(client, path)
    answer = client.post(path, data={"token": token(client), "do": what, **fields})
    over(client, path)
    return answer


def how_far(client: FlaskClient, path: str) -> dict[str, Any]:
    """What its page tells a program."""
    return client.get(path, headers={"Accept": "application/json"}).json or {}


def over(client: FlaskClient, path: str) -> dict[str, Any]:
    """What its page tells a program once its work is over."""
    while True:
        now = how_far(client, path)
        if now.get("state") not in ("queued", "running"):
            return now


def shown(client: FlaskClient, path: str) -> str:
    """What its page says once its work is over."""
    over(client, path)
    return said(client.get(path).text)


def claims(home: Path) -> int:
    """How many the ledger of a home holds."""
    return int(told(home, "doctor")["ledger"]["claims"])
