"""Editions of whole lists: what a later edition no longer names has ended.

A statement ends at the first later edition, by the date of its data and not by the order of import, that
lacks it. An end is an appended claim that the edition lacking it is seen to make. Where a list is not
whole, absence says nothing.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise
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
    """What a list has said of one statement so far."""

    template: Any  # the newest asserting claim: its audience and confidence are the end's
    seen: set[Edition] = field(default_factory=set)
    ended: set[Edition] = field(default_factory=set)


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


def _missing_ends(editions: Sequence[Edition], known: _Known) -> list[Edition]:
    """The editions right after one that names the statement and lack it, where no end is written yet."""
    return [
        later
        for earlier, later in pairwise(editions)
        if earlier in known.seen and later not in known.seen and later not in known.ended
    ]


def _editions(connection: Connection, list_id: int, run_id: int) -> list[Edition]:
    r, s, c = t.run.c, t.sighting.c, t.claim.c
    rows = connection.execute(
        sa.select(r.id, r.as_of, r.started_at)
        .where((r.state == "done") | (r.id == run_id))
        .where(
            sa.exists().where(s.run_id == r.id, s.claim_id == c.id, c.list_id == list_id, c.stance != "ends")
        )
    )
    return sorted(Edition(row.as_of or "", row.id, row.started_at[:10]) for row in rows)


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
        one = known.setdefault((row.subject_key, row.kind, row.object_key), _Known(row))
        (one.ended if row.stance == "ends" else one.seen).add(editions[row.run_id])
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
        "audience": known.template.audience, "valid_from": None, "valid_to": edition.as_of or None,
        "as_of": edition.as_of or None, "confidence": known.template.confidence,
        "words": "no longer named in this edition", "row_ref": "-", "route": None, "raw_row_id": None,
        "supersedes": known.template.id, "fingerprint": blake2b(mark.encode(), digest_size=16).digest(),
    }  # fmt: skip
