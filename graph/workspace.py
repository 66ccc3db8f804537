"""One place that knows the settings, the ledger and the graphs: what a command or a page works with."""

from collections.abc import Sequence
from threading import Lock

import sqlalchemy as sa

from graph import search
from graph.claims import LedgerClaims
from graph.engines.base import Counts, Engine, Reader
from graph.engines.kglite import KgliteEngine
from graph.engines.neo4j import Neo4jEngine
from graph.ledger import tables as t
from graph.ledger.store import Ledger
from graph.model import Audience
from graph.projection import Progress, ship, ship_all
from graph.resolution.resolve import FOLLOWER, resolve, resolve_all
from graph.settings import Settings

SAVE_AFTER = 50_000  # numbers of the dirty log since the last snapshot


class Workspace:
    """Opens what is needed when it is needed; safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._ledger: Ledger | None = None
        self._engines: dict[str, Engine] = {}
        self._opening, self._following = Lock(), Lock()  # a page opens and reads while another thread follows

    @property
    def ledger(self) -> Ledger:
        """The ledger; `UnreachableError` when it cannot be opened."""
        with self._opening:
            if self._ledger is None:
                self._ledger = Ledger(self.settings.ledger)
            return self._ledger

    def claims(self, audience: str) -> LedgerClaims:
        """Claims as an audience may see them."""
        return LedgerClaims(self.ledger, Audience.NAMES.index(audience))

    def engine(self, audience: str) -> Engine:
        """The engine that holds an audience's graph, as it stands."""
        with self._opening:
            if audience not in self._engines:
                self._engines[audience] = self._open(audience)
            return self._engines[audience]

    def reader(self, audience: str) -> Reader:
        """The graph's newest whole state, without reading the dirty log."""
        return self.engine(audience).reader()

    def follow(self, audience: str, progress: Progress | None = None) -> Counts:
        """Resolve what was touched and bring the graph up to it; save a snapshot when much is new."""
        ledger, engine, number = self.ledger, self.engine(audience), Audience.NAMES.index(audience)
        with self._following:
            resolve(ledger, number)
            counts = ship(ledger, number, engine, progress)
            if isinstance(engine, KgliteEngine) and engine.unsaved > SAVE_AFTER:
                engine.keep()
        search.follow(ledger, number)
        return counts

    def project(self, audience: str, *, full: bool = False, progress: Progress | None = None) -> Counts:
        """Bring the graph up to date (`full`: everything anew) and save it."""
        ledger, engine, number = self.ledger, self.engine(audience), Audience.NAMES.index(audience)
        with self._following:
            (resolve_all if full else resolve)(ledger, number)
            counts = (ship_all if full else ship)(ledger, number, engine, progress)
            engine.keep()
        if full:
            search.clear(ledger, number)
        search.follow(ledger, number)
        return counts

    def project_kept(self, progress: Progress | None = None) -> None:
        """Every graph that was ever projected follows and is saved anew, after something was taken out."""
        w = t.watermark.c
        kept = sa.select(w.audience).where(w.follower == FOLLOWER).distinct().order_by(w.audience)
        with self.ledger.read() as connection:
            audiences = connection.scalars(kept).all()
        for audience in audiences:
            self.project(Audience.NAMES[audience], progress=progress)

    def find(
        self,
        audience: str,
        text: str,
        *,
        kinds: Sequence[str] | None = None,
        country: str | None = None,
        limit: int = 20,
    ) -> list[search.Hit]:
        """The things that fit words or an id best, as of the last `follow` or `project`."""
        number = Audience.NAMES.index(audience)
        return search.find(self.ledger, number, text, kinds=kinds, country=country, limit=limit)

    def close(self) -> None:
        """Let go of everything."""
        for engine in self._engines.values():
            engine.close()
        if self._ledger is not None:
            self._ledger.close()

    def _open(self, audience: str) -> Engine:
        where = self.settings.graph_for(audience)
        if where == "embedded":
            return KgliteEngine(self.settings.snapshots, audience)
        return Neo4jEngine(where, self.settings.graph_user, self.settings.graph_password, audience)
