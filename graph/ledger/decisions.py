"""Decisions: what a person or a rule decided about two keys or about a claim, remembered for ever.

As text they are one a line, tab separated: `verdict, left key, right key, audience, date, by, why`.
The last decision on a pair wins, a person's over any rule's. A decision may name keys that no list has
brought yet.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.claim import NOT_NAMED, check_date
from graph.errors import InputError, NotOneError
from graph.ledger import tables as t
from graph.ledger.append import now
from graph.ledger.store import chunks, take_numbers, touch
from graph.model import Audience

JOIN_VERDICTS = ("same", "different", "unsure")
CLAIM_VERDICTS = ("withhold", "release", "sign-off")
INFERRED = "claim "  # how the `row_ref` of an inference begins
_COLUMNS = 7


@dataclass(frozen=True)
class JoinDecision:
    """Two keys are the same thing, different things, or nobody is sure. `score` (0..100) only by a rule."""

    verdict: str
    left: str
    right: str
    why: str
    by: str
    audience: int = Audience.PUBLIC
    at: str = ""
    score: int | None = None

    def __post_init__(self) -> None:
        if self.verdict not in JOIN_VERDICTS:
            raise InputError(f"The verdict is one of {', '.join(JOIN_VERDICTS)}, not {self.verdict!r}.")
        if not self.left or not self.right or self.left == self.right:
            raise InputError(f"A decision needs two keys, not {self.left!r} and {self.right!r}.")
        if self.verdict == "same" and any(key.startswith(NOT_NAMED) for key in (self.left, self.right)):
            raise InputError("A buyer or supplier that its list does not name is never joined with anything.")


def record_joins(connection: Connection, decisions: Iterable[JoinDecision]) -> int:
    """Write decisions on pairs that do not already stand so; give how many were new."""
    new = 0
    for decision in decisions:
        _check_kinds(connection, decision)
        left, right = sorted((decision.left, decision.right))
        if _stands(connection, left, right, decision):
            continue
        connection.execute(
            t.decision.insert().values(
                id=take_numbers(connection, "decision", 1), kind="join", left_key=left, right_key=right,
                property="", verdict=decision.verdict, score=decision.score, why=decision.why,
                audience=decision.audience, by=decision.by, at=decision.at or now(),
            )
        )  # fmt: skip
        keys = connection.scalars(sa.select(t.key.c.ord).where(t.key.c.key.in_((left, right))))
        touch(connection, keys=list(keys))
        new += 1
    return new


def decided_by_rule(connection: Connection, by: str, keys: Iterable[str]) -> list[Any]:
    """A rule's decisions that stand and name one of these keys: id, left_key, right_key, audience."""
    d = t.decision.c
    query = sa.select(d.id, d.left_key, d.right_key, d.audience).where(
        d.by == by, d.score.isnot(None), ~d.withdrawn
    )
    found: dict[int, Any] = {}
    for some in chunks(keys):
        for side in (d.left_key, d.right_key):
            found.update({row.id: row for row in connection.execute(query.where(side.in_(some)))})
    return [found[number] for number in sorted(found)]


def withdraw(connection: Connection, decisions: Iterable[int]) -> None:
    """Let decisions of a rule stand no longer, for what they rest on was taken back. They stay on record."""
    d, k = t.decision.c, t.key.c
    for some in chunks(decisions):
        connection.execute(t.decision.update().where(d.id.in_(some)).values(withdrawn=True))
        named = {
            key
            for side in (d.left_key, d.right_key)
            for key in connection.scalars(sa.select(side).where(d.id.in_(some)))
        }
        for keys in chunks(named):
            touch(connection, keys=connection.scalars(sa.select(k.ord).where(k.key.in_(keys))).all())


def decide_on_claim(
    connection: Connection, verdict: str, shown_id: str, *, why: str, by: str, property_: str = ""
) -> None:
    """Withhold or release a claim, or one property of it, by the id that it shows.

    Raises `NotOneError` for no claim and `InputError` for what it does not state or what stands so already.
    """
    c, h = t.claim.c, t.hidden.c
    claim = connection.execute(sa.select(c.id, c.payload).where(c.shown_id == shown_id)).first()
    if claim is None:
        raise NotOneError(
            f"There is no claim {shown_id}; each link's page and linkwork chain --json name theirs."
        )
    stated = sorted(json.loads(claim.payload))
    if property_ and property_ not in stated:
        raise InputError(f"Claim {shown_id} states no {property_}, only {', '.join(stated) or 'the link'}.")
    here = sa.exists().where(h.claim_id == claim.id, h.property == property_)
    withheld = bool(connection.scalar(sa.select(here)))
    if withheld == (verdict == "withhold"):
        what = f"The {property_} of claim {shown_id}" if property_ else f"Claim {shown_id}"
        raise InputError(
            f"{what} is {'withheld already' if withheld else 'not withheld'}: nothing was changed."
        )
    record_on_claim(connection, verdict, claim.id, why=why, by=by, property_=property_)


