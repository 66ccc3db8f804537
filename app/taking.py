"""What is done with an upload apart from the page that asks for it: a look, taking it in, back, in again.

Whatever becomes of it is kept in its folder before the work counts as over. A run is one transaction of the
ledger: where the machine stopped, the ledger says whether it is there.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app import uploads
from app.facts.layouts import headings_of, readable
from app.jobs import Job, StoppedError
from app.uploads import Upload
from graph.errors import InputError, LayoutError, LinkworkError, UnreachableError
from graph.ledger.runs import newest_of
from graph.ledger.store import last_number
from graph.repair import put_back, take_back
from graph.workspace import Workspace
from importers.aside import kept
from importers.runner import Asked, Report, import_file
from importers.sources import source_named

BY = "import page"
_OPEN = ("asked", "begun")  # a run is of its upload only if it came after that was begun
_SHOWN = 200  # rows set aside that are listed
_UNKNOWN = "No one source has columns like these: say what kind of list it is, and which column is what."
_FAULT = "Something went wrong on our side, and nothing was changed."
_BEHIND = "Something went wrong on our side: the ledger has it all, the graph not yet. Run: linkwork project"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Taking:
    """One upload and the workspace that it goes into."""

    workspace: Workspace
    upload: Upload

    def work(self, what: str) -> Callable[[Job], None]:
        """What a job does; its end is noted, whatever it is."""
        does = {"look": self._look, "take": self._take, "undo": self._turn, "redo": self._turn}[what]

        def noted(job: Job) -> None:
            state, error = _outcome(does, job)
            self.upload.note_work(what, state, error)

        return noted

    def note_asked(self, what: str) -> None:
        """Keep that it is asked for, and waits its turn."""
        self.upload.note_work(what, "asked")

    def settle(self) -> None:
        """Where a stop of the machine broke off what was begun: find out from the ledger how it ended."""
        work = self.upload.work()
        if work["state"] == "begun" and (self.upload.report() or self._was_taken(work["before"])):
            self.upload.note_work(work["what"], "done")
        elif work["state"] in _OPEN:
            self.upload.note_work(work["what"], "interrupted")

    def is_stale(self, found: dict[str, Any]) -> bool:
        """Whether the ledger has changed since a look."""
        return bool(found["at"] != self._newest("touched"))

    def _newest(self, counted: str) -> int:
        with self.workspace.ledger.read() as connection:
            return last_number(connection, counted)

    def _look(self, job: Job) -> None:
        asked, at = self.upload.asked_dry(), self._newest("touched")
        kind = readable(asked.file)
        try:
            report = import_file(self.workspace.ledger, asked, job.more, BY, job.at)
        except InputError as error:
            unknown = isinstance(error, LayoutError) and bool(kind)
            if kind:
                self.upload.headings(headings_of)
            self.upload.keep_look({"error": _UNKNOWN if unknown else str(error), "kind": kind, "at": at})
            return
        spec = source_named(report.source)
        audience = asked.audience or spec.default_audience
        whole = asked.whole or spec.mode == "whole"
        told = _told(report) | {"kind": kind, "at": at, "audience": audience, "whole": whole, "error": ""}
        self.upload.keep_look(told, report.set_aside)

    def _take(self, job: Job) -> None:
        self.upload.note_work("take", "begun", before=self._newest("run"))
        asked = self.upload.asked()
        more = self._of(asked)
        told = _told(import_file(self.workspace.ledger, asked, job.more, BY, job.at)) | more
        self.upload.done(told)
        job.at("project")
        try:
            self.workspace.follow("members", progress=job.wrote)
        except UnreachableError as error:
            self.upload.done(told | {"behind": str(error)})

    def _turn(self, job: Job) -> None:
        """Take its run back, or put it back; every graph that is kept follows."""
        report = self.upload.report() or {}
        job.at(job.what)
        (take_back if job.what == "undo" else put_back)(self.workspace.ledger, report["run"])
        job.at("project")
        behind = ""
        try:
            self.workspace.project_kept(job.wrote)
        except UnreachableError as error:
            behind = str(error)
        self.upload.done(report | {"behind": behind})

    def _was_taken(self, before: int) -> bool:
        """Whether the run of an import that was broken off is in the ledger; then report it."""
        asked = self.upload.asked()
        with asked.file.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        with self.workspace.ledger.read() as connection:
            run = newest_of(connection, sha256, BY, after=before)
            if run is None:
                return False
            aside = kept(connection, run.run)
        report = Report(run.source, run.file, sha256, run.run, read=run.rows or 0, set_aside=aside)
        self.upload.done(_told(report) | self._of(asked) | {"claims_seen": run.claims})
        return True

    def _of(self, asked: Asked) -> dict[str, Any]:
        """What the report needs beside what the runner tells."""
        return {
            "kind": readable(asked.file), "behind": "", "list": asked.list_name or asked.file.stem,
            "buyer": asked.buyer,
        }  # fmt: skip


def broken_off(workspace: Workspace) -> Iterator[str]:
    """Find out what a stop of the machine broke off, and say of each what became of it."""
    for upload in uploads.every(workspace.settings.home):
        if upload.work()["state"] not in _OPEN:
            continue
        Taking(workspace, upload).settle()
        work, report = upload.work(), upload.report()
        if work["what"] == "take":
            end = f"it is in the ledger as run {report['run']}" if report else "nothing of it was changed"
            yield f"{upload.name} was being taken in when Linkwork stopped: {end}. See /import/{upload.key}"


def _outcome(does: Callable[[Job], None], job: Job) -> tuple[str, str]:
    """How a piece of work ended, and what is to be said of it."""
    try:
        job.more(0)
        does(job)
    except StoppedError:
        return ("interrupted" if job.site_ends else "stopped"), ""
    except LinkworkError as error:
        return "failed", str(error)
    except Exception:
        _log.exception("%s of an upload failed", job.what)
        return "failed", _BEHIND if job.stage == "project" else _FAULT
    return "done", ""


def _told(report: Report) -> dict[str, Any]:
    """The report as it is kept: the first of its rows set aside, and how many there are."""
    shown = [row.as_json() | {"place": row.place} for row in report.set_aside[:_SHOWN]]
    return report.as_json() | {"set_aside": shown, "aside": len(report.set_aside)}
