"""A new source is two files and a new question one: both are built in a copy and nothing else is edited."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commands import ROOT

TOML = """\
title = "Dormitory inspections"
publisher = "Port Health Office"
url = "https://example.org/dormitories"
licence = "CC0"
republish = "yes"

[accept]
kinds = ["csv"]
required = ["dormitory", "plant"]

[accept.columns]
dormitory = ["dormitory"]
plant = ["plant"]
district = ["district"]
"""

IMPORTER = '''\
"""Which dormitory belongs to which plant."""

from collections.abc import Iterator

from graph.claim import Claim, describe, link, workplace_row
from importers.given import Given
from importers.row import Row


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """A dormitory is a part of its plant."""
    of, origin = given.list(), given.origin(row, "dormitory", "plant")
    room = workplace_row(of, row.take("dormitory"), row.get("district"), "")
    plant = workplace_row(of, row.take("plant"), row.get("district"), "")
    yield describe(origin, room, name=row.get("dormitory"), address=row.get("district"))
    yield describe(origin, plant, name=row.get("plant"), address=row.get("district"))
    yield link(origin, "PART_OF", room, plant)
'''

FIXTURE = """\
Dormitory,Plant,District
Blue House,Quay Mill,Harbour
Red House,Quay Mill,Harbour
,Quay Mill,Harbour
"""

QUERY = """\
// title: Dormitories of a workplace
// asks: Where do the people of this workplace sleep?
// category: organising
// params: workplace: Workplace
// returns: chain
// rests_on: ILO R115
MATCH (w:Workplace {id: $workplace})<-[p:PART_OF]-(d:Workplace)
RETURN d.id AS from, type(p) AS kind, w.id AS to, d.name AS dormitory
ORDER BY dormitory, from
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The packages as they are, without tests, docs and data."""
    for package in ("app", "graph", "importers", "queries"):
        shutil.copytree(
            ROOT / package, tmp_path / "copy" / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    return tmp_path / "copy"


def run(copy: Path, *args: str) -> Any:
    """A command of the copy, in a process that sees the copy alone."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LINKWORK_")}
    environment |= {"LINKWORK_HOME": str(copy.parent / "home"), "PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, "-c", "from app.cli import main; main()", *args, "--json"],
        cwd=copy, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_new_source_is_two_files_and_new_question_one(copy: Path) -> None:
    added = {
        "importers/dormitories/source.toml": TOML,
        "importers/dormitories/importer.py": IMPORTER,
        "queries/lookup/dormitories_of_workplace.cypher": QUERY,
    }
    for name, text in added.items():
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text(text)
    (copy / "dormitories.csv").write_text(FIXTURE)

    report = run(copy, "import", "dormitories.csv")
    assert (report["source"], report["read"], report["warnings"]) == ("dormitories", 3, [])
    assert [(row["row"], row["column"]) for row in report["set_aside"]] == [(4, "Dormitory")]

    asked = run(copy, "query", "dormitories_of_workplace", "--workplace", "Quay Mill")
    assert [row["dormitory"] for row in asked["rows"]] == ["Blue House", "Red House"]
    listed = {query["name"]: query["params"] for query in run(copy, "query", "--list")}
    assert listed["dormitories_of_workplace"] == [
        {"name": "workplace", "type": "Workplace", "default": None, "bounds": None}
    ]
    assert "dormitories" in run(copy, "doctor")["sources"]


def test_new_question_passes_the_linter(copy: Path) -> None:
    file = copy / "queries" / "lookup" / "dormitories_of_workplace.cypher"
    for text, code in ((QUERY, 0), (QUERY.replace("PART_OF", "SLEEPS_AT"), 1)):
        file.write_text(text)
        done = subprocess.run(
            [sys.executable, "-m", "graph.lint"], cwd=copy, env={**os.environ, "PYTHONPATH": str(copy)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, "SLEEPS_AT" in done.stderr) == (code, code == 1), done.stderr
