"""Files that came by a page and wait to be taken in: each in a folder of its own, for a day at most.

<home>/uploads/<key>/file/<its name>   the file, until it is taken in
<home>/uploads/<key>/asked.json        what the person says of it
<home>/uploads/<key>/work.json         what was last asked of it, and how that ended
<home>/uploads/<key>/look.json         what a look at it found, until it is taken in
<home>/uploads/<key>/aside.json        the rows that the look set aside
<home>/uploads/<key>/headings.json     its columns with some of their values
<home>/uploads/<key>/report.json       what became of it
"""

import hashlib
import json
import re
import secrets
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.errors import UnreachableError
from importers.aside import SetAside
from importers.runner import Asked

DAY = 24 * 60 * 60  # seconds
LOOKED_AT = 2_000  # rows: nobody else writes to the ledger meanwhile
_KEY = re.compile(r"[\w-]{22}", re.ASCII)
_NAME = 200  # bytes: a file system takes 255
_FILE, _ASKED, _WORK, _LOOK, _ASIDE, _HEADINGS, _REPORT = (
    "file", "asked.json", "work.json", "look.json", "aside.json", "headings.json", "report.json",
)  # fmt: skip


@dataclass(frozen=True)
class Upload:
    """One file with what is asked of it."""

    folder: Path

    @property
    def key(self) -> str:
        """What nobody can guess: its address on the site."""
        return self.folder.name

    @property
    def name(self) -> str:
        """The file's name, also when the file is gone."""
        report = self.report()
        return str(report["file"]) if report else self.asked().file.name

    def asked(self) -> Asked:
        """What is to be imported, and how."""
        said = self._read(_ASKED)
        columns = tuple(said.pop("columns", ()))
        said.pop("all", None)
        return Asked(next((self.folder / _FILE).iterdir()), columns=columns, **said)

    def asked_dry(self) -> Asked:
        """The same, for a look that changes nothing: at its first rows, unless all are asked for."""
        most = None if self._read(_ASKED).get("all") else LOOKED_AT
        return replace(self.asked(), dry_run=True, preview=True, most=most)

    def ask(self, **said: Any) -> None:
        """Keep more of what the person says: fields of `Asked`, and `all` for a look at every row."""
        self._write(_ASKED, (self._read(_ASKED) or {}) | said)

    def work(self) -> dict[str, Any]:
        """What was last asked of it (look, take, undo, redo), and its state: asked, begun or how it ended."""
        return self._read(_WORK) or {"what": "", "state": "", "error": ""}

    def note_work(self, what: str, state: str, error: str = "", **more: Any) -> None:
        """Keep what is asked or begun, and how it ended: done, failed, stopped or interrupted."""
        self._write(_WORK, {"what": what, "state": state, "error": error, **more})

    def look(self) -> dict[str, Any] | None:
        """What a look at it as it is now asked for found; None where nobody looked."""
        found = self._read(_LOOK)
        return found["found"] if found and found["asked"] == self._mark() else None

    def keep_look(self, found: dict[str, Any], aside: Sequence[SetAside] = ()) -> None:
        """Keep what a look found, so that nobody needs to look again."""
        rows = [row.as_json() | {"cells": dict(row.cells)} for row in aside]
        self._write(_ASIDE, rows)
        self._write(_LOOK, {"asked": self._mark(), "found": found})

    def forget_look(self) -> None:
        """Let the next look be a new one."""
        (self.folder / _LOOK).unlink(missing_ok=True)

    def aside(self) -> list[SetAside]:
        """The rows that the look set aside."""
        return [SetAside(**row) for row in self._read(_ASIDE) or ()]

    def headings(self, find: Callable[[Path], dict[str, list[str]]]) -> dict[str, list[str]]:
        """Its columns with some of their values, as `find` tells them once."""
        held: dict[str, list[str]] | None = self._read(_HEADINGS)
        if held is None:
            held = find(self.asked().file)
            self._write(_HEADINGS, held)
        return held

    def report(self) -> dict[str, Any] | None:
        """What became of it; None while it waits."""
        found: dict[str, Any] | None = self._read(_REPORT)
        return found

    def done(self, report: dict[str, Any]) -> None:
        """It is taken in: only the report is kept."""
        self._write(_REPORT, report)
        shutil.rmtree(self.folder / _FILE, ignore_errors=True)
        for name in (_LOOK, _ASIDE, _HEADINGS):
            (self.folder / name).unlink(missing_ok=True)

    def drop(self) -> None:
        """Throw it away."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _mark(self) -> str:
        """The mapping and the options in short. (The file itself never changes.)"""
        return hashlib.sha256((self.folder / _ASKED).read_bytes()).hexdigest()

    def _read(self, name: str) -> Any:
        try:
            return json.loads((self.folder / name).read_text("utf-8"))
        except FileNotFoundError:
            return None

    def _write(self, name: str, what: Any) -> None:
        """All of it or nothing, whenever the machine stops."""
        path = self.folder / name
        new = path.with_name(f".{name}.{secrets.token_hex(4)}")
        new.write_text(json.dumps(what), "utf-8")
        new.replace(path)


def store(home: Path, name: str, write: Callable[[Path], None], **said: Any) -> Upload:
    """A new upload: `write` puts its bytes at the path that it is given. What is over a day old goes.

    Raises `UnreachableError` where the file cannot be kept; then nothing of it is.
    """
    sweep(home)
    upload = Upload(_uploads(home) / secrets.token_urlsafe(16))
    try:
        for folder in (home, _uploads(home), upload.folder, upload.folder / _FILE):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write(upload.folder / _FILE / plain_name(name))
        upload.ask(**said)
    except OSError as error:
        upload.drop()
        raise UnreachableError(f"The file could not be kept: {error.strerror}.") from error
    except BaseException:
        upload.drop()
        raise
    return upload


def find(home: Path, key: str) -> Upload | None:
    """The upload of this key, unless it is gone."""
    sweep(home)
    folder = _uploads(home) / key
    return Upload(folder) if _KEY.fullmatch(key) and (folder / _ASKED).is_file() else None


def every(home: Path) -> list[Upload]:
    """All uploads that are not over a day old."""
    sweep(home)
    return [Upload(path.parent) for path in sorted(_uploads(home).glob(f"*/{_ASKED}"))]


def sweep(home: Path) -> None:
    """Throw away what is over a day old."""
    if not _uploads(home).is_dir():
        return
    for folder in _uploads(home).iterdir():
        with suppress(FileNotFoundError):  # another request has thrown it away
            if time.time() - folder.stat().st_mtime > DAY:
                Upload(folder).drop()


def plain_name(given: str) -> str:
    """A file's name without folders, and without characters that cannot be seen or that turn the text."""
    last = "".join(sign for sign in re.split(r"[/\\]", given)[-1] if sign.isprintable())
    return last.encode()[-_NAME:].decode("utf-8", "ignore").strip(" .") or "file"


def _uploads(home: Path) -> Path:
    return home / "uploads"
