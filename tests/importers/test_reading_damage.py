"""Damage anywhere in the newer kinds of files, also within an archive, gives rows or one sentence."""

import io
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import InputError
from importers.reading import open_file
from tests.fixtures.damage import damaged
from tests.importers.test_reading_maps import KML
from tests.importers.test_reading_maps import packed as packed_layer
from tests.importers.test_reading_packed import FILES
from tests.importers.test_reading_packed import packed as packed_list
from tests.importers.test_reading_workbooks import LIST, ods, row, saved

INSERTED = [b'"', b"\0", b"\xff", b"<", b"{", b"\n"]
KINDS: dict[str, Callable[[Path], Path]] = {
    "map.zip": packed_layer,
    "list.zip": lambda path: packed_list(path, **{"12.csv": (FILES / "12.csv").read_bytes()}),
    "list.ods": lambda path: ods(path, List="".join(row(*line) for line in LIST)),
    "list.parquet": lambda path: saved(path, name=["A", "B"] * 50, tags=[["x"], []] * 50),
    "map.kml": lambda path: Path(shutil.copy(KML, path)),
}


def _damaged_within(archive: bytes, chance: random.Random) -> bytes:
    """One part damaged, in an archive that is whole."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as whole, zipfile.ZipFile(made, "w") as packed:
        struck = chance.choice(whole.namelist())
        for name in whole.namelist():
            part = whole.read(name)
            packed.writestr(name, damaged(part, chance, INSERTED) if name == struck and part else part)
    return made.getvalue()


@pytest.mark.parametrize("name", KINDS)
def test_damage_gives_rows_or_a_sentence(tmp_path: Path, name: str) -> None:
    chance = random.Random(11)  # the same damage in every run
    whole = KINDS[name](tmp_path / name).read_bytes()
    for turn in range(60):
        within = turn % 2 and name.endswith((".zip", ".ods"))
        broken = _damaged_within(whole, chance) if within else damaged(whole, chance, INSERTED)
        (tmp_path / name).write_bytes(broken)
        sentence = _outcome(tmp_path / name)
        assert sentence is None or (name in sentence.split(" ")[:3] and sentence.endswith("."))


def _outcome(path: Path) -> str | None:
    """The sentence with which a file was refused, None when it could be read."""
    try:
        for table in open_file(path).tables():
            list(table.rows)
    except InputError as error:
        return str(error)
    return None
