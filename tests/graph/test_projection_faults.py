"""A projection that is killed goes on where it stood; on Neo4j the graph is the same."""

import signal
import subprocess
import sys
from pathlib import Path

import kglite
import pytest
import sqlalchemy as sa

from graph.engines.base import Engine
from graph.engines.kglite import KgliteEngine
from graph.engines.neo4j import Neo4jEngine
from graph.engines.neo4j_server import ServerState
from graph.ledger import tables as t
from graph.ledger.store import Ledger
from graph.model import Audience
from graph.projection import pending, ship
from graph.resolution import resolve as resolving
from tests.fixtures.ledgers import Ledgers, edition, names, new_ledger, supplies
from tests.graph.dumps import dump
from tests.graph.test_projection_equality import World, follow, from_nothing

ROOT = Path(__file__).parents[2]
MEMBERS = Audience.MEMBERS
FOLLOW = """
import sys
from pathlib import Path
from graph import projection
from graph.engines.kglite import KgliteEngine
from graph.ledger.store import Ledger
from graph.resolution import resolve as resolving
resolving.STEP, projection.BATCH = 4, 6
ledger, folder = Ledger(sys.argv[1]), Path(sys.argv[2])
said = lambda rows: print(rows, flush=True)
engine = KgliteEngine(folder, "x")
said("open")
class Saving:
    def __getattr__(self, name):
        return getattr(engine, name)
    def apply(self, batch):
        engine.apply(batch)
        engine.keep()
resolving.resolve(ledger, 1, said)
projection.ship(ledger, 1, Saving(), said)
"""


@pytest.fixture
def ledger(ledger: Ledger, tmp_path: Path) -> Ledger:
    """A world that an engine followed half-way."""
    world = World(3, ledger)
    for _ in range(7):
        world.move()
    engine = KgliteEngine(tmp_path / "graph", "x")
    follow(ledger, MEMBERS, engine)
    engine.keep()
    for _ in range(12):
        world.move()
    return ledger


@pytest.mark.parametrize("lines", [1, 3, 8, 14, 20, 28])
def test_killed_follower_goes_on(ledger: Ledger, tmp_path: Path, lines: int) -> None:
    """Killed while it resolves (the first steps), applies or saves (the later ones)."""
    command = [sys.executable, "-c", FOLLOW, str(ledger.engine.url), str(tmp_path / "graph")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        for _ in range(lines):
            other.stdout.readline()
        other.send_signal(signal.SIGKILL)
    engine = KgliteEngine(tmp_path / "graph", "x")
    follow(ledger, MEMBERS, engine)

    assert dump(engine.reader()) == _whole(ledger, tmp_path)


def test_follower_ahead_of_its_ledger_starts_anew(ledger: Ledger, ledgers: Ledgers, tmp_path: Path) -> None:
    """The ledger was put back from a copy, or another one was given."""
    engine = KgliteEngine(tmp_path / "graph", "x")
    follow(ledger, MEMBERS, engine)
    older = ledgers.open(tmp_path / "older")
    edition(older, [*names(), supplies()])
    assert engine.watermark() > 0

    follow(older, MEMBERS, engine)

    assert dump(engine.reader()) == _whole(older, tmp_path)


def test_failed_batch_is_taken_again(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers see nothing of it meanwhile."""
    engine = KgliteEngine(tmp_path / "graph", "x")
    resolving.resolve(ledger, MEMBERS)
    before = dump(engine.reader())
    with monkeypatch.context() as patch:
        patch.setattr("graph.engines.kglite.cypher.WRITE_WATERMARK", "NO CYPHER")
        with pytest.raises(kglite.KgError):
            ship(ledger, MEMBERS, engine)
    assert dump(engine.reader()) == before

    ship(ledger, MEMBERS, engine)
    assert dump(engine.reader()) == _whole(ledger, tmp_path)


def test_pending_counts_what_is_to_read(ledger: Ledger, tmp_path: Path) -> None:
    engine = KgliteEngine(tmp_path / "graph", "x")
    resolving.resolve(ledger, MEMBERS)
    with ledger.read() as connection:
        waiting = pending(connection, MEMBERS, engine.watermark())
        newest = connection.scalar(sa.select(sa.func.max(t.dirty.c.seq)))
    ship(ledger, MEMBERS, engine)
    with ledger.read() as connection:
        assert (pending(connection, MEMBERS, engine.watermark()), engine.watermark()) == (0, newest)
    assert waiting > 0


@pytest.mark.neo4j
@pytest.mark.parametrize("seed", [1, 8])
def test_neo4j_follows_to_the_same_graph(seed: int, tmp_path: Path, empty_neo4j: ServerState) -> None:
    ledger = new_ledger(tmp_path)
    world = World(seed, ledger)
    engine: Engine = Neo4jEngine(empty_neo4j.bolt_url, empty_neo4j.user, empty_neo4j.password, "members")
    for _ in range(14):
        world.move()
        if world.random.random() < 0.5:
            follow(ledger, MEMBERS, engine)
    follow(ledger, MEMBERS, engine)

    assert dump(engine.reader()) == _whole(ledger, tmp_path)
    engine.close()


def _whole(ledger: Ledger, tmp_path: Path) -> list[object]:
    """The graph as it is computed from nothing."""
    whole = KgliteEngine(tmp_path / "whole", "x")
    from_nothing(ledger, MEMBERS, whole)
    return dump(whole.reader())
