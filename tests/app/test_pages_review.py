"""The page on which pairs are decided: what it shows, and what it refuses."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.app.site import close, opened
from tests.commands import told

ROWS = 'Factory Name,Address,Country\nYesum Vina,"Lot {}, Gate Road, Linh Trung EPZ, Thu Duc",Viet Nam\n'


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    for name, lot, audience in (("one", 12, "public"), ("two", 14, "public"), ("three", 16, "sealed")):
        path = tmp_path / f"{name}.csv"
        path.write_text(ROWS.format(lot))
        told(tmp_path, "import", path, "--list", name, "--audience", audience)
    made = opened(tmp_path)
    yield made
    close(made)


def _form(client: FlaskClient) -> dict[str, str]:
    page = client.get("/review").text
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


def _waiting(client: FlaskClient) -> int:
    return int(client.get("/review", headers={"Accept": "application/json"}).json["waiting"])  # type: ignore[index]


def test_a_pair_is_shown_with_reasons_but_nothing_sealed(site: Flask) -> None:
    page = site.test_client().get("/review")
    assert page.status_code == 200
    assert "1 pair waits" in page.text
    assert "Numbers differ: 12 / 14" in page.text
    assert "Lot 16" not in page.text
    assert "no pair waits" in site.test_client().get("/review?reason=zzz").text.casefold()


def test_a_verdict_is_kept_and_taken_back(site: Flask) -> None:
    client = site.test_client()
    form = _form(client)
    answer = client.post("/review", data={**form, "verdict": "same", "why": "one gate"})
    assert (answer.status_code, answer.headers["Location"], _waiting(client)) == (303, "/review", 0)
    client.post("/review", data={"token": form["token"], "verdict": "back"})
    assert _waiting(client) == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"token": ""}, 403),
        ({"token": "other"}, 403),
        ({"verdict": "maybe"}, 400),
        ({"left": "row:x"}, 404),
        ({"verdict": "back"}, 404),
    ],
)
def test_what_is_not_asked_is_refused(site: Flask, changed: dict[str, str], code: int) -> None:
    client = site.test_client()
    form = {**_form(client), "verdict": "same"}
    assert client.post("/review", data=form | changed).status_code == code
    assert _waiting(client) == 1


def test_each_taking_back_goes_one_verdict_back(site: Flask) -> None:
    client = site.test_client()
    form = _form(client)
    for _ in range(2):
        client.post("/review", data={**form, "verdict": "same"})
        assert _waiting(client) == 0
        client.post("/review", data={**form, "verdict": "back"})
        assert _waiting(client) == 1


def test_what_was_pressed_twice_is_told(site: Flask) -> None:
    client = site.test_client()
    form = _form(client)
    for button, sentence in (
        ("same", "That pair waits no longer: it was decided already, or what is known has changed."),
        ("back", "No verdict of this page is left to take back."),
    ):
        assert client.post("/review", data={**form, "verdict": button}).status_code == 303
        again = client.post("/review", data={**form, "verdict": button})
        assert again.status_code == 404
        assert f'role="alert">{sentence}</p>' in again.text
        assert "Which workplaces are one?" in again.text
    told_so = client.post("/review", data={**form, "verdict": "back"}, headers={"Accept": "application/json"})
    assert told_so.json == {"error": sentence, "status": 404}


def test_another_sites_form_decides_nothing(site: Flask) -> None:
    form = _form(site.test_client())
    assert site.test_client().post("/review", data={**form, "verdict": "same"}).status_code == 403
