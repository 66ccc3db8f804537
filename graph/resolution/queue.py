"""The review queue: pairs of workplaces that wait for a person, side by side, decided, and taken back.

What was decided is in the decisions alone; a pair waits while the last word on it is not a person's, and
while its two keys are not one thing by another way.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.errors import InputError, NotOneError
from graph.ledger import tables as t
from graph.ledger.decisions import JoinDecision, record_joins
from graph.ledger.store import chunks
from graph.model import Audience
from graph.resolution.held import Held, held_places
from graph.resolution.near import score

UNDONE = "taken back: "  # how the reason of a word begins that puts a pair back to where it was
_SHOWN_WORDINGS = 5


@dataclass(frozen=True)
class Side:
    """One of a pair: its key, and each wording once as name, address and country."""

    key: str
    wordings: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Pair:
    """A pair side by side. `verdict` is the last person's word on it, empty while it waits."""

    left: Side
    right: Side
    score: int
    reasons: tuple[str, ...]
    audience: str
    verdict: str = ""

    def as_json(self) -> dict[str, Any]:
        """The shape of `review --json`."""
        return asdict(self)


def waiting(connection: Connection, audience: int, limit: int | None = None, reason: str = "") -> list[Pair]:
    """The pairs that wait and that this audience may see, the likeliest first; with a word of the reasons."""
    rows = list(_open(connection, audience, reason))[:limit]
    return _pairs(connection, rows, audience)


def count_waiting(connection: Connection, audience: int) -> int:
    """How many pairs wait."""
    return sum(1 for _ in _open(connection, audience, ""))


def pair_of(connection: Connection, left: str, right: str) -> Pair:
    """Any pair side by side, scored anew where it does not wait. Raises `NotOneError` for an unknown key."""
    left, right = sorted((left, right))
    ords = dict(
        connection.execute(sa.select(t.key.c.key, t.key.c.ord).where(t.key.c.key.in_((left, right)))).all()
    )
    for key in (left, right):
        if key not in ords:
            raise NotOneError(f"No list brought the key {key!r}.")
    held = held_places(connection, ords.values())
    one, other = (held.get(ords[key]) for key in (left, right))
    found = score(one, other) if one and other else None
    reasons = [part.why for part in found.match.parts] if found else ["nothing to compare is held"]
    seen_by = found.audience if found else Audience.PUBLIC
    return Pair(
        _side(left, one), _side(right, other), found.match.score if found else 0, tuple(reasons),
        Audience.NAMES[seen_by], _verdicts(connection, [(left, right)]).get((left, right), ""),
    )  # fmt: skip


def decide_pairs(connection: Connection, pairs: Iterable[Pair], verdict: str, why: str, by: str) -> int:
    """Record a person's word on pairs, for the audience that the pair has; give how many were new."""
    if not why.strip():
        raise InputError("A decision needs its reason: give --why.")
    return record_joins(connection, [
        JoinDecision(verdict, pair.left.key, pair.right.key, why, by, Audience.NAMES.index(pair.audience))
        for pair in pairs
    ])  # fmt: skip


def take_back(connection: Connection, by: str) -> JoinDecision:
    """Take back a person's last word that was not taken back itself: the word before it stands again.

    Nothing is deleted: a new decision says so. Raises `NotOneError` when there is none.
    """
    d = t.decision.c
    rows = connection.execute(
        sa.select(d.left_key, d.right_key, d.verdict, d.why, d.audience)
        .where(d.kind == "join", d.score.is_(None), d.by == by)
        .order_by(d.id.desc())
    )
    undone = 0
    for row in rows:
        if row.why.startswith(UNDONE):
            undone += 1
        elif undone:
            undone -= 1
        else:
            break
    else:
        raise NotOneError(f"{by} has decided nothing that could be taken back.")
    decision = JoinDecision(
        _before(connection, row), row.left_key, row.right_key, f"{UNDONE}{row.why}", by, row.audience
    )
    record_joins(connection, [decision])
    return decision


