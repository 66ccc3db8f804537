"""`linkwork query`: options from the headers, formats, and what is refused."""

import csv
import io
import json
from pathlib import Path

import pytest

from queries.catalog import listed
from tests.commands import linkwork, told

ZONES = ("query", "zone_workplaces_behind_company", "--company", "VF Corporation")


def test_list_names_every_saved_query(sample_home: Path) -> None:
    assert told(sample_home, "query", "--list") == json.loads(
        json.dumps([query.as_json() for query in listed()])
    )
    text = linkwork(sample_home, "query", "--list").stdout
    assert [line.split()[0] for line in text.splitlines()[2:]] == [query.name for query in listed()]


def test_options_come_from_the_header(sample_home: Path) -> None:
    text = linkwork(sample_home, "query", "zone_workplaces_behind_company", "--help").stdout
    for said in (
        "--company",
        "--max-tier",
        "[required]",
        "From 1 to 6. [default: 4]",
        "UN Guiding Principle 13",
    ):
        assert said in text


def test_csv_is_one_line_a_row(sample_home: Path) -> None:
    rows = told(sample_home, *ZONES)["rows"]
    text = linkwork(sample_home, *ZONES, "--format", "csv").stdout
    written = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["workplace_id"], row["zone"]) for row in written] == [
        (row["workplace_id"], row["zone"]) for row in rows
    ]


def test_chain_format_names_who_says_so(sample_home: Path) -> None:
    text = linkwork(sample_home, *ZONES, "--format", "chain").stdout
    assert "is supplied by Yesum Vina Co., Ltd." in text
    assert "says Suppliers that brands publish, collected on WikiRate" in text


def test_json_flag_and_format_agree(sample_home: Path) -> None:
    as_format = linkwork(sample_home, *ZONES, "--format", "json").stdout
    assert json.loads(as_format) == told(sample_home, *ZONES)
    assert linkwork(sample_home, "query", "--json", *ZONES[1:]).stdout == as_format


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("zone_workplaces_behind",), 2, "do you mean zone_workplaces_behind_company or "),
        (("zone_workplaces_behind_company",), 2, "needs company"),
        ((*ZONES[1:], "--max-tier", "9"), 2, "max_tier is between 1 and 6, not 9."),
        ((*ZONES[1:], "--format", "chains"), 2, "'chains' is not one of"),
        (("zone_workplaces_behind_company", "--company", "zzzzqqqq"), 3, "no organisation fits 'zzzzqqqq'"),
        ((), 2, "Name a saved query"),
    ],
)
def test_what_does_not_fit_is_one_sentence(
    sample_home: Path, args: tuple[str, ...], code: int, words: str
) -> None:
    result = linkwork(sample_home, "query", *args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr
