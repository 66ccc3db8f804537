"""Taking a run back, and putting it back: by its state, nothing is deleted.

What a run saw no longer counts. A claim that no other run saw is marked (`graph/ledger/unseen.py`) and is in
no projection, search or export; what a rule inferred from it goes with it. The ends of the lists are those
that the other editions imply, sources and lists are again as the newest other run said. So whatever follows
the ledger comes to where it would be had the run never been. `graph/repair.py` sees to the automatic joins.
"""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.claim import DESCRIBES
from graph.errors import InputError, NotOneError
from graph.ledger import tables as t
from graph.ledger.append import set_mode
from graph.ledger.decisions import INFERRED
from graph.ledger.editions import end_absent
from graph.ledger.sources import SourceInfo, keep_source
from graph.ledger.store import chunks, touch
from graph.ledger.unseen import is_unseen, mark, unmark
from graph.model import Audience


@dataclass
class Changed:
    """What taking a run back or putting it back did.

    `saw` is how many claims it saw, `gone` and `back` how many stopped and began to count. `subjects` are the
    keys that its claims are about.
    """

    run: int
    saw: int = 0
    gone: int = 0
    back: int = 0
    subjects: set[int] = field(default_factory=set, repr=False)


def undo(connection: Connection, run_id: int) -> Changed:
    """Take a run back, with what rules made of it. Raises `InputError` when it is undone already."""
    run = _run(connection, run_id)
    if run.state == "undone":
        raise InputError(f"Run {run_id} is undone already; to put it back: linkwork undo --redo {run_id}")
    return _change(connection, run, "undone")


def redo(connection: Connection, run_id: int) -> Changed:
    """Put a run back that was taken back. Raises `InputError` when it was not."""
    run = _run(connection, run_id)
    if run.state != "undone":
        raise InputError(f"Run {run_id} was not undone: there is nothing to put back.")
    return _change(connection, run, "done")


def _run(connection: Connection, run_id: int) -> Any:
    here = t.run.c.id == sa.literal(run_id, sa.BigInteger)  # whatever number a person types
    run = connection.execute(sa.select(t.run).where(here)).first()
    if run is None:
        raise NotOneError(f"There is no run {run_id}; to see the runs: linkwork runs")
    if run.parent is not None:
        raise InputError(f"Run {run_id} is what a rule made of run {run.parent}: take that one back.")
    return run


def _change(connection: Connection, run: Any, state: str) -> Changed:
    r = t.run.c
    runs = [run.id, *connection.scalars(sa.select(r.id).where(r.parent == run.id))]
    connection.execute(t.run.update().where(r.id.in_(runs)).values(state=state))
    claims = set(connection.scalars(sa.select(t.sighting.c.claim_id).where(t.sighting.c.run_id.in_(runs))))
    keys, subjects, described = _keys_of(connection, claims)
    done = Changed(run.id, saw=len(claims), subjects=subjects)
    _count(done, *_mark_by(connection, claims, lambda some: _seen(connection, some)))
    inferred = _inferences(connection, described)
    _count(done, *_mark_by(connection, inferred, lambda some: _supported(connection, some)))
    touch(connection, claims=sorted(claims | inferred))
    _restore(connection, run)
    end_absent(connection, json.loads(run.lists))
    _set_audiences(connection, keys)
    return done


def _count(done: Changed, gone: set[int], back: set[int]) -> None:
    done.gone += len(gone)
    done.back += len(back)


def _keys_of(connection: Connection, claims: Iterable[int]) -> tuple[set[int], set[int], set[int]]:
    """The keys that claims name, those that they are about, and those that they describe."""
    c = t.claim.c
    keys, subjects, described = set[int](), set[int](), set[int]()
    for some in chunks(claims):
        query = sa.select(c.subject_key, c.object_key, c.kind).where(c.id.in_(some))
        for subject, object_, kind in connection.execute(query):
            subjects.add(subject)
            keys.update(key for key in (subject, object_) if key is not None)
            if kind == DESCRIBES:
                described.add(subject)
    return keys, subjects, described


