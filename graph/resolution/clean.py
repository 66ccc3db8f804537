"""Names and addresses as they are compared: folded, without legal forms. Never part of a key."""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

_LETTERS = str.maketrans({"đ": "d", "ı": "i", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe"})
_KEPT = r"\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3099\u309a"  # Indic to Khmer, kana
_KEPT_MARKS = re.compile(f"[{_KEPT}]")
_SIGNS = re.compile(rf"[^\w{_KEPT}]+")


def fold(text: str) -> str:
    """NFKC, no case, no accents on alphabets that write without them; vowel signs of other scripts stay."""
    flat = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    parts = unicodedata.normalize("NFD", flat)
    kept = (c for c in parts if not unicodedata.combining(c) or _KEPT_MARKS.match(c))
    return unicodedata.normalize("NFC", "".join(kept))


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, signs and blanks gone."""
    return tuple(
        re.sub(r"[^\w\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+", " ", fold(text)).split()
    )


def clean_name(name: str) -> str:
    """A company's name without its legal form, wherever that stands; the whole name if nothing is left."""
    all_words = words(name)
    rest = list(all_words)
    forms = _legal_forms()
    place = 0
    while place < len(rest):
        size = next((n for n in range(4, 0, -1) if tuple(rest[place : place + n]) in forms), 0)
        if size:
            del rest[place : place + size]
        else:
            place += 1
    return " ".join(rest or all_words)


def clean_address(address: str) -> str:
    """An address without signs and case; its numbers stay as they are."""
    return " ".join(words(address))


@cache
def _legal_forms() -> frozenset[tuple[str, ...]]:
    path = Path(__file__).with_name("legal_forms.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(words(row["form"]) for row in csv.DictReader(file) if words(row["form"]))
