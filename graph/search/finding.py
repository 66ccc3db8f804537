"""Finding a thing by what somebody typed: candidates from the index, then a re-rank that says why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph import ids
from graph.folding import words
from graph.ledger import tables as t
from graph.ledger.store import Ledger, chunks
from graph.search.entries import Field, place
from graph.search.ranking import Question, Scored, needed, ranked, score
from graph.search.reasons import why
from graph.search.vocabulary import Group, read_terms

_MOST = 400  # candidates from the rarest word
_MORE = 200  # from each other way
_FEW = 60  # from each word where all are common and none holds all: which ones is chance
_SCANNED = 5_000  # places of the rarest word that are looked through for the others
_END = "\U0010ffff"


@dataclass(frozen=True)
class Hit:
    """A thing that fits. `score` is 0..100, `why` is in words; namesakes share `alike`, a folded name."""

    id: str
    kind: str
    name: str
    country: str | None
    zone: str | None
    why: str
    score: int
    address: str | None
    alike: str

    def as_json(self) -> dict[str, Any]:
        """The hit as `find --json` gives it."""
        return {
            name: getattr(self, name) for name in ("id", "kind", "name", "country", "zone", "why", "score")
        }


@dataclass(frozen=True)
class _Only:
    """What a search is limited to."""

    audience: int
    kinds: Sequence[str] | None
    country: str | None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """On `search_entry`, without the audience; empty when nothing is limited."""
        e = t.search_entry.c
        of_kind = [e.kind.in_(list(self.kinds))] if self.kinds is not None else []
        return of_kind + ([e.country == self.country.upper()] if self.country else [])


def find(
    ledger: Ledger,
    audience: int,
    text: str,
    *,
    kinds: Sequence[str] | None = None,
    country: str | None = None,
    limit: int = 20,
) -> list[Hit]:
    """The things that fit best, at most `limit`; `country` is an ISO 3166-1 alpha-2 code.

    An id of ours finds its thing and nothing else, whatever it is limited to; an id that a merge made an
    alias finds what the thing became.
    """
    with ledger.read() as connection:
        thing = _thing(connection, audience, text)
        if thing is not None:
            return [_hit(thing, 100, "its id")]
        question = Question(text, words(text), read_terms(connection, audience, text))
        search = _Search(connection, question, _Only(audience, kinds, country))
        search.run(limit)
    return [_hit(one.row, one.score, why(question, one)) for one in ranked(search.found.values())[:limit]]


def _hit(row: Any, score: float, why: str) -> Hit:
    return Hit(
        id=row.thing_id, kind=row.kind, name=row.name, country=row.country, zone=row.zone, why=why,
        score=round(score), address=row.address, alike=row.folded,
    )  # fmt: skip


class _Search:
    """One search: candidates are taken way by way, until what is left cannot hold a hit."""

    def __init__(self, connection: Connection, question: Question, only: _Only) -> None:
        self.connection = connection
        self.question = question
        self.only = only
        self.found: dict[int, Scored] = {}
        self._best = 0.0
        self._countries: dict[str, list[str]] = {}

    def run(self, limit: int) -> None:
        """Ids and beginnings, then what holds all words where all are common, then word by word."""
        self._take(_by_id(self.connection, self.question.compact, self.only))
        self._take(_by_beginning(self.connection, self.question.folded, self.only))
        held = [(term, group) for term in self.question.terms for group in term.groups if group.words]
        held.sort(key=lambda one: one[1].entries)
        groups = [group for _, group in held]
        first, more = _MOST, _MORE
        if len(groups) > 1 and groups[0].entries > _MOST:
            together = _holding_all(self.connection, groups, self.only)
            self._take(together)
            if len(together) >= limit:
                return
            first, more = _MORE, _FEW
        for at, (_, group) in enumerate(held):
            left = {term.text: term.weight for term, _ in held[at:]}
            if self.question.at_most(sum(left.values())) < needed(self._best):
                return
            self._take(_holding(self.connection, group, self.only, more if at else first))

    def _take(self, numbers: Iterable[int]) -> None:
        rows = _rows(self.connection, [number for number in numbers if number not in self.found])
        self._name_countries({row.country for row in rows if row.country})
        for row in rows:
            scored = score(self.question, row, self._countries.get(row.country, ()))
            self.found[row.number] = scored
            self._best = max(self._best, scored.measure)

    def _name_countries(self, codes: set[str]) -> None:
        """The folded words by which countries go: `vn`, `viet`, `nam`, `vietnam`."""
        e = t.search_entry.c
        missing = sorted(codes - self._countries.keys())
        if not missing:
            return
        query = sa.select(e.country, e.folded).where(
            e.audience == self.only.audience, e.thing_id.in_([f"iso:{code}" for code in missing])
        )
        named = {row.country: row.folded for row in self.connection.execute(query)}
        for code in missing:
            name = named.get(code, "")
            self._countries[code] = [code.lower(), *name.split(), name.replace(" ", "")]


def _thing(connection: Connection, audience: int, text: str) -> Any:
    """The entry that a typed id stands for, or None."""
    typed = ids.read(text) or text.strip().replace("\x00", "")  # which PostgreSQL refuses
    k, a, e = t.key.c, t.assign.c, t.search_entry.c
    return connection.execute(
        sa.select(t.search_entry)
        .join(t.assign, a.thing_id == e.thing_id)
        .join(t.key, k.ord == a.key)
        .where(k.birth_id == typed, a.audience == audience, e.audience == audience)
    ).first()


def _by_id(connection: Connection, id_: str, only: _Only) -> Iterable[int]:
    """What has the whole text as an OS ID, an LEI, a register's number or a code."""
    w, p = t.search_word.c, t.search_posting.c
    first, last = place(Field.ID, 15), place(Field.ID, 0)
    query = (
        _postings(only)
        .join(t.search_word, w.number == p.word)
        .where(w.audience == only.audience, w.word == id_, p.place.between(first, last))
    )
    return connection.scalars(query.limit(_MORE))


