"""Supply relationships: companies and workplaces at either end, vendors between, what is said of the link."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from graph.ledger import tables as t
from graph.ledger.store import Ledger
from importers.runner import Asked, import_file
from importers.sources import source_named
from tests.fixtures.claimed import FIXTURES, claimed

TABLE = FIXTURES / "supply_relationships" / "relationships.csv"
TEMPLATE = FIXTURES.parents[1] / "docs" / "templates" / "supply_relationships.csv"
BRAND = "org:its publisher:Synthetic Brand"


def _row(tmp_path: Path, headings: str, row: str) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(f"buyer,supplier,from,{headings}\n{row}\n", "utf-8")
    return path


def test_row_is_a_link_with_what_it_says() -> None:
    found = claimed(TABLE)

    day = {"as_of": "2024-05-01"}
    assert found.source == "supply_relationships"
    assert found.said[:5] == [
        ("DESCRIBES", "row:1", None, {"name": "Mill 2", "address": "12 Quay Road"} | day),
        ("IN_COUNTRY", "row:1", "iso:BD", {"precision": "stated"} | day),
        ("DESCRIBES", BRAND, None, {"name": "Synthetic Brand", "disclosed": True} | day),
        ("IN_COUNTRY", BRAND, "iso:SE", {"precision": "stated"} | day),
        (
            "SUPPLIES",
            "row:1",
            BRAND,
            {"kinds": ["goods"], "tiers": [1], "products": ["T-shirts", "trousers"], "share": 40.0,
             "since": "2021-03"} | day,
        ),
    ]  # fmt: skip


def test_vendors_between_make_a_route() -> None:
    links = [said for said in claimed(TABLE).said[5:] if said[0] == "SUPPLIES"]

    dates = {"since": "2020", "until": "2022"}
    agent, trading = "org:its publisher:Agent A", "org:its publisher:Trading B"
    assert links[:3] == [
        ("SUPPLIES", "row:2", agent, {"tiers": [2], "products": ["yarn"]} | dates),
        ("SUPPLIES", agent, trading, dates),
        ("SUPPLIES", trading, BRAND, dates),
    ]


def test_company_supplies_company() -> None:
    assert claimed(TABLE).said[-1] == (
        "SUPPLIES",
        BRAND,
        "org:its publisher:Synthetic Retail",
        {"kinds": ["goods"]},
    )


def test_links_of_one_row_share_their_route(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path}/ledger.db")
    import_file(ledger, Asked(TABLE))
    import_file(ledger, Asked(TABLE))

    with ledger.read() as connection:
        c = t.claim.c
        routes = connection.scalars(sa.select(c.route).where(c.kind == "SUPPLIES").order_by(c.id)).all()
    assert (len(routes), len(set(routes[1:4])), routes[0], routes[4]) == (5, 1, None, None)
    assert routes[1] is not None


def test_buyer_of_the_table_may_be_nobody(tmp_path: Path) -> None:
    path = _row(tmp_path, "tier", ",Mill 2,2020,1")

    assert claimed(path).said[1:] == [
        (
            "DESCRIBES",
            "undisclosed:buyer:1",
            None,
            {"name": "Buyer not named by table", "disclosed": False, "roles": ["undisclosed"]},
        ),
        (
            "SUPPLIES",
            "org:its publisher:Mill 2",
            "undisclosed:buyer:1",
            {"tiers": [1], "since": "2020"},
        ),
    ]
    assert claimed(path, buyer="A Brand").said[-1][2] == "org:its publisher:A Brand"


@pytest.mark.parametrize(
    ("headings", "row", "column", "reason"),
    [
        ("tier", "A,,2020,1", "supplier", "'supplier' is empty: fill it in, or leave the row out."),
        ("tier", "A,A,2020,1", "supplier",
         "The same firm stands twice on the way: nobody supplies itself."),
        ("vendor", "A,B,2020,A", "supplier",
         "The same firm stands twice on the way: nobody supplies itself."),
        ("to", "A,B,2020-05,2019", "to", "It ended on 2019, before it began on 2020-05."),
        ("share", "A,B,2020,140", "share", "140 is no share in percent: it is from 0 to 100."),
        ("kind", "A,B,2020,gold", "kind", "'gold' is not one of goods, service, labour, waste."),
        ("supplier_kind", "A,B,2020,plant", "supplier_kind", "'plant' is neither company nor workplace."),
        ("supplier_country", "A,B,2020,Atlantis", "supplier_country",
         "'Atlantis' is no country that is known: use its name or its ISO code."),
    ],
)  # fmt: skip
def test_row_without_meaning_is_set_aside(
    tmp_path: Path, headings: str, row: str, column: str, reason: str
) -> None:
    assert claimed(_row(tmp_path, headings, row)).refused == [("2", column, reason)]


def test_end_as_exact_as_the_beginning_is_no_fault(tmp_path: Path) -> None:
    found = claimed(_row(tmp_path, "to", "A,B,2020-05,2020"))

    assert (found.said[-1][3], found.refused) == ({"since": "2020-05", "until": "2020"}, [])


def test_template_has_every_heading() -> None:
    columns = source_named("supply_relationships").accept.columns

    assert TEMPLATE.read_text("utf-8").strip().split(",") == [first for first, *_ in columns.values()]
