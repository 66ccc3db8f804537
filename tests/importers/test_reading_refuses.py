"""A file that cannot be used gets one sentence: what is wrong, where, what to do."""

import io
import random
import zipfile
from pathlib import Path

import pytest

from graph.errors import InputError
from importers.reading import archive, open_file, table
from tests.fixtures.damage import damaged

FILES = Path(__file__).parents[1] / "fixtures" / "reading"


def refusal(path: Path, content: bytes | str, record: str | None = None) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError) as caught:
        _read(path, record)
    return str(caught.value)


def _read(path: Path, record: str | None) -> list[object]:
    return [row for found in open_file(path).tables(record) for row in found.rows]


def zipped(**parts: bytes) -> bytes:
    """A zip archive; two underscores in a name stand for a slash."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", content)
    return buffer.getvalue()


KINDS = "CSV, XLSX, XLS, ODS, Parquet, JSON, JSON Lines, XML, GeoJSON, KML or shapefile"
UNUSABLE: dict[bytes, str] = {
    b"": "is empty: nothing can be read from it.",
    b"\xef\xbb\xbf\r\n \n": "is empty: nothing can be read from it.",
    b"name,address\n": "has a header but no rows: nothing can be read from it.",
    b"%PDF-1.7 \x00": f"is a PDF, not a list in {KINDS}: ask for the list as a table, or copy it into one.",
    b"\xff\xd8\xff\xe0\x00": f"is a picture (JPEG), not a list in {KINDS}: type the list into a table.",
    b"<!DOCTYPE html><html><table></table></html>": (
        f"is a web page (HTML), whatever its name, not a list in {KINDS}: open it and save it as XLSX."
    ),
    b"name,address\nA,b\x00c\n": f"holds NUL bytes, so it is not plain text: save it anew as {KINDS}.",
    "name,address\nŞti,工厂\nÅrhus,ü\n".encode() + b"\xff,x\n": "is UTF-8 but not on line 4: mend that line.",
    b"name,town\n\x81\x8d\x90,a\n": "is not in a text encoding that can be told: save it as UTF-8.",
    b'[{"name": "A"},\n {"name" "B"}]': (
        "is broken JSON at line 2, column 10: mend it there, or get the file again."
    ),
    b'{"name": "A"}': (
        "holds no list of records, so it cannot be told which to read: name the source with --source."
    ),
    b"[1, 2]": "has no records at '[]': nothing can be read from it.",
    b"<L><R>1</R>\n<R>2</L>": "is broken XML at line 2, column 7: mend it, or get the file again.",
    b'<!DOCTYPE L [<!ENTITY a "b">]><L><R>&a;</R><R/></L>': (
        "declares a document type or entities, so it is not read: remove the declaration."
    ),
    b'<!DOCTYPE L SYSTEM "l.dtd"><L><R/><R/></L>': (
        "declares a document type or entities, so it is not read: remove the declaration."
    ),
    b"<L><R>1</R></L>": "is XML in which nothing repeats, so it holds no list of records.",
}


@pytest.mark.parametrize(("content", "sentence"), UNUSABLE.items())
def test_unusable_file_gets_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    assert refusal(tmp_path / "a.csv", content) == f"a.csv {sentence}"


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened: check the name, and that you may read it"):
        open_file(tmp_path / "none.csv")
    with pytest.raises(InputError, match="is a folder: name the file in it"):
        open_file(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        'name,address,town\nA,"a,x\nB,b,y\nC,c,z\n',
        'name,address,town\nA,"a,x\nB,"b",y\nC,c,z\n',
    ],
)
def test_lost_quote_swallows_no_rows(tmp_path: Path, content: str) -> None:
    assert refusal(tmp_path / "a.csv", content) == (
        "a.csv has a quote on line 2 that is not closed and swallows the lines after it: close or remove it."
    )


def test_nul_far_into_the_file(tmp_path: Path) -> None:
    content = b"name,address\n" + b"A,a\n" * 20_000 + b"B,\x00\n"
    assert refusal(tmp_path / "a.csv", content) == (
        "a.csv holds NUL bytes on line 20002, so it is not plain text: save it anew as CSV in UTF-8."
    )


def test_field_over_the_limit(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.csv", f'name,address\nA,"{"x" * table.MAX_FIELD}x"\n') == (
        "a.csv has a field over 1 MB on line 2: is a closing quote missing?"
    )


def test_too_many_columns(tmp_path: Path) -> None:
    header = ",".join(f"c{number}" for number in range(table.MAX_COLUMNS + 1))
    assert refusal(tmp_path / "a.csv", f"{header}\n1,2\n") == (
        "a.csv has 2001 columns on line 1; at most 2000 are read: split it."
    )


def test_json_nested_too_deep(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.json", "[" * 100_000) == (
        "a.json is JSON nested too deep to be a list of records."
    )


def test_truncated_workbooks(tmp_path: Path) -> None:
    whole = (FILES / "12.xlsx").read_bytes()
    sentence = "a.xlsx is cut short or damaged: get it again, or save it anew."
    assert refusal(tmp_path / "a.xlsx", whole[: len(whole) // 2]) == sentence
    old = (FILES / "12.xls").read_bytes()
    sentence = "b.xls is cut short or damaged: get it again, or save it as CSV."
    cuts = [len(old) - 1, len(old) - 500, 6924, 3000, 600, 100]
    assert {cut: refusal(tmp_path / "b.xls", old[:cut]) for cut in cuts} == dict.fromkeys(cuts, sentence)


def test_damaged_old_workbook(tmp_path: Path) -> None:
    damaged = bytearray((FILES / "12.xls").read_bytes())
    damaged[512:1024] = b"\xff" * 512
    assert refusal(tmp_path / "a.xls", bytes(damaged)).startswith("a.xls is ")


def test_damaged_bytes_within_a_workbook(tmp_path: Path) -> None:
    damaged = bytearray((FILES / "12.xlsx").read_bytes())
    with zipfile.ZipFile(FILES / "12.xlsx") as packed:
        entry = packed.getinfo("xl/worksheets/sheet1.xml")
    start = entry.header_offset + 30 + len(entry.filename) + 40
    damaged[start : start + 8] = b"\x00" * 8
    assert refusal(tmp_path / "a.xlsx", bytes(damaged)) == (
        "a.xlsx is cut short or damaged: get it again, or save it anew."
    )


def test_other_zip_archives(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.xlsx", zipped(word__document=b"<w/>")) == (
        f"a.xlsx is a Word document, not a list in {KINDS}: copy its table into a spreadsheet."
    )
    assert refusal(tmp_path / "a.xlsx", zipped(content=b"<w/>")) == (
        f"a.xlsx is an OpenDocument file, not a list in {KINDS}: save it as ODS, XLSX or CSV."
    )


def test_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = zipped(xl__workbook=b"<w/>", xl__worksheets__sheet1=b" " * (archive.RATIO_FROM + 1))
    assert refusal(tmp_path / "a.xlsx", bomb) == "a.xlsx would unpack to 16 MB: save it as CSV."


def test_workbook_part_with_unsafe_name(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.xlsx", zipped(xl__workbook=b"<w/>", **{"..__x": b"<w/>"})) == (
        "a.xlsx has a part with an unsafe name: save it anew."
    )


def test_workbook_with_entities(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.xlsx", zipped(xl__workbook=b'<!DOCTYPE w [<!ENTITY a "b">]><w/>')) == (
        "a.xlsx declares a document type or entities: save it anew."
    )


def test_workbook_with_a_cell_far_out(tmp_path: Path) -> None:
    sheet = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    assert refusal(tmp_path / "a.xlsx", zipped(xl__workbook=b"<w/>", xl__worksheets__sheet1=sheet)) == (
        "a.xlsx has a sheet with cells out to row 1048576, column 16384: "
        "delete the rows and columns beyond the list."
    )


INSERTED = [b'"', b"\0", b"\xff", b"<", b"{", b"\n", b"\xed\xa0\x80"]


def test_damage_anywhere_gives_rows_or_a_sentence(tmp_path: Path) -> None:
    chance = random.Random(7)  # the same damage in every run
    kinds = (".csv", ".xls", ".xlsx", ".json", ".xml")
    for file in sorted(each for each in FILES.iterdir() if each.suffix in kinds):
        for _ in range(15):
            broken = tmp_path / file.name
            broken.write_bytes(damaged(file.read_bytes(), chance, INSERTED))
            sentence = _outcome(broken)
            assert sentence is None or (sentence.startswith(f"{file.name} ") and sentence.endswith("."))


def _outcome(path: Path) -> str | None:
    """The sentence with which a file was refused, None when it could be read."""
    try:
        _read(path, None)
    except InputError as error:
        return str(error)
    return None
