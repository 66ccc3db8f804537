"""How well an entry fits what was typed: a score of 0..100.

Each typed word is looked for in the name, the other names, the ids, the zone's name, the address, the
country, the buyers that were typed and the readings in Latin letters, and counts by how much it tells: a
rare word more than "company". Then how close the whole name is. What no source named comes last.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from rapidfuzz import fuzz

from graph.folding import compact, pairs, words
from graph.search.marks import heard
from graph.search.vocabulary import Term

_WEAKEST = 40  # scores below are no hits
_BEHIND = 22  # nor are those that far behind the best
_COVERED, _CLOSE, _BEGINS = 84, 10, 5  # what the words found, the whole name's closeness, its beginning give
_TELLING = 3  # letters from which on the beginning of a word tells much
_IN = {
    "name": 1.0, "other": 0.97, "id": 1.0, "zone": 0.85, "address": 0.8, "country": 0.8, "buyer": 0.7,
    "heard": 0.97,
}  # fmt: skip
_NO_IDS, _NONE = "{}", "[]"


@dataclass(frozen=True)
class Question:
    """What was typed, its folded words, and what each may stand for."""

    text: str
    typed: Sequence[str]
    terms: Sequence[Term]

    @cached_property
    def folded(self) -> str:
        """Its folded words with a space between them, as a name is kept."""
        return " ".join(self.typed)

    @cached_property
    def compact(self) -> str:
        """It as an id is kept."""
        return compact(self.text)

    @cached_property
    def weight(self) -> float:
        """What all its words weigh."""
        return sum(term.weight for term in self.terms) or 1.0

    def at_most(self, weight: float) -> float:
        """The best score of an entry that holds words of this weight and no other."""
        return (_COVERED + _CLOSE) * weight / self.weight + _BEGINS


@dataclass(frozen=True)
class Match:
    """Where a term was found, how well, and the word it stands for, with the name that holds it, if one does.

    `by_ear` where the word is of another script, read so.
    """

    quality: float = 0.0
    where: str = ""
    word: str = ""
    name: str = ""
    by_ear: bool = False


@dataclass(frozen=True)
class Scored:
    """A row of `search_entry` with its score and where each term was found."""

    row: Any
    score: float
    matches: Sequence[Match]
    by_id: bool = False

    @property
    def measure(self) -> float:
        """Its score where others are measured by it: "ye" is Yemen's code, yet Yesum is not far behind."""
        return self.score if self.row.disclosed and not self.by_id else 0.0

    @property
    def apart(self) -> bool:
        """Whether no better one shuts it out.

        It supplies who was typed, stands in the zone that was typed, is read so, or is undisclosed.
        """
        in_zone = all(match.quality for match in self.matches) and self._any_in("zone")
        by_ear = any(match.by_ear for match in self.matches)
        return not self.row.disclosed or by_ear or in_zone or self._any_in("buyer")

    def _any_in(self, where: str) -> bool:
        return any(match.where == where for match in self.matches)


class _Texts:
    """What an entry's row says, field by field, each folded once and only when it is come to."""

    def __init__(self, texts: Iterable[tuple[str, str, str]]) -> None:
        self._made: list[tuple[str, str, str, list[str]]] = []
        self._to_come = iter(texts)

    def __iter__(self) -> Iterator[tuple[str, str, str, list[str]]]:
        yield from self._made
        for where, name, text in self._to_come:
            self._made.append((where, name, text, text.split()))
            yield self._made[-1]


def needed(best: float) -> float:
    """The score from which on an entry is a hit beside a best one."""
    return max(_WEAKEST, best - _BEHIND)


def score(
    question: Question,
    row: Any,
    country: Sequence[str],
    buyers: Mapping[str, Sequence[str]],
    *,
    by_ear: bool,
) -> Scored:
    """How well a row of `search_entry` fits.

    `country` are the words by which its country goes, `buyers` all names, by id, of buyers that were typed.
    Reading names of other scripts takes long, so that they are read `by_ear` only where that is asked for.
    """
    texts = _Texts(chain(_texts(row, country, buyers), _read(row) if by_ear else ()))
    matches = [_match(term, texts) for term in question.terms]
    if id_typed(question, row):
        return Scored(row, 100, matches, by_id=True)
    if row.folded == question.folded:
        return Scored(row, 100, matches)
    if any(question.folded == " ".join(words(name)) for name in _names(row)):
        return Scored(row, 99, matches)
    held = row.folded.split()
    if "".join(question.typed) == "".join(held) or sorted(question.typed) == sorted(held):
        return Scored(row, 98, matches)
    found = sum(term.weight * match.quality for term, match in zip(question.terms, matches, strict=True))
    covered = found / question.weight
    close = fuzz.ratio(question.folded, row.folded) / 100
    begins = _BEGINS if row.folded.startswith(question.folded) else 0
    return Scored(row, covered * (_COVERED + _CLOSE * close) + begins, matches)


