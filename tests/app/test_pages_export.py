"""Exports: a page first, made for everyone from the public graph unless somebody says members."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.exporting import FORMATS
from tests.app.site import found, said


def test_page_comes_first_and_is_for_everyone(client: FlaskClient, sample_site: Flask) -> None:
    page = client.get(f"/export/chain?id={found(sample_site, 'yesum vina')}&as=svg").text
    assert 'name="audience" value="public" checked' in page
    assert 'name="format" value="svg" checked' in page
    assert "Made from what everyone may see." in said(page)
    assert "Suppliers that brands publish, collected on WikiRate" in said(page)


@pytest.mark.parametrize("format_", list(FORMATS))
def test_file_of_every_form(client: FlaskClient, sample_site: Flask, format_: str) -> None:
    answer = client.get(f"/export/chain?id={found(sample_site, 'yesum vina')}&format={format_}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, FORMATS[format_])
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="linkwork-yesum-vina')
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Yesum Vina" in answer.text


def test_members_file_is_said_to_be_one(client: FlaskClient, sample_site: Flask) -> None:
    plant = found(sample_site, "yesum vina")
    page = said(client.get(f"/export/workplace?id={plant}&audience=members").text)
    assert "For members only. This may hold what people told their union and nobody else." in page
    answer = client.get(f"/export/workplace?id={plant}&audience=members&format=json")
    assert json.loads(answer.text)["audience"] == "members"
    assert "-members-" in answer.headers["Content-Disposition"]


def test_public_file_knows_nothing_of_members(world_site: Flask) -> None:
    client = world_site.test_client()
    union = found(world_site, "plant union", "Organisation")
    page = client.get(f"/export/organisation?id={union}")
    assert (page.status_code, "Nothing public is known of this." in said(page.text)) == (200, True)
    assert client.get(f"/export/organisation?id={union}&format=json").status_code == 404
    assert client.get(f"/export/organisation?id={union}&format=json&audience=members").status_code == 200


def test_zone_rows_name_who_buys(client: FlaskClient, sample_site: Flask) -> None:
    answer = client.get(f"/export/zone?id={found(sample_site, 'linh trung', 'Zone')}&format=json")
    got = json.loads(answer.text)
    rows = [dict(zip(got["columns"], row, strict=True)) for row in got["rows"]]
    assert [(row["workplace"], row["buyer_named"]) for row in rows] == [
        ("King Hung Garments Industrial Co. Ltd", "yes"),
        ("Long Rich (VN) Co., Ltd.", "no"),
        ("Quint Major Industrial Vietnam Co. Ltd", "yes"),
        ("Yesum Vina Co., Ltd.", "yes"),
    ]
    assert any("CC BY-SA 4.0 (WikiRate contributors)" in notice for notice in got["notices"])


def test_query_goes_out_as_its_chain(client: FlaskClient) -> None:
    answer = client.get(
        "/export/query?name=zone_workplaces_behind_company&company=VF+Corporation&format=json"
    )
    got = json.loads(answer.text)
    assert [node["name"] for node in got["nodes"] if node["kind"] == "Workplace"] == ["Yesum Vina Co., Ltd."]
    assert got["permalink"] == "http://localhost/q/zone_workplaces_behind_company?company=VF+Corporation"


def test_unknown_form_or_audience_is_400(client: FlaskClient, sample_site: Flask) -> None:
    plant = found(sample_site, "yesum vina")
    for odd in ("format=exe", "audience=sealed", "audience=public&format=pdf"):
        assert client.get(f"/export/chain?id={plant}&{odd}").status_code == 400, odd
