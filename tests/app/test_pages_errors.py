"""What is not there, what cannot be answered, and who may not ask."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from graph import ids
from graph.errors import UnreachableError
from graph.settings import read_settings
from tests.app.site import HOSTILE, LIST, PLANT, SECRET, World, close, found, opened, said

ABSENT = "WP-0000-0000"
NOWHERE = (
    "/nope", f"/w/{ABSENT}", f"/o/{ABSENT}", f"/z/{ABSENT}", "/c/xx", "/c/vnm", "/c/%F0%9F%87%BB",
    f"/chain/{ABSENT}", "/q/nope", "/q/page/workplace", f"/source/{ABSENT}", "/claim/nope",
    "/export/nope", f"/export/chain?id={ABSENT}", "/export/query?name=nope", "/theme/blue",
    "/w/..%2f..%2fetc", "/claim/" + "x" * 500,
)  # fmt: skip


@pytest.mark.parametrize("path", NOWHERE)
def test_absent_things_are_404(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is nothing here that we may show" in answer.text


def test_sealed_and_absent_are_the_same_page(world_site: Flask) -> None:
    client = world_site.test_client()
    sealed = ids.spell("WP", ids.number_of(SECRET.key))
    pages = [re.sub(r'(next=)[^"]*', r"\1", client.get(f"/w/{name}").text) for name in (sealed, ABSENT)]
    assert pages[0] == pages[1]
    assert client.get(f"/w/{sealed}").status_code == 404
    assert "Witness" not in client.get("/find?q=witness+workshop").text


def test_errors_for_programs_are_json(client: FlaskClient) -> None:
    answer = client.get(f"/w/{ABSENT}", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json == {
        "error": "There is nothing here that we may show: it was never recorded, or it is not for everyone.",
        "status": 404,
    }


@pytest.mark.parametrize("tier", ["0", "7", "x", "-1", "1e3", "٣٣", "9" * 400])
def test_impossible_depth_is_one_sentence(client: FlaskClient, sample_site: Flask, tier: str) -> None:
    answer = client.get(f"/chain/{found(sample_site, 'yesum vina')}", query_string={"max_tier": tier})
    assert answer.status_code == 400
    assert "max_tier is a number from 1 to 6, not" in said(answer.text)


def test_foreign_parameters_do_no_harm(client: FlaskClient, sample_site: Flask) -> None:
    plant = found(sample_site, "yesum vina")
    odd = "?_external=1&_scheme=javascript&_anchor=x&id=1&endpoint=x&name=y&start=²&link=%00&all=1&q=%F0"
    for path in (
        f"/w/{plant}",
        f"/chain/{plant}",
        "/c/vn",
        "/q",
        "/q/find_workplace",
        "/sources",
        "/find",
        "/",
    ):
        assert client.get(path + odd).status_code == 200, path
    assert client.get(f"/w/{plant.replace('-', '').lower()}{odd}").status_code == 302


def test_writing_is_refused(client: FlaskClient) -> None:
    assert [client.open("/find", method=method).status_code for method in ("POST", "PUT", "DELETE")] == [
        405
    ] * 3


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "",
        "[::2]",
        "localhost@evil.example",
        "a b",
    ],
)
def test_other_hosts_are_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert (answer.status_code, answer.text) == (400, "This site answers on this machine only.\n")


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8123", "[::1]:8000"])
def test_this_machine_may_ask(client: FlaskClient, host: str) -> None:
    assert client.get("/q", headers={"Host": host}).status_code == 200


def test_unreachable_graph_is_one_sentence(tmp_path: Path) -> None:
    address = "bolt://127.0.0.1:9"
    site = create_app(read_settings({"LINKWORK_HOME": str(tmp_path), "LINKWORK_GRAPH": address}))
    answer = site.test_client().get("/", headers={"Accept": "application/json"})
    close(site)
    assert answer.status_code == UnreachableError.status
    assert answer.json is not None
    assert answer.json["error"].startswith("Neo4j")


def test_our_own_fault_shows_no_trace(sample_site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sample_site.view_functions, "query.listing", lambda: 1 // 0)
    answer = sample_site.test_client().get("/q")
    assert answer.status_code == 500
    assert "Something went wrong on our side. Nothing was lost or changed." in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_empty_record_says_what_to_do(world: World) -> None:
    site = opened(world.home)
    page = said(site.test_client().get("/").text)
    assert "There is nothing here yet. Bring in a list: linkwork import FILE" in page
    assert site.test_client().get("/find?q=x").status_code == 200
    close(site)


def test_alias_goes_to_the_present_id(world: World) -> None:
    from graph.claim import Ref, describe, same

    other = Ref("Workplace", "row:other")
    first, second = world.origin(), world.origin()
    world.add(describe(first, PLANT, name="Plant One"), describe(second, other, name="Plant 1"))
    world.add(same(world.origin(), PLANT, other))
    site = opened(world.home)
    names = [ids.spell("WP", ids.number_of(ref.key)) for ref in (PLANT, other)]
    answers = {site.test_client().get(f"/w/{name}?up=1").headers.get("Location") for name in names}
    assert None in answers
    assert len(answers) == 2
    assert (answers - {None}).pop() in {f"/w/{name}?up=1" for name in names}  # type: ignore[operator]
    close(site)


def test_hostile_words_stay_words(world: World) -> None:
    from graph.claim import country, describe, link, organisation

    brand = organisation("B", HOSTILE)
    world.add(
        describe(world.origin(), PLANT, name=HOSTILE, address=HOSTILE),
        describe(world.origin(), brand, name=HOSTILE),
        link(world.origin(), "SUPPLIES", PLANT, brand, products=[HOSTILE]),
        link(world.origin(), "IN_COUNTRY", PLANT, country("VN")),
    )  # fmt: skip
    site = opened(world.home)
    client = site.test_client()
    plant, firm = found(site, "alert"), found(site, "alert", "Organisation")
    claim = re.findall(r'href="(/claim/[^"]+)"', client.get(f"/w/{plant}").text)[0]
    paths = [
        f"/w/{plant}", f"/o/{firm}", f"/chain/{plant}", f"/chain/{plant}?link={plant}~SUPPLIES~{firm}",
        "/c/vn", claim, "/find?q=alert", f"/find?q={HOSTILE}", "/sources", f"/export/chain?id={plant}",
        "/q/find_workplace?text=alert",
        f"/q/find_workplace?text={HOSTILE}", f"/nope?next={HOSTILE}", f"/chain/{plant}?link={HOSTILE}",
    ]  # fmt: skip
    for path in paths:
        page = client.get(path).text
        assert "<script>alert" not in page, path
        assert "<img" not in page, path
        assert not re.search(r"""(href|src|action)=["']?\s*javascript:""", page), path
    assert LIST.name == "suppliers"
    close(site)
