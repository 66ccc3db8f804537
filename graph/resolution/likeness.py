"""How alike two lists of folded words are, by weight: what both have over what each has.

A word meets its equal, itself written in two ("Xi Wen", "Xiwen"), words whose initials it is ("SIE", "Small
Industries Estate"), or one that differs by a slip of the hand (Damerau-Levenshtein distance 1 in five
letters, 2 in nine; Damerau 1964), which counts less.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from graph.resolution import vocabulary
from graph.transliteration import sound

Weigh = Callable[[str], float]
Near = Callable[[str, str], bool]
_SLIP = 0.9  # of a word's weight
_LETTERS, _MOST_LETTERS = 60, 78  # of 100 that two words share: of one sound, of another
_SHORT, _LONG = 5, 8  # letters of a word that may be spelt so otherwise: of one sound, of another
_CONSONANTS = 3  # that tell one name from another
_FEWEST, _MOST = 3, 6  # letters of initials


@dataclass(frozen=True)
class Likeness:
    """Weights: `met` is what both share, `one` and `other` all of each; and the words that met nothing.

    `initials` are the words that met others as their initials.
    """

    met: float
    one: float
    other: float
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]
    initials: tuple[str, ...] = ()

    @property
    def both(self) -> float:
        """0..1: the shared weight over all weight (Dice)."""
        return 2 * self.met / (self.one + self.other) if self.one + self.other else 0.0

    @property
    def lesser(self) -> float:
        """0..1: how much of the lighter one the other holds; 1 where it says the same and less."""
        least = min(self.one, self.other)
        return min(1.0, self.met / least) if least else 0.0


def likeness(one: Sequence[str], other: Sequence[str], weigh: Weigh, near: Near | None = None) -> Likeness:
    """Compare two lists of words; each word counts once, whatever its order. `near` is `is_slip` or wider."""
    here, there = set(one), set(other)
    met = dict.fromkeys(here & there, 1.0)
    met |= dict.fromkeys([*_split_in_two(one, there), *_split_in_two(other, here)], 1.0)
    short = [*_initials(one, there - met.keys()), *_initials(other, here - met.keys())]
    met |= dict.fromkeys((word for found in short for word in found), 1.0)
    met |= dict(_slips(here - met.keys(), there - met.keys(), near or is_slip))
    for words, free in ((one, there - met.keys()), (other, here - met.keys())):
        met = dict(_split_nearly(words, free, near or is_slip)) | met
    all_of_one, all_of_other = (sum(weigh(word) for word in side) for side in (here, there))
    shared = sum(weigh(word) * met.get(word, 0) for side in (here, there) for word in side)
    only_one, only_other = (tuple(w for w in dict.fromkeys(side) if w not in met) for side in (one, other))
    return Likeness(
        shared / 2, all_of_one, all_of_other, only_one, only_other, tuple(found[0] for found in short)
    )


def _split_in_two(words: Sequence[str], there: Iterable[str]) -> Iterator[str]:
    """The two words of one side that the other writes as one, and that one."""
    whole = set(there)
    for first, second in pairwise(words):
        if first + second in whole:
            yield from (first, second, first + second)


def _split_nearly(words: Sequence[str], free: Iterable[str], is_near: Near) -> Iterator[tuple[str, float]]:
    """As `_split_in_two`, with a slip: "Samut Sakhon", "Samutsakorn"."""
    for whole in sorted(word for word in free if len(word) >= _LONG):
        for first, second in pairwise(words):
            if is_near(first + second, whole):
                yield from ((first, _SLIP), (second, _SLIP), (whole, _SLIP))


def _initials(words: Sequence[str], there: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Each word of the other side that is the initials of words here, with those words."""
    for short in sorted(there):
        if _FEWEST <= len(short) <= _MOST:
            for at in range(len(words) - len(short) + 1):
                window = tuple(words[at : at + len(short)])
                if "".join(word[0] for word in window) == short:
                    yield short, *window


def _slips(here: Iterable[str], there: Iterable[str], is_near: Near) -> Iterator[tuple[str, float]]:
    free = set(there)
    for word in sorted(here):
        near = next((one for one in sorted(free) if is_near(word, one)), None)
        if near:
            free.discard(near)
            yield word, _SLIP
            yield near, _SLIP


def sounds_like(one: str, other: str) -> bool:
    """Whether two words may be one place's name, put in Latin letters by two people: "Dhulail", "Dulayl"."""
    if is_slip(one, other):
        return True
    least = min(len(one), len(other))
    if least < _SHORT or (letters := fuzz.ratio(one, other, score_cutoff=_LETTERS)) < _LETTERS:
        return False
    if _two_towns(one, other):
        return False
    heard = sound(one)
    if len(heard) >= 2 and heard == sound(other):
        return True
    return least >= _LONG and one[0] == other[0] and letters >= _MOST_LETTERS


def spelt_alike(one: str, other: str) -> bool:
    """As `sounds_like`, for a firm's own word: "Cauvery", "Kaveri", but not "Hasan", "Husain"."""
    return is_slip(one, other) or (len(sound(one)) >= _CONSONANTS and sounds_like(one, other))


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by what a hand gets wrong: one letter in five, two in nine."""
    here, there = len(one), len(other)
    least = here if here < there else there
    if least < 3 or not -2 <= here - there <= 2:
        return False
    if one == other + "s" or other == one + "s":
        return not _two_towns(one, other)
    allowed = 2 if least >= 9 else int(least >= 5)
    near = allowed > 0 and OSA.distance(one, other, score_cutoff=allowed) <= allowed
    return near and not _two_towns(one, other)


def _two_towns(one: str, other: str) -> bool:
    return one in vocabulary.towns() and other in vocabulary.towns()
