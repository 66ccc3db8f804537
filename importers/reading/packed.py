"""The one file in a zip archive, read as a stream without unpacking it: GLEIF's golden copy comes so."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Literal, TextIO, overload

from graph.errors import InputError
from importers.reading.archive import DAMAGE, MAX_RATIO, RATIO_FROM

MAX_UNPACKED = 32 * 1024**3  # GLEIF's XML of all entities is about 13 GB

# What systems put beside the file: folders, and what macOS and Windows keep for themselves.
_BESIDE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class PackedFile:
    """One member of an archive with what the readers use of a path: name, suffix, size and `open`."""

    archive: Path
    member: str
    size: int

    @property
    def name(self) -> str:
        """How sentences call it: `lists.csv in lists.zip`."""
        return f"{Path(self.member).name} in {self.archive.name}"

    @property
    def suffix(self) -> str:
        """The member's own."""
        return Path(self.member).suffix

    @overload
    def open(self, mode: Literal["rb"]) -> BinaryIO: ...
    @overload
    def open(
        self, mode: Literal["r"] = "r", *, encoding: str | None = None, newline: str | None = None
    ) -> TextIO: ...
    def open(
        self, mode: str = "r", *, encoding: str | None = None, newline: str | None = None
    ) -> BinaryIO | TextIO:
        """A new stream from the start. Reading raises InputError where the archive is damaged."""
        stream = io.BufferedReader(_Unpacked(self), 1024**2)
        return stream if mode == "rb" else io.TextIOWrapper(stream, encoding, newline=newline)


class _Unpacked(io.RawIOBase):
    """The member's bytes. zipfile stops at the declared size and checks the sum at the end."""

    def __init__(self, packed: PackedFile) -> None:
        self._packed = packed
        with _whole(packed.archive):
            self._archive = zipfile.ZipFile(packed.archive)
            self._member: IO[bytes] = self._archive.open(packed.member)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # RawIOBase's is any buffer
        with _whole(self._packed.archive):
            content = self._member.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        if not self.closed:
            self._member.close()
            self._archive.close()
        super().close()


def only_member(path: Path, archive: zipfile.ZipFile) -> PackedFile:
    """The archive's one file. InputError for several or none, or one that unpacks too large."""
    entries = [entry for entry in archive.infolist() if not _is_beside(entry.filename)]
    entries = [entry for entry in entries if entry.filename.lower().endswith(".kml")] or entries  # KMZ
    if len(entries) != 1:
        raise InputError(
            f"{path.name} is a zip archive of {len(entries)} files: unpack it and import them one by one."
        )
    check_ratio(path, entries, MAX_UNPACKED)
    return PackedFile(path, entries[0].filename, entries[0].file_size)


def check_ratio(path: Path, entries: list[zipfile.ZipInfo], most: int) -> None:
    """Raise InputError for a password, and for what unpacks to more than `most` bytes or beyond belief."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError(f"{path.name} is protected by a password: save it without one.")
    size = sum(entry.file_size for entry in entries)
    ratio = size / max(1, sum(entry.compress_size for entry in entries))
    if size > most or (size > RATIO_FROM and ratio > MAX_RATIO):
        raise InputError(f"{path.name} would unpack to {size // 1024**2} MB: it is not read.")


def _is_beside(name: str) -> bool:
    return name.endswith("/") or name.startswith(_BESIDE) or name.endswith(_BESIDE)


@contextmanager
def _whole(archive: Path) -> Iterator[None]:
    try:
        yield
    except DAMAGE as error:
        raise InputError(f"{archive.name} is cut short or damaged: get it again, or save it anew.") from error


def size_of(file: Path | PackedFile) -> int:
    """The size in bytes, unpacked."""
    return file.size if isinstance(file, PackedFile) else file.stat().st_size
