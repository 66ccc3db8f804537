"""Editions of whole lists: what a later edition no longer names has ended.

A statement ends at the first later whole edition, by the date of its data and not by the order of import,
that lacks it. An end is an appended claim that the edition lacking it is seen to make. Where an edition is
not whole (a correction, an update), absence says nothing.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.ledger import tables as t
from graph.ledger.reading import Edition
from graph.ledger.store import insert, take_numbers, touch
from graph.model import LINKS

_Statement = tuple[int, str, int]  # subject, kind, object
_ENDING = tuple(kind for kind, link in LINKS.items() if link.ends_by_absence)


@dataclass
class _Known:
    """What a list has said of one statement so far. Who saw any of its claims shall see its end."""

    audience: int
    confidence: int
    claim: int  # the newest
    seen: set[Edition] = field(default_factory=set)
    ended: set[Edition] = field(default_factory=set)

    def add(self, row: Any, edition: Edition) -> None:
        """One more sighting; rows come in the order of claims."""
        if row.stance == "ends":
            self.ended.add(edition)
            return
        self.seen.add(edition)
        self.audience = min(self.audience, row.audience)
        self.confidence, self.claim = row.confidence, row.id


def end_absent(connection: Connection, lists: Iterable[int], run_id: int) -> int:
    """Append the ends that the editions of these whole lists now imply; give how many.

    `run_id` is the run in progress: it counts as an edition though it is not finished.
    """
    added = 0
    for list_id in lists:
        editions = _editions(connection, list_id, run_id)
        known = _statements(connection, list_id, {e.run_id: e for e in editions})
        rows = [
            (known[statement], statement, edition)
            for statement in known
            for edition in _missing_ends(editions, known[statement])
        ]
        added += _append(connection, list_id, rows)
    return added


def _missing_ends(editions: Mapping[Edition, bool], known: _Known) -> Iterator[Edition]:
    """The first whole edition after each that names the statement, where no end is written yet."""
    stands = False
    for edition, whole in editions.items():
        if edition in known.seen:
            stands = True
        elif whole and stands:
            stands = False
            if edition not in known.ended:
                yield edition


def _editions(connection: Connection, list_id: int, run_id: int) -> dict[Edition, bool]:
    """A list's editions by date, and whether each is whole."""
    r, s, c = t.run.c, t.sighting.c, t.claim.c
    rows = connection.execute(
        sa.select(r.id, r.as_of, r.started_at, r.whole)
        .where((r.state == "done") | (r.id == run_id))
        .where(
            sa.exists().where(s.run_id == r.id, s.claim_id == c.id, c.list_id == list_id, c.stance != "ends")
        )
    )
    found = {Edition(row.as_of or "", row.id, row.started_at[:10]): bool(row.whole) for row in rows}
    return dict(sorted(found.items()))


def _statements(
    connection: Connection, list_id: int, editions: Mapping[int, Edition]
) -> dict[_Statement, _Known]:
    c, s = t.claim.c, t.sighting.c
    known: dict[_Statement, _Known] = {}
    rows = connection.execute(
        sa.select(c.subject_key, c.kind, c.object_key, c.stance, c.audience, c.confidence, c.id, s.run_id)
        .join(t.sighting, s.claim_id == c.id)
        .where(c.list_id == list_id, c.kind.in_(_ENDING))
        .order_by(c.id)
    )
    for row in rows:
        if row.run_id not in editions:
            continue
        statement = (row.subject_key, row.kind, row.object_key)
        one = known.setdefault(statement, _Known(row.audience, row.confidence, row.id))
        one.add(row, editions[row.run_id])
    return known


def _append(connection: Connection, list_id: int, rows: Sequence[tuple[_Known, _Statement, Edition]]) -> int:
    if not rows:
        return 0
    first = take_numbers(connection, "claim", len(rows))
    made = [
        _end(number, list_id, known, statement, edition)
        for number, (known, statement, edition) in enumerate(rows, start=first)
    ]
    insert(connection, t.claim, made)
    insert(connection, t.sighting, [
        {"claim_id": claim["id"], "run_id": edition.run_id}
        for claim, (_, _, edition) in zip(made, rows, strict=True)
    ])  # fmt: skip
    touch(connection, claims=[claim["id"] for claim in made])
    return len(made)


def _end(number: int, list_id: int, known: _Known, statement: _Statement, edition: Edition) -> dict[str, Any]:
    subject, kind, object_ = statement
    mark = json.dumps(["ends", subject, kind, object_, edition.run_id])
    return {
        "id": number, "shown_id": secrets.token_urlsafe(9), "list_id": list_id, "kind": kind,
        "subject_key": subject, "object_key": object_, "stance": "ends", "payload": "{}",
        "audience": known.audience, "valid_from": None, "valid_to": edition.as_of or None,
        "as_of": edition.as_of or None, "confidence": known.confidence,
        "words": "no longer named in this edition", "row_ref": "-", "route": None, "raw_row_id": None,
        "supersedes": known.claim, "fingerprint": blake2b(mark.encode(), digest_size=16).digest(),
    }  # fmt: skip
