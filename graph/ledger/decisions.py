"""Decisions: what a person or a rule decided about two keys or about a claim, remembered for ever.

As text they are one a line, tab separated: `verdict, left key, right key, audience, date, by, why`.
The last decision on a pair wins. A decision may name keys that no list has brought yet.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.claim import check_date
from graph.errors import InputError
from graph.ledger import tables as t
from graph.ledger.append import now
from graph.ledger.store import take_numbers, touch
from graph.model import Audience

JOIN_VERDICTS = ("same", "different", "unsure")
CLAIM_VERDICTS = ("withhold", "release", "sign-off")
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


def record_joins(connection: Connection, decisions: Iterable[JoinDecision]) -> int:
    """Write decisions on pairs that do not already stand so; give how many were new."""
    new = 0
    for decision in decisions:
        _check_join(connection, decision)
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
    """Withhold a claim (or one property of it) from every projection at once, or release it again."""
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


def read_text(path: Path) -> list[JoinDecision]:
    """Decisions from a text file. Raises `InputError` naming the line that cannot be read."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=1))
    return [_from_text(path.name, number, row) for number, row in rows if row and not row[0].startswith("#")]


def _from_text(file: str, number: int, row: Sequence[str]) -> JoinDecision:
    where = f"{file}, line {number}"
    if len(row) != _COLUMNS:
        raise InputError(
            f"{where}: a decision has {_COLUMNS} fields with tabs between them (verdict, left key,"
            f" right key, audience, date, by, why), not {len(row)}."
        )
    verdict, left, right, audience, at, by, why = (cell.strip() for cell in row)
    if verdict not in JOIN_VERDICTS:
        raise InputError(f"{where}: the verdict is one of {', '.join(JOIN_VERDICTS)}, not {verdict!r}.")
    if audience not in Audience.NAMES:
        raise InputError(f"{where}: the audience is one of {', '.join(Audience.NAMES)}, not {audience!r}.")
    check_date(f"in {where}", at or None)
    return JoinDecision(verdict, left, right, why, by, Audience.NAMES.index(audience), at)


def _check_join(connection: Connection, decision: JoinDecision) -> None:
    if decision.verdict not in JOIN_VERDICTS:
        raise InputError(
            f"A decision on a pair is one of {', '.join(JOIN_VERDICTS)}, not {decision.verdict!r}."
        )
    pair = (decision.left, decision.right)
    if decision.left == decision.right:
        raise InputError(f"A decision needs two keys; {decision.left!r} is named twice.")
    if decision.verdict == "same" and any(key.startswith("undisclosed:") for key in pair):
        raise InputError("A buyer or supplier that its list does not name is never joined with anything.")
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
        return bool(connection.scalar(sa.select(sa.exists().where(pair, d.audience <= decision.audience))))
    last = connection.execute(
        sa.select(d.verdict, d.why).where(pair, d.audience == decision.audience).order_by(d.id.desc())
    ).first()
    return last is not None and (last.verdict, last.why) == (decision.verdict, decision.why)
