"""Rules: importers that read the ledger. What they infer cites the words it rests on and is in doubt.

A rule is a folder like any importer, with `rule = true` in its `source.toml` and

    def claims(touched: Touched, given: Given) -> Iterator[Claim]

in its `importer.py`. It is given what a run touched on either side: a new workplace looks for its zone, a
new zone finds old addresses. Its claims go into lists of its own, in the same transaction.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.claim import DESCRIBES, Origin, Ref
from graph.ledger import tables as t
from graph.ledger.append import Appender, RowClaims, RunInfo
from graph.ledger.decisions import inferred_ref
from graph.ledger.reading import visible
from graph.ledger.sources import SourceInfo
from graph.ledger.store import chunks
from graph.model import Audience
from importers.given import Given
from importers.sources import SourceSpec, all_sources, load_importer


@dataclass(frozen=True)
class Described:
    """A thing as one claim has it, with its country where one of its lists says it.

    `audience` is the narrower of those that may see the description and the country.
    """

    thing: Ref
    properties: dict[str, Any]
    country: str | None
    audience: int
    claim: str  # the id that the claim shows

    def text(self, name: str) -> str:
        """A property as text, empty when it is not stated."""
        return str(self.properties.get(name, ""))


@dataclass(frozen=True)
class Touched:
    """What a run touched, and what else the ledger holds, as descriptions."""

    connection: Connection
    run_id: int

    def new(self, kind: str) -> list[Described]:
        """Things of a kind that this run described for the first time or anew."""
        return list(self._described(kind, self._seen()))

    def all(self, kind: str, countries: Iterable[str] | None = None) -> list[Described]:
        """All things of a kind; `countries` keeps those in one of them or in none that is known."""
        found = self._described(kind, sa.true())
        if countries is None:
            return list(found)
        wanted = set(countries)
        return [one for one in found if one.country is None or one.country in wanted]

    def new_links(self, kind: str, start: str) -> Iterator[Described]:
        """Links of a kind that this run stated anew, each as what it says of its start, of kind `start`."""
        return self._links(kind, start, self._seen())

    def all_links(self, kind: str, start: str) -> Iterator[Described]:
        """All links of a kind."""
        return self._links(kind, start, sa.true())

    def rows(self, described: Iterable[Described]) -> dict[str, dict[str, str]]:
        """The cells of the row that each description was read from, by the id that the description shows."""
        c, r = t.claim.c, t.raw_row.c
        found: dict[str, dict[str, str]] = {}
        for some in chunks(one.claim for one in described):
            held = self.connection.execute(
                sa.select(c.shown_id, r.cells)
                .join(t.raw_row, r.id == c.raw_row_id)
                .where(c.shown_id.in_(some))
            )
            found.update({row.shown_id: json.loads(row.cells) for row in held})
        return found

    def _described(self, kind: str, condition: sa.ColumnElement[bool]) -> Iterator[Described]:
        stated = sa.and_(t.claim.c.list_id.not_in(_inferred()), condition)
        for rows in self._pages(DESCRIBES, kind, stated):
            countries = self._countries({row.subject_key for row in rows})
            for row in rows:
                country, seen_by = countries.get(row.subject_key, (None, Audience.PUBLIC))
                yield Described(
                    Ref(kind, row.key), json.loads(row.payload), country, max(row.audience, seen_by),
                    row.shown_id,
                )  # fmt: skip

    def _links(self, kind: str, start: str, condition: sa.ColumnElement[bool]) -> Iterator[Described]:
        for rows in self._pages(kind, start, sa.and_(t.claim.c.stance == "asserts", condition)):
            for row in rows:
                yield Described(
                    Ref(start, row.key), json.loads(row.payload), None, row.audience, row.shown_id
                )

    def _seen(self) -> sa.ColumnElement[bool]:
        """The condition that this run saw a claim."""
        s = t.sighting.c
        return t.claim.c.id.in_(sa.select(s.claim_id).where(s.run_id == self.run_id))

    def _pages(self, kind: str, start: str, condition: sa.ColumnElement[bool]) -> Iterator[list[Any]]:
        """Claims in their order, a page at a time: a list may state a million.

        Which they are is asked once: a rule writes between two pages, and a run's sightings are many.
        """
        c, k = t.claim.c, t.key.c
        wanted = (c.kind == kind, k.kind == start, visible(Audience.SEALED), condition)
        ids = self.connection.scalars(sa.select(c.id).join(t.key, k.ord == c.subject_key).where(*wanted))
        query = sa.select(c.id, c.subject_key, k.key, c.payload, c.audience, c.shown_id)
        for some in chunks(sorted(ids.all())):
            page = query.join(t.key, k.ord == c.subject_key).where(c.id.in_(some)).order_by(c.id)
            yield list(self.connection.execute(page).all())

    def _countries(self, keys: Iterable[int]) -> dict[int, tuple[str, int]]:
        """The country of each key and who may see that; of several the one that most may see, the newest."""
        c, k = t.claim.c, t.key.c
        found: dict[int, tuple[str, int]] = {}
        for some in chunks(keys):
            rows = self.connection.execute(
                sa.select(c.subject_key, k.key, c.audience)
                .join(t.key, k.ord == c.object_key)
                .where(c.subject_key.in_(some), c.kind == "IN_COUNTRY", c.stance == "asserts")
                .where(visible(Audience.SEALED))
                .order_by(c.audience.desc(), c.id)
            )
            found.update({row.subject_key: (row.key.removeprefix("iso:"), row.audience) for row in rows})
        return found


def _inferred() -> sa.Select[tuple[int]]:
    """The lists of rules: a rule reads what sources say, never what another inferred, so order is nothing."""
    rules = [spec.name for spec in all_sources().values() if spec.rule]
    return sa.select(t.list_.c.id).where(t.list_.c.importer.in_(rules))


@dataclass(frozen=True)
class Evidence:
    """The description that a rule read, standing where a row stands for other importers."""

    described: Described

    @property
    def ref(self) -> str:
        """The claim that was read."""
        return inferred_ref(self.described.claim)

    def words(self, *names: str) -> str:
        """The named properties as stated."""
        return "; ".join(f"{name}: {self.described.text(name)}" for name in names)


def origin_of(given: Given, evidence: Described, words: str, *also: Described) -> Origin:
    """An inference: in doubt, seen by the narrowest audience of all that was read."""
    return Origin(
        list=given.list(), row_ref=Evidence(evidence).ref, words=words, confidence=1,
        audience=max(one.audience for one in (evidence, *also)),
    )  # fmt: skip


def apply_rules(connection: Connection, run_id: int, by: str) -> int:
    """Run every rule over what a run touched; give how many new claims they made."""
    touched = Touched(connection, run_id)
    return sum(_apply(connection, spec, touched, by) for spec in all_sources().values() if spec.rule)


def _apply(connection: Connection, spec: SourceSpec, touched: Touched, by: str) -> int:
    given = Given(spec.name, spec.title, spec.publisher, spec.name, mode="series", confidence=1)
    made = chunks(load_importer(spec).claims(touched, given))
    first = next(made, None)
    if first is None:
        return 0
    info = SourceInfo(
        spec.title, spec.name, spec.publisher, spec.url, spec.licence, spec.republish, spec.derived_from,
        Audience.NAMES.index(spec.default_audience),
    )  # fmt: skip
    appender = Appender(connection, info, RunInfo(spec.name, by=by, parent=touched.run_id))
    for some in chain([first], made):
        appender.append([RowClaims(claim.origin.row_ref, {}, [claim]) for claim in some])
    appender.finish()
    return appender.tally.new
