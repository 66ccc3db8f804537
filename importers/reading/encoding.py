"""Which encoding a text file has, decided over the whole file and reported when it was a guess.

The order is strict: a byte order mark, UTF-8, GB18030 when the bytes look like Chinese, Windows-1252.
GB18030 decodes most Western European text without an error (as nonsense), so it is only taken when nearly
all its characters are among the common ones of GB 2312.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path

from graph.errors import InputError
from importers.reading.packed import PackedFile

CHUNK = 1024**2
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ENOUGH_CHINESE = 0.9


def encoding_of(path: Path | PackedFile) -> tuple[str, str | None]:
    """The encoding's name and, when it was guessed, a warning sentence. InputError when nothing fits."""
    with path.open("rb") as handle:
        head = handle.read(4)
    for mark, name in _MARKS:
        if head.startswith(mark):
            _must_decode(path, name)
            return name, None
    broken = _first_undecodable(path, "utf-8")
    if broken is None:
        return "utf-8", None
    return _guessed(path, broken)


def _guessed(path: Path | PackedFile, broken: int) -> tuple[str, str]:
    if _mostly_utf8(path):
        line = _line_at(path, broken)
        raise InputError(f"{path.name} is UTF-8 but not on line {line}: mend that line.")
    if _looks_chinese(path) and _first_undecodable(path, "gb18030") is None:
        return "gb18030", _warning(path, "GB18030 (Chinese)")
    if _first_undecodable(path, "cp1252") is None:
        return "cp1252", _warning(path, "Windows-1252 (Western European)")
    raise InputError(f"{path.name} is not in a text encoding that can be told: save it as UTF-8.")


def _warning(path: Path | PackedFile, name: str) -> str:
    return f"{path.name} is not UTF-8; it was read as {name}: check the names."


def _chunks(path: Path | PackedFile) -> Iterator[bytes]:
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            yield chunk


def _first_undecodable(path: Path | PackedFile, encoding: str) -> int | None:
    """About where in the file (in bytes) decoding fails, or None."""
    decoder = codecs.getincrementaldecoder(encoding)()
    offset = 0
    for chunk in _chunks(path):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return offset + error.start
        offset += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return offset
    return None


def _must_decode(path: Path | PackedFile, encoding: str) -> None:
    if _first_undecodable(path, encoding) is not None:
        raise InputError(f"{path.name} is not {encoding.upper()} throughout as it says: save it as UTF-8.")


def _mostly_utf8(path: Path | PackedFile) -> bool:
    """Whether a file that is not UTF-8 is it but for a few bytes (a mended or cut file)."""
    good = bad = 0
    for chunk in _chunks(path):
        text = chunk.decode("utf-8", errors="surrogateescape")
        if text.isascii():
            continue
        wide = [character for character in text if character > "\x7f"]
        escaped = sum("\udc80" <= character <= "\udcff" for character in wide)
        bad += escaped
        good += len(wide) - escaped
    return good > 4 * bad  # other encodings hit on UTF-8's pairs by chance, more often they miss


def _looks_chinese(path: Path | PackedFile) -> bool:
    """Whether the bytes outside ASCII come in pairs of GB 2312's rows (its symbols and hanzi)."""
    common = others = 0
    for chunk in _chunks(path):
        place = 0
        while place < len(chunk) - 1:
            if chunk[place] < 0x80:
                place += 1
                continue
            pair = 0xA1 <= chunk[place] <= 0xF7 and chunk[place + 1] >= 0xA1
            common += pair
            others += not pair
            place += 2
    return common > 0 and common / (common + others) >= _ENOUGH_CHINESE


def _line_at(path: Path | PackedFile, offset: int) -> int:
    with path.open("rb") as handle:
        return handle.read(offset).count(b"\n") + 1