def _by_beginning(connection: Connection, folded: str, only: _Only) -> Iterable[int]:
    """What has a name that begins with the whole text."""
    e = t.search_entry.c
    if not folded:
        return ()
    query = sa.select(e.number).where(
        e.audience == only.audience, e.folded >= folded, e.folded < folded + _END, *only.conditions()
    )
    return connection.scalars(query.order_by(e.folded).limit(_MORE))


def _holding(connection: Connection, group: Group, only: _Only, most: int) -> list[int]:
    """What holds a word of the group, the best places first; a common word's rest is left out."""
    p = t.search_posting.c
    if group.entries <= 5 * most:
        query = _postings(only).where(p.word.in_(list(group.words))).order_by(p.place, p.entry)
        return list(connection.scalars(query.limit(most)))
    found: list[int] = []
    for word in group.words:
        query = _postings(only).where(p.word == word).order_by(p.place, p.entry)
        found += connection.scalars(query.limit(most - len(found)))
        if len(found) >= most:
            break
    return found


def _holding_all(connection: Connection, groups: Sequence[Group], only: _Only) -> list[int]:
    """What holds a likely word of every group, looked for in the best places of the rarest."""
    found: list[int] = []
    left = _SCANNED
    for word in groups[0].likely:
        query = _among(word, left, [group.likely for group in groups[1:]], only)
        found += connection.scalars(query.limit(_MORE - len(found)))
        left -= groups[0].words[word]
        if left <= 0 or len(found) >= _MORE:
            break
    return found


def _among(word: int, most: int, others: Iterable[Sequence[int]], only: _Only) -> sa.Select[tuple[int]]:
    """What holds one of each of the other words, among so many that hold this one, the best places first."""
    p, e = t.search_posting.c, t.search_entry.c
    best = sa.select(p.entry).where(p.word == word).order_by(p.place, p.entry).limit(most).subquery()
    query = sa.select(best.c.entry)
    for words_ in others:
        other = t.search_posting.alias()
        query = query.where(sa.exists().where(other.c.entry == best.c.entry, other.c.word.in_(words_)))
    limits = only.conditions()
    return query.join(t.search_entry, e.number == best.c.entry).where(*limits) if limits else query


def _postings(only: _Only) -> sa.Select[tuple[int]]:
    p, e = t.search_posting.c, t.search_entry.c
    query = sa.select(p.entry)
    limits = only.conditions()
    return query.join(t.search_entry, e.number == p.entry).where(*limits) if limits else query


def _rows(connection: Connection, numbers: Sequence[int]) -> list[Any]:
    e = t.search_entry.c
    query = sa.select(t.search_entry)
    return [row for some in chunks(numbers) for row in connection.execute(query.where(e.number.in_(some)))]