def record_on_claim(
    connection: Connection,
    verdict: str,
    claim_id: int,
    *,
    why: str,
    by: str,
    property_: str = "",
    audience: int = Audience.PUBLIC,
) -> None:
    """Withhold a claim (or one property of it) from every projection at once, or release it again.

    What a rule inferred from the claim, and cites its words, goes with it and comes back with it.
    """
    if verdict not in CLAIM_VERDICTS:
        raise InputError(f"A decision on a claim is one of {', '.join(CLAIM_VERDICTS)}, not {verdict!r}.")
    connection.execute(
        t.decision.insert().values(
            id=take_numbers(connection, "decision", 1), kind="claim", claim_id=claim_id, property=property_,
            verdict=verdict, why=why, audience=audience, by=by, at=now(),
        )
    )  # fmt: skip
    here = (t.hidden.c.claim_id == claim_id) & (t.hidden.c.property == property_)
    if verdict == "release":
        connection.execute(t.hidden.delete().where(here))
    elif verdict == "withhold" and not connection.scalar(sa.select(sa.exists().where(here))):
        connection.execute(t.hidden.insert().values(claim_id=claim_id, property=property_))
    touch(connection, claims=[claim_id])
    if verdict == "sign-off":
        return
    for inferred in _inferred_from(connection, claim_id, property_):
        record_on_claim(connection, verdict, inferred, why=f"rests on it: {why}", by=by, audience=audience)


def _inferred_from(connection: Connection, claim_id: int, property_: str) -> list[int]:
    """The claims whose place is this claim and whose words quote the property (or anything of it)."""
    c = t.claim.c
    read = connection.execute(sa.select(c.subject_key, c.shown_id).where(c.id == claim_id)).one()
    quoting = (c.subject_key == read.subject_key) & (c.row_ref == inferred_ref(read.shown_id))
    rows = connection.execute(sa.select(c.id, c.words).where(quoting))
    return [row.id for row in rows if row.words.startswith(f"{property_}: ") or not property_]


def inferred_ref(shown_id: str) -> str:
    """The `row_ref` of what is inferred from a claim."""
    return f"{INFERRED}{shown_id}"


def read_text(path: Path) -> list[JoinDecision]:
    """Decisions from a text file. Raises `InputError` naming the line that cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as decisions in UTF-8: {error}.") from error
    return [
        _from_text(path.name, number, line.rstrip("\r").split("\t"))
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#")
    ]


def as_text(decision: JoinDecision) -> str:
    """A decision as one line, without the line's end."""
    cells = (
        decision.verdict, decision.left, decision.right, Audience.NAMES[decision.audience], decision.at,
        decision.by, decision.why,
    )  # fmt: skip
    return "\t".join(" ".join(cell.split()) for cell in cells)


def _from_text(file: str, number: int, row: Sequence[str]) -> JoinDecision:
    where = f"{file}, line {number}"
    if len(row) != _COLUMNS:
        raise InputError(
            f"{where}: a decision has {_COLUMNS} fields with tabs between them (verdict, left key,"
            f" right key, audience, date, by, why), not {len(row)}."
        )
    verdict, left, right, audience, at, by, why = (cell.strip() for cell in row)
    if audience not in Audience.NAMES:
        raise InputError(f"{where}: the audience is one of {', '.join(Audience.NAMES)}, not {audience!r}.")
    check_date(f"in {where}", at or None)
    try:
        return JoinDecision(verdict, left, right, why, by, Audience.NAMES.index(audience), at)
    except InputError as error:
        raise InputError(f"{where}: {error}") from error


def _check_kinds(connection: Connection, decision: JoinDecision) -> None:
    pair = (decision.left, decision.right)
    kinds = set(connection.scalars(sa.select(t.key.c.kind).where(t.key.c.key.in_(pair))))
    if len(kinds) > 1:
        raise InputError(
            f"{decision.left!r} and {decision.right!r} are of two kinds and cannot be one thing."
        )


def _stands(connection: Connection, left: str, right: str, decision: JoinDecision) -> bool:
    """Whether nothing is to be written: it is the last word already, or a rule's where any word stands."""
    d = t.decision.c
    pair = (d.left_key == left) & (d.right_key == right)
    if decision.score is not None:
        held = sa.exists().where(pair, d.audience <= decision.audience, ~d.withdrawn)
        return bool(connection.scalar(sa.select(held)))
    last = connection.execute(
        sa.select(d.verdict, d.why).where(pair, d.audience == decision.audience).order_by(d.id.desc())
    ).first()
    return last is not None and (last.verdict, last.why) == (decision.verdict, decision.why)
