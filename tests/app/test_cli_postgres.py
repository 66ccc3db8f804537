"""The command with a ledger on PostgreSQL: the same graphs as with one on SQLite."""

from pathlib import Path

import pytest

from tests.commands import ROOT, SAMPLE, linkwork, told
from tests.fixtures.ledgers import POSTGRES, Ledgers

pytestmark = pytest.mark.parametrize("ledgers", POSTGRES, indirect=True)
LIST = ROOT / "tests" / "fixtures" / "cli" / "three_bad_rows.csv"


def test_sample_gives_the_same_graphs(ledgers: Ledgers, tmp_path: Path, sample_home: Path) -> None:
    url = ledgers.url(tmp_path, tables=False)
    told(tmp_path, "import", SAMPLE, ledger=url)

    assert told(tmp_path, "doctor", ledger=url)["ledger"] == told(sample_home, "doctor")["ledger"]
    for audience in ("public", "members"):
        hashed = ("doctor", "--graph-hash", "--audience", audience)
        assert told(tmp_path, *hashed, ledger=url) == told(sample_home, *hashed)
    for words in ("regina miracle", "nhà máy may", "H&M"):
        assert told(tmp_path, "find", words, ledger=url) == told(sample_home, "find", words)


def test_doctor_names_the_database(ledgers: Ledgers, tmp_path: Path) -> None:
    url = f"{ledgers.url(tmp_path)}&password=hunter2"
    assert linkwork(tmp_path, "import", LIST, ledger=url).exit_code == 0
    found = told(tmp_path, "doctor", ledger=url)

    assert found["versions"]["database"].startswith("PostgreSQL ")
    assert found["settings"]["LINKWORK_LEDGER"] == url.replace("hunter2", "***")
    assert (found["ledger"]["runs"], found["problems"]) == (1, [])
    assert (found["graphs"][1]["engine"], found["graphs"][1]["unresolved"]) == ("embedded", 0)


def test_doctor_says_what_cannot_be_reached(ledgers: Ledgers, tmp_path: Path) -> None:
    url = ledgers.url(tmp_path)
    result = linkwork(tmp_path, "doctor", ledger=url.replace("/ledger", "/no_ledger"))

    assert (result.exit_code, result.stderr.count("\n")) == (4, 1)
    assert result.stderr.startswith("linkwork: The ledger postgresql+psycopg://postgres@/no_ledger")
    assert result.stderr.endswith("does not exist. Check LINKWORK_LEDGER and LINKWORK_HOME.\n")
