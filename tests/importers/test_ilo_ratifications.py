"""Ratifications: yes and no as stated, what was denounced is no, what has no row is unknown."""

from pathlib import Path

import pytest

from tests.fixtures.claimed import FIXTURES, claimed

TABLE = FIXTURES / "ilo_ratifications" / "ratifications.csv"


def test_row_is_one_answer_of_the_tables_year() -> None:
    found = claimed(TABLE)

    assert (found.source, found.refused) == ("ilo_ratifications", [])
    yes = {"name": "c087 ratified", "indicator": "c087_ratified", "year": 2026, "text": "yes"}
    no = {"name": "p029 ratified", "indicator": "p029_ratified", "year": 2026, "text": "no"}
    day = {"as_of": "2026-06-04"}
    assert found.said[:2] + found.said[6:8] == [
        ("DESCRIBES", "obs:1", None, yes | day),
        ("ABOUT", "obs:1", "iso:BD", {"role": "subject"} | day),
        ("DESCRIBES", "obs:4", None, no | day),
        ("ABOUT", "obs:4", "iso:VN", {"role": "subject"} | day),
    ]


def test_denounced_convention_is_not_ratified() -> None:
    claim = claimed(TABLE).claims[4]

    assert claim.properties["text"] == "no"
    assert "date: 1958; denounced: 1990;" in claim.origin.words


def test_answer_without_date_has_no_year() -> None:
    assert claimed(TABLE).said[8:10] == [
        (
            "DESCRIBES",
            "obs:5",
            None,
            {"name": "c190 ratified", "indicator": "c190_ratified", "text": "yes"},
        ),
        ("ABOUT", "obs:5", "iso:ZA", {"role": "subject"}),
    ]


def test_source_of_each_row_is_kept() -> None:
    assert claimed(TABLE).claims[10].origin.words == (
        "convention: C190; country: UY; ratified: yes; date: 2020-06-12;"
        " source_url: https://fr.wikipedia.org/wiki/Utilisateur:Lououn/Brouillon;"
        " source_words: Uruguay (ratification le 12 juin 2020); accessed: 2026-11-23"
    )


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("87,BD,yes", "convention", "'87' is no number of a convention: write C087 or P029."),
        ("C087,Atlantis,yes", "country", "'Atlantis' is no country that is known."),
        ("C087,BD,perhaps", "ratified", "'perhaps' is neither yes nor no."),
        ("C087,BD,", "ratified", "'ratified' is empty: fill it in, or leave the row out."),
    ],
)
def test_row_that_answers_nothing_is_set_aside(tmp_path: Path, row: str, column: str, reason: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"convention,country,ratified\nC98,Viet Nam,In force\n{row}\n", "utf-8")

    found = claimed(path)

    assert found.refused == [("3", column, reason)]
    assert found.said[0][3] == {"name": "c098 ratified", "indicator": "c098_ratified", "text": "yes"}
