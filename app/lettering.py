"""Letters in a drawing: how wide a text is, where it breaks, which way it runs.

The server has no fonts, so widths are a table by kind of character, in em, taken on the wide side of
the system fonts (Noto Sans semi-bold); a line that fits here fits on the screen.
"""

import re
import unicodedata
from functools import lru_cache

ELLIPSIS = "…"
_NARROW = frozenset("iljI.,:;'|!()[]{}`/\\·")
_SLIM = frozenset('ftrJ-"*°')
_WIDE = frozenset("mwMWQOG@%&")
# What XML 1.0 does not allow in a document, https://www.w3.org/TR/xml/#charsets
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = ("Cc", "Cf")
_TALL_SCRIPTS = (("\u0900", "\u0dff", 0.72), ("\u0e00", "\u0fff", 0.66), ("\u1780", "\u17ff", 0.8))


def xml_safe(text: str) -> str:
    """The text without characters that XML forbids (each becomes U+FFFD)."""
    return _NOT_XML.sub("\ufffd", text)


def width(text: str, size: float) -> float:
    """How wide a text is at a font size, in the size's unit."""
    return sum(_em(character) for character in text) * size


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    category = unicodedata.category(character)
    if category in ("Mn", "Me") or category in _CONTROLS:
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.0
    if character < "\u0250":
        return _latin_em(character)
    for first, last, em in _TALL_SCRIPTS:
        if first <= character <= last:
            return em
    return 0.66


def _latin_em(character: str) -> float:
    if character in _NARROW or character.isspace():
        return 0.31
    if character in _SLIM:
        return 0.42
    if character in _WIDE:
        return 0.93
    return 0.7 if character.isupper() else 0.61


def wrap(text: str, space: float, size: float, lines: int = 4) -> tuple[str, ...]:
    """The text in at most `lines` lines, none wider than `space`; what is cut ends with an ellipsis."""
    wrapped: list[str] = []
    line = ""
    for piece in _pieces(xml_safe(text), space, size):
        joined = line + piece
        if line.strip() and width(joined.rstrip(), size) > space:
            wrapped.append(line.strip())
            joined = piece.lstrip()
        line = joined
    if line.strip():
        wrapped.append(line.strip())
    if len(wrapped) <= lines:
        return tuple(wrapped) or ("",)
    return (*wrapped[: lines - 1], _cut(wrapped[lines - 1] + ELLIPSIS, space, size))


def _cut(line: str, space: float, size: float) -> str:
    while width(line, size) > space and len(line) > 1:
        line = line[:-2].rstrip() + ELLIPSIS
    return line


def _pieces(text: str, space: float, size: float) -> list[str]:
    """What may start a new line: a word with the space before it, a CJK sign, a part of a long word."""
    pieces: list[str] = []
    for word in re.findall(r" ?[^ -]*-*", " ".join(text.split())):
        pieces += _parts(word, space, size) if word else []
    return pieces


def _parts(word: str, space: float, size: float) -> list[str]:
    parts: list[str] = [""]
    for cluster in clusters(word):
        ideograph = unicodedata.east_asian_width(cluster[0]) in ("W", "F")
        if parts[-1] and (ideograph or width(parts[-1] + cluster, size) > space):
            parts.append("")
        parts[-1] += cluster
    return parts


def clusters(text: str) -> list[str]:
    """Characters with the marks and joiners that belong to them, which no line may part."""
    found: list[str] = []
    for character in text:
        joins = unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")
        held = found and (joins or found[-1].endswith(("\u200d", "\u09cd", "\u094d", "\u17d2")))
        if held:
            found[-1] += character
        else:
            found.append(character)
    return found


def runs_rtl(text: str) -> bool:
    """Whether the first strong character is of a script that runs from right to left (UAX 9, P2)."""
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in ("L", "R", "AL"):
            return strong != "L"
    return False