def ranked(found: Iterable[Scored]) -> list[Scored]:
    """The hits among these, best first, the undisclosed last; ties by weight, name, id."""
    found = list(found)
    least = needed(max((one.measure for one in found), default=0))
    hits = [one for one in found if one.score >= (_WEAKEST if one.apart else least)]
    return sorted(hits, key=_order)


def _order(one: Scored) -> tuple[Any, ...]:
    return (not one.row.disclosed, -round(one.score), -one.row.weight, one.row.name, one.row.thing_id)


def names_of(row: Any) -> list[str]:
    """All names of a row of `search_entry`, the shown one first."""
    return [row.name, *_names(row)]


def fit(term: Term, held: Sequence[str]) -> float:
    """How well the best of these folded words stands for a term, 0..1."""
    return _in_run(term, " ".join(held), held)[0] if term.paired else _in_words(term, held)[0]


def id_typed(question: Question, row: Any) -> str | None:
    """The property that holds the whole text as an id."""
    if not question.compact or row.ids == _NO_IDS:
        return None
    held: dict[str, str] = json.loads(row.ids)
    return next((name for name, value in held.items() if compact(value) == question.compact), None)


def _match(term: Term, texts: Iterable[tuple[str, str, str, list[str]]]) -> Match:
    """The best place of a term; what stands in a name looks no further."""
    best = Match()
    for where, name, text, held in texts:
        quality, word = _in_run(term, text, held) if term.paired else _in_words(term, held)
        if quality * _IN[where] > best.quality:
            best = Match(quality * _IN[where], where, word, name, word in term.heard)
        if best.quality >= _IN["other"]:
            break
    return best


def _texts(
    row: Any, country: Sequence[str], buyers: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str, str]]:
    """(where, name as written, folded words), the name first."""
    yield "name", row.name, row.folded
    for name in _names(row):
        yield "other", name, " ".join(words(name))
    if row.ids != _NO_IDS:
        yield "id", "", " ".join(compact(value) for value in json.loads(row.ids).values())
    if row.zone:
        yield "zone", "", " ".join(words(row.zone))
    if row.address:
        yield "address", "", " ".join(words(row.address))
    yield "country", "", " ".join(country)
    if buyers and row.buyers != _NONE:
        for buyer in json.loads(row.buyers):
            if buyer in buyers:
                names = buyers[buyer]
                yield "buyer", names[0], " ".join(word for name in names for word in words(name))


def _read(row: Any) -> Iterator[tuple[str, str, str]]:
    """Its names of other scripts, as `_texts` gives them, in Latin letters."""
    for name in names_of(row):
        yield "heard", name, " ".join(heard([name]))


def _names(row: Any) -> list[str]:
    return [] if row.other_names == _NONE else list(json.loads(row.other_names))


def _in_words(term: Term, held: Sequence[str]) -> tuple[float, str]:
    """1 for the word itself, less for one it begins, less for one that differs by a letter or two."""
    best, found, likeness = 0.0, "", term.likeness
    for word in held:
        if word not in likeness:
            likeness[word] = _likeness(term, word)
        if likeness[word] > best:
            best, found = likeness[word], word
    return best, found


def _likeness(term: Term, word: str) -> float:
    if word == term.text:
        return 1.0
    if word.startswith(term.text):
        share = len(term.text) / len(word)
        return 0.88 + 0.1 * share if len(term.text) >= _TELLING else 0.6 + 0.3 * share
    if word in term.close:
        return 1 - term.close[word] / len(word)
    return 1.0 if word in term.joined else term.heard.get(word, 0.0)


def _in_run(term: Term, text: str, held: Sequence[str]) -> tuple[float, str]:
    """A run is found as a part of the text, or by at least half of its pairs, as written or as read."""
    if term.text in text:
        return 1.0, term.text
    share = _share(pairs(term.text), text)
    if share >= 0.5 and len(term.text) > 2:
        return 0.9 * share, ""
    read = next((word for word in held if word in term.heard), "")
    share = _share(term.read, text.replace(" ", "")) if read else 0.0
    return (term.heard[read] * share, read) if share >= 0.5 else (0.0, "")


def _share(parts: Sequence[str], text: str) -> float:
    return sum(part in text for part in parts) / len(parts)
