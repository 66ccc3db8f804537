"""Editions of whole lists: what a later edition no longer names has ended.

A statement ends at the first later whole edition, by the date of its data and not by the order of import,
that lacks it. An end is an appended claim that the edition lacking it is seen to make; it is withdrawn when
the editions no longer imply it, as when one of them is taken back or an older one comes in late. Where an
edition is not whole (a correction, an update), absence says nothing.
"""

import json
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.ledger import tables as t
from graph.ledger.reading import Edition
from graph.ledger.store import insert, take_numbers, touch
from graph.ledger.unseen import mark, unmark
from graph.model import LINKS, Audience

_Statement = tuple[int, str, int]  # subject, kind, object
_ENDING = tuple(kind for kind, link in LINKS.items() if link.ends_by_absence)


@dataclass
class _Known:
    """What a list has said of one statement so far. Who saw any of its claims shall see its end."""

    audience: int = Audience.SEALED
    confidence: int = 0
    claim: int = 0  # the newest
    seen: set[Edition] = field(default_factory=set)
    ends: dict[tuple[Edition, int], int] = field(default_factory=dict)  # by edition and audience: the claim

    def add(self, row: Any, edition: Edition) -> None:
        """One more sighting; rows come in the order of claims."""
        if row.stance == "ends":
            self.ends[(edition, row.audience)] = row.id
            return
        self.seen.add(edition)
        self.audience = min(self.audience, row.audience)
        self.confidence, self.claim = row.confidence, row.id


def end_absent(connection: Connection, lists: Collection[int], run_id: int = 0) -> int:
    """Make the ends of these lists those that their editions now imply; give how many came to stand.

    `run_id` is the run in progress: it counts as an edition though it is not finished. A list none of whose
    editions is whole has no ends.
    """
    by_list = _editions(connection, set(lists), run_id)
    return sum(
        _settle(connection, list_id, dict(sorted(editions.items())))
        for list_id, editions in sorted(by_list.items())
        if any(editions.values())
    )


def _settle(connection: Connection, list_id: int, editions: Mapping[Edition, bool]) -> int:
    known = _statements(connection, list_id, {e.run_id: e for e in editions})
    missing: list[tuple[_Known, _Statement, Edition]] = []
    back, gone = set[int](), set[int]()
    for statement, one in known.items():
        implied = {(edition, one.audience): edition for edition in _implied(editions, one.seen)}
        missing += [(one, statement, edition) for end, edition in implied.items() if end not in one.ends]
        back |= {claim for end, claim in one.ends.items() if end in implied}
        gone |= {claim for end, claim in one.ends.items() if end not in implied}
    back, gone = unmark(connection, back), mark(connection, gone)
    touch(connection, claims=sorted(back | gone))
    return _append(connection, list_id, missing) + len(back)


def _implied(editions: Mapping[Edition, bool], seen: Set[Edition]) -> Iterator[Edition]:
    """The first whole edition after each that names the statement."""
    stands = False
    for edition, whole in editions.items():
        if edition in seen:
            stands = True
        elif whole and stands:
            stands = False
            yield edition


def _editions(connection: Connection, lists: Set[int], run_id: int) -> dict[int, dict[Edition, bool]]:
    """The editions of each list, and whether each is whole."""
    r = t.run.c
    rows = connection.execute(
        sa.select(r.id, r.as_of, r.started_at, r.whole, r.lists).where((r.state == "done") | (r.id == run_id))
    )
    found: dict[int, dict[Edition, bool]] = {}
    for row in rows:
        edition = Edition(row.as_of or "", row.id, row.started_at[:10])
        for number in lists if row.id == run_id else lists & set(json.loads(row.lists)):
            found.setdefault(number, {})[edition] = bool(row.whole)
    return found


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
        one = known.setdefault(statement, _Known())
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
    named = json.dumps(["ends", subject, kind, object_, edition.run_id, known.audience])
    return {
        "id": number, "shown_id": secrets.token_urlsafe(9), "list_id": list_id, "kind": kind,
        "subject_key": subject, "object_key": object_, "stance": "ends", "payload": "{}",
        "audience": known.audience, "valid_from": None, "valid_to": edition.as_of or None,
        "as_of": edition.as_of or None, "confidence": known.confidence,
        "words": "no longer named in this edition", "row_ref": "-", "route": None, "raw_row_id": None,
        "supersedes": known.claim, "fingerprint": blake2b(named.encode(), digest_size=16).digest(),
    }  # fmt: skip
