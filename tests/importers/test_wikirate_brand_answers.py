"""FashionChecker's compact answers: companies by number, then answers about those numbers."""

import json
from pathlib import Path

import pytest

from tests.fixtures.claimed import FIXTURES, claimed

ANSWERS = FIXTURES / "wikirate_brand_answers" / "brand_answers.json"


def _with(tmp_path: Path, metric: int, value: str) -> Path:
    content = json.loads(ANSWERS.read_text("utf-8"))
    answer = {"company": 945113, "metric": metric, "year": 2021, "value": value, "id": "V1", "comment": None}
    content["answers"] = {"V1": answer}
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_companies_are_named_and_numbered() -> None:
    found = claimed(ANSWERS)

    assert (found.source, found.refused) == ("wikirate_brand_answers", [])
    assert found.said[:4] == [
        ("DESCRIBES", "org:WikiRate:Lindex", None, {"name": "Lindex"}),
        ("SAME_AS", "org:WikiRate:Lindex", "wikirate:945113", {}),
        ("DESCRIBES", "org:WikiRate:Gucci", None, {"name": "Gucci"}),
        ("SAME_AS", "org:WikiRate:Gucci", "wikirate:18104", {}),
    ]


def test_answers_become_observations() -> None:
    observations = [
        (
            said[3]["indicator"],
            said[3].get("value", said[3].get("text")),
            said[3].get("unit"),
            said[3]["year"],
        )
        for said in claimed(ANSWERS).said
        if said[1].startswith("obs:") and said[0] == "DESCRIBES"
    ]

    assert sorted(observations[::2], key=str) == [
        ("labour_cost_isolated", "no", None, 2021),
        ("living_wage_action_plan", "yes", None, 2021),
        ("living_wage_action_plan", "yes", None, 2021),
        ("living_wage_commitment", "yes", None, 2021),
        ("supply_chain_transparency_score", 10.0, "score_0_10", 2021),
    ]


def test_country_is_of_registration() -> None:
    assert claimed(ANSWERS).said[-2:] == [
        ("DESCRIBES", "wikirate:18104", None, {"country": "IT", "as_of": "2019"}),
        ("IN_COUNTRY", "wikirate:18104", "iso:IT", {"precision": "stated", "as_of": "2019"}),
    ]


@pytest.mark.parametrize(
    ("metric", "value", "said"),
    [
        (7616271, "Yes Fair Wear Foundation", {"text": "yes (Fair Wear Foundation)"}),
        (7616271, "Partial", {"text": "partial"}),
        (5990097, "C", {"text": "C", "unit": "letter"}),
        (5780639, "7.5", {"value": 7.5, "unit": "score_0_10"}),
    ],
)
def test_value_is_taken_apart(tmp_path: Path, metric: int, value: str, said: dict[str, str | float]) -> None:
    described = claimed(_with(tmp_path, metric, value)).said[4][3]

    assert {name: described[name] for name in described if name in {"text", "value", "unit"}} == said


def test_unknown_metric_is_set_aside(tmp_path: Path) -> None:
    assert claimed(_with(tmp_path, 1, "Yes")).refused == [
        ("answers[1]", "metric", "The metric 1 is not one that is read.")
    ]
