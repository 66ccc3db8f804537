"""Reading claims back, with what the runs that saw them say about them.

Everything that a projection or a page knows of a claim is derived here: when it was first held, when last
seen, and whether it is the live wording of its statement. Nothing of this is stored, so undoing a run or
importing an old edition late needs no repair.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.claim import DESCRIBES, SAME_AS
from graph.ledger import tables as t
from graph.ledger.store import chunks
from graph.ledger.unseen import WHOLLY
from graph.model import Audience

_TRIPLES = 500  # in one statement


class Edition(NamedTuple):
    """A run as an edition; compares by date of its data, then by order of reading."""

    as_of: str  # "" when nobody says
    run_id: int
    started: str  # the day we first held it


@dataclass(frozen=True)
class ListInfo:
    """A list with its source. `publisher_root` is the publisher of what the source was copied from."""

    id: int
    name: str
    mode: str
    source_id: int
    source: str
    source_thing: str
    publisher: str
    publisher_root: str
    licence: str
    url: str
    republish: str


@dataclass
class HeldClaim:
    """A claim with its sightings: `newest` is the latest edition that saw it, `first` the first run's day.

    Nobody changes one. It is not frozen because a projection makes millions, and freezing trebles the time.
    """

    id: int
    list: ListInfo
    kind: str
    subject: int
    object: int | None
    stance: str
    payload: str
    valid_from: str | None
    valid_to: str | None
    stated_as_of: str | None
    confidence: int
    route: str | None
    newest: Edition
    first: str

    @property
    def statement(self) -> tuple[int, int, str, int | None]:
        """A list's word on one thing or link; its claims are its wordings."""
        return (self.list.id, self.subject, self.kind, self.object)

    @cached_property
    def properties(self) -> dict[str, Any]:
        """The payload, decoded."""
        return dict(json.loads(self.payload))

    @property
    def as_of(self) -> str | None:
        """The date of what it says: the row's own, else the newest edition's."""
        return self.stated_as_of or self.newest.as_of or None


def visible(audience: int) -> sa.ColumnElement[bool]:
    """The condition on `claim` for what an audience may see at all.

    Nobody outside sees a source that may not be republished, claims from before its terms changed included.
    """
    c, ls, s = t.claim.c, t.list_.c, t.source.c
    gone = sa.exists().where(t.hidden.c.claim_id == c.id, t.hidden.c.property.in_(WHOLLY))
    seen = sa.and_(c.audience <= audience, ~gone)
    closed = sa.select(ls.id).join(t.source, s.id == ls.source_id).where(s.republish != "yes")
    return seen if audience > Audience.PUBLIC else sa.and_(seen, c.list_id.not_in(closed))


# The same in SQL of our own, where the order of joins is forced; `c` is the claim, `:audience` given.
VISIBLE = """
c.audience <= :audience
  AND NOT EXISTS (SELECT 1 FROM hidden h WHERE h.claim_id = c.id AND h.property IN ('', '*'))
  AND (:audience > 0 OR NOT EXISTS (SELECT 1 FROM list l JOIN source s ON s.id = l.source_id
       WHERE l.id = c.list_id AND s.republish <> 'yes'))
"""


