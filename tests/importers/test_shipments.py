"""Shipments: added up to links and sums by year; nothing counted twice, nothing without a unit."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from graph.ledger import tables as t
from graph.ledger.store import Ledger
from importers.runner import Asked, import_file
from tests.fixtures.claimed import FIXTURES, claimed

RECORDS = FIXTURES / "shipments" / "shipments.csv"
MILL, BRAND = "org:its publisher:SYNTHETIC MILL LTD", "org:its publisher:SYNTHETIC BRAND INC"
HEADINGS = "Shipper,Consignee,HS Code,Arrival Date,Weight (kg),Value (USD)\n"


def _file(tmp_path: Path, rows: str, name: str = "records.csv") -> Path:
    path = tmp_path / name
    path.write_text(HEADINGS + rows, "utf-8")
    return path


def test_shipments_of_a_year_are_one_link() -> None:
    found = claimed(RECORDS)

    day = {"as_of": "2021"}
    assert found.source == "shipments"
    assert found.said[8:13] == [
        ("DESCRIBES", MILL, None, {"name": "SYNTHETIC MILL LTD", "disclosed": True} | day),
        ("IN_COUNTRY", MILL, "iso:BD", {"precision": "stated"} | day),
        ("DESCRIBES", BRAND, None, {"name": "SYNTHETIC BRAND INC", "disclosed": True} | day),
        ("IN_COUNTRY", BRAND, "iso:US", {"precision": "stated"} | day),
        (
            "SUPPLIES",
            MILL,
            BRAND,
            {"kinds": ["goods"], "years": [2021], "products": ["HS 610910", "HS 6110"]} | day,
        ),
    ]
    assert found.claims[12].origin.words == "3 shipments in 2021, row 2, 3, 4"
    assert found.claims[12].origin.list.name == "shipments, 2021"


def test_sums_are_about_both_firms_and_the_good() -> None:
    day = {"as_of": "2021"}
    assert claimed(RECORDS).said[13:17] == [
        (
            "DESCRIBES",
            "obs:3",
            None,
            {"name": "trade value", "indicator": "trade_value", "year": 2021, "value": 20000.1,
             "unit": "USD"} | day,
        ),
        ("ABOUT", "obs:3", MILL, {"role": "supplier"} | day),
        ("ABOUT", "obs:3", BRAND, {"role": "buyer"} | day),
        ("ABOUT", "obs:3", "hs:610910", {"role": "product"} | day),
    ]  # fmt: skip


def test_weights_are_added_in_kilograms() -> None:
    sums = [claim for claim in claimed(RECORDS).claims if claim.properties.get("indicator") == "trade_volume"]

    assert [(claim.properties["year"], claim.properties["value"]) for claim in sums] == [
        (2021, 10.0),
        (2021, 3000.5),
        (2022, 10.0),
    ]
    assert sums[1].origin.words == "3 shipments in 2021, row 2, 3, 4; added up over 2 of 2 of this good"


def test_bank_is_not_the_buyer() -> None:
    links = [said for said in claimed(RECORDS).said if said[0] == "SUPPLIES"]

    assert links[0] == (
        "SUPPLIES",
        MILL,
        "undisclosed:buyer:1",
        {"kinds": ["goods"], "years": [2021], "products": ["HS 610910"], "as_of": "2021"},
    )


def test_what_is_no_shipment_is_set_aside() -> None:
    assert claimed(RECORDS).refused == [
        ("7", "SHIPPER_NAME", "Shipper and consignee are one firm: nobody supplies itself."),
        ("8", "SHIPPER_NAME", "It names neither shipper nor consignee."),
        ("9", "HS_CODE", "'61x' is no HS code: it has 2, 4 or from 6 digits."),
        ("10", "SHIPMENT_DATE", "'someday' names no year that can be told (write 2018-11-07)."),
    ]


def test_run_says_what_was_not_added_up(tmp_path: Path) -> None:
    report = import_file(Ledger(f"sqlite:///{tmp_path}/ledger.db"), Asked(RECORDS))

    assert (report.read, len(report.set_aside)) == (9, 4)
    assert report.warnings == [
        "Row 4 gives a weight whose unit is not known: it is not added up.",
        "Row 4 gives a value that is not said to be in USD: it is not added up.",
    ]


def test_same_file_changes_nothing(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path}/ledger.db")
    first, again = (import_file(ledger, Asked(RECORDS)) for _ in range(2))

    assert (first.claims_new, again.claims_new, again.run) == (28, 0, None)


def test_later_year_stands_beside_the_earlier(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path}/ledger.db")
    for row in ("A Mill,A Brand,6109,2021-01-02,5,10", "A Mill,A Brand,6109,2022-01-02,7,20"):
        import_file(ledger, Asked(_file(tmp_path, row + "\n"), list_name="Customs"))

    with ledger.read() as connection:
        c = t.claim.c
        links = connection.execute(
            sa.select(c.list_id, c.payload).where(c.kind == "SUPPLIES").order_by(c.id)
        ).all()
    assert [payload for _, payload in links] == [
        '{"kinds": ["goods"], "products": ["HS 6109"], "years": [2021]}',
        '{"kinds": ["goods"], "products": ["HS 6109"], "years": [2022]}',
    ]
    assert len({list_id for list_id, _ in links}) == 2


@pytest.mark.parametrize(
    ("date", "year"),
    [("2021-03-04", 2021), ("03/04/2021", 2021), ("4 March 2020", 2020), ("20190304", 2019), ("2018", 2018)],
)
def test_year_is_told_where_the_day_is_not(tmp_path: Path, date: str, year: int) -> None:
    found = claimed(_file(tmp_path, f"A Mill,A Brand,6109,{date},5,10\n"))

    assert [said[3]["years"] for said in found.said if said[0] == "SUPPLIES"] == [[year]]


def test_records_are_for_members(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path}/ledger.db")
    import_file(ledger, Asked(RECORDS, audience="public"))

    with ledger.read() as connection:
        assert connection.scalars(sa.select(t.claim.c.audience).distinct()).all() == [1]
