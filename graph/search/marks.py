"""What the index holds beside the words that one sees: marks of a kind, a country, a buyer, and readings.

A mark begins with a character that no folded word holds, so that nobody can type one.
"""

from collections.abc import Iterable, Iterator

from graph.folding import is_paired, words
from graph.transliteration import romanised, syllables

HEARD = "~"
_SYLLABLE = 6  # letters of the longest romanised syllable
_TELLING = 5  # letters from which on one syllable is read by itself


def of_kind(kind: str) -> str:
    """Held by all things of this kind."""
    return f":{kind}"


def of_country(code: str) -> str:
    """Held by all that stands in this country."""
    return f"={code.upper()}"


def supplies(buyer: str) -> str:
    """Held by all that supplies the thing of this id."""
    return f">{buyer}"


def buys(word: str) -> str:
    """Held by each buyer of which a name begins with this word."""
    return f"<{word}"


def heard(names: Iterable[str]) -> Iterator[str]:
    """The readings in Latin letters of what names in other scripts say."""
    for name in names:
        for word in () if name.isascii() else words(name):
            yield from (HEARD + reading for reading in readings(word))


def readings(word: str) -> list[str]:
    """How a folded word of another script is read in Latin letters; nothing for a Latin one.

    Characters that are syllables are read in twos and threes, for nobody writes where a word ends.
    """
    if word.isascii():
        return []
    if not is_paired(word):
        return [reading for reading in [romanised(word).replace(" ", "")] if reading]
    read = syllables(word)
    if len(read) < 2:
        return read
    runs = ["".join(read[at : at + many]) for at, many in _windows(read)]
    return list(dict.fromkeys([*runs, *(one for one in read if len(one) >= _TELLING)]))


def pairs_read(run: str) -> list[str]:
    """The neighbouring syllables of a run, two by two; one by itself is itself."""
    read = syllables(run)
    return ["".join(read[at : at + 2]) for at in range(len(read) - 1)] or read


def _windows(read: list[str]) -> Iterator[tuple[int, int]]:
    for many in (2, 3):
        for at in range(len(read) - many + 1):
            if all(len(one) <= _SYLLABLE for one in read[at : at + many]):
                yield at, many
