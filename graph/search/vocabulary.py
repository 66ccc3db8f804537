"""What the typed words may stand for among the words that an audience's index holds."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import log10

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.folding import is_paired, pairs, words
from graph.ledger import tables as t
from graph.search.marks import HEARD, pairs_read, readings
from graph.search.typos import differing, pieces, sounding

LONGEST_TEXT = 200  # characters of a question that are read
MOST_TERMS = 12
_COMPLETIONS = 50  # words that a prefix may stand for, the commonest
_CORRECTIONS = 20
_LIKELY = 4  # words of a group that are looked for in an entry that must hold one of each group
_SHORTEST_PART = 3  # letters of each of two words that were written as one, and of one that is heard
_READ, _BEGUN, _SOUNDS = 0.8, 0.7, 0.68  # what a word of another script is worth: read, begun or sounding so
_END = "\U0010ffff"


@dataclass(frozen=True)
class Group:
    """Words of the index, any of which will do, the likeliest first: number to how many entries hold it."""

    words: Mapping[int, int]

    @cached_property
    def entries(self) -> int:
        """How many entries hold one of them, at most."""
        return sum(self.words.values())

    @cached_property
    def likely(self) -> list[int]:
        """The likeliest word, then the commonest of the others."""
        first, *others = self.words
        return [first, *sorted(others, key=lambda word: (-self.words[word], word))[: _LIKELY - 1]]


NOTHING = Group({})


@dataclass(frozen=True)
class Term:
    """One typed word, folded. `close` are words of the index that differ by a letter or two, with how many.

    `groups` is what an entry must hold, one a pair for a run of a script without spaces. `joined` are words
    of the index that it makes with the typed word beside it. `heard` are words of the index that are read so
    in another script, with what each is worth (below 1); `by_ear` is the group of them. `likeness` keeps how
    well words stood for it that were come to.
    """

    text: str
    groups: Sequence[Group]
    close: Mapping[str, int] = field(default_factory=dict)
    joined: Collection[str] = ()
    heard: Mapping[str, float] = field(default_factory=dict)
    by_ear: Group = NOTHING
    likeness: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def paired(self) -> bool:
        """Whether it is a run of a script without spaces."""
        return is_paired(self.text)

    @cached_property
    def read(self) -> Sequence[str]:
        """The neighbouring syllables of a run, two by two, as other scripts may hold them."""
        return pairs_read(self.text)

    @cached_property
    def held(self) -> Sequence[Group]:
        """What an entry must hold of it that the index holds at all: words as typed, else as heard."""
        return [group for group in self.groups if group.words] or [one for one in [self.by_ear] if one.words]

    @cached_property
    def weight(self) -> float:
        """How much it tells: 0.8 for a word that one entry holds, 0.2 for 10,000; half for one unknown."""
        return 1 / (1 + log10(1 + min(group.entries for group in self.held))) if self.held else 0.5


@dataclass(frozen=True)
class _Word:
    number: int
    text: str
    entries: int


class Vocabulary:
    """The words of one audience's index, asked on one connection."""

    def __init__(self, connection: Connection, audience: int) -> None:
        self.connection = connection
        self.audience = audience

    def exact(self, texts: Iterable[str]) -> dict[str, _Word]:
        """Those of these words that the index holds."""
        w = t.search_word.c
        query = sa.select(w.number, w.word, w.entries)
        here = query.where(w.audience == self.audience, w.word.in_(sorted(set(texts))))
        return {row.word: _Word(*row) for row in self.connection.execute(here)}

    def completions(self, prefix: str) -> list[_Word]:
        """The words that begin so; after one character any of them, for all of them are too many to sort."""
        w = t.search_word.c
        query = sa.select(w.number, w.word, w.entries).where(
            w.audience == self.audience, w.word > prefix, w.word < prefix + _END
        )
        if len(prefix.removeprefix(HEARD)) > 1:
            query = query.order_by(w.entries.desc(), w.word)
        return [_Word(*row) for row in self.connection.execute(query.limit(_COMPLETIONS))]

    def near(self, wanted: Iterable[str]) -> dict[str, list[_Word]]:
        """By piece, the words that leave it."""
        p, w = t.search_piece.c, t.search_word.c
        query = (
            sa.select(p.piece, w.number, w.word, w.entries)
            .join(t.search_word, w.number == p.word)
            .where(p.audience == self.audience, p.piece.in_(sorted(set(wanted))))
        )
        found: dict[str, list[_Word]] = {}
        for piece, *word in self.connection.execute(query):
            found.setdefault(piece, []).append(_Word(*word))
        return found


def read_terms(connection: Connection, audience: int, text: str) -> list[Term]:
    """The words of what was typed, each with what it may stand for in this audience's index."""
    typed = list(dict.fromkeys(words(text[:LONGEST_TEXT])))[:MOST_TERMS]
    reader = _Reader(Vocabulary(connection, audience), typed)
    return [term for word in typed for term in reader.terms(word)]


