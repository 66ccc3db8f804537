"""`linkwork runs`, `undo`, `withhold`, `release`: what was read by mistake or must not be seen is gone."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from graph.claims import LedgerClaims
from graph.ledger import tables as t
from graph.ledger.store import Ledger
from graph.model import Audience
from graph.settings import Settings
from graph.workspace import Workspace
from tests.commands import ROOT, linkwork, state, told

LIST = ROOT / "tests" / "fixtures" / "cli" / "three_bad_rows.csv"
NAME = "Knit House"


def test_undo_is_as_if_never_read(tmp_path: Path) -> None:
    told(tmp_path, "import", LIST, "--buyer", "Harbour Shirts", "--list", "one")
    before = told(tmp_path, "doctor", "--graph-hash")["sha256"]
    second = tmp_path / "second.csv"
    second.write_text("Factory Name,Address,Country\nZanzibar Weaving,1 Some Road,Viet Nam\n")
    run = told(tmp_path, "import", second, "--buyer", "Harbour Shirts", "--list", "one", "--whole")["run"]
    assert told(tmp_path, "doctor", "--graph-hash")["sha256"] != before
    result = linkwork(tmp_path, "undo", str(run))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Run {run} (second.csv, Supplier list")
    assert result.stdout.endswith(f"To put it back: linkwork undo --redo {run}\n")
    assert told(tmp_path, "doctor", "--graph-hash")["sha256"] == before
    assert linkwork(tmp_path, "find", "Zanzibar Weaving").exit_code == 3
    told(tmp_path, "undo", "--redo", str(run))
    assert told(tmp_path, "find", "Zanzibar Weaving")[0]["name"] == "Zanzibar Weaving"


def test_undoing_twice_is_one_sentence(tmp_path: Path) -> None:
    run = told(tmp_path, "import", LIST)["run"]
    told(tmp_path, "undo", str(run))
    before = state(tmp_path)
    result = linkwork(tmp_path, "undo", str(run))
    sentence = f"linkwork: Run {run} is undone already; to put it back: linkwork undo --redo {run}\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", sentence)
    assert state(tmp_path) == before
    assert linkwork(tmp_path, "undo", "99").exit_code == 3


def test_undone_file_comes_in_again(tmp_path: Path) -> None:
    first = told(tmp_path, "import", LIST)
    told(tmp_path, "undo", str(first["run"]))
    again = told(tmp_path, "import", LIST)
    assert (again["claims_new"], again["claims_same"]) == (first["claims_new"], 0)
    assert again["run"] is not None


def test_runs_are_listed_newest_first(tmp_path: Path) -> None:
    assert told(tmp_path, "runs") == []
    first = told(tmp_path, "import", LIST, "--as-of", "2018", "--list", "one")
    second = told(tmp_path, "import", LIST, "--as-of", "2020", "--list", "one")
    told(tmp_path, "undo", str(second["run"]))
    found = told(tmp_path, "runs")
    assert [{name: run[name] for name in run if name not in ("at", "source")} for run in found] == [
        {
            "run": report["run"], "by": "linkwork import", "file": LIST.name, "as_of": as_of, "rows": 6,
            "claims": first["claims_new"], "state": state_,
        }
        for report, as_of, state_ in ((second, "2020", "undone"), (first, "2018", "done"))
    ]  # fmt: skip
    lines = linkwork(tmp_path, "runs", "--limit", "1").stdout.splitlines()
    assert lines[0].split() == ["run", "at", "by", "source", "file", "as", "of", "rows", "claims", "state"]
    assert len(lines) == 3


def test_withheld_claims_are_gone_everywhere(tmp_path: Path) -> None:
    """Both audiences: the link first, then all that is said of the place."""
    told(tmp_path, "import", LIST, "--buyer", "Harbour Shirts")
    told(tmp_path, "project", "--audience", "public")
    before = _everywhere(tmp_path)
    assert all(NAME in text for found in before for text in found.values())
    (link,) = _claims(tmp_path, "SUPPLIES")
    told(tmp_path, "withhold", link, "--why", "asked by the workers")
    for found in _everywhere(tmp_path):
        assert NAME in found["find"]
        assert NAME not in found["chain"] + found["export"]
    others = [claim for claim in _claims(tmp_path) if claim != link]
    for claim in others:
        told(tmp_path, "withhold", claim, "--why", "asked by the workers")
    assert [found["find"] for found in _everywhere(tmp_path)] == ["", ""]
    for claim in (link, *others):
        told(tmp_path, "release", claim)
    assert _everywhere(tmp_path) == before


def test_withheld_property_is_gone_alone(tmp_path: Path) -> None:
    told(tmp_path, "import", LIST, "--buyer", "Harbour Shirts")
    (claim,) = _claims(tmp_path, "DESCRIBES")
    (address,) = _addresses(tmp_path)
    told(tmp_path, "withhold", claim, "--property", "address", "--why", "a home")
    assert _addresses(tmp_path) == [None]
    assert linkwork(tmp_path, "find", address).exit_code == 3
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    full = LedgerClaims(ledger, Audience.MEMBERS).claim(claim)
    ledger.close()
    assert full is not None
    assert (full.properties, full.claim.words, full.cells) == ({"name": NAME}, "(withheld in part)", {})
    told(tmp_path, "release", claim, "--property", "address")
    assert _addresses(tmp_path) == [address]


def test_decisions_that_change_nothing_are_refused(tmp_path: Path) -> None:
    told(tmp_path, "import", LIST, "--buyer", "Harbour Shirts")
    (claim,) = _claims(tmp_path, "DESCRIBES")
    for args, code, sentence in (
        (("release", claim), 2, f"Claim {claim} is not withheld: nothing was changed."),
        (("withhold", claim, "--property", "lei", "--why", "w"), 2,
         f"Claim {claim} states no lei, only address, name."),
        (("withhold", "nope", "--why", "w"), 3,
         "There is no claim nope; each link's page and linkwork chain --json name theirs."),
    ):  # fmt: skip
        result = linkwork(tmp_path, *args)
        assert (result.exit_code, result.stdout, result.stderr) == (code, "", f"linkwork: {sentence}\n")


def _addresses(home: Path) -> list[Any]:
    workspace = Workspace(Settings(home=home, ledger=f"sqlite:///{home / 'ledger.db'}"))
    workspace.follow("members")
    query = "MATCH (w:Workplace {name: $name}) RETURN w.address AS address"
    found = [row["address"] for row in workspace.reader("members").read(query, {"name": NAME})]
    workspace.close()
    return found


def _everywhere(home: Path) -> list[dict[str, Any]]:
    """What each audience's search, chain and export tell of the buyer's suppliers."""
    return [
        {
            "find": linkwork(home, "find", NAME, "--audience", audience).stdout,
            "chain": linkwork(home, "chain", "Harbour Shirts", "--down", "--audience", audience).stdout,
            "export": linkwork(
                home, "export", "Harbour Shirts", "--format", "csv", "-o", "-", "--audience", audience
            ).stdout,
        }
        for audience in ("members", "public")
    ]


def _claims(home: Path, kind: str | None = None) -> list[str]:
    """The ids that the claims about the place show."""
    c, k = t.claim.c, t.key.c
    ledger = Ledger(f"sqlite:///{home / 'ledger.db'}")
    with ledger.read() as connection:
        described = sa.select(c.subject_key).where(c.kind == "DESCRIBES", c.payload.contains(f'"{NAME}"'))
        rows = connection.execute(
            sa.select(c.shown_id, c.kind)
            .join(t.key, k.ord == c.subject_key)
            .where(c.subject_key.in_(described))
        ).all()
    ledger.close()
    return [row.shown_id for row in rows if kind in (None, row.kind)]
