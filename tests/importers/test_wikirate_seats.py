"""The brands' seats: a workbook without a heading and with two empty sheets."""

from tests.fixtures.claimed import FIXTURES, claimed


def test_sheet_without_heading_is_read() -> None:
    found = claimed(FIXTURES / "wikirate_seats" / "seats.xlsx", "wikirate_seats")

    assert found.refused == []
    assert len({said[1] for said in found.said}) == 22
    address = "Mäster Samuelsgatan 46A SE - 106 38 Stockholm SWEDEN"
    assert found.said[:2] == [
        (
            "DESCRIBES",
            "org:WikiRate:H & M, Hennes & Mauritz AB",
            None,
            {"name": "H & M, Hennes & Mauritz AB", "address": address},
        ),
        ("IN_COUNTRY", "org:WikiRate:H & M, Hennes & Mauritz AB", "iso:SE", {"precision": "address"}),
    ]
    assert found.claims[0].origin.row_ref == "Sheet1!1"
