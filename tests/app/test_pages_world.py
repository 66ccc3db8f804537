"""A workplace of which much is known, by every kind of audience, link and certainty."""

import re

from flask import Flask

from tests.app.site import found, said


def shown(site: Flask, path: str) -> str:
    answer = site.test_client().get(path)
    assert answer.status_code == 200
    return said(answer.text)


def test_goods_through_a_vendor_are_said_to_be_possible(world_site: Flask) -> None:
    page = shown(world_site, f"/w/{found(world_site, 'plant one')}")
    assert "Through others to Vendor Ltd. Its list calls this tier 2" in page
    assert "May reach Big Brand through Vendor Ltd Each step has its source; no single source" in page


def test_owner_union_wage_and_finding_are_shown(world_site: Flask) -> None:
    page = shown(world_site, f"/w/{found(world_site, 'plant one')}")
    assert "Owned by Run by Runner Ltd Likely" in page
    assert "Its owner, we do not know." in page
    assert "Union and agreements Plant Union recognised independent" in page
    assert "Wages 41.5 % of a living wage, 2023" in page
    assert "Known findings Violation verified Unpaid overtime About this workplace. Wages." in page
    assert "members only" in page


def test_country_context_is_apart_from_the_finding(world_site: Flask) -> None:
    page = shown(world_site, f"/w/{found(world_site, 'plant one')}")
    own, context = page.index("Unpaid overtime"), page.index("About the country and the good")
    assert own < context < page.index("Viet Nam is listed for child labour in 1 good: garments")


def test_chain_goes_up_to_the_last_owner(world_site: Flask) -> None:
    page = shown(world_site, f"/chain/{found(world_site, 'plant one')}")
    steps = re.findall(r"(Vendor Ltd|Big Brand|Owner Holding) (?:may: )?(is supplied by it|owns it)", page)
    assert steps == [
        ("Vendor Ltd", "is supplied by it"),
        ("Big Brand", "is supplied by it"),
        ("Owner Holding", "owns it"),
    ]
    assert "may: is supplied by it" in page


def test_undated_link_says_so(world_site: Flask) -> None:
    page = shown(world_site, f"/w/{found(world_site, 'plant one')}")
    assert "1 buyer that its list does not name" in page
    assert "Buyer not named by suppliers Likely · 1 source · no date given" in page


def test_zone_and_owner_pages_say_what_is_unknown(world_site: Flask) -> None:
    zone = shown(world_site, f"/z/{found(world_site, 'zone one', 'Zone')}")
    assert "Union and agreements We do not know." in zone
    page = shown(world_site, f"/o/{found(world_site, 'owner holding', 'Organisation')}")
    assert "Supplied by We do not know. No source here names a supplier." in page


def test_rules_agreements_and_complaints_are_shown(world_site: Flask) -> None:
    page = shown(world_site, f"/w/{found(world_site, 'plant one')}")
    assert "Zone law Rests on Decree 1 Likely · 1 source" in page
    assert "Unions: Restricted: associations in their stead 2019" in page
    assert (
        "What binds the buyer Old Accord enforceable accord binding ended 31 May 2021 Signed by Vendor Ltd"
        in page
    )
    assert "It is for workplaces in Bangladesh." in page
    assert "Where to complain Contact Point Seat of Vendor Ltd: Norway. Needs: a form ." in page


def test_undisclosed_buyer_has_a_page_of_its_own(world_site: Flask) -> None:
    page = world_site.test_client().get(f"/w/{found(world_site, 'plant one')}").text
    hidden = re.findall(r'<span class="no">.*?href="(/o/[^"]+)"', page)[0]
    assert "A buyer that its list does not name" in shown(world_site, hidden)


def test_claim_names_the_list_owner_only_beside_him(sample_site: Flask) -> None:
    """A description from a buyer's list must not tell who buys: that link may be withheld."""
    door = sample_site.extensions["linkwork"].claims("members")
    plant, buyer = found(sample_site, "yesum vina"), found(sample_site, "VF Corporation", "Organisation")
    link = (plant, "SUPPLIES", buyer)
    assert [claim.list_of for claim in door.claims_of([link])[link]] == ["VF Corporation"]
    assert [full.claim.list_of for full in door.descriptions_of(plant)] == [""]
