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
from graph.search.typos import differing, pieces

LONGEST_TEXT = 200  # characters of a question that are read
MOST_TERMS = 12
_COMPLETIONS = 50  # words that a prefix may stand for, the commonest
_CORRECTIONS = 20
_LIKELY = 4  # words of a group that are looked for in an entry that must hold one of each group
_SHORTEST_PART = 3  # letters of each of two words that were written as one
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


@dataclass(frozen=True)
class Term:
    """One typed word, folded. `close` are words of the index that differ by a letter or two, with how many.

    `groups` is what an entry must hold, one a pair for a run of a script without spaces. `joined` are words
    of the index that it makes with the typed word beside it.
    """

    text: str
    groups: Sequence[Group]
    close: Mapping[str, int] = field(default_factory=dict)
    joined: Collection[str] = ()

    @cached_property
    def paired(self) -> bool:
        """Whether it is a run of a script without spaces."""
        return is_paired(self.text)

    @cached_property
    def weight(self) -> float:
        """How much it tells: 0.8 for a word that one entry holds, 0.2 for 10,000; half for one unknown."""
        held = [group.entries for group in self.groups if group.words]
        return 1 / (1 + log10(1 + min(held))) if held else 0.5


@dataclass(frozen=True)
class _Word:
    number: int
    text: str
    entries: int


def read_terms(connection: Connection, audience: int, text: str) -> list[Term]:
    """The words of what was typed, each with what it may stand for in this audience's index."""
    typed = list(dict.fromkeys(words(text[:LONGEST_TEXT])))[:MOST_TERMS]
    joins = [(one, other) for one, other in pairwise(typed) if not (is_paired(one) or is_paired(other))]
    texts = {part for word in typed for part in _parts(word)} | {one + other for one, other in joins}
    exact = _exact(connection, audience, texts)
    corrected = _corrections(connection, audience, typed)
    terms = []
    for word in typed:
        joined = [exact[pair[0] + pair[1]] for pair in joins if word in pair and pair[0] + pair[1] in exact]
        term = _term(connection, audience, word, exact, corrected[word], joined)
        terms += [term] if any(group.words for group in term.groups) else _split(connection, audience, term)
    return terms


def _term(
    connection: Connection,
    audience: int,
    word: str,
    exact: Mapping[str, _Word],
    corrections: Sequence[tuple[int, _Word]],
    joined: Sequence[_Word],
) -> Term:
    if is_paired(word) and len(word) > 1:
        return Term(word, [_group([exact[pair]] if pair in exact else []) for pair in pairs(word)])
    fitting = [exact[word]] if word in exact else []
    fitting += [*joined, *_completions(connection, audience, word), *(close for _, close in corrections)]
    letters = {close.text: number for number, close in corrections}
    return Term(word, [_group(fitting)], letters, [one.text for one in joined])


def _split(connection: Connection, audience: int, term: Term) -> list[Term]:
    """A word unknown to the index as the two known ones that it is written together of, else itself."""
    text = term.text
    cuts = [(text[:at], text[at:]) for at in range(_SHORTEST_PART, len(text) - _SHORTEST_PART + 1)]
    known = _exact(connection, audience, {part for cut in cuts for part in cut})
    both = [cut for cut in cuts if cut[0] in known and cut[1] in known]
    if not both or term.paired:
        return [term]
    return [Term(part, [_group([known[part]])]) for part in max(both, key=lambda cut: min(map(len, cut)))]


def _group(fitting: Iterable[_Word]) -> Group:
    return Group({word.number: word.entries for word in fitting})


def _parts(word: str) -> list[str]:
    return pairs(word) if is_paired(word) else [word]


def _exact(connection: Connection, audience: int, texts: set[str]) -> dict[str, _Word]:
    w = t.search_word.c
    query = sa.select(w.number, w.word, w.entries).where(w.audience == audience, w.word.in_(sorted(texts)))
    return {row.word: _Word(*row) for row in connection.execute(query)}


def _completions(connection: Connection, audience: int, prefix: str) -> list[_Word]:
    """The words that begin so; after one character any of them, for all of them are too many to sort."""
    w = t.search_word.c
    query = sa.select(w.number, w.word, w.entries).where(
        w.audience == audience, w.word > prefix, w.word < prefix + _END
    )
    if len(prefix) > 1:
        query = query.order_by(w.entries.desc(), w.word)
    return [_Word(*row) for row in connection.execute(query.limit(_COMPLETIONS))]


def _corrections(
    connection: Connection, audience: int, typed: Sequence[str]
) -> dict[str, list[tuple[int, _Word]]]:
    """For each typed word the words it may be a slip of, with how many letters differ, the closest first."""
    near = {word: pieces(word) for word in typed}
    p, w = t.search_piece.c, t.search_word.c
    query = (
        sa.select(p.piece, w.number, w.word, w.entries)
        .join(t.search_word, w.number == p.word)
        .where(p.audience == audience, p.piece.in_(sorted(set().union(*near.values()))))
    )
    by_piece: dict[str, list[_Word]] = {}
    for piece, *word in connection.execute(query):
        by_piece.setdefault(piece, []).append(_Word(*word))
    return {
        word: _closest(word, [c for piece in near[word] for c in by_piece.get(piece, ())]) for word in typed
    }


def _closest(typed: str, candidates: Iterable[_Word]) -> list[tuple[int, _Word]]:
    by_text = {word.text: word for word in candidates}
    found = [(letters, by_text[text]) for text, letters in differing(typed, by_text).items()]
    return sorted(found, key=lambda one: (one[0], -one[1].entries, one[1].text))[:_CORRECTIONS]
