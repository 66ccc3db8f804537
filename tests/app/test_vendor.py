"""What others wrote and we ship."""

import base64
import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "app" / "static" / "vendor"


def test_vendored_files_are_those_of_the_lock() -> None:
    locked = json.loads((VENDOR / "vendor.lock.json").read_text())
    for entry in locked:
        digest = hashlib.sha384((VENDOR / entry["file"]).read_bytes()).digest()
        assert base64.b64encode(digest).decode() == entry["sha384"], entry["file"]
    scripts = {
        path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.suffix in (".js", ".css")
    }
    assert scripts == {entry["file"] for entry in locked}


def test_vendored_files_come_with_their_licences() -> None:
    for entry in json.loads((VENDOR / "vendor.lock.json").read_text()):
        folder = (VENDOR / entry["file"]).parent
        assert folder.name == f"{entry['name']}-{entry['version']}"
        assert [*folder.glob("LICENSE*")], entry["name"]
