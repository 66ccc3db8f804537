"""Open Supply Hub: the download, a facility, a page of them, production locations, claims without people."""

import json
from pathlib import Path
from typing import Any

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
CLAIMED = {"name": "claimed", "indicator": "claimed", "text": "by its owner or manager"}
HEADINGS = "os_id,name,address,country_code,country_name,is_closed"


def location(**more: Any) -> dict[str, Any]:
    """A production location of the API, version 1."""
    page = json.loads((FILES / "production_locations.json").read_text("utf-8"))
    return dict(page["data"][0]) | more


def written(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_download_says_no_buyer() -> None:
    found = claimed(FILES / "download.csv")

    assert found.source == "open_supply_hub"
    assert found.said == [
        ("DESCRIBES", ZABER, None, {**NAMED, "as_of": "2021-04-23"}),
        ("IN_COUNTRY", ZABER, "iso:BD", {"precision": "stated", "as_of": "2021-04-23"}),
        ("DESCRIBES", NOMAN, None, {"name": "Noman Group"}),
        ("OPERATED_BY", ZABER, NOMAN, {}),
        ("MAKES", ZABER, "isic:14", {}),
        ("DESCRIBES", "mat:garments", None, {"name": "garments"}),
        ("MAKES", ZABER, "mat:garments", {}),
        ("DESCRIBES", "obs:1", None, WORKERS),
        ("ABOUT", "obs:1", ZABER, {"role": "subject"}),
        ("DESCRIBES", MOVED, None, {
            "name": "Closed Works", "address": "1 Harbour Road, Ningbo", "os_id": "CN2021250D1DTN7",
            "as_of": "2021-09-07",
        }),
        ("IN_COUNTRY", MOVED, "iso:CN", {"precision": "stated", "as_of": "2021-09-07"}),
        ("MAKES", MOVED, "isic:14", {}),
        ("DESCRIBES", "mat:garments", None, {"name": "garments"}),
        ("MAKES", MOVED, "mat:garments", {}),
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
        ("SUPPLIES", ZABER, buyer, {}),
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
        ("DESCRIBES", "obs:3", None, CLAIMED),
        ("ABOUT", "obs:3", ZABER, {"role": "subject"}),
        ("DESCRIBES", buyer, None, {"name": "H&M Group", "disclosed": True}),
        ("SUPPLIES", ZABER, buyer, {}),
    ]
    assert [claim.origin.confidence for claim in found.claims[:3]] == [2, 2, 1]
    assert "other_addresses.1: Pagar Tongi 1710 | GAZIPUR" in found.claims[0].origin.words


def test_page_of_facilities_is_read() -> None:
    assert claimed(FILES / "facilities.json").said == [
        ("DESCRIBES", ZABER, None, {**NAMED, "address": "Pagar, Tongi, Gazipur"}),
        ("IN_COUNTRY", ZABER, "iso:BD", {"precision": "stated"}),
        ("DESCRIBES", "obs:1", None, CLAIMED),
        ("ABOUT", "obs:1", ZABER, {"role": "subject"}),
    ]


def test_production_location_is_read_whole() -> None:
    found = claimed(FILES / "production_locations.json")

    place, about = "os:IN2021079TDH72D", {"role": "subject"}
    assert (found.source, found.refused) == ("open_supply_hub", [])
    assert found.said == [
        ("DESCRIBES", place, None, {
            "name": "YK Creation", "os_id": "IN2021079TDH72D", "lat": 13.0454318, "lon": 77.5218658,
            "address": "No. 13, SM Road, SM Road, Near Ayyappa Temple, Jalahalli West, Bangalore - 560057,"
            " Karnataka, India.", "precision": "unknown",
        }),
        ("IN_COUNTRY", place, "iso:IN", {"precision": "stated"}),
        ("DESCRIBES", place, None, {"name": "ವೈ.ಕೆ. ಕ್ರಿಯೇಷನ್"}),
        ("MAKES", place, "isic:141", {}),
        ("DESCRIBES", "mat:garments", None, {"name": "garments"}),
        ("MAKES", place, "mat:garments", {}),
        ("MAKES", place, "isic:14", {}),
        ("DESCRIBES", "obs:1", None,
         {"name": "workers", "indicator": "workers", "value": 225.0, "text": "225", "unit": "count"}),
        ("ABOUT", "obs:1", place, about),
        ("DESCRIBES", "obs:2", None, {
            "name": "workers female percent", "indicator": "workers_female_percent", "value": 90.0,
            "unit": "percent",
        }),
        ("ABOUT", "obs:2", place, about),
        ("DESCRIBES", "obs:3", None, CLAIMED),
        ("ABOUT", "obs:3", place, about),
    ]  # fmt: skip
    assert [claim.origin.confidence for claim in found.claims[2:7]] == [1, 1, 1, 1, 1]


def test_one_production_location_is_a_file_too(tmp_path: Path) -> None:
    alone = written(tmp_path / "one.json", location())
    lines = tmp_path / "lines.jsonl"
    lines.write_text(f"{json.dumps(location())}\n{json.dumps(location(os_id='BD2021113R7R87P'))}\n", "utf-8")

    page = claimed(FILES / "production_locations.json").said
    assert claimed(alone).said == page
    assert claimed(lines).said[: len(page)] == page


def test_location_says_closure_old_ids_and_owner(tmp_path: Path) -> None:
    more = {
        "is_closed": True, "opened_at": "2001-02-03", "closed_at": "2025-06-30", "claim_status": "pending",
        "historical_os_id": ["CN2021250D1DTN7"], "lei_id": "5493001KJTIIGC8Y1R12",
        "parent_company": "YK Group",
    }  # fmt: skip
    found = claimed(written(tmp_path / "one.json", {"count": 1, "data": [location(**more)]}))

    place, lei = "os:IN2021079TDH72D", "lei:5493001KJTIIGC8Y1R12"
    assert {name: found.said[0][3][name] for name in ("opened", "closed")} == {
        "opened": "2001-02-03",
        "closed": "2025-06-30",
    }
    assert [said for said in found.said if said[0] in ("SAME_AS", "OPERATED_BY")] == [
        ("SAME_AS", place, MOVED, {}),
        ("OPERATED_BY", place, "org:Open Supply Hub:YK Group", {}),
        ("OPERATED_BY", place, lei, {}),
    ]
    assert [
        said[3]["indicator"] for said in found.said if said[1].startswith("obs:") and said[0] == "DESCRIBES"
    ] == [
        "workers",
        "workers_female_percent",
        "closed",
    ]


def test_industry_codes_are_what_it_makes(tmp_path: Path) -> None:
    entry = {"section": "C - Manufacturing", "division": "14 - Wearing apparel", "class": "1410 - Apparel"}
    more = {"isic_4": [entry, {"group": "152 - Footwear"}], "sector": [], "product_type": []}
    found = claimed(written(tmp_path / "one.json", location(**more)))

    assert [(said[2], claim.origin.confidence) for said, claim in zip(found.said, found.claims, strict=True)
            if said[0] == "MAKES"] == [("isic:1410", 2), ("isic:152", 2)]  # fmt: skip


def test_claim_in_a_download_is_read_without_its_people(tmp_path: Path) -> None:
    path = tmp_path / "download.csv"
    path.write_text(
        f"{HEADINGS},claim_created_at,claim_point_of_contact,claim_point_of_contact_email,claim_office_address,"
        "claim_company_phone,claim_name_in_native_language,claim_parent_company,claim_product_types,"
        "claim_female_workers_percentage\n"
        "CN2021250D1DTN7,Works,1 Harbour Road,CN,China,False,2024-06-15,A Person,person@example.org,2 Office"
        ' Road,+86 1,工厂,Works Group,"T-Shirts, Shoes",60\n',
        "utf-8",
    )
    found = claimed(path)
    document = open_file(path)
    (row,) = read_rows(document, recognise(document))

    assert isinstance(row, Row)
    assert not {"A Person", "person@example.org", "2 Office Road", "+86 1"} & set(row.raw.values())
    assert [said for said in found.said if said[0] in ("OPERATED_BY", "MAKES")] == [
        ("OPERATED_BY", MOVED, "org:Open Supply Hub:Works Group", {}),
        ("MAKES", MOVED, "hs:6109", {}),
        ("MAKES", MOVED, "hs:64", {}),
        ("MAKES", MOVED, "isic:14", {}),
        ("MAKES", MOVED, "isic:152", {}),
        ("MAKES", MOVED, "mat:footwear", {}),
        ("MAKES", MOVED, "mat:garments", {}),
    ]
    assert [said[3].get("name") for said in found.said if said[1] == MOVED and said[0] == "DESCRIBES"] == [
        "Works",
        "工厂",
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