def _mark_by(
    connection: Connection, claims: Collection[int], stand: Callable[[list[int]], set[int]]
) -> tuple[set[int], set[int]]:
    """Mark the claims that do not stand and unmark those that do; give what was marked and unmarked."""
    standing = {number for some in chunks(claims) for number in stand(some)}
    return mark(connection, set(claims) - standing), unmark(connection, standing)


def _seen(connection: Connection, claims: list[int]) -> set[int]:
    s, r = t.sighting.c, t.run.c
    query = sa.select(s.claim_id).join(t.run, r.id == s.run_id)
    return set(connection.scalars(query.where(s.claim_id.in_(claims), r.state == "done")))


def _inferences(connection: Connection, described: Iterable[int]) -> set[int]:
    """What rules inferred from or about things whose descriptions came or went."""
    c = t.claim.c
    begins = sa.func.substr(c.row_ref, 1, len(INFERRED))  # LIKE tells case apart on PostgreSQL only
    return {
        number
        for some in chunks(described)
        for end in (c.subject_key, c.object_key)
        for number in connection.scalars(sa.select(c.id).where(end.in_(some), begins == INFERRED))
    }


def _supported(connection: Connection, claims: list[int]) -> set[int]:
    """The inferences that a run made, whose evidence stands and whose object is described to them."""
    c = t.claim.c
    rows = connection.execute(
        sa.select(c.id, c.row_ref, c.object_key, c.audience).where(c.id.in_(claims))
    ).all()
    evidence = {row.row_ref.removeprefix(INFERRED) for row in rows}
    cited = set(connection.scalars(sa.select(c.shown_id).where(c.shown_id.in_(evidence), ~is_unseen(c.id))))
    told = _told_to(connection, {row.object_key for row in rows})
    seen = _seen(connection, claims)
    return {
        row.id
        for row in rows
        if row.id in seen
        and row.row_ref.removeprefix(INFERRED) in cited
        and told.get(row.object_key, Audience.PUBLIC) <= row.audience
    }


def _told_to(connection: Connection, keys: Iterable[int]) -> dict[int, int]:
    """The widest audience that has a description of each key; nobody (3) where none stands any more."""
    c = t.claim.c
    told: dict[int, int] = {}
    here = sa.and_(c.subject_key.in_(list(keys)), c.kind == DESCRIBES)
    for stands, audience in ((sa.true(), sa.literal(Audience.SEALED + 1)), (~is_unseen(c.id), c.audience)):
        query = sa.select(c.subject_key, sa.func.min(audience)).where(here, stands).group_by(c.subject_key)
        told.update({row[0]: row[1] for row in connection.execute(query)})
    return told


def _restore(connection: Connection, run: Any) -> None:
    """Its source and lists are as the newest run that stands says; where none does, they stay."""
    r = t.run.c
    rows = connection.execute(
        sa.select(r.said).where(r.source_id == run.source_id, r.state == "done").order_by(r.id)
    )
    said = [known for row in rows if (known := json.loads(row.said))]
    if said:
        keep_source(connection, SourceInfo(**said[-1]["source"]))
    modes = {int(number): mode for one in said for number, mode in one["modes"].items()}
    now = {row.id: row.mode for row in connection.execute(sa.select(t.list_.c.id, t.list_.c.mode))}
    for number in json.loads(run.lists):
        if modes.get(number, now[number]) != now[number]:
            set_mode(connection, number, modes[number])


def _set_audiences(connection: Connection, keys: Iterable[int]) -> None:
    """A key has the widest audience of the claims that name it: who leads a thing depends on it."""
    k, c = t.key.c, t.claim.c
    left = set(keys)
    for audience in (Audience.PUBLIC, Audience.MEMBERS, Audience.SEALED):
        named = [
            sa.exists().where(end == k.ord, c.audience == audience, ~is_unseen(c.id))
            for end in (c.subject_key, c.object_key)
        ]
        here = sa.true() if audience == Audience.SEALED else sa.or_(*named)  # and what nothing names
        for some in chunks(sorted(left)):
            found = set(connection.scalars(sa.select(k.ord).where(k.ord.in_(some), here)))
            connection.execute(t.key.update().where(k.ord.in_(found)).values(audience=audience))
            left -= found