class _Reader:
    """Reads typed words; what all of them need of the vocabulary is asked for at once."""

    def __init__(self, vocabulary: Vocabulary, typed: Sequence[str]) -> None:
        self.vocabulary = vocabulary
        self.joins = [
            (one, other) for one, other in pairwise(typed) if not (is_paired(one) or is_paired(other))
        ]
        self.readings = {word: readings(word) for word in typed}
        texts = {part for word in typed for part in _parts(word)} | {one + other for one, other in self.joins}
        self.exact = vocabulary.exact(
            texts.union(mark + one for word in typed for mark, one in self._marked(word))
        )
        self.near = vocabulary.near(piece for word in typed for piece in self._pieces(word))

    def terms(self, word: str) -> list[Term]:
        """The term of a word; of one unknown to the index the terms of the two that it is made of."""
        heard = self._heard(word)
        by_ear = _group(found for found, _ in heard)
        worth = {found.text: value for found, value in heard}
        if is_paired(word) and len(word) > 1:
            groups = [_group([self.exact[pair]] if pair in self.exact else []) for pair in pairs(word)]
            return [Term(word, groups, heard=worth, by_ear=by_ear)]
        close = self._close(word)
        joined = [self.exact[one + other] for one, other in self._joins_of(word)]
        fitting = [self.exact[word]] if word in self.exact else []
        fitting += [*joined, *self.vocabulary.completions(word), *(found for _, found in close)]
        letters = {found.text: number for number, found in close}
        term = Term(word, [_group(fitting)], letters, [one.text for one in joined], worth, by_ear)
        return [term] if fitting else _split(self.vocabulary, term)

    def _joins_of(self, word: str) -> list[tuple[str, str]]:
        return [pair for pair in self.joins if word in pair and pair[0] + pair[1] in self.exact]

    def _marked(self, word: str) -> list[tuple[str, str]]:
        """How a word of another script may stand for this one: what the index marks it with, its letters."""
        read = self.readings[word]
        return [("", one) for one in read] + [(HEARD, one) for one in read or [word]]

    def _pieces(self, word: str) -> set[str]:
        found = pieces(word, by_sound=False)
        if len(self.readings[word]) > 1:
            return found
        return found.union(*(pieces(mark + one) for mark, one in self._marked(word)))

    def _close(self, word: str) -> list[tuple[int, _Word]]:
        by_text = self._leaving(pieces(word, by_sound=False))
        found = [(letters, by_text[text]) for text, letters in differing(word, by_text).items()]
        return sorted(found, key=lambda one: (one[0], -one[1].entries, one[1].text))[:_CORRECTIONS]

    def _heard(self, word: str) -> list[tuple[_Word, float]]:
        """The words of other scripts that this one may be, each with what it is worth, the best first."""
        spellings = self._marked(word)
        texts = [mark + one for mark, one in spellings if mark + one in self.exact]
        found = {text: (self.exact[text], _READ) for text in texts}
        if len(self.readings[word]) <= 1:
            for near, worth in (like for mark, one in spellings for like in self._like(mark, one)):
                found.setdefault(near.text, (near, worth))
        return sorted(found.values(), key=lambda one: (-one[1], -one[0].entries, one[0].text))[:_CORRECTIONS]

    def _like(self, mark: str, spelling: str) -> Iterable[tuple[_Word, float]]:
        by_text = {
            text.removeprefix(mark): found for text, found in self._leaving(pieces(mark + spelling)).items()
        }
        for text, letters in differing(spelling, by_text).items():
            yield by_text[text], _READ * (1 - letters / len(text))
        if mark and len(spelling) >= _SHORTEST_PART:
            yield from ((found, _BEGUN) for found in self.vocabulary.completions(mark + spelling))
        for text, alike in sounding(spelling, by_text).items():
            yield by_text[text], _SOUNDS * (1 + alike) / 2

    def _leaving(self, wanted: Iterable[str]) -> dict[str, _Word]:
        return {found.text: found for piece in wanted for found in self.near.get(piece, ())}


def _split(vocabulary: Vocabulary, term: Term) -> list[Term]:
    """A word unknown to the index as the two known ones that it is written together of, else itself."""
    text = term.text
    cuts = [(text[:at], text[at:]) for at in range(_SHORTEST_PART, len(text) - _SHORTEST_PART + 1)]
    known = vocabulary.exact(part for cut in cuts for part in cut)
    both = [cut for cut in cuts if cut[0] in known and cut[1] in known]
    if not both or term.paired:
        return [term]
    return [Term(part, [_group([known[part]])]) for part in max(both, key=lambda cut: min(map(len, cut)))]


def _group(fitting: Iterable[_Word]) -> Group:
    return Group({word.number: word.entries for word in fitting})


def _parts(word: str) -> list[str]:
    return pairs(word) if is_paired(word) else [word]
