"""The cache of fetched files: the file, and beside it what tells whether it is still the same."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class Kept:
    """What stands beside a file in the cache."""

    url: str
    name: str
    sha256: str
    etag: str
    modified: str


def file_name(url: str) -> str:
    """The address's last part as a name for a file that no system trips over."""
    last = unquote(urlsplit(url).path).rpartition("/")[2]
    name = re.sub(r"[^\w.-]+", "_", last).strip("._")[-100:]
    return name if name and name not in ("part", "part.json", "kept.json") else "download"


def read_json(path: Path) -> dict[str, str]:
    """An object that was written there, an empty one where there is none that can be read."""
    try:
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
