"""The embedded engine's snapshots: pointer, two kept, damage, readers meanwhile, `kill -9` while saving."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.engines.base import Batch, Engine, NodeRow
from graph.engines.kglite import KgliteEngine
from graph.errors import UnreachableError
from tests.graph.dumps import dump

ROOT = Path(__file__).parents[2]
SAVE = """
import sys, pathlib
from graph.engines.base import Batch, NodeRow
from graph.engines.kglite import KgliteEngine
engine = KgliteEngine(pathlib.Path(sys.argv[1]), "members")
print("open", flush=True)
for seq in range(engine.watermark() + 1, 10_000):
    engine.apply(Batch(seq, [NodeRow("Workplace", f"w{seq}", {"id": f"w{seq}", "name": "n"})]))
    engine.keep()
    print(seq, flush=True)
"""


def node(number: int) -> NodeRow:
    return NodeRow("Workplace", f"w{number}", {"id": f"w{number}", "name": f"Mill {number}"})


def opened(folder: Path) -> KgliteEngine:
    return KgliteEngine(folder, "members")


def saved(folder: Path, *seqs: int) -> KgliteEngine:
    """An engine that took one node a batch and saved each."""
    engine = opened(folder)
    for seq in seqs:
        engine.apply(Batch(seq, [node(seq)]))
        engine.keep()
    return engine


def ids(engine: Engine) -> list[str]:
    found = engine.reader().read("MATCH (w:Workplace) RETURN w.id AS id ORDER BY id", {})
    return [row["id"] for row in found]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def test_two_snapshots_are_kept(tmp_path: Path) -> None:
    engine = saved(tmp_path, 3, 5, 12)

    assert files(tmp_path) == ["graph-members-12.kgl", "graph-members-5.kgl", "graph-members.newest"]
    assert (tmp_path / "graph-members.newest").read_text() == "graph-members-12.kgl"
    assert engine.unsaved == 0


def test_snapshot_is_opened_with_its_watermark(tmp_path: Path) -> None:
    before = saved(tmp_path, 3, 5)
    after = opened(tmp_path)

    assert (after.watermark(), dump(after.reader())) == (5, dump(before.reader()))
    after.apply(Batch(7, [node(7)]))
    assert (after.unsaved, ids(after)) == (2, ["w3", "w5", "w7"])


def test_pointer_names_the_snapshot(tmp_path: Path) -> None:
    saved(tmp_path, 3, 5)
    (tmp_path / "graph-members.newest").write_text("graph-members-3.kgl")

    assert opened(tmp_path).watermark() == 3


@pytest.mark.parametrize("pointer", [b"", b"graph-members-9.kgl", b"\xff\xfe\0", None])
def test_lost_pointer_finds_the_newest(tmp_path: Path, pointer: bytes | None) -> None:
    saved(tmp_path, 3, 5)
    path = tmp_path / "graph-members.newest"
    path.unlink() if pointer is None else path.write_bytes(pointer)

    assert opened(tmp_path).watermark() == 5


def test_audiences_have_their_own(tmp_path: Path) -> None:
    saved(tmp_path, 3)

    assert KgliteEngine(tmp_path, "public").watermark() == 0


@pytest.mark.parametrize("damage", [b"", b"not a graph", "half"])
def test_damaged_snapshot_falls_to_the_older(tmp_path: Path, damage: bytes | str) -> None:
    """… and is replaced when the graph is as far again, though its name is the same."""
    saved(tmp_path, 3, 5)
    _damage(tmp_path / "graph-members-5.kgl", damage)

    engine = opened(tmp_path)
    assert (engine.watermark(), ids(engine)) == (3, ["w3"])

    engine.apply(Batch(5, [node(5)]))
    engine.keep()
    again = opened(tmp_path)
    assert (again.watermark(), ids(again)) == (5, ["w3", "w5"])


def test_only_damaged_snapshots_leave_an_empty_graph(tmp_path: Path) -> None:
    saved(tmp_path, 3, 5)
    for seq in (3, 5):
        _damage(tmp_path / f"graph-members-{seq}.kgl", b"damaged")

    assert (opened(tmp_path).watermark(), ids(opened(tmp_path))) == (0, [])


def test_rebuilt_graph_replaces_what_was_kept(tmp_path: Path) -> None:
    """A ledger put back from a copy is behind the snapshots: they are of no use any more."""
    engine = saved(tmp_path, 30, 50)
    for seq in (50, 20):
        engine.apply(Batch(seq, [node(1)], reset=True))
        engine.keep()
        assert (opened(tmp_path).watermark(), ids(opened(tmp_path))) == (seq, ["w1"])
        assert files(tmp_path) == [f"graph-members-{seq}.kgl", "graph-members.newest"]


def test_broken_off_rebuild_is_begun_anew(tmp_path: Path) -> None:
    """Its half is shown to nobody, and no later batch is put upon it."""
    engine = saved(tmp_path, 3)
    engine.apply(Batch(9, [node(1)], reset=True, last=False))
    assert (ids(engine), engine.reader().seq, engine.watermark()) == (["w3"], 3, 0)

    engine.apply(Batch(9, [node(1)], reset=True, last=False))
    engine.apply(Batch(9, [node(2)], last=False))
    engine.apply(Batch(9))
    assert (ids(engine), engine.watermark()) == (["w1", "w2"], 9)


def test_reader_keeps_its_state(tmp_path: Path) -> None:
    engine = saved(tmp_path, 1)
    early = engine.reader()
    query = "MATCH (w:Workplace) RETURN count(w) AS n"
    for seq in (2, 3, 4):
        engine.apply(Batch(seq, [node(seq)]))
        engine.keep()
    engine.apply(Batch(5, reset=True))

    assert (early.seq, early.read(query, {})) == (1, [{"n": 1}])
    assert engine.reader().read(query, {}) == [{"n": 0}]


def test_what_a_killed_save_left_is_removed(tmp_path: Path) -> None:
    for name in (".saving-members-x.kgl", ".saving-public-x.kgl"):
        (tmp_path / name).write_bytes(b"half")
    saved(tmp_path, 3)

    assert files(tmp_path) == [".saving-public-x.kgl", "graph-members-3.kgl", "graph-members.newest"]


def test_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    engine = saved(folder, 3)
    shutil.rmtree(folder)
    folder.write_text("a file")
    engine.apply(Batch(5, [node(5)]))

    with pytest.raises(UnreachableError, match=r"^The graph cannot be saved in .*: .* Nothing is lost"):
        engine.keep()
    assert (engine.watermark(), ids(engine)) == (5, ["w3", "w5"])


@pytest.mark.parametrize("saves", [1, 2, 4])
def test_kill_while_saving_leaves_a_whole_state(tmp_path: Path, saves: int) -> None:
    """Whatever was acknowledged is there after the kill, and nothing else than whole batches."""
    for line in _killed_after(tmp_path, saves):
        acknowledged = int(line)
    engine = opened(tmp_path)

    assert engine.watermark() in (acknowledged, acknowledged + 1)
    assert sorted(int(one[1:]) for one in ids(engine)) == list(range(1, engine.watermark() + 1))


def _killed_after(folder: Path, saves: int) -> Iterator[bytes]:
    command = [sys.executable, "-c", SAVE, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as saving:
        assert saving.stdout is not None
        assert saving.stdout.readline() == b"open\n"
        for _ in range(saves):
            yield saving.stdout.readline()
        saving.send_signal(signal.SIGKILL)
        yield from saving.stdout


def _damage(path: Path, damage: bytes | str) -> None:
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[: len(content) // 2] if isinstance(damage, str) else damage)
