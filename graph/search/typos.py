"""Correcting a typed word against the vocabulary by what is left when one letter is dropped.

Symmetric deletion (Garbe, SymSpell, 2012): two words that differ by one letter share a piece. Pieces are made
of a word's first eight letters, so a long word may differ once among them and again after them.
"""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from graph.folding import is_paired

SHORTEST = 4  # letters of a word that is corrected
_LEADING = 8
_LONG = 8  # letters from which on two may differ


def pieces(word: str) -> set[str]:
    """The pieces by which a word is found; none for short words, numbers and scripts without spaces."""
    if len(word) < SHORTEST or is_paired(word) or any(character.isdigit() for character in word):
        return set()
    head = word[:_LEADING]
    return {head, *(head[:at] + head[at + 1 :] for at in range(len(head)))}


def differing(typed: str, vocabulary: Iterable[str]) -> dict[str, int]:
    """Those words of a vocabulary that the typed one may stand for, each with how many letters differ."""
    most = 2 if len(typed) >= _LONG else 1
    found = {word: OSA.distance(typed, word, score_cutoff=most) for word in vocabulary}
    return {word: letters for word, letters in found.items() if 0 < letters <= most}
