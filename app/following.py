"""Keeps a running site's graph up to date: looks each second whether the ledger has something new."""

from threading import Event, Thread

from flask import Flask

from app.asking import EXTENSION
from graph.errors import LinkworkError
from graph.ledger.store import Ledger, last_number
from graph.workspace import Workspace

SECONDS = 1.0
NUMBERED = ("touched", "dirty")  # what an import and a resolution count up


class Follower(Thread):
    """Follows the ledger for one site until `stop` is called."""

    def __init__(self, site: Flask, seconds: float = SECONDS) -> None:
        super().__init__(name="linkwork-follower", daemon=True)
        self._site = site
        self._workspace: Workspace = site.extensions[EXTENSION]
        self._audience: str = site.config["AUDIENCE"]
        self._seconds = seconds
        self._stopped = Event()

    def run(self) -> None:
        """Look, follow, wait; what cannot be reached now is tried again at the next look."""
        at: tuple[int, ...] = ()
        while not self._stopped.is_set():
            try:
                newest = numbers(self._workspace.ledger)
                if newest != at:
                    self._workspace.follow(self._audience)
                    at = newest
            except LinkworkError as error:
                self._site.logger.warning("Not up to date: %s", error)
            self._stopped.wait(self._seconds)

    def stop(self) -> None:
        """Stop, and wait until the step in progress is done."""
        self._stopped.set()
        self.join()


def numbers(ledger: Ledger) -> tuple[int, ...]:
    """How far the ledger's logs go: unchanged while nothing is new."""
    with ledger.read() as connection:
        return tuple(last_number(connection, name) for name in NUMBERED)


def start_following(site: Flask) -> Follower:
    """Start following for a site that is about to be served."""
    follower = Follower(site)
    follower.start()
    return follower
