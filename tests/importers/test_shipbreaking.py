"""Ships that went to be broken: ship, yard, owners and operator of one row."""

from pathlib import Path

from graph.ledger.store import Ledger
from importers.runner import Asked, import_file
from importers.sources import source_named
from tests.fixtures.claimed import FIXTURES, claimed

LIST = FIXTURES / "shipbreaking" / "synthetic.csv"
ORG = "org:NGO Shipbreaking Platform"


def test_ship_and_owners_supply_the_yard() -> None:
    found = claimed(LIST)

    day = {"as_of": "2012"}
    waste = {"kinds": ["waste"], "years": [2012]} | day
    owner, registered = f"{ORG}:Synthetic Shipping Limited", f"{ORG}:Synthetic One Ltd"
    assert found.source == "shipbreaking"
    assert found.said[:10] == [
        ("DESCRIBES", "imo:9074729", None, {"name": "Synthetic Star", "closed": "2012"} | day),
        (
            "DESCRIBES",
            "row:1",
            None,
            {"name": "Shipbreaking yard not named, Alang", "address": "Alang, India"} | day,
        ),
        ("IN_COUNTRY", "row:1", "iso:IN", {"precision": "address"} | day),
        ("SUPPLIES", "imo:9074729", "row:1", waste),
        (
            "DESCRIBES",
            owner,
            None,
            {"name": "Synthetic Shipping Limited", "roles": ["ship_owner"], "disclosed": True} | day,
        ),
        ("IN_COUNTRY", owner, "iso:GR", {"precision": "stated"} | day),
        ("SUPPLIES", owner, "row:1", waste),
        (
            "DESCRIBES",
            registered,
            None,
            {"name": "Synthetic One Ltd", "roles": ["ship_owner"], "disclosed": True} | day,
        ),
        ("IN_COUNTRY", registered, "iso:LR", {"precision": "stated"} | day),
        ("SUPPLIES", registered, "row:1", waste),
    ]


def test_operator_runs_the_ship() -> None:
    operator = f"{ORG}:Synthetic Managers S.A."

    assert claimed(LIST).said[10:12] == [
        (
            "DESCRIBES",
            operator,
            None,
            {
                "name": "Synthetic Managers S.A.",
                "roles": ["ship_operator"],
                "disclosed": True,
                "as_of": "2012",
            },
        ),
        ("OPERATED_BY", "imo:9074729", operator, {"as_of": "2012"}),
    ]


def test_month_is_no_day() -> None:
    moon = next(said for said in claimed(LIST).said if said[1] == "imo:7705635")

    assert moon[3] == {"name": "Synthetic Moon", "closed": "2017-09", "as_of": "2017-09"}


def test_yard_that_is_named_is_one(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "IMO,Name,Yard,Place,Country,Arrival\n9074729,Star,Plot 9,Alang,India,2020-05-04\n", "utf-8"
    )

    assert claimed(path).said[1:3] == [
        ("DESCRIBES", "row:1", None, {"name": "Plot 9", "address": "Alang", "as_of": "2020-05-04"}),
        ("IN_COUNTRY", "row:1", "iso:IN", {"precision": "stated", "as_of": "2020-05-04"}),
    ]


def test_row_that_cannot_be_told_is_set_aside() -> None:
    number = "'9074728' is no IMO number: it has seven digits, the last of which checks the others."
    country = "'Atlantis' is no country that is known: use its name or its ISO code."

    assert claimed(LIST).refused == [("4", "IMO#", number), ("5", "BO COUNTRY", country)]


def test_run_warns_of_persons(tmp_path: Path) -> None:
    report = import_file(Ledger(f"sqlite:///{tmp_path}/ledger.db"), Asked(LIST))

    assert report.warnings == [
        "These columns were not read: GT.",
        "Row 3 may name a natural person as its owner: look before you publish.",
    ]


def test_list_is_for_members() -> None:
    spec = source_named("shipbreaking")

    assert (spec.republish, spec.default_audience) == ("no", "members")
