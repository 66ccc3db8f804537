"""Work in a queue: how far it says that it is, and when it can be stopped."""

import re
from threading import Event

import pytest

from app.jobs import Job, Jobs, StoppedError
from importers.aside import SetAside
from importers.runner import Report


def report(read: int, aside: int) -> Report:
    return Report("a", "b.csv", "", read=read, set_aside=[SetAside(None, n, None, "") for n in range(aside)])


def count(job: Job, ahead: int = 0) -> list[str]:
    """The parts of what it says, with the seconds, which no test can know, as N."""
    return re.sub(r"\d+ s\b", "N s", job.as_json(ahead)["count"]).split(" · ")


def test_progress_in_words() -> None:
    job = Job("key", "take", lambda _: None, of=4000)
    assert count(job, 2) == ["2 before it"]
    job.at("append", report(1000, 3))
    assert count(job) == ["1,000 of 4,000 rows, 3 set aside", "N s", "about N s left to read"]
    job.at("resolve")
    assert count(job) == ["1,000 of 4,000 rows, 3 set aside", "N s"]
    job.at("project")
    job.wrote(12_000)
    assert count(job) == ["12,000 nodes and links", "N s"]


def test_what_is_in_the_ledger_is_not_stopped() -> None:
    job = Job("key", "take", lambda _: None)
    job.stop()
    with pytest.raises(StoppedError):
        job.at("append", report(0, 0))
    job.at("project")
    undo = Job("key", "undo", lambda _: None)
    undo.stop()
    undo.at("undo")


def test_a_fault_holds_up_nobody(caplog: pytest.LogCaptureFixture) -> None:
    jobs, done = Jobs(), Event()

    def fail(_: Job) -> None:
        raise ValueError

    first = jobs.begin(Job("first", "look", fail), lambda: None)
    second = jobs.begin(Job("second", "look", lambda _: done.set()), lambda: None)
    assert first.wait(60)
    assert second.wait(60)
    assert done.is_set()
    assert (jobs.of("first"), jobs.of("second")) == (None, None)
    assert "look of an upload was not brought to its end" in caplog.text
    jobs.close()


def test_work_that_cannot_be_noted_is_not_begun() -> None:
    jobs = Jobs()

    def full() -> None:
        raise OSError

    with pytest.raises(OSError, match=r"^$"):
        jobs.begin(Job("key", "look", lambda _: None), full)
    assert jobs.of("key") is None
    jobs.close()
