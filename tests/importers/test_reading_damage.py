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


def _damaged(content: bytes, chance: random.Random) -> bytes:
    place, other = chance.randrange(len(content)), chance.randrange(len(content))
    return chance.choice([
        content[:place],
        content[:place] + content[place + chance.randrange(200) :],
        content[:place] + content[other : other + 300] + content[place:],
        content[:place] + chance.choice(INSERTED) + content[place:],
        content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :],
    ])  # fmt: skip


def _damaged_within(archive: bytes, chance: random.Random) -> bytes:
    """One part damaged, in an archive that is whole."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as whole, zipfile.ZipFile(made, "w") as packed:
        struck = chance.choice(whole.namelist())
        for name in whole.namelist():
            part = whole.read(name)
            packed.writestr(name, _damaged(part, chance) if name == struck and part else part)
    return made.getvalue()


@pytest.mark.parametrize("name", KINDS)
def test_damage_gives_rows_or_a_sentence(tmp_path: Path, name: str) -> None:
    chance = random.Random(11)  # the same damage in every run
    whole = KINDS[name](tmp_path / name).read_bytes()
    for turn in range(60):
        within = turn % 2 and name.endswith((".zip", ".ods"))
        (tmp_path / name).write_bytes((_damaged_within if within else _damaged)(whole, chance))
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
