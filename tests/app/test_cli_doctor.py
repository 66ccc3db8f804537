"""`linkwork doctor` and `project`: what is there, what is behind, what cannot be reached."""

import json
from pathlib import Path

from importers.sources import all_sources
from queries.catalog import listed
from tests.commands import ROOT, linkwork, told

LIST = ROOT / "tests" / "fixtures" / "cli" / "three_bad_rows.csv"


def test_new_home_is_empty_and_well(tmp_path: Path) -> None:
    found = told(tmp_path, "doctor")
    empty = dict.fromkeys(("sources", "lists", "runs", "claims", "decisions", "keys"), 0)
    assert (found["ledger"], found["problems"]) == (empty, [])
    assert found["graphs"] == [
        {"audience": name, "engine": "embedded", "seq": 0, "unresolved": 0, "behind": 0, "search_behind": 0}
        for name in ("public", "members")
    ]
    assert found["sources"] == sorted(all_sources())
    assert found["queries"] == [query.name for query in listed()]


def test_secrets_are_masked(tmp_path: Path) -> None:
    result = linkwork(tmp_path, "doctor", "--json", graph_password="hunter2", secret_key="k3y")
    assert "hunter2" not in result.output
    assert "k3y" not in result.output
    settings = json.loads(result.stdout)["settings"]
    assert (settings["LINKWORK_GRAPH_PASSWORD"], settings["LINKWORK_SECRET_KEY"]) == ("set", "set")


def test_projecting_catches_up_and_saves(tmp_path: Path) -> None:
    nobody = "bolt://127.0.0.1:1"
    assert linkwork(tmp_path, "import", LIST, graph=nobody).exit_code == 4
    before = told(tmp_path, "doctor")["graphs"]
    assert [(graph["seq"], graph["unresolved"] > 0 or graph["behind"] > 0) for graph in before] == [
        (0, True)
    ] * 2
    made = told(tmp_path, "project")
    public, members = told(tmp_path, "doctor")["graphs"]
    assert members == {
        "audience": "members", "engine": "embedded", "seq": made["seq"], "unresolved": 0, "behind": 0,
        "search_behind": 0,
    }  # fmt: skip
    assert (public["seq"], public["unresolved"] > 0) == (0, True)
    again = told(tmp_path, "project")
    assert (again["nodes"], again["links"], again["gone"]) == (0, 0, 0)
    assert list(tmp_path.glob("graph/graph-members-*.kgl"))


def test_full_projection_gives_the_same_graph(tmp_path: Path) -> None:
    linkwork(tmp_path, "import", LIST)
    step_by_step = told(tmp_path, "doctor", "--graph-hash")
    told(tmp_path, "project", "--full")
    assert told(tmp_path, "doctor", "--graph-hash") == step_by_step
    assert (step_by_step["nodes"], step_by_step["audience"]) > (3, "members")


def test_ledger_that_cannot_be_opened(tmp_path: Path) -> None:
    result = linkwork(tmp_path, "doctor", "--json", ledger=f"sqlite:///{tmp_path}")
    found = json.loads(result.stdout)
    assert result.exit_code == 4
    assert found["ledger"] == {}
    assert len(found["problems"]) == 1
    text = linkwork(tmp_path, "find", "x", ledger=f"sqlite:///{tmp_path}")
    assert (text.exit_code, text.stdout, text.stderr.count("\n")) == (4, "", 1)


def test_graph_that_cannot_be_reached(tmp_path: Path) -> None:
    result = linkwork(tmp_path, "doctor", graph="bolt://127.0.0.1:1")
    assert result.exit_code == 4
    assert "  members: cannot be reached" in result.stdout.splitlines()
    assert result.stderr.startswith("linkwork: ")


def test_wrong_setting_is_one_sentence(tmp_path: Path) -> None:
    result = linkwork(tmp_path, "doctor", port="eighty")
    assert (result.exit_code, result.stdout, result.stderr) == (
        2, "", "linkwork: LINKWORK_PORT is a number from 1 to 65535, not 'eighty'.\n",
    )  # fmt: skip
