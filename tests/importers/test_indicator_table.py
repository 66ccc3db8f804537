"""Indicator tables: long, wide by years, wide by indicators; about countries and about workplaces."""

from pathlib import Path

import pytest

from graph.errors import InputError
from importers.indicators import UNITS, is_known
from importers.sources import source_named
from tests.fixtures.claimed import FIXTURES, claimed

HERE = FIXTURES / "indicator_table"
NOTHING = (
    "The row does not say what it is about: name a workplace, an organisation, a zone, a product"
    " or a country."
)


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(text, "utf-8")
    return path


def test_long_table_is_one_value_a_row() -> None:
    found = claimed(HERE / "indicators.csv")

    assert (found.source, found.refused) == ("indicator_table", [])
    assert found.said[:4] == [
        (
            "DESCRIBES",
            "obs:1",
            None,
            {"name": "union density", "indicator": "union_density", "year": 2012, "value": 9.36,
             "unit": "percent", "as_of": "2012"},
        ),
        ("ABOUT", "obs:1", "iso:AF", {"role": "subject", "as_of": "2012"}),
        (
            "DESCRIBES",
            "obs:2",
            None,
            {"name": "fatal injuries rate", "indicator": "fatal_injuries_rate", "year": 2012, "value": 5.75,
             "unit": "fatal occupational injuries per 100,000 workers", "as_of": "2012"},
        ),
        ("ABOUT", "obs:2", "iso:TR", {"role": "subject", "as_of": "2012"}),
    ]  # fmt: skip
    assert found.claims[0].origin.words == (
        "indicator: union_density; country: AF; year: 2012; value: 9.36; unit: % of employees; source_url:"
        " https://github.com/nicolasggodoym/tesis/blob/8825a6d9d66ca6ddcc37c0203fc44f25ae1640d5/input/data/"
        "ILR_TUMT_NOC_RT_A.csv; source_words: AFG,ILR_TUMT_NOC_RT,FI:6357,2012,9.36; accessed: 2026-11-23"
    )


def test_year_columns_are_one_value_each() -> None:
    found = claimed(HERE / "world_bank.csv")

    name = {"name": "synthetic rate of testing", "indicator": "synthetic_rate_of_testing"}
    assert found.source == "indicator_table"
    assert found.said == [
        ("DESCRIBES", "obs:1", None, name | {"year": 2015, "value": 12.5, "as_of": "2015"}),
        ("ABOUT", "obs:1", "iso:VN", {"role": "subject", "as_of": "2015"}),
        ("DESCRIBES", "obs:2", None, name | {"year": 2017, "value": 1.5, "as_of": "2017"}),
        ("ABOUT", "obs:2", "iso:VN", {"role": "subject", "as_of": "2017"}),
    ]
    reason = "'World' is no country that is known: use its name or its ISO code."
    assert found.refused == [("3", "Country Name", reason)]


def test_indicator_columns_are_one_value_each(tmp_path: Path) -> None:
    found = claimed(_file(tmp_path, "Country,Year,Union density,ITUC rating,Rainfall\nTR,2019,9.9,5+,wet\n"))

    assert (found.source, found.refused) == ("indicator_columns", [])
    assert [said for said in found.said if said[0] == "DESCRIBES"] == [
        (
            "DESCRIBES",
            "obs:1",
            None,
            {"name": "union density", "indicator": "union_density", "year": 2019, "value": 9.9,
             "unit": "percent", "as_of": "2019"},
        ),
        (
            "DESCRIBES",
            "obs:2",
            None,
            {"name": "ituc rating", "indicator": "ituc_rating", "year": 2019, "text": "5+", "as_of": "2019"},
        ),
    ]  # fmt: skip


def test_table_about_workplace_names_it(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "indicator,workplace,address,country,year,value,unit\n"
        "Workers agency percent,Akadema 2,Ikitelli,Turkey,2021,40 %,\n",
    )

    assert claimed(path).said == [
        ("DESCRIBES", "row:1", None, {"name": "Akadema 2", "address": "Ikitelli"}),
        ("IN_COUNTRY", "row:1", "iso:TR", {"precision": "stated"}),
        (
            "DESCRIBES",
            "obs:2",
            None,
            {"name": "workers agency percent", "indicator": "workers_agency_percent", "year": 2021,
             "value": 40.0, "unit": "percent", "as_of": "2021"},
        ),
        ("ABOUT", "obs:2", "row:1", {"role": "subject", "as_of": "2021"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("union_density,VN,2019,many", "value", "'value' says 'many', which is not a number."),
        ("union_density,VN,2019,", "value", "'value' is empty: fill it in, or leave the row out."),
        ("union_density,VN,next,4", "year", "'year' says 'next', which is not a number."),
        (",VN,2019,4", "indicator", "'indicator' is empty: fill it in, or leave the row out."),
        (
            "union_density,,2019,4",
            "workplace",
            NOTHING,
        ),
    ],
)
def test_row_without_value_is_set_aside(tmp_path: Path, row: str, column: str, reason: str) -> None:
    found = claimed(_file(tmp_path, f"indicator,country,year,value\nunion_density,TR,2019,n/a\n{row}\n"))

    assert (found.said, found.refused) == ([], [("3", column, reason)])


def test_columns_without_indicator_are_no_such_table(tmp_path: Path) -> None:
    path = _file(tmp_path, "Country,Year,Rainfall\nTR,2019,9.9\n")

    with pytest.raises(InputError, match=r"^table.csv fits no source; it has the columns 'Country', 'Year'"):
        claimed(path)


CONTEXT = {
    "c029_ratified": "", "c087_ratified": "", "c098_ratified": "", "c100_ratified": "", "c105_ratified": "",
    "c111_ratified": "", "c138_ratified": "", "c155_ratified": "", "c182_ratified": "", "c187_ratified": "",
    "ituc_rating": "text", "minimum_wage": "", "living_wage": "", "minimum_wage_vs_living_wage": "percent",
    "union_density": "percent", "bargaining_coverage": "percent", "labour_inspectors_per_10k": "",
    "fatal_injuries_rate": "", "country_over_48h_percent": "percent", "social_protection_coverage": "percent",
}  # fmt: skip


@pytest.mark.parametrize("name", CONTEXT)
def test_context_of_a_country_is_known(name: str, tmp_path: Path) -> None:
    value = "5+" if name == "ituc_rating" else "yes" if name.endswith("ratified") else "7.5"
    found = claimed(_file(tmp_path, f"indicator,country,year,value\n{name},BD,2024,{value}\n"))

    told = found.said[0][3]
    unit = {"unit": CONTEXT[name]} if CONTEXT[name] not in ("", "text") else {}
    said = {"value": 7.5, **unit} if value == "7.5" else {"text": value}
    assert is_known(name)
    assert told == {"name": name.replace("_", " "), "indicator": name, "year": 2024, "as_of": "2024", **said}
    assert found.said[1:] == [("ABOUT", "obs:1", "iso:BD", {"role": "subject", "as_of": "2024"})]


def test_source_knows_every_indicator() -> None:
    headings = source_named("indicator_columns").accept.columns["indicator"]

    assert [heading for heading in headings if not is_known(heading)] == []
    assert set(UNITS) - set(headings) == set()
