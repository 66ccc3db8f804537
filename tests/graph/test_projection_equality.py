"""Incremental = full: whatever happens in the ledger, following it step by step gives the same graph.

Random worlds, dense on purpose (few keys, many joins and refusals): sparse ones miss faults. After every step
each audience's engine follows; at the end everything derived is thrown away and computed anew.
"""

import random
from pathlib import Path

import pytest
import sqlalchemy as sa

from graph.claim import Claim, ListRef, Origin, Ref, describe, keyed, link, same
from graph.engines.base import Engine
from graph.engines.kglite import KgliteEngine
from graph.ledger import tables as t
from graph.ledger.append import Appender, RowClaims, RunInfo
from graph.ledger.decisions import JoinDecision, record_joins, record_on_claim
from graph.ledger.editions import end_absent
from graph.ledger.sources import SourceInfo
from graph.ledger.store import Ledger
from graph.ledger.unseen import UNSEEN
from graph.model import Audience
from graph.projection import ship, ship_all
from graph.repair import put_back, take_back
from graph.resolution import resolve as resolving
from tests.fixtures.ledgers import on_both
from tests.graph.dumps import dump

LISTS = [
    ListRef("test", f"source {n % 3}", f"list {n}", mode=mode)
    for n, mode in enumerate(("whole", "update", "series", "whole"))
]
AUDIENCES = (Audience.PUBLIC, Audience.MEMBERS)
MOVES = 14  # each fault that was planted in `resolve` fails several of these


class World:
    """A random ledger and the moves that change it."""

    def __init__(self, seed: int, ledger: Ledger) -> None:
        self.random = random.Random(seed)
        self.ledger = ledger
        self.decided: list[tuple[Ref, Ref]] = []
        self.places = [Ref("Workplace", f"row:{n}") for n in range(5)] + [
            keyed("os", f"OS{n}") for n in range(2)
        ]
        self.firms = [Ref("Organisation", f"org:p:{n}") for n in range(4)] + [keyed("lei", "L1")]

    def move(self) -> None:
        """One of the things that happen to a ledger."""
        self.random.choice(
            (
                self.an_import, self.an_import, self.a_decision, self.a_decision, self.a_withhold,
                self.an_undo,
            )
        )()  # fmt: skip

    def an_import(self) -> None:
        of = self.random.choice(LISTS)
        as_of = self.random.choice((None, "2018", "2020", "2021"))
        with self.ledger.write() as connection:
            appender = Appender(
                connection,
                SourceInfo(of.source, "test", of.source),
                RunInfo("test", as_of=as_of, whole=of.mode == "whole"),
            )
            appender.append([
                RowClaims(str(n), {"row": str(n)}, self._row(of, n)) for n in range(self.random.randint(1, 6))
            ])  # fmt: skip
            end_absent(connection, appender.tally.lists, appender.run_id)
            appender.finish()

    def _row(self, of: ListRef, number: int) -> list[Claim]:
        r = self.random
        origin = Origin(of, str(number), f"words {r.randint(0, 2)}", audience=r.choice((0, 0, 1, 2)),
                        confidence=r.randint(1, 3))  # fmt: skip
        place, firm, other = r.choice(self.places), r.choice(self.firms), r.choice(self.firms)
        claims = [
            describe(origin, place, name=r.choice("ABC"), opened=r.choice(("2001", "2002"))),
            describe(origin, firm, name=r.choice("XYZ"), roles=[r.choice(("brand", "vendor"))]),
            link(origin, "SUPPLIES", place, firm, tiers=[r.randint(1, 3)],
                 stance=r.choice(("asserts", "asserts", "asserts", "denies"))),
            link(origin, "OWNED_BY", firm, other, share=float(r.randint(1, 2))),
        ]  # fmt: skip
        if r.random() < 0.3:
            claims.append(same(origin, place, r.choice(self.places)))
        return claims

    def a_decision(self) -> None:
        if self.decided and self.random.random() < 0.5:  # another word on an old pair: splits are rare else
            left, right = self.random.choice(self.decided)
        else:
            left, right = self.random.sample(self.random.choice((self.places, self.firms)), 2)
        self.decided.append((left, right))
        decision = JoinDecision(
            self.random.choice(("same", "same", "different", "unsure")), left.key, right.key, why="test",
            by="test", audience=self.random.choice((0, 1)), score=self.random.choice((None, 80)),
        )  # fmt: skip
        with self.ledger.write() as connection:
            record_joins(connection, [decision])

    def a_withhold(self) -> None:
        with self.ledger.write() as connection:
            claims = list(connection.scalars(sa.select(t.claim.c.id).order_by(t.claim.c.id)))
            if claims:
                record_on_claim(
                    connection, self.random.choice(("withhold", "release")), self.random.choice(claims),
                    why="test", by="test", property_=self.random.choice(("", "name")),
                )  # fmt: skip

    def an_undo(self) -> None:
        """Take a run back; one that was taken back comes in again."""
        with self.ledger.read() as connection:
            runs = connection.execute(sa.select(t.run.c.id, t.run.c.state).order_by(t.run.c.id)).all()
        if runs:
            run = self.random.choice(runs)
            (take_back if run.state == "done" else put_back)(self.ledger, run.id)


