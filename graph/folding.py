"""Folding names to what the search and the resolution compare: case, accents, digits, spelling set aside.

After Unicode's NFKC and case folding (UAX 15, UAX 44), marks that only decorate a letter are stripped
(Latin, Greek, Cyrillic, Hebrew, Arabic); vowel signs of Indic scripts, Thai, Lao, Khmer and Burmese are
letters and stay. Scripts written without spaces are cut into overlapping pairs, so that a part is found.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST = 40  # characters of a word that are kept

_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640),
    (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x20D0, 0x20F0), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
)  # fmt: skip
# Soft hyphens, joiners and zero-width spaces; apostrophes, so that "Levi's" is one word.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u17b4\u17b5'’‘ʼ`´"
_LETTERS = {
    "đ": "d", "ı": "i", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ŋ": "n",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ہ": "ه", "ھ": "ه",
}  # fmt: skip
# The zero of every script's digits that a name here may hold; nine more follow each.
_ZEROS = (
    0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810,
)  # fmt: skip
_PUNCTUATION = "।॥၊။។៕៖៘៙៚៛฿ฯ๏๚๛།"  # in the blocks below whose every other character is a letter or a sign

_FOLD: dict[int, str | None] = {
    **{code: None for first, last in _MARKS for code in range(first, last + 1)},
    **{ord(character): None for character in _UNSEEN},
    **{ord(letter): plain for letter, plain in _LETTERS.items()},
    **{zero + digit: str(digit) for zero in _ZEROS for digit in range(10)},
    **{ord(character): " " for character in _PUNCTUATION},
}
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3040-\u30ff"
_HANGUL = "\u1100-\u11ff\uac00-\ud7af"
_THAI_LAO_TIBETAN_BURMESE_KHMER = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f"
_PAIRED = _HAN + _KANA + _HANGUL + _THAI_LAO_TIBETAN_BURMESE_KHMER
_INDIC = "\u0900-\u0dff"
_WORD = re.compile(f"[{_PAIRED}]+|(?:[{_INDIC}]|[^\\W_{_PAIRED}])+")
_IS_PAIRED = re.compile(f"[{_PAIRED}]")
_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")  # the dots of "S.A." and "C.V."


def fold(text: str) -> str:
    """The text as it is compared: `fold("Việt Tiến")` is `"viet tien"`. Punctuation stays."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", parts.translate(_FOLD))


def words(text: str) -> list[str]:
    """The folded words in their order. A run of a script without spaces is one word."""
    return [word[:LONGEST] for word in _WORD.findall(_INITIALS.sub("", fold(text)))]


def spelt(text: str) -> Iterator[tuple[str, str]]:
    """Each word as folded with the same word as written: `("tien", "Tiến")`."""
    for written in re.split(r"[\s,;:/()&]+", text):
        folded = "".join(words(written))
        if folded:
            yield folded, written.strip(".'\"-–")


def is_paired(word: str) -> bool:
    """Whether a folded word is of a script that is written without spaces."""
    return bool(_IS_PAIRED.match(word))


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a run; a single character is itself."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def indexed(folded: Iterable[str]) -> Iterator[str]:
    """What the index holds of folded words: a run as its pairs, and its last character by itself.

    So every character of a run begins something, and one typed character is a prefix.
    """
    for word in folded:
        if is_paired(word):
            yield from pairs(word)
            yield word[-1]
        else:
            yield word


def compact(text: str) -> str:
    """An id without what people put between its parts: `"5493-00 ab"` is `"549300ab"`."""
    return "".join(words(text))[:LONGEST]
