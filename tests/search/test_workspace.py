from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.claim import Ref, describe
from graph.settings import read_settings
from graph.workspace import Workspace
from tests.search.books import add, names, origin, plant


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A home of its own with the embedded engine."""
    made = Workspace(read_settings({"LINKWORK_HOME": str(tmp_path)}))
    yield made
    made.close()


def test_follow_brings_search_up(workspace: Workspace) -> None:
    add(workspace.ledger, *plant("Yesum Vina", key="a"))
    assert workspace.find("members", "yesum") == []
    workspace.follow("members")
    assert names(workspace.find("members", "yesum", country="VN", kinds=["Workplace"], limit=5)) == [
        "Yesum Vina"
    ]
    assert workspace.find("public", "yesum") == []


@pytest.mark.parametrize("full", [False, True])
def test_project_brings_search_up(workspace: Workspace, full: bool) -> None:
    add(workspace.ledger, *plant("Yesum Vina", key="a"), as_of="2020")
    workspace.project("members", full=full)
    add(workspace.ledger, describe(origin(), Ref("Workplace", "row:a"), name="Saigon Stitch"), as_of="2024")
    workspace.project("members", full=full)
    assert names(workspace.find("members", "saigon")) == ["Saigon Stitch"]
