"""A file that was read before is known as such without reading it, and only then."""

from pathlib import Path
from typing import Any

import pytest

from graph.ledger.store import Ledger
from graph.ledger.undo import undo
from importers import repeating
from importers.runner import Asked, Report, import_file
from tests.fixtures.ledgers import new_ledger

ROWS = ["Mill One,1 Gate Road Linh Trung,VN,a", "Mill Two,2 Gate Road Linh Trung,Atlantis,b"]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return new_ledger(tmp_path / "home")


def written(tmp_path: Path, *rows: str, headings: str = "Factory,Address,Country,Dust") -> Path:
    path = tmp_path / "list.csv"
    path.write_text("\n".join([headings, *rows]) + "\n", "utf-8")
    return path


def imported(ledger: Ledger, path: Path, **asked: Any) -> tuple[dict[str, Any], bool]:
    """The report, and whether its rows were read."""
    stages = list[str]()

    def stage(name: str, report: Report) -> None:
        stages.append(name)

    report = import_file(ledger, Asked(path, **asked), stage=stage).as_json()
    return {name: value for name, value in report.items() if name != "seconds"}, "append" in stages


def test_known_file_is_told_without_reading(ledger: Ledger, tmp_path: Path) -> None:
    path = written(tmp_path, *ROWS)
    first, was_read = imported(ledger, path, as_of="2020")
    assert was_read

    again = imported(ledger, path, as_of="2020")

    assert again == ({**first, "run": None, "claims_new": 0, "claims_same": first["claims_new"]}, False)
    assert first["set_aside"][0]["row"] == 3
    assert first["warnings"] == ["These columns were not read: Dust."]


def test_file_asked_for_otherwise_is_read(ledger: Ledger, tmp_path: Path) -> None:
    path = written(tmp_path, *ROWS)
    imported(ledger, path, as_of="2020")

    for asked in ({}, {"as_of": "2021"}, {"as_of": "2020", "buyer": "A"}, {"as_of": "2020", "whole": True}):
        assert imported(ledger, path, **asked)[1]
        assert not imported(ledger, path, **asked)[1]


def test_later_edition_lets_file_be_read(ledger: Ledger, tmp_path: Path) -> None:
    path = written(tmp_path, *ROWS)
    imported(ledger, path, whole=True)
    imported(ledger, written(tmp_path, "Mill Three,3 Gate Road Linh Trung,VN,c"), whole=True)

    report, was_read = imported(ledger, written(tmp_path, *ROWS), whole=True)

    assert was_read
    assert (report["claims_same"], report["claims_ended"]) == (4, 1)


def test_run_taken_back_is_read_again(ledger: Ledger, tmp_path: Path) -> None:
    path = written(tmp_path, *ROWS)
    first, _ = imported(ledger, path)
    with ledger.write() as connection:
        undo(connection, first["run"])

    report, was_read = imported(ledger, path)

    assert was_read
    assert report["claims_new"] == first["claims_new"]


def test_newer_code_reads_file_again(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, *ROWS)
    imported(ledger, path)
    monkeypatch.setattr(repeating, "_code", lambda: "of another release")

    assert imported(ledger, path)[1]


def test_file_that_names_held_things_is_read(ledger: Ledger, tmp_path: Path) -> None:
    """What has the id may come in later: then the row that was set aside is taken."""
    rows = ("Late pay,violation,wages,Mill One,VN,", "Late pay,violation,wages,,,WP-0000-0000")
    path = written(tmp_path, *rows, headings="title,polarity,category,workplace,country,linkwork_id")
    first, _ = imported(ledger, path)

    report, was_read = imported(ledger, path)

    assert was_read
    assert report == {**first, "run": None, "claims_new": 0, "claims_same": first["claims_new"]}
    assert len(report["set_aside"]) == 1
