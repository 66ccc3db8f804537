"""Trade agreements as LABPTA codes them: depth of labour provisions, parties read from the name."""

import pytest

from graph.model import Audience
from importers.sources import source_named
from importers.trade_agreements.importer import parties
from tests.fixtures.claimed import FIXTURES, claimed

TABLE = FIXTURES / "trade_agreements" / "synthetic.csv"
FIRST = "agreement:Raess, Dür and Sari:9001"


def test_agreement_has_depth_and_parties() -> None:
    found = claimed(TABLE)

    assert found.source == "trade_agreements"
    assert found.said[:3] == [
        (
            "DESCRIBES",
            FIRST,
            None,
            {"name": "Chile Bosnia and Herzegovina", "kind": "trade_agreement", "since": "2003",
             "labour_depth": 4},
        ),
        ("COVERS", FIRST, "iso:BA", {"role": "party"}),
        ("COVERS", FIRST, "iso:CL", {"role": "party"}),
    ]  # fmt: skip


def test_no_provisions_are_a_depth_of_none() -> None:
    assert claimed(TABLE).said[-1][3]["labour_depth"] == 0


def test_row_beyond_the_scale_is_set_aside() -> None:
    assert claimed(TABLE).refused == [
        ("5", "LP_depth_6values", "'7' is no depth of labour provisions: it is 0 to 5."),
        ("6", "year", "1 is no year of an agreement."),
    ]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Jordan US", ["JO", "US"]),
        ("EC Tunisia", ["TN"]),  # EC is not Ecuador here
        ("EFTA Israel", ["IL"]),
        ("Estonia Faroe Islands", ["EE", "FO"]),
        ("EC Estonia Europe Agreement", []),
        ("Colombia-Israel", ["CO", "IL"]),
        ("Group of Three", []),
    ],
)
def test_parties_are_read_from_names_of_countries(name: str, codes: list[str]) -> None:
    assert parties(name) == codes


def test_list_is_for_members() -> None:
    spec = source_named("trade_agreements")

    assert (spec.republish, Audience.NAMES.index(spec.default_audience)) == ("no", Audience.MEMBERS)
