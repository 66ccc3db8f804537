"""Correcting a typed word against the vocabulary by what is left when one letter is dropped.

Symmetric deletion (Garbe, SymSpell, 2012): two words that differ by one letter share a piece. Pieces are made
of a word's first eight letters, so a long word may differ once among them and again after them. The word's
sound is one more piece, for a word of another script.
"""

from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from graph.folding import is_paired
from graph.search.marks import HEARD
from graph.transliteration import sound

SHORTEST = 4  # letters of a word that is corrected
_LEADING = 8
_LONG = 8  # letters from which on two may differ
_CONSONANTS = 3  # of a sound that tells something
_ALIKE = 0.5  # of the letters: "pungkook" has the consonants of "pinghu"
_SOUND = "="


def pieces(word: str, *, by_sound: bool = True) -> set[str]:
    """The pieces by which a word is found; none for short words, numbers, marks, scripts without spaces."""
    bare = word.removeprefix(HEARD)
    if len(bare) < SHORTEST or is_paired(bare) or not bare[0].isalpha() or any(map(str.isdigit, bare)):
        return set()
    head = bare[:_LEADING]
    left = {
        head,
        *(head[:at] + head[at + 1 :] for at in range(len(head))),
        *(_sound(bare) if by_sound else ()),
    }
    return {HEARD + piece for piece in left} if bare != word else left


def differing(typed: str, vocabulary: Iterable[str]) -> dict[str, int]:
    """Those words of a vocabulary that the typed one may stand for, each with how many letters differ."""
    most = 2 if len(typed) >= _LONG else 1
    found = {word: OSA.distance(typed, word, score_cutoff=most) for word in vocabulary}
    return {word: letters for word, letters in found.items() if 0 < letters <= most}


def sounding(typed: str, vocabulary: Iterable[str]) -> dict[str, float]:
    """Those words of a vocabulary that sound like the typed one, each with how alike they are, 0..1."""
    wanted = sound(typed)
    like = [word for word in vocabulary if len(wanted) >= _CONSONANTS and sound(word) == wanted]
    found = {word: fuzz.ratio(typed, word) / 100 for word in like}
    return {word: share for word, share in found.items() if share > _ALIKE}


def _sound(word: str) -> list[str]:
    consonants = sound(word) if word.isascii() else ""
    return [_SOUND + consonants] if len(consonants) >= _CONSONANTS else []