class ClaimReader:
    """Reads claims for one audience on one connection; lists and editions are read once."""

    def __init__(self, connection: Connection, audience: int) -> None:
        self.connection = connection
        self.audience = audience
        self.lists = _lists(connection)
        self.editions = _editions(connection)

    def of_subjects(self, keys: Iterable[int]) -> list[HeldClaim]:
        """All visible claims whose subject is one of these keys."""
        c = t.claim.c
        return [held for some in chunks(keys) for held in self._held(c.subject_key.in_(some))]

    def of_links(self, triples: Iterable[tuple[int, str, int]]) -> list[HeldClaim]:
        """All visible claims of these (subject, kind, object).

        Joined with the triples as a table: for a list of them SQLite uses the index by its first column only.
        """
        return [held for some in chunks(triples, _TRIPLES) for held in self._held(_is_one_of(), _named(some))]

    def descriptions(self, keys: Iterable[int]) -> list[HeldClaim]:
        """All visible descriptions of these keys."""
        c = t.claim.c
        return [
            held
            for some in chunks(keys)
            for held in self._held(c.subject_key.in_(some) & (c.kind == DESCRIBES))
        ]

    def links_from(self, keys: Iterable[int]) -> list[HeldClaim]:
        """All visible link claims that start at these keys."""
        c = t.claim.c
        return [
            held
            for some in chunks(keys)
            for held in self._held(c.subject_key.in_(some) & c.object_key.isnot(None) & (c.kind != SAME_AS))
        ]

    def _held(
        self, condition: sa.ColumnElement[bool], named: Mapping[str, Any] | None = None
    ) -> list[HeldClaim]:
        c = t.claim.c
        rows = self.connection.execute(
            sa.select(
                c.id, c.list_id, c.kind, c.subject_key, c.object_key, c.stance, c.payload, c.valid_from,
                c.valid_to, c.as_of, c.confidence, c.route,
            ).where(condition, visible(self.audience)),
            named,
        ).all()  # fmt: skip
        seen = self._sightings([row.id for row in rows])
        hidden = self._hidden_properties([row.id for row in rows])
        return [self._one(row, seen[row.id], hidden.get(row.id)) for row in rows if row.id in seen]

    def _one(self, row: Any, seen: list[Edition], hidden: set[str] | None) -> HeldClaim:
        payload = row.payload
        if hidden:
            payload = json.dumps({k: v for k, v in json.loads(payload).items() if k not in hidden})
        return HeldClaim(
            id=row.id, list=self.lists[row.list_id], kind=row.kind, subject=row.subject_key,
            object=row.object_key, stance=row.stance, payload=payload, valid_from=row.valid_from,
            valid_to=row.valid_to, stated_as_of=row.as_of, confidence=row.confidence, route=row.route,
            newest=max(seen) if len(seen) > 1 else seen[0],
            first=min(edition.started for edition in seen) if len(seen) > 1 else seen[0].started,
        )  # fmt: skip

    def _sightings(self, claims: Sequence[int]) -> dict[int, list[Edition]]:
        seen: dict[int, list[Edition]] = {}
        s = t.sighting.c
        for some in chunks(claims):
            query = sa.select(s.claim_id, s.run_id).where(s.claim_id.in_(some))
            for claim, run in self.connection.execute(query).all():
                if run in self.editions:
                    seen.setdefault(claim, []).append(self.editions[run])
        return seen

    def _hidden_properties(self, claims: Sequence[int]) -> dict[int, set[str]]:
        hidden: dict[int, set[str]] = {}
        h = t.hidden.c
        for some in chunks(claims):
            for claim, name in self.connection.execute(
                sa.select(h.claim_id, h.property).where(h.claim_id.in_(some))
            ):
                hidden.setdefault(claim, set()).add(name)
        return hidden


def live(claims: Iterable[HeldClaim], *, by_property: bool = False) -> list[HeldClaim]:
    """The wordings that stand: of each statement those seen in its newest edition, in a series all.

    A statement whose newest edition only ends it has no live assertion. `by_property`: where an edition need
    not name everything, a description keeps what no newer edition states, so that a correction of one
    property leaves the others standing.
    """
    by_statement: dict[tuple[int, int, str, int | None], list[HeldClaim]] = {}
    for claim in claims:
        by_statement.setdefault(claim.statement, []).append(claim)
    return [held for wordings in by_statement.values() for held in _live_wordings(wordings, by_property)]


def _live_wordings(wordings: list[HeldClaim], by_property: bool) -> Iterable[HeldClaim]:
    mode = wordings[0].list.mode
    if mode == "series" or len(wordings) == 1:
        return wordings
    if by_property and mode == "update" and wordings[0].kind == DESCRIBES:
        return _not_superseded(wordings)
    newest = max(claim.newest for claim in wordings)
    return [claim for claim in wordings if claim.newest == newest]


