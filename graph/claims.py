"""The only door from a page to claims: by link, by thing, by the id that a claim shows.

A sealed claim and an absent one look the same from here.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.chain_model import ChainClaim, LinkKey
from graph.ledger import tables as t
from graph.ledger.assigned import keys_of, things_of
from graph.ledger.reading import ClaimReader, HeldClaim, live
from graph.ledger.store import Ledger, chunks
from graph.ledger.unseen import UNSEEN, WHOLLY
from graph.model import Audience

PARTLY = "(withheld in part)"


@dataclass(frozen=True)
class FullClaim:
    """One claim as its page shows it: what it says, of what, and the row it was read from."""

    claim: ChainClaim
    kind: str
    subject_id: str
    object_id: str | None
    properties: Mapping[str, Any]
    live: bool
    cells: Mapping[str, str]
    seen: Sequence[str]  # the days on which a run saw it, oldest first


class LedgerClaims:
    """Claims as one audience may see them."""

    def __init__(self, ledger: Ledger, audience: int) -> None:
        self._ledger = ledger
        self._audience = audience

    def claims_of(self, links: Sequence[LinkKey]) -> dict[LinkKey, list[ChainClaim]]:
        """The visible claims of each link (start id, kind, end id): live ones first, then by date."""
        with self._ledger.read() as connection:
            keys = keys_of(connection, self._audience, {end for a, _, b in links for end in (a, b)})
            wanted = {
                (start, kind, end): (a, kind, b)
                for a, kind, b in links
                for start in keys.get(a, ())
                for end in keys.get(b, ())
            }
            held = ClaimReader(connection, self._audience).of_links(wanted)
            shown = _shown(connection, held)
        found: dict[LinkKey, list[ChainClaim]] = {}
        for claim in _ordered(held):
            if claim.object is not None:
                found.setdefault(wanted[(claim.subject, claim.kind, claim.object)], []).append(
                    shown[claim.id]
                )
        return found

    def descriptions_of(self, thing: str) -> list[FullClaim]:
        """What each list says of one thing, live wordings first; empty when the audience sees none."""
        with self._ledger.read() as connection:
            keys = keys_of(connection, self._audience, {thing}).get(thing, [])
            held = ClaimReader(connection, self._audience).descriptions(keys)
            return self._full(connection, _ordered(held))

    def dates_of(self, things: Sequence[str]) -> dict[str, list[str]]:
        """The dates of the editions in which each of these things was described, newest first."""
        with self._ledger.read() as connection:
            keys = keys_of(connection, self._audience, things)
            owner = {key: thing for thing, held in keys.items() for key in held}
            claims = ClaimReader(connection, self._audience).descriptions(owner)
        found: dict[str, set[str]] = {}
        for claim in claims:
            if claim.as_of:
                found.setdefault(owner[claim.subject], set()).add(claim.as_of)
        return {thing: sorted(dates, reverse=True) for thing, dates in found.items()}

    def claim(self, shown_id: str) -> FullClaim | None:
        """One claim by the id it shows, or None: absent, withheld and sealed alike."""
        with self._ledger.read() as connection:
            row = connection.execute(
                sa.select(t.claim.c.id, t.claim.c.subject_key).where(t.claim.c.shown_id == shown_id)
            ).first()
            if row is None:
                return None
            held = ClaimReader(connection, self._audience).of_subjects([row.subject_key])
            full = self._full(connection, [claim for claim in held if claim.id == row.id])
        return full[0] if full else None

    def thing(self, id_: str) -> str | None:
        """The thing that an id or an alias stands for, in this audience; None for what it does not see."""
        with self._ledger.read() as connection:
            a, k = t.assign.c, t.key.c
            found = connection.scalar(
                sa.select(a.thing_id)
                .join(t.key, k.ord == a.key)
                .where(k.birth_id == id_, a.audience == self._audience)
            )
        return str(found) if found else None

    def _full(self, connection: Connection, held: Sequence[HeldClaim]) -> list[FullClaim]:
        shown = _shown(connection, held)
        standing = {claim.id for claim in live(held, by_property=True)}
        ends = {key for claim in held for key in (claim.subject, claim.object) if key is not None}
        things = things_of(connection, self._audience, ends)
        cells, seen = _cells(connection, self._audience, held), _seen(connection, held)
        return [
            FullClaim(
                claim=shown[claim.id], kind=claim.kind, subject_id=things.get(claim.subject, ""),
                object_id=things.get(claim.object) if claim.object is not None else None,
                properties=claim.properties, live=claim.id in standing, cells=cells.get(claim.id, {}),
                seen=seen.get(claim.id, []),
            )
            for claim in held
        ]  # fmt: skip


def _ordered(held: Sequence[HeldClaim]) -> list[HeldClaim]:
    standing = {claim.id for claim in live(held, by_property=True)}
    by_id = sorted(held, key=lambda claim: claim.id)
    newest_first = sorted(by_id, key=lambda claim: claim.as_of or "", reverse=True)
    return sorted(newest_first, key=lambda claim: claim.id not in standing)


def _shown(connection: Connection, held: Sequence[HeldClaim]) -> dict[int, ChainClaim]:
    """The parts of claims that only a page reads: words, row, file."""
    by_id = {claim.id: claim for claim in held}
    c, r = t.claim.c, t.run.c
    owners = _list_owners(connection, held)
    shown: dict[int, ChainClaim] = {}
    for some in chunks(by_id):
        rows = connection.execute(
            sa.select(c.id, c.shown_id, c.words, c.row_ref, c.audience).where(c.id.in_(some))
        ).all()
        files = {row.id: row.file_name for row in connection.execute(sa.select(r.id, r.file_name))}
        partly = _withheld_in_part(connection, some)
        for row in rows:
            claim = by_id[row.id]
            shown[row.id] = ChainClaim(
                id=row.shown_id, source=claim.list.source, source_id=claim.list.source_thing,
                publisher=claim.list.publisher, stance=claim.stance, as_of=claim.as_of,
                confidence=claim.confidence, audience=Audience.NAMES[row.audience],
                words=PARTLY if row.id in partly else row.words,
                row_ref=row.row_ref, list_name=claim.list.name,
                file_name=files.get(claim.newest.run_id) or "", licence=claim.list.licence, route=claim.route,
                list_of=owners.get(row.id, ""),
            )  # fmt: skip
    return shown


def _list_owners(connection: Connection, held: Sequence[HeldClaim]) -> dict[int, str]:
    """Whose list a claim is from, by the name in the buyer's key (`org:publisher:name`).

    Only where the claim itself names that buyer: of any other claim it would tell who buys, though that link
    may be withheld.
    """
    ends = {claim.id: {claim.subject, claim.object} for claim in held}
    found: dict[int, str] = {}
    for some in chunks(ends):
        rows = connection.execute(
            sa.select(t.claim.c.id, t.key.c.ord, t.key.c.key)
            .join(t.list_, t.list_.c.id == t.claim.c.list_id)
            .join(t.key, t.key.c.key == t.list_.c.buyer_key)
            .where(t.claim.c.id.in_(some))
        )
        for row in rows:
            parts = row.key.split(":", 2)
            if row.ord in ends[row.id] and parts[0] == "org":
                found[row.id] = parts[2]
    return found


def _withheld_in_part(connection: Connection, claims: Sequence[int]) -> set[int]:
    """The claims of which a property is withheld: their words may quote it."""
    h = t.hidden.c
    return set(
        connection.scalars(sa.select(h.claim_id).where(h.claim_id.in_(claims), h.property.not_in(WHOLLY)))
    )


def _cells(connection: Connection, audience: int, held: Sequence[HeldClaim]) -> dict[int, dict[str, str]]:
    """The row of each claim as given, but where a claim of it is withheld or not for this audience."""
    c, w, h = t.claim.c, t.raw_row.c, t.hidden.c
    other = t.claim.alias().c
    withheld = sa.select(other.raw_row_id).where(
        other.id == h.claim_id, h.property != UNSEEN, other.raw_row_id.isnot(None)
    )
    found: dict[int, dict[str, str]] = {}
    for some in chunks([claim.id for claim in held]):
        query = (
            sa.select(c.id, w.cells)
            .join(t.raw_row, c.raw_row_id == w.id)
            .where(c.id.in_(some), w.audience <= audience, c.raw_row_id.not_in(withheld))
        )
        found.update({row.id: json.loads(row.cells) for row in connection.execute(query)})
    return found


def _seen(connection: Connection, held: Sequence[HeldClaim]) -> dict[int, list[str]]:
    s, r = t.sighting.c, t.run.c
    found: dict[int, list[str]] = {}
    for some in chunks([claim.id for claim in held]):
        rows = connection.execute(
            sa.select(s.claim_id, r.started_at)
            .join(t.run, r.id == s.run_id)
            .where(s.claim_id.in_(some), r.state == "done")
            .order_by(r.started_at)
        )
        for claim, started in rows:
            found.setdefault(claim, []).append(started[:10])
    return found
