"""A folder of files with a manifest: what each is, in the order in which they are imported."""

import tomllib
from pathlib import Path
from typing import Any

from graph.errors import InputError
from graph.ledger.decisions import read_text, record_joins
from graph.ledger.store import Ledger
from importers.runner import Asked, Progress, Report, import_file


def import_sample(
    ledger: Ledger, folder: Path, progress: Progress | None = None, by: str = ""
) -> list[Report]:
    """Import what `folder/manifest.toml` lists, in its order, then the decisions beside it."""
    reports = [import_file(ledger, asked, progress, by) for asked in read_manifest(folder / "manifest.toml")]
    decisions = folder / "decisions.tsv"
    if decisions.exists():
        with ledger.write() as connection:
            record_joins(connection, read_text(decisions))
    return reports


def read_manifest(path: Path) -> list[Asked]:
    """The files of a manifest. Raises `InputError` naming the entry that cannot be used."""
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("file", [])
    except FileNotFoundError as error:
        raise InputError(
            f"{path.parent} has no manifest.toml that says which files to read: name the files themselves."
        ) from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path} cannot be read as a manifest: {error}.") from error
    return [_entry(path, number, entry) for number, entry in enumerate(entries, start=1)]


def _entry(path: Path, number: int, entry: dict[str, Any]) -> Asked:
    unknown = entry.keys() - {"path", "source", "list", "buyer", "as_of", "audience"}
    if unknown or "path" not in entry:
        problem = f"has the unknown key {sorted(unknown)[0]!r}" if unknown else "lacks 'path'"
        raise InputError(f"{path.name}: its file number {number} {problem}.")
    return Asked(
        file=path.parent / entry["path"], source=entry.get("source"), buyer=entry.get("buyer", ""),
        as_of=entry.get("as_of"), list_name=entry.get("list"), audience=entry.get("audience"),
    )  # fmt: skip
