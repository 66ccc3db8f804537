"""Whether an .xls file is all there: the sectors that its table names must be in the file.

The container is Microsoft's Compound File ([MS-CFB], sections 2.2 to 2.5). Checked before calamine, which
stops the whole thread at a sector that is missing.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from graph.errors import InputError

_HEADER = 512
_IN_HEADER = 109  # the first sectors of the table are listed in the header, the others in a chain
_LAST_REGULAR = 0xFFFFFFFA
_FREE = 0xFFFFFFFF


def check_compound(path: Path) -> None:
    """Raise InputError with one sentence when the file is cut short or its header makes no sense."""
    with path.open("rb") as handle:
        header = handle.read(_HEADER)
        shift = struct.unpack_from("<H", header, 30)[0] if len(header) == _HEADER else 0
        if shift not in (9, 12) or not _is_whole(handle, header, 1 << shift, path.stat().st_size):
            raise InputError(f"{path.name} is cut short or damaged: get it again, or save it as CSV.")


def _is_whole(handle: BinaryIO, header: bytes, size: int, file_size: int) -> bool:
    """Whether every sector in use, up to the last, ends within the file."""
    last = -1
    for place, number in enumerate(_table_sectors(handle, header, size, file_size)):
        entries = _sector(handle, number, size)
        if len(entries) < size // 4:
            return False
        used = [index for index, entry in enumerate(entries) if entry != _FREE]
        if used:
            last = place * len(entries) + used[-1]
    return last >= 0 and (last + 2) * size <= file_size


def _table_sectors(handle: BinaryIO, header: bytes, size: int, file_size: int) -> Iterator[int]:
    """The numbers of the sectors that hold the table of sectors."""
    yield from _regular(struct.unpack_from(f"<{_IN_HEADER}I", header, 76))
    following = struct.unpack_from("<I", header, 68)[0]
    for _ in range(file_size // size):  # a chain in a circle ends too
        if following >= _LAST_REGULAR:
            return
        entries = _sector(handle, following, size)
        yield from _regular(entries[:-1])
        following = entries[-1] if entries else _FREE


def _regular(numbers: tuple[int, ...]) -> Iterator[int]:
    return (number for number in numbers if number < _LAST_REGULAR)


def _sector(handle: BinaryIO, number: int, size: int) -> tuple[int, ...]:
    handle.seek((number + 1) * size)
    content = handle.read(size)
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])
