"""The form for a finding: what it makes of what is written, of whom it warns, what it refuses."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.app.site import PLANT, World, close, found, opened, said

GIVEN = {
    "title": "Wages were not paid", "polarity": "violation", "category": "wages", "date": "2024-05",
    "text": "Two months; owed\tto all.\nStill owed.", "source_url": "https://example.org/report",
}  # fmt: skip


@pytest.fixture
def site(world: World) -> Iterator[Flask]:
    from graph.claim import describe

    world.add(describe(world.origin(), PLANT, name="Plant One", address="1 Gate Road"))
    made = opened(world.home)
    yield made
    close(made)


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return site.test_client()


def token(client: FlaskClient) -> str:
    match = re.search(r'name="token" value="([^"]*)"', client.get("/findings/new").text)
    assert match
    return match[1]


def send(client: FlaskClient, **fields: str) -> TestResponse:
    return client.post("/findings/new", data={"token": token(client), **GIVEN, **fields})


def test_the_thing_is_looked_up_first(site: Flask, client: FlaskClient) -> None:
    plant = found(site, "plant one")
    assert f'href="/findings/new?about={plant}"' in client.get("/findings/new?q=plant").text
    assert f'href="/findings/new?about={plant}"' in client.get(f"/w/{plant}").text
    page = client.get(f"/findings/new?about={plant}").text
    assert f'name="id" value="{plant}"' in page
    assert 'name="workplace"' not in page


def test_a_finding_becomes_a_claim(site: Flask, client: FlaskClient, world: World) -> None:
    plant = found(site, "plant one")
    path = send(client, id=plant, by="Local 7").headers["Location"]
    looked = said(client.get(path).text)
    assert "finding Wages were not paid" in looked
    assert "Members only will see it." in looked
    client.post(path, data={"token": token(client), "do": "take"})
    assert "Taken in: this is run 2." in said(client.get(path).text)
    page = said(client.get(f"/w/{plant}").text)
    assert "Wages were not paid" in page
    assert "Findings: written by Local 7 on" in said(client.get("/sources").text)
    assert not list(world.home.glob("uploads/*/file"))


def test_it_warns_of_persons(client: FlaskClient) -> None:
    path = send(client, workplace="Mill", country="BD", title="Mr Rahman was dismissed", audience="public")
    page = said(client.get(path.headers["Location"]).text)
    assert "looks as if it names a natural person" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "The row does not say what it is about"),
        ({"workplace": "Mill", "date": "May"}, "'May'"),
        ({"workplace": "Mill", "category": "luck"}, "'luck' is not one of"),
        ({"workplace": "Mill", "audience": "all"}, "Who may see it is one of"),
        ({"title": " ", "category": ""}, " Say in one line what happened. Say which right it is about. "),
    ],
)
def test_what_cannot_be_used_is_said(
    client: FlaskClient, world: World, fields: dict[str, str], sentence: str
) -> None:
    answer = send(client, **fields)
    assert answer.status_code == 400
    assert sentence in said(answer.text)
    assert "https://example.org/report" in answer.text
    assert not list(world.home.glob("uploads/*"))


def test_other_sites_write_nothing(client: FlaskClient, world: World) -> None:
    assert client.post("/findings/new", data={**GIVEN, "workplace": "Mill"}).status_code == 403
    assert not list(world.home.glob("uploads/*"))
