"""One place for ledger and graphs: pages read while it follows, snapshots are kept when much is new."""

import threading
from pathlib import Path

import pytest

from graph import workspace as module
from graph.errors import UnreachableError
from graph.settings import Settings
from graph.workspace import Workspace
from tests.fixtures.ledgers import edition, names, supplies


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return opened(tmp_path)


def opened(home: Path) -> Workspace:
    return Workspace(Settings(home=home, ledger=f"sqlite:///{home / 'ledger.db'}"))


def links(workspace: Workspace, audience: str = "members") -> list[str]:
    query = (
        "MATCH (a:Workplace)-[:SUPPLIES]->(b:Organisation) RETURN a.name + ' ' + b.name AS text ORDER BY text"
    )
    return [row["text"] for row in workspace.reader(audience).read(query, {})]


def test_follow_brings_the_graph_up(workspace: Workspace) -> None:
    edition(workspace.ledger, [*names(), supplies()])
    assert links(workspace) == []

    workspace.follow("members")
    assert links(workspace) == ["mill brand"]


def test_other_process_is_followed(workspace: Workspace, tmp_path: Path) -> None:
    """An import elsewhere needs neither a restart nor a lock here."""
    workspace.follow("members")
    edition(opened(tmp_path).ledger, [*names(), supplies()])
    workspace.follow("members")

    assert links(workspace) == ["mill brand"]


def test_much_that_is_new_is_kept(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition(workspace.ledger, [*names(), supplies()])
    workspace.follow("members")
    assert not (tmp_path / "graph").exists()

    monkeypatch.setattr(module, "SAVE_AFTER", 0)
    edition(workspace.ledger, [supplies(tiers=[2])])
    workspace.follow("members")
    assert (tmp_path / "graph" / "graph-members.newest").exists()


def test_project_keeps_each_audience(workspace: Workspace, tmp_path: Path) -> None:
    edition(workspace.ledger, [*names(), supplies(audience=1)])
    for audience in ("members", "public"):
        workspace.project(audience)
    again = opened(tmp_path)

    assert (links(again, "members"), links(again, "public")) == (["mill brand"], [])


def test_full_projection_replaces_a_wrong_graph(workspace: Workspace, tmp_path: Path) -> None:
    """… though the log has nothing new, and its snapshot has the old one's name."""
    edition(workspace.ledger, [*names(), supplies()])
    workspace.project("members")
    engine = workspace.engine("members")
    engine._session.execute("MATCH (n:Workplace) DETACH DELETE n")  # type: ignore[attr-defined]

    workspace.project("members", full=True)

    assert links(workspace) == links(opened(tmp_path)) == ["mill brand"]


def test_pages_read_while_another_thread_follows(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition(workspace.ledger, [*names(), supplies()])
    workspace.follow("members")
    inside, go_on = threading.Event(), threading.Event()

    def slowly(*_: object) -> None:
        inside.set()
        assert go_on.wait(60)

    monkeypatch.setattr(module, "resolve", slowly)
    following = threading.Thread(target=workspace.follow, args=("members",))
    following.start()
    assert inside.wait(60)
    seen = links(workspace)
    go_on.set()
    following.join()

    assert seen == ["mill brand"]


def test_home_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(
        UnreachableError, match=r"^The ledger sqlite:///.* cannot be opened: .*LINKWORK_HOME\.$"
    ):
        _ = opened(tmp_path / "file" / "home").ledger
