"""What a newcomer sees in the sample, page by page, without a browser."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.app.site import found, hit, said

ORDER = [
    "Supplies", "Through whom", "Owned by", "Zone", "Union and agreements", "Wages", "Known findings",
    "In the same zone", "What binds the buyer", "Where to complain", "Record",
]  # fmt: skip


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return said(answer.text)


def test_home_asks_and_says_what_it_rests_on(client: FlaskClient) -> None:
    page = text(client, "/")
    assert "Which brands does your workplace supply?" in page
    assert "Try Yesum Vina , Yupoong , Linh Trung Export Processing Zone II or New Balance" in page
    assert re.search(r" \d+ of 1,\d+ supply links do not name the buyer\.", page)
    assert "Whether a workplace has a union: no source here says." in page


@pytest.mark.parametrize("words", ["yesum vina", "yesum", "yesum vinna", "YESUM VINA CO"])
def test_part_or_slip_finds_the_workplace(client: FlaskClient, words: str) -> None:
    page = client.get("/find", query_string={"q": words}).text
    assert re.findall(r"<li><h2>.*?<bdi>(.*?)</bdi>", page)[0] == "Yesum Vina Co., Ltd."


def test_namesakes_are_boxed_with_the_reason(client: FlaskClient) -> None:
    page = text(client, "/find?q=bac+giang+garment")
    assert "The first 2 have nearly the same name. Not shown to be the same." in page
    assert "the addresses are in Bac Giang city and in Luc Nam district" in page


def test_nothing_found_says_where_it_looked(client: FlaskClient) -> None:
    page = text(client, "/find?q=qqqqzzzz")
    assert (
        "Nothing found. Looked for “ qqqqzzzz ” in names, other names, ids and addresses of workplaces,"
        " companies and zones, and of those whom they supply, in any spelling near it."
    ) in page
    assert "What you can try" in page


def test_results_say_whether_there_are_more(client: FlaskClient) -> None:
    assert "The best 20 are shown; there are more." in text(client, "/find?q=nike")
    assert len(client.get("/find?q=nike", headers={"Accept": "application/json"}).json or ()) == 20
    assert " 2 found. " in text(client, "/find?q=regina+miracle")


def test_workplace_names_buyer_tier_list_and_date(client: FlaskClient, sample_site: Flask) -> None:
    page = text(client, f"/w/{found(sample_site, 'yesum vina')}")
    assert re.search(r"Supplies VF\b.{0,30} tier 1 Likely · 1 source · last seen 2018", page)
    assert "VF Corporation ’s list , in Suppliers that brands publish, collected on WikiRate" in page
    assert "“ Supplied By ”, seen Nov 2018." in page
    assert "Which of its 22 brands, no source says." in page
    assert "Linh Trung Export Processing Zone II Export processing zone" in page
    assert "Viet Nam is listed for child labour and forced labour in 16 goods: garments" in page
    assert "About the country and the good, not about this workplace" in page
    assert "That is not a clean record: no source here has looked." in page


@pytest.mark.parametrize("words", ["yesum vina", "regina miracle intimate", "akademi tekstil"])
def test_workplace_keeps_its_order(client: FlaskClient, sample_site: Flask, words: str) -> None:
    page = client.get(f"/w/{found(sample_site, words)}").text
    headings = [heading for heading in re.findall(r"<h2[^>]*>(.*?)</h2>", page) if heading in ORDER]
    assert headings == [heading for heading in ORDER if heading in headings]
    assert set(ORDER) - set(headings) <= {"In the same zone"}


def test_undisclosed_buyers_are_counted_by_list(client: FlaskClient, sample_site: Flask) -> None:
    page = text(client, f"/w/{found(sample_site, 'regina miracle intimate')}")
    assert "3 buyers that their lists do not name" in page
    assert [f"Buyer not named by Open Supply Hub list {n}" in page for n in (3, 7, 15)] == [True] * 3


def test_one_place_in_two_chains(client: FlaskClient, sample_site: Flask) -> None:
    page = text(client, f"/chain/{found(sample_site, 'bac giang garment corporation')}")
    assert re.search(r"supplies Levi Strauss & Co. and VF( Corporation)?\.", page)


def test_organisation_counts_what_it_discloses(client: FlaskClient, sample_site: Flask) -> None:
    page = text(client, f"/o/{found(sample_site, 'VF Corporation', 'Organisation')}")
    assert "Supplied by 20 places in 2 countries" in page
    assert "Address 20 of 20" in page
    assert "Products 0 of 20" in page
    assert "Owner We do not know." in page


def test_zone_lists_who_stands_there(client: FlaskClient, sample_site: Flask) -> None:
    page = text(client, f"/z/{found(sample_site, 'linh trung', 'Zone')}")
    assert "Its rules Viet Nam export processing enterprises and zones" in page
    assert "The 4 workplaces that sources here place in it." in page
    assert "New Balance Athletic Shoe, Inc. from 2 workplaces" in page
    assert "Long Rich (VN) Co., Ltd. buyer not named" in page


def test_country_without_a_profile_is_unknown(client: FlaskClient) -> None:
    page = text(client, "/c/vn")
    assert (
        "Labour inspection We do not know. No source here has a profile of its inspection. Unknown, not low."
        in page
    )
    assert "Good Listed for 2021 2019 2016 Garments" in page
    assert "C087, freedom of association: not ratified as of 2026" in page


def test_country_with_a_profile_has_its_inspectors(client: FlaskClient) -> None:
    page = text(client, "/c/bd")
    assert "400 labour inspectors, 2022" in page
    assert "Jute (textiles)" in page


def test_chain_opens_the_panel_of_a_link(client: FlaskClient, sample_site: Flask) -> None:
    plant, buyer = found(sample_site, "yesum vina"), hit(sample_site, "VF Corporation", "Organisation")
    page = text(client, f"/chain/{plant}?link={plant}~SUPPLIES~{buyer.id}")
    assert f"Yesum Vina Co., Ltd. supplies {buyer.name} What it means A list names" in page
    assert "Stated as tier 1: without a go-between." in page
    assert "How sure: Likely + One source that should know says so − Only one source − 8 years old" in page


def test_chain_down_lists_suppliers_and_brands(client: FlaskClient, sample_site: Flask) -> None:
    buyer = hit(sample_site, "VF Corporation", "Organisation")
    page = text(client, f"/chain/{buyer.id}?down=1")
    assert f"{buyer.name} is supplied by 20 known places. It has 22 known brands." in page
    assert "42 paths, 42 links" in page


def test_claim_shows_the_row_as_given(client: FlaskClient, sample_site: Flask) -> None:
    page = client.get(f"/w/{found(sample_site, 'yesum vina')}").text
    claim = re.findall(r'href="/claim/([^"]+)"', page)[0]
    shown = text(client, f"/claim/{claim}")
    assert re.search(r"Yesum Vina Co., Ltd. supplies VF( Corporation)? A source says so\.", shown)
    assert "supplier_tier Tier 1 Supplier supplier_latlon empty" in shown


def test_sources_tell_their_newest_date(client: FlaskClient) -> None:
    sources = client.get("/sources", headers={"Accept": "application/json"}).json
    dates = {source["name"]: source["date"] for source in sources or []}
    assert [dates[name] for name in DATED] == ["2018-11", "2021", "2021", "2022", None]
    assert "Newest data 2021" in text(client, _source(sources, "Brands of companies, on WikiRate"))


DATED = (
    "Suppliers that brands publish, collected on WikiRate",
    "Brands of companies, on WikiRate",
    "List of goods produced by child labor or forced labor",
    "Findings on the worst forms of child labor: country profiles",
    "Supplier list: Open Supply Hub list 3",
)


def _source(sources: Any, name: str) -> str:
    return f"/source/{next(source['id'] for source in sources if source['name'] == name)}"


def test_sources_come_with_licence_and_rows(client: FlaskClient) -> None:
    page = client.get("/sources").text
    source = re.findall(r'<th scope="row"><a href="(/source/[^"]+)"><bdi>Suppliers that', page)[0]
    shown = text(client, source)
    assert "CC BY-SA 4.0 (WikiRate contributors) Its facts may be published again, with credit." in shown
    assert "with_latlon_1.csv" in shown
