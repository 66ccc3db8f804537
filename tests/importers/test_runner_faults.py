"""Imports that are killed, or two at once: the ledger holds all of a file or nothing of it."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from importers.runner import Asked, import_file
from tests.fixtures.ledgers import Ledgers, counts

ROOT = Path(__file__).parents[2]
IMPORT = """
import sys
from pathlib import Path
from graph.ledger.store import Ledger
from importers import runner
runner.BATCH = 20
ledger = Ledger(sys.argv[1])
said = lambda rows: print(rows, flush=True)
runner.import_file(ledger, runner.Asked(Path(sys.argv[2])), said)
print("done", flush=True)
"""


def written(folder: Path, name: str, rows: int = 400) -> Path:
    path = folder / name
    lines = [f"Mill {n} of {name},{n} Gate Road Linh Trung,VN,Brand {n % 3}" for n in range(rows)]
    path.write_text("\n".join(["Factory Name,Address,Country,Buyer", *lines]), "utf-8")
    return path


def started(url: str, path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", IMPORT, url, str(path)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


@pytest.mark.parametrize(
    ("ledgers", "batches"),
    [("sqlite", 1), ("sqlite", 7), ("sqlite", 19), pytest.param("postgresql", 7, marks=pytest.mark.postgres)],
    indirect=["ledgers"],
)
def test_killed_import_changes_nothing(ledgers: Ledgers, tmp_path: Path, batches: int) -> None:
    """… and the next one takes the whole file."""
    path = written(tmp_path, "list.csv")
    ledger = ledgers.open(tmp_path)
    before = counts(ledger)
    with started(ledgers.url(tmp_path), path) as one:
        assert one.stdout is not None
        for _ in range(batches):
            assert one.stdout.readline() == b"20\n"
        one.send_signal(signal.SIGKILL)
        assert b"done" not in one.stdout.read()

    assert counts(ledger) == before
    assert import_file(ledger, Asked(path)).claims_new == 1203


def test_import_killed_anywhere_is_all_or_nothing(ledgers: Ledgers, tmp_path: Path) -> None:
    path = written(tmp_path, "list.csv", 100)
    whole = ledgers.open(tmp_path / "whole")
    import_file(whole, Asked(path))
    chance = random.Random(7)
    for attempt in range(4):
        ledger = ledgers.open(tmp_path / str(attempt))
        before = counts(ledger)
        with started(ledgers.url(tmp_path / str(attempt)), path) as one:
            time.sleep(chance.uniform(0.3, 1.2))
            one.send_signal(signal.SIGKILL)

        assert counts(ledger) in (before, counts(whole))
        import_file(ledger, Asked(path))
        assert counts(ledger) == counts(whole)


def test_two_imports_at_once_both_land(ledgers: Ledgers, tmp_path: Path) -> None:
    paths = [written(tmp_path, name) for name in ("a.csv", "b.csv")]
    running = [started(ledgers.url(tmp_path, tables=False), path) for path in paths]

    assert [one.communicate()[0].splitlines()[-1] for one in running] == [b"done", b"done"]
    ledger = ledgers.open(tmp_path)
    assert [import_file(ledger, Asked(path)).claims_same for path in paths] == [1203, 1203]
    assert (counts(ledger)["run"], counts(ledger)["claim"]) == (2, 2406)
