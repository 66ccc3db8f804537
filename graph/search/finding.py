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
from graph.search.buyers import buyers_typed
from graph.search.candidates import Only, by_beginning, by_id, holding, holding_all, only
from graph.search.ranking import Question, Scored, needed, ranked, score
from graph.search.reasons import why
from graph.search.vocabulary import Group, read_terms

_MOST = 400  # candidates from the rarest word
_MORE = 200  # from each other way
_LOOKED_AT = 600  # candidates after which no other word is gone by
_FEW = 60  # of each buyer's suppliers, of each word's readings
_BY_CHANCE = 160  # from all words where all are common and few hold them together: which ones is chance


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
        limit_to = only(connection, audience, kinds, country)
        if limit_to is None:
            return []
        search = _Search(connection, question, limit_to)
        search.run(limit)
    return [_hit(one.row, one.score, why(question, one)) for one in ranked(search.found.values())[:limit]]


def _hit(row: Any, score: float, why: str) -> Hit:
    return Hit(
        id=row.thing_id, kind=row.kind, name=row.name, country=row.country, zone=row.zone, why=why,
        score=round(score), address=row.address, alike=row.folded,
    )  # fmt: skip


class _Search:
    """One search: candidates are taken way by way, until what is left cannot hold a hit."""

    def __init__(self, connection: Connection, question: Question, limit_to: Only) -> None:
        self.connection = connection
        self.question = question
        self.only = limit_to
        self.found: dict[int, Scored] = {}
        self._best = 0.0
        self._countries: dict[str, list[str]] = {}
        self._buyers = buyers_typed(connection, limit_to.audience, question)
        self._names = {buyer.id: buyer.names for buyer in self._buyers}
        self._by_ear = any(term.by_ear.words and term.by_ear in term.held for term in question.terms)

    def run(self, limit: int) -> None:
        """Ids, beginnings, suppliers of a typed buyer, what holds all words if all are common, each word."""
        self._take(by_id(self.connection, self.question.compact, self.only, _MORE))
        self._take(by_beginning(self.connection, self.question.folded, self.only, _MORE))
        most = max(_FEW, limit)
        for buyer in self._buyers:
            self._take(holding_all(self.connection, buyer.groups(self.question.terms), self.only, most))
        groups = [group for term in self.question.terms for group in term.held]
        if len(groups) < 2 or min(group.entries for group in groups) <= _MOST:
            self._take_by_word(_MOST, _MORE)
        elif not self._take_together(groups, limit):
            few = _BY_CHANCE // len(groups)
            self._take_by_word(few, few)

    def _take_together(self, groups: list[Group], limit: int) -> bool:
        """What holds all of these, else half of them, the rarest; whether that is enough."""
        groups.sort(key=lambda group: group.entries)
        for some in dict.fromkeys([len(groups), (len(groups) + 1) // 2]):
            together = holding_all(self.connection, _likely(groups[:some]), self.only, _MORE)
            self._take(together)
            if len(together) >= limit:
                return True
        return False

    def _take_by_word(self, first: int, more: int) -> None:
        """The rarest first: what holds none of the words so far needs enough of the others to be a hit.

        Then what is read so in another script, which no better hit shuts out.
        """
        ways = [(term, group) for term in self.question.terms for group in term.held]
        ways.sort(key=lambda way: way[1].entries)
        for at, (_, group) in enumerate(ways):
            left = {term.text: term.weight for term, _ in ways[at:]}
            enough = self.question.at_most(sum(left.values())) >= needed(self._best)
            if not enough or len(self.found) >= _LOOKED_AT:
                break
            self._take(holding(self.connection, group, self.only, more if at else first))
        for term in self.question.terms:
            if term.by_ear.words and term.by_ear not in term.held:
                self._by_ear = True
                self._take(holding(self.connection, term.by_ear, self.only, _FEW), again=True)

    def _take(self, numbers: Iterable[int], *, again: bool = False) -> None:
        rows = _rows(self.connection, [number for number in numbers if again or number not in self.found])
        self._name_countries({row.country for row in rows if row.country})
        for row in rows:
            country = self._countries.get(row.country, ())
            scored = score(self.question, row, country, self._names, by_ear=self._by_ear)
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


def _likely(groups: Iterable[Group]) -> list[Group]:
    """The groups with their likeliest words alone."""
    return [Group({word: group.words[word] for word in group.likely}) for group in groups]


def _rows(connection: Connection, numbers: Sequence[int]) -> list[Any]:
    e = t.search_entry.c
    query = sa.select(t.search_entry)
    return [row for some in chunks(numbers) for row in connection.execute(query.where(e.number.in_(some)))]
