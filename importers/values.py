"""Cleaning of single values; what cannot be told is None, never a guess."""

import datetime
import math
import re
import unicodedata
from functools import lru_cache

import ftfy

from importers.countries import country_code, country_in_address

__all__ = ["clean", "country_code", "country_in_address", "number", "parse_date", "repair", "same_heading"]

_MONTHS = {
    name: place
    for place, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",),
            ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sep", "sept"),
            ("october", "oct"), ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[t ]\d{1,2}:\d{2}.*)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_CHINESE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?)?")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: \d{1,2}:\d{2}.*)?")
_DAY_MONTH = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([a-z]+)\.?[ -,]+(\d{4})")
_MONTH_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_GROUPED_BY_COMMA = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_GROUPED_BY_DOT = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
# What ftfy leaves: a Greek capital and a sign beside Latin letters, where one Latin letter was.
_GREEK_FOR_TURKISH = re.compile(
    r"(?<=[A-Za-z])[\u0393-\u0395][^\x00-\x7f]|[\u0393-\u0395][^\x00-\x7f](?=[A-Za-z])"
)
_PLAIN_LETTERS = str.maketrans({"ı": "i", "đ": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe"})
_MOJIBAKE_ONLY = ftfy.TextFixerConfig(
    unescape_html=False, remove_terminal_escapes=False, fix_latin_ligatures=False, fix_character_width=False,
    uncurl_quotes=False, fix_line_breaks=False, fix_surrogates=False, remove_control_chars=False,
    normalization=None, explain=False,
)  # fmt: skip


def clean(text: str) -> str:
    """NFC, white space collapsed, control characters and invisible marks of byte order removed.

    Joiners that scripts need (U+200C, U+200D) stay.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(
        c for c in spaced if unicodedata.category(c) != "Cc" and c not in "\ufeff\u200b\u2060"
    ).strip()


def repair(text: str) -> tuple[str, bool]:
    """Text whose UTF-8 was decoded as something else, put right by ftfy, and whether it was changed.

    Quotes, widths, ligatures and entities are left alone. What lost letters for good stays as given.
    """
    if text.isascii():
        return text, False
    repaired = _GREEK_FOR_TURKISH.sub(_reread, ftfy.fix_text(text, _MOJIBAKE_ONLY))
    return repaired, repaired != text


def _reread(found: re.Match[str]) -> str:
    """Two characters that were read as Greek (Windows-1253) where UTF-8 held one Latin letter."""
    try:
        return found[0].encode("cp1253").decode("utf-8")
    except UnicodeError:
        return found[0]


@lru_cache(maxsize=16_384)
def same_heading(heading: str) -> str:
    """A heading with what spellings differ in taken away: case, accents, spaces, underscores, punctuation.

    Signs that are letters of their script (vowels of Devanagari, sound marks of kana) stay.
    """
    parts = unicodedata.normalize("NFKD", heading.casefold()).translate(_PLAIN_LETTERS)
    folded = unicodedata.normalize("NFC", "".join(c for c in parts if not "\u0300" <= c <= "\u036f"))
    letters = "".join(c for c in folded if unicodedata.category(c)[0] not in "PZSC")
    return letters or folded.strip()


def number(text: str) -> float | None:
    """A number with its thousands marks, decimal comma or percent sign; None when it is not one number.

    One comma before exactly three digits is a thousands mark (1,234); otherwise a decimal comma (1,5).
    """
    bare = re.sub(r"[\s'’]", "", unicodedata.normalize("NFKC", text)).removesuffix("%").replace("−", "-")
    if _GROUPED_BY_COMMA.fullmatch(bare):
        bare = bare.replace(",", "")
    elif _GROUPED_BY_DOT.fullmatch(bare) and (bare.count(".") > 1 or "," in bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif _DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    if not _PLAIN.fullmatch(bare):
        return None
    value = float(bare)
    return value if math.isfinite(value) else None


def parse_date(text: str) -> str | None:
    """ISO 8601 with the precision given: 2018, 2018-11 or 2018-11-07. None when it cannot be told.

    07/11/2018 is None, for it is two different days; 17/11/2018 and 7.11.2018 (day first) are one.
    """
    words = clean(text).lower()
    if found := _ISO.fullmatch(words) or _CHINESE.fullmatch(words) or _COMPACT.fullmatch(words):
        return _iso(found[1], found[2], found[3])
    if found := _NUMERIC.fullmatch(words):
        return _of_numbers(int(found[1]), int(found[3]), found[4], day_first=found[2] == ".")
    if (found := _DAY_MONTH.fullmatch(words)) and found[2] in _MONTHS:
        return _iso(found[3], _MONTHS[found[2]], found[1])
    if (found := _MONTH_DAY.fullmatch(words)) and found[1] in _MONTHS:
        return _iso(found[3], _MONTHS[found[1]], found[2])
    return None


def _of_numbers(first: int, second: int, year: str, *, day_first: bool) -> str | None:
    if first > 12 or day_first or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else None


def _iso(year: str, month: str | int | None, day: str | int | None) -> str | None:
    try:
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if date.year < 1000:
        return None
    return date.isoformat()[: 10 if day else 7 if month else 4]
