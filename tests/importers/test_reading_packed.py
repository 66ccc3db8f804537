"""A text file alone in a zip archive is read where it is."""

import zipfile
from pathlib import Path

import pytest

from graph.errors import InputError
from importers.reading import RawRow, archive, open_file

FILES = Path(__file__).parents[1] / "fixtures" / "reading"
BESIDE = {"lists/": b"", "__MACOSX/lists/._a.csv": b"\0\5", "lists/.DS_Store": b"\0\0\0\1"}


def packed(path: Path, **members: bytes) -> Path:
    """An archive of the members and what systems leave beside them; `__` in a name stands for a dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {**BESIDE, **members}.items():
            made.writestr(name.replace("__", ".") if name in members else name, content)
    return path


def cells(path: Path, record: str | None = None) -> list[dict[str, str]]:
    return [
        dict(row.cells)
        for table in open_file(path).tables(record)
        for row in table.rows
        if isinstance(row, RawRow)
    ]


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        cells(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("file", "kind", "record"),
    [
        ("12.csv", "csv", None),
        ("rr-data.json", "json", None),
        ("goods_2021.xml", "xml", "Goods/Good/Countries/Country"),
    ],
)
def test_packed_file_reads_as_unpacked(tmp_path: Path, file: str, kind: str, record: str | None) -> None:
    made = packed(tmp_path / "a.zip", **{file: (FILES / file).read_bytes()})

    assert open_file(made).kind == kind
    assert cells(made, record) == cells(FILES / file, record)


def test_packed_encoding_is_told(tmp_path: Path) -> None:
    made = packed(tmp_path / "a.zip", list__csv="name,town\nBäckerei,Köln\n".encode("cp1252"))

    document = open_file(made)

    assert [dict(row.cells) for row in document.tables()[0].rows if isinstance(row, RawRow)] == [
        {"name": "Bäckerei", "town": "Köln"}
    ]
    assert document.warnings == [
        "list.csv in a.zip is not UTF-8; it was read as Windows-1252 (Western European): check the names."
    ]


def test_several_files_are_not_guessed(tmp_path: Path) -> None:
    made = packed(tmp_path / "a.zip", a__csv=b"n,a\n1,2\n", b__csv=b"n,a\n1,2\n")

    assert refusal(made) == "a.zip is a zip archive of 2 files: unpack it and import them one by one."
    assert refusal(packed(tmp_path / "b.zip")) == (
        "b.zip is a zip archive of 0 files: unpack it and import them one by one."
    )


def test_packed_bomb_is_not_unpacked(tmp_path: Path) -> None:
    made = packed(tmp_path / "a.zip", a__csv=b"a" * (archive.RATIO_FROM + 1))

    assert refusal(made) == "a.zip would unpack to 16 MB: it is not read."


def test_packed_archives_and_workbooks_are_not_opened(tmp_path: Path) -> None:
    made = packed(tmp_path / "a.zip", a__xlsx=(FILES / "12.xlsx").read_bytes())

    assert refusal(made) == "a.xlsx in a.zip is not a text file: unpack it first."
    assert refusal(packed(tmp_path / "b.zip", a__csv=b" \n")) == (
        "a.csv in b.zip is empty: nothing can be read from it."
    )


def test_damage_within_an_archive_is_told(tmp_path: Path) -> None:
    made = packed(tmp_path / "a.zip", **{"12.csv": (FILES / "12.csv").read_bytes()})
    damaged = bytearray(made.read_bytes())
    with zipfile.ZipFile(made) as whole:
        start = whole.getinfo("12.csv").header_offset + 30 + len("12.csv") + 40
    damaged[start : start + 8] = b"\x00" * 8
    made.write_bytes(damaged)

    assert refusal(made) == "a.zip is cut short or damaged: get it again, or save it anew."


def test_password_is_told(tmp_path: Path) -> None:
    made = packed(tmp_path / "a.zip", a__csv=b"n,a\n1,2\n")
    content = bytearray(made.read_bytes())
    place = content.rindex(b"PK\x01\x02")  # the member's entry in the directory; its flags follow
    content[place + 8] |= 1
    made.write_bytes(content)

    assert refusal(made) == "a.zip is protected by a password: save it without one."