def follow(ledger: Ledger, audience: int, engine: Engine) -> None:
    resolving.resolve(ledger, audience)
    ship(ledger, audience, engine)


def from_nothing(ledger: Ledger, audience: int, engine: Engine) -> None:
    """Throw away everything derived and compute it anew."""
    with ledger.write() as connection:
        for table in (t.assign, t.dirty):
            connection.execute(table.delete().where(table.c.audience == audience))
        connection.execute(t.watermark.delete().where(t.watermark.c.audience == audience))
    resolving.resolve(ledger, audience)
    ship_all(ledger, audience, engine)


@pytest.mark.parametrize(("ledgers", "seed"), on_both(14, 4), indirect=["ledgers"])
def test_following_gives_the_full_graph(
    seed: int, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(seed, ledger)
    engines = {audience: KgliteEngine(tmp_path / str(audience), "x") for audience in AUDIENCES}
    with monkeypatch.context() as patch:
        patch.setattr(resolving, "STEP", 5)  # many small steps, so that a step sees half an import
        for _ in range(MOVES):
            world.move()
            for audience, engine in engines.items():
                if world.random.random() < 0.7:
                    follow(ledger, audience, engine)
        for audience, engine in engines.items():
            follow(ledger, audience, engine)
    for audience, engine in engines.items():
        whole = KgliteEngine(tmp_path / f"whole-{audience}", "x")
        from_nothing(ledger, audience, whole)
        assert dump(engine.reader()) == dump(whole.reader())


def test_worlds_are_dense_enough(tmp_path: Path) -> None:
    """The property above says something: its worlds hold merges, ended, denied and hidden things."""
    counts = {"same": 0, "different": 0, "ends": 0, "denies": 0, "hidden": 0, "merged": 0, "undone": 0}
    for seed in range(10):
        ledger = Ledger(f"sqlite:///{tmp_path / f'{seed}.db'}")
        world = World(seed, ledger)
        for _ in range(14):
            world.move()
        resolving.resolve(ledger, Audience.MEMBERS)
        with ledger.read() as connection:
            for verdict in ("same", "different"):
                counts[verdict] += _count(connection, t.decision, t.decision.c.verdict == verdict)
            for stance in ("ends", "denies"):
                counts[stance] += _count(connection, t.claim, t.claim.c.stance == stance)
            counts["hidden"] += _count(connection, t.hidden, t.hidden.c.property != UNSEEN)
            counts["undone"] += _count(connection, t.run, t.run.c.state == "undone")
            keys = _count(connection, t.assign, sa.true())
            things = connection.scalar(sa.select(sa.func.count(t.assign.c.thing_id.distinct())))
            counts["merged"] += keys - int(things or 0)
        ledger.close()
    assert all(count >= 5 for count in counts.values()), counts


def _count(connection: sa.Connection, table: sa.Table, condition: sa.ColumnElement[bool]) -> int:
    return int(connection.scalar(sa.select(sa.func.count()).select_from(table).where(condition)) or 0)
