"""Open Supply Hub: the download, one facility of the API, a page of facilities."""

from importers.reading import open_file
from importers.recognising import read_rows, recognise
from importers.row import Row
from tests.fixtures.claimed import FIXTURES, claimed

FILES = FIXTURES / "open_supply_hub"
ZABER, MOVED, NOMAN = "os:BD2021113R7R87P", "os:CN2021250D1DTN7", "org:Open Supply Hub:Noman Group"
NAMED = {
    "name": "Zaber & Zubair Fabrics Ltd", "os_id": "BD2021113R7R87P", "lat": 23.896051, "lon": 90.418952,
    "address": "Pagar, Tongi, Gazipur Tongi, Gazipur Dhaka Gazipur 1710 Dhaka", "precision": "unknown",
}  # fmt: skip
WORKERS = {"name": "workers", "indicator": "workers", "text": "4001 | 1001-5000", "unit": "count"}
CLOSED = {"name": "closed", "indicator": "closed", "text": "reported closed"}


def test_download_says_no_buyer() -> None:
    found = claimed(FILES / "download.csv")

    assert found.source == "open_supply_hub"
    assert found.said == [
        ("DESCRIBES", ZABER, None, {**NAMED, "as_of": "2021-04-23"}),
        ("IN_COUNTRY", ZABER, "iso:BD", {"precision": "stated", "as_of": "2021-04-23"}),
        ("DESCRIBES", NOMAN, None, {"name": "Noman Group"}),
        ("OPERATED_BY", ZABER, NOMAN, {}),
        ("DESCRIBES", "obs:1", None, WORKERS),
        ("ABOUT", "obs:1", ZABER, {"role": "subject"}),
        ("DESCRIBES", MOVED, None, {
            "name": "Closed Works", "address": "1 Harbour Road, Ningbo", "os_id": "CN2021250D1DTN7",
            "as_of": "2021-09-07",
        }),
        ("IN_COUNTRY", MOVED, "iso:CN", {"precision": "stated", "as_of": "2021-09-07"}),
        ("DESCRIBES", "obs:2", None, CLOSED),
        ("ABOUT", "obs:2", MOVED, {"role": "subject"}),
    ]  # fmt: skip


def test_mistyped_id_is_set_aside() -> None:
    assert claimed(FILES / "download.csv").refused == [
        ("4", "os_id", "'BD2021113R7R87Q' is no OS ID: its form or its check character is wrong.")
    ]


def test_contributors_stand_in_the_words() -> None:
    assert (
        "contributor (list): Fair Factories Clearinghouse (FFC Factory List Oct 2022)"
        "|H&M Group (Supplier list 2024)|A Brand / Retailer (List)"
    ) in claimed(FILES / "download.csv").claims[0].origin.words


def test_contributor_named_as_buyer_buys() -> None:
    found = claimed(FILES / "download.csv", buyer="H&M Group")
    buyer = "org:Open Supply Hub:H&M Group"

    assert [said for said in found.said if buyer in said[1:3]] == [
        ("DESCRIBES", buyer, None, {"name": "H&M Group", "disclosed": True}),
        ("SUPPLIES", ZABER, buyer, {"products": ["Leisure", "Tech"]}),
    ]
    assert claimed(FILES / "download.csv", buyer="H&M").said == claimed(FILES / "download.csv").said


def test_api_tells_names_closure_and_move() -> None:
    found = claimed(FILES / "facility.json", buyer="H&M Group")
    since, buyer = {"as_of": "2020-03-06"}, "org:Open Supply Hub:H&M Group"

    assert (found.source, found.refused) == ("open_supply_hub", [])
    assert found.said == [
        ("DESCRIBES", ZABER, None, {**NAMED, "closed": "2024-08-01", **since}),
        ("IN_COUNTRY", ZABER, "iso:BD", {"precision": "stated", **since}),
        ("DESCRIBES", ZABER, None, {"name": "Zaber & Zubair Fabric Ltd.", **since}),
        ("SAME_AS", ZABER, MOVED, {}),
        ("DESCRIBES", NOMAN, None, {"name": "Noman Group"}),
        ("OPERATED_BY", ZABER, NOMAN, {}),
        ("DESCRIBES", "obs:1", None, WORKERS),
        ("ABOUT", "obs:1", ZABER, {"role": "subject"}),
        ("DESCRIBES", "obs:2", None, CLOSED),
        ("ABOUT", "obs:2", ZABER, {"role": "subject"}),
        ("DESCRIBES", buyer, None, {"name": "H&M Group", "disclosed": True}),
        ("SUPPLIES", ZABER, buyer, {"products": ["Leisure", "Tech"]}),
    ]
    assert [claim.origin.confidence for claim in found.claims[:3]] == [2, 2, 1]


def test_page_of_facilities_is_read() -> None:
    assert claimed(FILES / "facilities.json").said == [
        ("DESCRIBES", ZABER, None, {**NAMED, "address": "Pagar, Tongi, Gazipur"}),
        ("IN_COUNTRY", ZABER, "iso:BD", {"precision": "stated"}),
    ]


def test_contact_person_is_not_kept() -> None:
    document = open_file(FILES / "facility.json")
    (row,) = read_rows(document, recognise(document))

    assert isinstance(row, Row)
    assert [name for name in row.raw if name.startswith("claim_info.")] == [
        "claim_info.id",
        "claim_info.facility.description",
        "claim_info.facility.parent_company.id",
        "claim_info.facility.parent_company.name",
        "claim_info.contributor",
    ]
