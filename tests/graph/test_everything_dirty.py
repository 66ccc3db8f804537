"""Working off most of a ledger at once gives what working it off row by row gives, and followers notice."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from graph import search
from graph.engines.kglite import KgliteEngine
from graph.ledger import tables as t
from graph.ledger.store import Ledger
from graph.model import Audience
from graph.projection import pending, ship
from graph.resolution import resolve as resolving
from tests.fixtures.ledgers import WEAVER, edition, names, new_ledger, supplies
from tests.graph.dumps import dump
from tests.graph.test_projection_equality import AUDIENCES, MOVES, World, follow, from_nothing

FEW = 12  # touched rows: a lone decision is less, an edition more


def index_of(ledger: Ledger, audience: int) -> list[str]:
    """The audience's search index: each entry with its words and their places."""
    e, w, p = t.search_entry.c, t.search_word.c, t.search_posting.c
    columns = [column for column in e if column.name != "number"]
    query = (
        sa.select(*columns, w.word, w.entries, p.place)
        .join_from(t.search_entry, t.search_posting, p.entry == e.number)
        .join(t.search_word, w.number == p.word)
        .where(e.audience == audience)
    )
    with ledger.read() as connection:
        return sorted(map(str, connection.execute(query)))


@pytest.mark.parametrize("seed", range(8))
def test_everything_at_once_equals_row_by_row(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = new_ledger(tmp_path)
    world = World(seed, ledger)
    engines = {audience: KgliteEngine(tmp_path / str(audience), "x") for audience in AUDIENCES}
    whole = list[int]()
    mark = resolving.mark_everything_dirty
    with monkeypatch.context() as patch:
        patch.setattr(resolving, "MANY", FEW)
        patch.setattr(resolving, "mark_everything_dirty", lambda *at: (whole.append(at[1]), mark(*at)))
        for _ in range(MOVES):
            world.move()
            for audience, engine in engines.items():
                if world.random.random() < 0.5:
                    follow(ledger, audience, engine)
                    search.follow(ledger, audience)
        for audience, engine in engines.items():
            follow(ledger, audience, engine)
            search.follow(ledger, audience)
    found = {audience: (dump(e.reader()), index_of(ledger, audience)) for audience, e in engines.items()}

    assert whole
    for audience in AUDIENCES:
        anew = KgliteEngine(tmp_path / f"anew-{audience}", "x")
        from_nothing(ledger, audience, anew)
        search.clear(ledger, audience)
        search.follow(ledger, audience)
        assert found[audience] == (dump(anew.reader()), index_of(ledger, audience))
    ledger.close()


def test_followers_see_that_everything_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, engine = new_ledger(tmp_path), KgliteEngine(tmp_path / "graph", "members")
    edition(ledger, [*names(), supplies()])
    follow(ledger, Audience.MEMBERS, engine)
    at = engine.watermark()
    edition(ledger, [*names(), supplies(start=WEAVER)])
    monkeypatch.setattr(resolving, "MANY", 3)

    resolving.resolve(ledger, Audience.MEMBERS)

    with ledger.read() as connection:
        behind = pending(connection, Audience.MEMBERS, at)
    assert behind == 5  # as many numbers as were touched: so a snapshot is saved after much
    assert (ship(ledger, Audience.MEMBERS, engine).nodes, engine.watermark()) == (5, at + behind)
    assert ship(ledger, Audience.MEMBERS, engine).nodes == 0
