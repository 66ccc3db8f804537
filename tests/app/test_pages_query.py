"""Saved queries as pages: the form comes from the header, the answer links the things it names."""

import re

from flask import Flask
from flask.testing import FlaskClient

from queries.catalog import catalog, listed
from tests.app.site import found, said


def test_list_has_every_query_by_category(client: FlaskClient) -> None:
    page = client.get("/q").text
    assert set(re.findall(r'href="/q/([a-z_]+)"', page)) == {query.name for query in listed()}
    headings = re.findall(r"<h2>(.*?)</h2>", page)
    assert headings == [category.capitalize() for category in sorted({query.category for query in listed()})]


def test_every_query_has_a_form_for_its_params(client: FlaskClient) -> None:
    for query in listed():
        page = client.get(f"/q/{query.name}").text
        form = page[page.index('<div id="ask">') :]
        assert set(re.findall(r'name="([a-z_]+)"', form)) == {param.name for param in query.params}, (
            query.name
        )


def test_answer_shows_rows_chain_and_text(client: FlaskClient, sample_site: Flask) -> None:
    page = client.get("/q/zone_workplaces_behind_company?company=VF+Corporation").text
    assert f'<a href="/w/{found(sample_site, "yesum vina")}"><bdi>Yesum Vina Co., Ltd.</bdi></a>' in page
    assert "1 row Members’ graph of" in said(page)
    assert '<svg width="' in page
    assert catalog()["zone_workplaces_behind_company"].cypher.splitlines()[-1] in said(page)


def test_several_fits_are_offered(client: FlaskClient) -> None:
    page = client.get("/q/chains_up_from_workplace?workplace=garment").text
    assert "several fit 'garment'; choose one by its id." in said(page)
    assert len(re.findall(r'href="/q/chains_up_from_workplace\?workplace=WP-', page)) > 1


def test_wrong_value_is_one_sentence_beside_the_form(client: FlaskClient) -> None:
    answer = client.get("/q/zone_workplaces_behind_company?company=VF+Corporation&max_tier=9")
    assert answer.status_code == 200
    assert "max_tier is between 1 and 6, not 9." in said(answer.text)


def test_no_row_is_no_clean_record(client: FlaskClient) -> None:
    page = said(client.get("/q/find_workplace?text=qqqqzzzz").text)
    assert "No row fits. That says what the sources here name, not what there is." in page


def test_long_answer_comes_in_parts(client: FlaskClient) -> None:
    page = client.get("/q/find_workplace?text=a").text
    after = re.findall(r'rel="next" href="([^"]+)"', page)[0].replace("&amp;", "&")
    assert after == "/q/find_workplace?text=a&start=200"
    assert "Showing 201 to 400 of" in said(client.get(after).text)
