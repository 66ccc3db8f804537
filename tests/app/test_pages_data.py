"""What programs get: the shapes of INTERFACES for pages that are asked for JSON."""

import json

from flask import Flask
from flask.testing import FlaskClient

from app.asking import EXTENSION
from queries.catalog import listed
from tests.app.site import found, hit

JSON = {"Accept": "application/json"}


def test_find_gives_hits(client: FlaskClient, sample_site: Flask) -> None:
    first = hit(sample_site, "yesum vinna")
    assert client.get("/find?q=yesum+vinna&kind=workplaces", headers=JSON).json == [first.as_json()]


def test_chain_gives_what_the_command_gives(client: FlaskClient, sample_site: Flask) -> None:
    plant = found(sample_site, "yesum vina")
    got = client.get(f"/chain/{plant}", headers=JSON).json
    assert got is not None
    assert list(got) == ["root", "engine", "audience", "nodes", "links", "paths", "complete", "notice"]
    about = (got["root"], got["engine"], got["audience"], got["complete"])
    assert about == (plant, "embedded", "members", True)
    links = [(link["from"], link["kind"], len(link["claims"])) for link in got["links"]]
    assert links == [(plant, "SUPPLIES", 1)]


def test_queries_are_listed_from_their_headers(client: FlaskClient) -> None:
    expected = json.loads(json.dumps([query.as_json() for query in listed()]))
    assert client.get("/q", headers=JSON).json == expected


def test_query_gives_rows_and_params(client: FlaskClient, sample_site: Flask) -> None:
    company = found(sample_site, "VF Corporation", "Organisation")
    got = client.get("/q/zone_workplaces_behind_company?company=VF+Corporation", headers=JSON).json
    assert got is not None
    assert list(got) == ["query", "version", "params", "columns", "rows", "more"]
    assert got["params"] == {"company": company, "max_tier": 4, "past": "no", "industrial_parks": "no"}
    assert [row["workplace"] for row in got["rows"]] == ["Yesum Vina Co., Ltd."]


def test_query_without_its_params_is_400(client: FlaskClient) -> None:
    answer = client.get("/q/zone_workplaces_behind_company", headers=JSON)
    needed = "zone_workplaces_behind_company needs company (an id or a name, organisation)."
    assert (answer.status_code, answer.json) == (400, {"error": needed, "status": 400})


def test_words_that_fit_several_list_them(client: FlaskClient) -> None:
    answer = client.get("/q/chains_up_from_workplace?workplace=garment", headers=JSON)
    assert answer.status_code == 404
    assert answer.json is not None
    assert len(answer.json["choices"]) > 1
    assert set(answer.json["choices"][0]) == {"id", "name"}


def test_things_give_their_card_and_links(client: FlaskClient, sample_site: Flask) -> None:
    plant, company = found(sample_site, "yesum vina"), found(sample_site, "VF Corporation", "Organisation")
    got = client.get(f"/w/{plant}", headers=JSON).json
    assert got is not None
    assert (got["kind"], got["id"], got["name"]) == ("Workplace", plant, "Yesum Vina Co., Ltd.")
    first = got["links"][0]
    assert (first["kind"], first["to"], first["last_seen"]) == ("SUPPLIES", company, "2018-11")


def test_claim_gives_words_and_row(client: FlaskClient, sample_site: Flask) -> None:
    plant, company = found(sample_site, "yesum vina"), found(sample_site, "VF Corporation", "Organisation")
    door = sample_site.extensions[EXTENSION].claims("members")
    key = (plant, "SUPPLIES", company)
    claim = door.claims_of([key])[key][0]
    got = client.get(f"/claim/{claim.id}", headers=JSON).json
    assert got is not None
    assert (got["kind"], got["from"], got["to"], got["properties"]) == (
        "SUPPLIES",
        plant,
        company,
        {"tiers": [1]},
    )
    assert (got["list_of"], got["as_of"], got["row_ref"]) == ("VF Corporation", "2018-11", "153")
    assert got["row"]["supplier_tier"] == "Tier 1 Supplier"
