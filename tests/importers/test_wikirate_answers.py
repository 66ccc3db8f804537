"""WikiRate answers: wages at workplaces and a score of brands, told apart by their metric."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.claimed import FIXTURES, claimed

HERE = FIXTURES / "wikirate_answers"


def _changed(tmp_path: Path, name: str, **fields: Any) -> Path:
    """The fixture with one row's fields changed."""
    content = json.loads((HERE / name).read_text("utf-8"))
    content["items"][0] |= fields
    path = tmp_path / name
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_wage_is_of_a_workplace_in_a_year() -> None:
    found = claimed(HERE / "indonesia.json")

    assert (found.source, found.refused) == ("wikirate_answers", [])
    wage = {
        "name": "wage vs living wage",
        "indicator": "wage_vs_living_wage",
        "year": 2022,
        "value": 27.2154,
        "unit": "percent",
        "as_of": "2022",
    }
    assert found.said == [
        ("DESCRIBES", "row:1", None, {"name": "PT Jiale Indonesia Textile"}),
        ("IN_COUNTRY", "row:1", "iso:ID", {"precision": "stated", "as_of": "2022"}),
        ("DESCRIBES", "obs:2", None, wage),
        ("ABOUT", "obs:2", "row:1", {"role": "subject", "as_of": "2022"}),
    ]


def test_wage_above_a_living_wage_stays(tmp_path: Path) -> None:
    found = claimed(_changed(tmp_path, "indonesia.json", value="104.5"))

    assert found.said[2][3]["value"] == 104.5


def test_score_is_of_a_brand() -> None:
    found = claimed(HERE / "living_wage_scores.json")

    score = {
        "name": "living wages paid score",
        "indicator": "living_wages_paid_score",
        "year": 2024,
        "text": "D",
        "unit": "letter",
        "as_of": "2024",
    }
    assert (found.source, found.refused) == ("wikirate_answers", [])
    assert found.said[:3] == [
        ("DESCRIBES", "org:WikiRate:Puma", None, {"name": "Puma"}),
        ("DESCRIBES", "obs:1", None, score),
        ("ABOUT", "obs:1", "org:WikiRate:Puma", {"role": "subject", "as_of": "2024"}),
    ]


def test_comments_are_left_out(tmp_path: Path) -> None:
    path = _changed(tmp_path, "living_wage_scores.json", comments="<p>[[a.person]] wrote this</p>")
    found = claimed(path)

    assert found.said == claimed(HERE / "living_wage_scores.json").said
    assert {claim.origin.words for claim in found.claims} == {
        "company: Puma; value: D; year: 2024",
        "company: Fast Retailing; value: E; year: 2024",
    }


@pytest.mark.parametrize(
    ("fields", "column", "reason"),
    [
        ({"value": "F"}, "value", "'F' is no score: it is a letter from A to E."),
        ({"value": ""}, "value", "'value' is empty: fill it in, or leave the row out."),
        ({"metric": "Core+Country"}, "metric", "The metric 'Core+Country' is not one that is read."),
    ],
)
def test_answer_that_is_none_is_set_aside(
    tmp_path: Path, fields: dict[str, str], column: str, reason: str
) -> None:
    found = claimed(_changed(tmp_path, "living_wage_scores.json", **fields))

    assert found.refused == [("items[1]", column, reason)]
    assert found.said[0][1] == "org:WikiRate:Fast Retailing"
