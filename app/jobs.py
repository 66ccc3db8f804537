"""Work that a page begins and does not wait for: one piece at a time, in the order in which it was asked for.

What is worked on, and what became of it, lies in the folder of its upload (`app/uploads.py`) and in the
ledger. Here is only what this process has in hand; when it ends, what it had not finished was never done.
"""

import logging
import time
from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any

from flask import current_app

from importers.runner import Report

EXTENSION = "linkwork-jobs"
_STAGES = {
    "queued": "It waits for what was begun before it",
    "read": "Reading the file",
    "wait": "Waiting until nobody else writes to the ledger",
    "append": "Reading its rows",
    "resolve": "Comparing with what is known",
    "undo": "Taking the run back",
    "redo": "Putting the run back",
    "project": "Bringing the graph up to date",
}
_STOPPABLE = ("queued", "read", "wait", "append", "resolve")
_MOMENT = 0.1  # seconds
_log = logging.getLogger(__name__)


class StoppedError(Exception):
    """Somebody stopped it, or the site ends."""


class Job:
    """One piece of work on one upload, as far as it is. `of` is how many rows its file has, if that is known.

    `does` is what is to be done. It calls `at` and `more`, which raise `StoppedError` once `stop` was called.
    """

    def __init__(self, key: str, what: str, does: Callable[["Job"], None], of: int | None = None) -> None:
        self.key, self.what, self.of = key, what, of
        self._does = does
        self._is_begun = Lock()
        self.stage = "queued"
        self.site_ends = False
        self._report: Report | None = None
        self._begun = self._at_stage = time.monotonic()
        self._written = 0
        self._stopping, self._ended = Event(), Event()

    def at(self, stage: str, report: Report | None = None) -> None:
        """It comes to a stage; the report grows while it is there."""
        self.stage, self._report = stage, report or self._report
        self._at_stage = time.monotonic()
        self.more(0)

    def more(self, rows: int) -> None:  # noqa: ARG002 - the report counts them
        """Some rows more are done: a moment at which it can be stopped."""
        if self._stopping.is_set() and self.can_stop:
            raise StoppedError

    def wrote(self, count: int) -> None:
        """So many nodes and links more are in the graph."""
        self._written += count

    def stop(self, *, site_ends: bool = False) -> None:
        """Let it end at its next step, or at once if it only waits. What is in the ledger already stays."""
        self.site_ends = site_ends
        self._stopping.set()
        self.run()

    def run(self) -> None:
        """Do it, unless it is begun already."""
        if not self._is_begun.acquire(blocking=False):
            return
        try:
            self._does(self)
        except Exception:
            _log.exception("%s of an upload was not brought to its end", self.what)
        finally:
            self._ended.set()

    def wait(self, seconds: float) -> bool:
        """Whether it is over, after so long at most."""
        return self._ended.wait(seconds)

    @property
    def can_stop(self) -> bool:
        """Whether nothing of it is in the ledger yet."""
        return self.stage in _STOPPABLE and self.what in ("look", "take")

    def as_json(self, ahead: int) -> dict[str, Any]:
        """How far it is, in numbers and in words. `ahead` is how many others come before it."""
        report = self._report
        told: dict[str, Any] = {
            "state": "queued" if self.stage == "queued" else "running", "what": self.what,
            "stage": self.stage, "ahead": ahead, "rows": report.read if report else 0, "of": self.of,
            "set_aside": len(report.set_aside) if report else 0,
            "seconds": round(time.monotonic() - self._begun, 1), "can_stop": self.can_stop,
            "now": _STAGES[self.stage],
        }  # fmt: skip
        return told | {"count": self._count(told)}

    def _count(self, told: dict[str, Any]) -> str:
        if self.stage == "queued":
            return f"{told['ahead']} before it" if told["ahead"] else "It is next"
        if self.stage == "project":
            done = f"{self._written:,} nodes and links" if self._written else ""
        else:
            of = f" of {self.of:,}" if self.of else ""
            done = f"{told['rows']:,}{of} rows, {told['set_aside']:,} set aside" if told["rows"] else ""
        return " · ".join(filter(None, (done, f"{told['seconds']:.0f} s", self._left(told["rows"]))))

    def _left(self, rows: int) -> str:
        """How long the other rows will take to read, at the speed of those that are read."""
        if self.stage != "append" or not self.of or not 0 < rows < self.of:
            return ""
        seconds = (time.monotonic() - self._at_stage) * (self.of - rows) / rows
        return f"about {seconds:.0f} s left to read"


class Jobs:
    """The work of one site: a queue and one thread, which does not hold up the end of the process."""

    def __init__(self) -> None:
        self._queue = SimpleQueue[Job | None]()
        self._live: dict[str, Job] = {}
        self._lock = Lock()
        self._thread: Thread | None = None

    def begin(self, job: Job, note: Callable[[], None]) -> Job:
        """Put it at the end of the queue once `note` has kept that; give the work that there is already."""
        with self._lock:
            held = self.of(job.key)
            if held:
                return held
            note()
            self._live.pop(job.key, None)  # one that was stopped before its turn
            self._live[job.key] = job
            self._queue.put(job)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="linkwork-jobs", daemon=True)
                self._thread.start()
        return job

    def of(self, key: str) -> Job | None:
        """What waits or runs for an upload; None where nothing does."""
        job = self._live.get(key)
        return job if job and not job.wait(0) else None

    def ahead(self, job: Job) -> int:
        """How many come before it."""
        waiting = [key for key in list(self._live) if self.of(key)]
        return waiting.index(job.key) if job.key in waiting else 0

    def close(self) -> None:
        """Stop all of it; what is in the ledger already is brought to its end.

        What waits for others to leave the ledger is left behind: nothing of it is done.
        """
        live = list(self._live.values())
        for job in live:
            job.stop(site_ends=True)
        for job in live:
            while job.stage != "wait" and not job.wait(_MOMENT):
                pass
        self._queue.put(None)

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            job.run()
            with self._lock:
                if self._live.get(job.key) is job:
                    del self._live[job.key]


def jobs() -> Jobs:
    """The work of the running site."""
    found: Jobs = current_app.extensions[EXTENSION]
    return found
