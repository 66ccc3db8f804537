"""An import that somebody watches: its stages, being stopped, and a look at the first rows alone."""

from pathlib import Path

import pytest

from graph.ledger.store import Ledger
from importers.runner import Asked, Report, import_file
from tests.fixtures.ledgers import counts, new_ledger

ROWS = [f"Mill {n},{n} Gate Road,VN,Brand A" for n in range(1, 6)]


class StopError(Exception):
    """What a person who stops it raises."""


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return new_ledger(tmp_path / "home")


def written(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("\n".join(["Factory Name,Address,Country,Buyer", *rows]) + "\n", "utf-8")
    return path


def test_stages_are_told_in_order(ledger: Ledger, tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    path = written(tmp_path, *ROWS)
    report = import_file(ledger, Asked(path), stage=lambda name, so_far: told.append((name, so_far.read)))

    assert told == [("read", 0), ("wait", 0), ("append", 0), ("resolve", 5)]
    assert report.run == 1


@pytest.mark.parametrize("last", ["read", "wait", "append", "resolve"])
def test_stopped_import_changes_nothing(ledger: Ledger, tmp_path: Path, last: str) -> None:
    before = counts(ledger)

    def stop(name: str, _report: Report) -> None:
        if name == last:
            raise StopError

    with pytest.raises(StopError):
        import_file(ledger, Asked(written(tmp_path, *ROWS)), stage=stop)
    assert counts(ledger) == before


def test_first_rows_end_nothing(ledger: Ledger, tmp_path: Path) -> None:
    import_file(ledger, Asked(written(tmp_path, *ROWS), whole=True))
    before = counts(ledger)

    def looked(*rows: str, most: int) -> tuple[int | None, int, int]:
        asked = Asked(written(tmp_path, *rows), whole=True, dry_run=True, most=most)
        report = import_file(ledger, asked)
        return report.looked, report.read, report.claims_ended

    assert looked(*ROWS[1:], most=3) == (3, 3, 0)
    assert looked(*ROWS[1:], most=4) == (None, 4, 1)
    assert counts(ledger) == before
