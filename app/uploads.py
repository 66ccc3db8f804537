"""Files that came by a page and wait to be taken in: each in a folder of its own, for a day at most.

<home>/uploads/<key>/file/<its name>   the file, until it is taken in
<home>/uploads/<key>/asked.json        what the person says of it
<home>/uploads/<key>/report.json       what became of it
"""

import json
import re
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from importers.runner import Asked

DAY = 24 * 60 * 60  # seconds
_KEY = re.compile(r"[\w-]{22}", re.ASCII)
_NAME = 200  # bytes: a file system takes 255
_ASKED, _REPORT, _FILE = "asked.json", "report.json", "file"


@dataclass(frozen=True)
class Upload:
    """One file with what is asked of it."""

    folder: Path

    @property
    def key(self) -> str:
        """What nobody can guess: its address on the site."""
        return self.folder.name

    def asked(self) -> Asked:
        """What is to be imported, and how."""
        said = json.loads((self.folder / _ASKED).read_text("utf-8"))
        columns = tuple(said.pop("columns", ()))
        return Asked(next((self.folder / _FILE).iterdir()), columns=columns, **said)

    def asked_dry(self) -> Asked:
        """The same, for a look that changes nothing."""
        return replace(self.asked(), dry_run=True, preview=True)

    def ask(self, **said: Any) -> None:
        """Keep more of what the person says: fields of `Asked`."""
        path = self.folder / _ASKED
        held = json.loads(path.read_text("utf-8")) if path.exists() else {}
        path.write_text(json.dumps(held | said), "utf-8")

    def report(self) -> dict[str, Any] | None:
        """What became of it; None while it waits."""
        path = self.folder / _REPORT
        return json.loads(path.read_text("utf-8")) if path.exists() else None

    def done(self, report: dict[str, Any]) -> None:
        """It is taken in: only the report is kept."""
        (self.folder / _REPORT).write_text(json.dumps(report), "utf-8")
        shutil.rmtree(self.folder / _FILE)

    def drop(self) -> None:
        """Throw it away."""
        shutil.rmtree(self.folder, ignore_errors=True)


def store(home: Path, name: str, write: Callable[[Path], None], **said: Any) -> Upload:
    """A new upload: `write` puts its bytes at the path that it is given. What is over a day old goes."""
    sweep(home)
    upload = Upload(_uploads(home) / secrets.token_urlsafe(16))
    (upload.folder / _FILE).mkdir(parents=True, mode=0o700)
    upload.folder.chmod(0o700)
    try:
        write(upload.folder / _FILE / plain_name(name))
        upload.ask(**said)
    except BaseException:
        upload.drop()
        raise
    return upload


def find(home: Path, key: str) -> Upload | None:
    """The upload of this key, unless it is gone."""
    sweep(home)
    folder = _uploads(home) / key
    return Upload(folder) if _KEY.fullmatch(key) and (folder / _ASKED).is_file() else None


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
