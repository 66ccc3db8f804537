"""The headers of every answer, the tag of an unchanged page, and the one cookie."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.app.site import PLANT, World, close, found, opened

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("path", ["/", "/nope", "/chain/x", "/static/linkwork.css", "/theme/dark", "/c/vn"])
def test_every_answer_has_the_policy(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_no_page_needs_inline_code(client: FlaskClient, sample_site: Flask) -> None:
    plant, firm = found(sample_site, "yesum vina"), found(sample_site, "VF Corporation", "Organisation")
    things = (f"/w/{plant}", f"/o/{firm}", f"/chain/{plant}", "/c/bd")
    for path in ("/", "/find?q=yesum", *things, "/q", "/sources"):
        page = client.get(path).text
        assert " style=" not in page, path
        assert "<style" not in page, path
        assert " onclick=" not in page, path
        assert page.count("<script") == page.count("<script src=") + page.count(
            '<script type="application/json"'
        ), path
        assert "http://" not in page.replace("http://localhost", "").replace("http://www.w3.org", ""), path


def test_unchanged_page_is_304(client: FlaskClient) -> None:
    tag = client.get("/q").headers["ETag"]
    again = client.get("/q", headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


def test_tag_changes_with_form_and_theme(sample_site: Flask) -> None:
    client = sample_site.test_client()
    page = client.get("/q").headers["ETag"]
    data = client.get("/q", headers={"Accept": "application/json"}).headers["ETag"]
    client.set_cookie("theme", "dark")
    dark = client.get("/q").headers["ETag"]
    assert len({page, data, dark}) == 3
    assert client.get("/q", headers={"If-None-Match": page}).status_code == 200


def test_tag_changes_with_the_graph(world: World) -> None:
    from graph.claim import describe

    site = opened(world.home)
    tag = site.test_client().get("/q").headers["ETag"]
    world.add(describe(world.origin(), PLANT, name="Plant One"))
    site.extensions["linkwork"].follow("members")
    answer = site.test_client().get("/q", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.headers["ETag"] != tag) == (200, True)
    close(site)


def test_errors_have_no_tag(client: FlaskClient) -> None:
    assert "ETag" not in client.get("/nope").headers


def test_head_is_get_without_its_body(client: FlaskClient) -> None:
    got, head = client.get("/sources"), client.head("/sources")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(got.data))
    assert head.headers["ETag"] == got.headers["ETag"]


def test_theme_is_kept_and_forgotten(sample_site: Flask) -> None:
    client = sample_site.test_client()
    assert "data-theme" not in client.get("/q").text
    kept = client.get("/theme/dark?next=/q")
    assert (kept.status_code, kept.headers["Location"]) == (303, "/q")
    assert kept.headers["Set-Cookie"].endswith("HttpOnly; Path=/; SameSite=Strict")
    assert 'data-theme="dark"' in client.get("/q").text
    client.get("/theme/device?next=/q")
    assert "data-theme" not in client.get("/q").text


@pytest.mark.parametrize(
    "away", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:1", "", "/\n/evil"]
)
def test_theme_leads_nowhere_else(client: FlaskClient, away: str) -> None:
    assert client.get("/theme/light", query_string={"next": away}).headers["Location"] == "/"
