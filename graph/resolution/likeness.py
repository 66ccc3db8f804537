"""How alike two lists of folded words are, by weight: what both have over what each has.

A word meets its equal, itself written in two ("Xi Wen", "Xiwen"), or one that differs by a slip of the hand
(Damerau-Levenshtein distance 1 in five letters, 2 in nine; Damerau 1964), which counts less.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

Weigh = Callable[[str], float]
_SLIP = 0.8  # of a word's weight


@dataclass(frozen=True)
class Likeness:
    """Weights: `met` is what both share, `one` and `other` all of each; and the words that met nothing."""

    met: float
    one: float
    other: float
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]

    @property
    def both(self) -> float:
        """0..1: the shared weight over all weight (Dice)."""
        return 2 * self.met / (self.one + self.other) if self.one + self.other else 0.0

    @property
    def lesser(self) -> float:
        """0..1: how much of the lighter one the other holds; 1 where it says the same and less."""
        least = min(self.one, self.other)
        return min(1.0, self.met / least) if least else 0.0


def likeness(one: Sequence[str], other: Sequence[str], weigh: Weigh) -> Likeness:
    """Compare two lists of words; each word counts once, whatever its order."""
    here, there = set(one), set(other)
    met = dict.fromkeys(here & there, 1.0)
    met |= dict.fromkeys([*_split_in_two(one, there), *_split_in_two(other, here)], 1.0)
    met |= dict(_slips(here - met.keys(), there - met.keys()))
    all_of_one, all_of_other = (sum(weigh(word) for word in side) for side in (here, there))
    shared = sum(weigh(word) * met.get(word, 0) for side in (here, there) for word in side)
    only_one, only_other = (tuple(w for w in dict.fromkeys(side) if w not in met) for side in (one, other))
    return Likeness(shared / 2, all_of_one, all_of_other, only_one, only_other)


def _split_in_two(words: Sequence[str], there: Iterable[str]) -> Iterator[str]:
    """The two words of one side that the other writes as one, and that one."""
    whole = set(there)
    for first, second in pairwise(words):
        if first + second in whole:
            yield from (first, second, first + second)


def _slips(here: Iterable[str], there: Iterable[str]) -> Iterator[tuple[str, float]]:
    free = set(there)
    for word in sorted(here):
        near = next((one for one in sorted(free) if is_slip(word, one)), None)
        if near:
            free.discard(near)
            yield word, _SLIP
            yield near, _SLIP


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by what a hand gets wrong: one letter in five, two in nine."""
    least = min(len(one), len(other))
    if abs(len(one) - len(other)) > 2:
        return False
    allowed = 2 if least >= 9 else int(least >= 5)
    if one == other + "s" or other == one + "s":
        return least >= 3
    return allowed > 0 and OSA.distance(one, other, score_cutoff=allowed) <= allowed
