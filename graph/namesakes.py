"""Why things of nearly the same name are not one: what somebody decided on their keys, in their words."""

from collections.abc import Iterable

import sqlalchemy as sa

from graph.ledger import tables as t
from graph.ledger.store import Ledger

APART = ("different", "unsure")


def reasons_apart(
    ledger: Ledger, audience: int, things: Iterable[str]
) -> dict[frozenset[str], tuple[str, str]]:
    """Verdict (`different`, `unsure`) and reason by pair of things that the last decision kept apart.

    Only decisions that the audience may see; a pair that nobody looked at is left out.
    """
    a, k, d = t.assign.c, t.key.c, t.decision.c
    wanted = sorted(set(things))
    with ledger.read() as connection:
        keys = connection.execute(
            sa.select(k.key, a.thing_id)
            .join(t.assign, a.key == k.ord)
            .where(a.audience == audience, a.thing_id.in_(wanted))
        )
        thing_of = {row.key: row.thing_id for row in keys}
        rows = connection.execute(
            sa.select(d.left_key, d.right_key, d.verdict, d.why)
            .where(d.kind == "join", d.audience <= audience, ~d.withdrawn)
            .where(d.left_key.in_(thing_of), d.right_key.in_(thing_of))
            .order_by(d.id)
        ).all()
    last = {frozenset((thing_of[r.left_key], thing_of[r.right_key])): (r.verdict, r.why) for r in rows}
    return {pair: said for pair, said in last.items() if len(pair) == 2 and said[0] in APART}