def _not_superseded(wordings: Iterable[HeldClaim]) -> Iterator[HeldClaim]:
    """Each wording with those of its properties that no newer edition states; without any it is gone."""
    newest: dict[str, Edition] = {}
    for claim in wordings:
        newest.update({name: max(claim.newest, newest.get(name, claim.newest)) for name in claim.properties})
    for claim in wordings:
        kept = {name: value for name, value in claim.properties.items() if newest[name] == claim.newest}
        if kept == claim.properties:
            yield claim
        elif kept:
            yield replace(claim, payload=json.dumps(kept, ensure_ascii=False))


def newest_editions(connection: Connection, claims: Sequence[int]) -> dict[int, tuple[str, int]]:
    """The newest edition, its date and its run, that saw each claim; none for what only undone runs saw."""
    s, r = t.sighting.c, t.run.c
    found: dict[int, tuple[str, int]] = {}
    query = sa.select(s.claim_id, r.as_of, r.id).join(t.run, r.id == s.run_id).where(r.state == "done")
    for some in chunks(claims):
        for claim, as_of, run in connection.execute(query.where(s.claim_id.in_(some))):
            found[claim] = max(found.get(claim, ("", 0)), (as_of or "", run))
    return found


@cache
def _is_one_of() -> sa.ColumnElement[bool]:
    """The condition that a claim is of one of `_TRIPLES` triples, which `_named` gives.

    It is text of one length: SQLAlchemy would compile a list of values anew each time, which cost more than
    to read the claims.
    """
    c = t.claim.c
    rows = ", ".join(f"(:subject_{n}, :link_{n}, :object_{n})" for n in range(_TRIPLES))
    names = "column1 AS subject, column2 AS link, column3 AS object"
    columns = sa.column("subject", sa.Integer), sa.column("link", sa.Text), sa.column("object", sa.Integer)
    triples = sa.text(f"SELECT {names} FROM (VALUES {rows}) AS triples")  # noqa: S608 - names of parameters
    wanted = triples.columns(*columns).cte("wanted").c
    return (c.subject_key == wanted.subject) & (c.kind == wanted.link) & (c.object_key == wanted.object)


def _named(triples: Sequence[tuple[int, str, int]]) -> dict[str, Any]:
    """The triples as parameters; where there are fewer, the others are empty and fit nothing."""
    some = [*triples, *[(None, None, None)] * (_TRIPLES - len(triples))]
    return {
        f"{name}_{n}": value
        for n, triple in enumerate(some)
        for name, value in zip(("subject", "link", "object"), triple, strict=True)
    }


def _lists(connection: Connection) -> dict[int, ListInfo]:
    sources = {row.id: row for row in connection.execute(sa.select(t.source))}
    by_name: Mapping[str, Any] = {row.name: row for row in sources.values()}
    made = {}
    for row in connection.execute(sa.select(t.list_)):
        source = sources[row.source_id]
        made[row.id] = ListInfo(
            id=row.id, name=row.name, mode=row.mode, source_id=source.id, source=source.name,
            source_thing=source.thing_id, publisher=source.publisher,
            publisher_root=_root_publisher(source, by_name), licence=source.licence or "",
            url=source.url or "", republish=source.republish,
        )  # fmt: skip
    return made


def _root_publisher(source: Any, by_name: Mapping[str, Any]) -> str:
    """Copies count once: follow `derived_from` to the source copied; a ring ends where it closes."""
    passed = set()
    while source.derived_from and source.name not in passed:
        passed.add(source.name)
        if source.derived_from not in by_name:
            return str(source.derived_from)
        source = by_name[source.derived_from]
    return str(source.publisher)


def _editions(connection: Connection) -> dict[int, Edition]:
    r = t.run.c
    rows = connection.execute(sa.select(r.id, r.as_of, r.started_at).where(r.state == "done"))
    return {row.id: Edition(row.as_of or "", row.id, row.started_at[:10]) for row in rows}
