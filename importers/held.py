"""Things that the ledger holds, by the Linkwork id that somebody wrote into a table."""

from collections.abc import Callable
from functools import cache

import sqlalchemy as sa

from graph import ids
from graph.claim import Ref
from graph.ledger import tables as t
from graph.ledger.store import Ledger


def things_in(ledger: Ledger, audience: int) -> Callable[[str], Ref | None]:
    """A look-up of ids (`WP-7K2M-9QXN`, in any spelling) of what an audience may see.

    A public table cannot name what only members may see: it would make that public.
    """

    @cache
    def held(text: str) -> Ref | None:
        k = t.key.c
        wanted = sa.select(k.kind, k.key).where(k.birth_id == ids.read(text), k.audience <= audience)
        with ledger.read() as connection:
            found = connection.execute(wanted).first()
        return Ref(found.kind, found.key) if found else None

    return held
