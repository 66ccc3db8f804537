"""Buyers among what was typed: whoever supplies them is looked for, too.

A supplier's entry holds its buyers by their ids alone, so a buyer that is named anew changes no supplier's
entry, and a buyer of 100,000 places is one mark of 100,000 entries. A buyer is typed when a name of it begins
with a typed word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.folding import words
from graph.ledger import tables as t
from graph.search import marks
from graph.search.ranking import Question, fit, names_of
from graph.search.vocabulary import Group, Term, Vocabulary

_MOST = 3  # buyers whose suppliers are looked for
_CANDIDATES = 24
_SURELY = 0.7  # how well a word of its name must fit
_TELLING = 0.25  # the weight of typed words that name it by themselves: a word that 1,000 entries hold


@dataclass(frozen=True)
class Buyer:
    """A buyer with the mark of its suppliers; `typed` are the terms that its name holds."""

    id: str
    names: Sequence[str]
    suppliers: Group
    typed: frozenset[str]

    def groups(self, terms: Iterable[Term]) -> list[Group]:
        """What a supplier of it must hold: its mark, and the typed words that are not of its name."""
        return [
            self.suppliers,
            *(group for term in terms if term.text not in self.typed for group in term.held),
        ]


def buyers_typed(connection: Connection, audience: int, question: Question) -> list[Buyer]:
    """The buyers that what was typed names best, the most of its words first, then the larger."""
    held = [(row, _typed(question, row)) for row in _candidates(connection, audience, question.terms)]
    weights = {term.text: term.weight for term in question.terms}
    held.sort(key=lambda one: (-sum(weights[text] for text in one[1]), -one[0].weight, one[0].thing_id))
    named = [(row, typed) for row, typed in held if typed][:_MOST]
    numbers = Vocabulary(connection, audience).exact(marks.supplies(row.thing_id) for row, _ in named)
    return [
        Buyer(row.thing_id, names_of(row), Group({mark.number: mark.entries}), typed)
        for row, typed in named
        if (mark := numbers.get(marks.supplies(row.thing_id)))
    ]


def _candidates(connection: Connection, audience: int, terms: Sequence[Term]) -> list[Any]:
    """The largest buyers of which a name begins with a typed word, or one near it."""
    w, p, e = t.search_word.c, t.search_posting.c, t.search_entry.c
    near = {word for term in terms for word in (term.text, *term.close, *term.joined, *term.heard)}
    query = (
        sa.select(t.search_entry)
        .join(t.search_posting, p.entry == e.number)
        .join(t.search_word, w.number == p.word)
        .where(w.audience == audience, w.word.in_(sorted(map(marks.buys, near))))
        .order_by(p.place, p.entry)
    )
    return list(connection.execute(query.limit(_CANDIDATES)))


def _typed(question: Question, row: Any) -> frozenset[str]:
    """The typed terms that a name of it holds; none where they are common words and not the whole name."""
    found: list[frozenset[str]] = [frozenset()]
    for name in names_of(row):
        held = words(name)
        terms = [term for term in question.terms if fit(term, held) >= _SURELY]
        if len(terms) >= len(held) or sum(term.weight for term in terms) >= _TELLING:
            found.append(frozenset(term.text for term in terms))
    return max(found, key=len)