def _before(connection: Connection, row: Any) -> str:
    """The verdict that stands without the last person's one: a person's, else a rule's, else `unsure`."""
    d = t.decision.c
    pair = (d.left_key == row.left_key) & (d.right_key == row.right_key) & ~d.withdrawn
    said = connection.execute(sa.select(d.verdict, d.why, d.score).where(pair).order_by(d.id)).all()
    standing: list[str] = []
    for one in (one for one in said if one.score is None):
        if one.why.startswith(UNDONE):
            del standing[-1:]
        else:
            standing.append(one.verdict)
    by_rule = [one.verdict for one in said if one.score is not None] or ["unsure"]
    return standing[-2] if len(standing) > 1 else by_rule[-1]


def export_decisions(connection: Connection) -> Iterator[JoinDecision]:
    """Every person's word on a pair with its day, in the order in which they were said."""
    d = t.decision.c
    rows = connection.execute(
        sa.select(d.verdict, d.left_key, d.right_key, d.why, d.by, d.audience, d.at)
        .where(d.kind == "join", d.score.is_(None))
        .order_by(d.id)
    )
    return (JoinDecision(*row[:-1], at=row.at[:10]) for row in rows)


def _open(connection: Connection, audience: int, reason: str) -> Iterator[Any]:
    r = t.review.c
    one, other = (_thing(side, audience) for side in (r.left_key, r.right_key))
    rows = connection.execute(
        sa.select(r.left_key, r.right_key, r.score, r.parts, r.audience).where(
            r.audience <= audience, sa.or_(one.is_(None), other.is_(None), one != other)
        )
    ).all()
    decided = _verdicts(connection, [(row.left_key, row.right_key) for row in rows])
    for row in sorted(rows, key=lambda row: (-row.score, row.left_key, row.right_key)):
        if (row.left_key, row.right_key) not in decided and reason.casefold() in row.parts.casefold():
            yield row


def _thing(side: sa.ColumnElement[str], audience: int) -> sa.ScalarSelect[str]:
    a, k = t.assign.alias(), t.key.alias()
    query = sa.select(a.c.thing_id).join(k, k.c.ord == a.c.key)
    return query.where(k.c.key == side, a.c.audience == min(audience, Audience.MEMBERS)).scalar_subquery()


def _verdicts(connection: Connection, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The last person's word on each pair, but for words that were taken back."""
    d = t.decision.c
    wanted = set(pairs)
    rows = connection.execute(
        sa.select(d.left_key, d.right_key, d.verdict, d.why)
        .where(d.kind == "join", d.score.is_(None))
        .order_by(d.id)
    )
    found: dict[tuple[str, str], str] = {}
    for row in rows:
        pair = (row.left_key, row.right_key)
        if pair in wanted:
            found[pair] = "" if row.why.startswith(UNDONE) and row.verdict == "unsure" else row.verdict
    return {pair: verdict for pair, verdict in found.items() if verdict}


def _pairs(connection: Connection, rows: list[Any], audience: int) -> list[Pair]:
    ords = _ords(connection, {key for row in rows for key in (row.left_key, row.right_key)})
    held = held_places(connection, ords.values())
    return [
        Pair(
            _side(row.left_key, held.get(ords[row.left_key]), audience),
            _side(row.right_key, held.get(ords[row.right_key]), audience),
            row.score,
            tuple(json.loads(row.parts)),
            Audience.NAMES[row.audience],
        )
        for row in rows
    ]


def _ords(connection: Connection, texts: Iterable[str]) -> dict[str, int]:
    k = t.key.c
    return {
        text: ord_
        for some in chunks(texts)
        for text, ord_ in connection.execute(sa.select(k.key, k.ord).where(k.key.in_(some)))
    }


def _side(key: str, held: Held | None, audience: int = Audience.SEALED) -> Side:
    places = [wording.place for wording in held.wordings if wording.audience <= audience] if held else []
    said = dict.fromkeys((place.name, place.address, place.country) for place in places)
    return Side(key, tuple(said)[-_SHOWN_WORDINGS:])
