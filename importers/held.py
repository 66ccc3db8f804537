"""Things that the ledger holds, by the Linkwork id that somebody wrote into a table."""

import sqlalchemy as sa

from graph import ids
from graph.claim import Ref
from graph.ledger import tables as t
from graph.ledger.store import Ledger


class ThingsIn:
    """A look-up of ids (`WP-7K2M-9QXN`, in any spelling) of what an audience may see.

    A public table cannot name what only members may see: it would make that public. `was_asked` tells that
    what was read depends on what the ledger holds.
    """

    def __init__(self, ledger: Ledger, audience: int) -> None:
        self.was_asked = False
        self._ledger, self._audience = ledger, audience
        self._found: dict[str, Ref | None] = {}

    def __call__(self, text: str) -> Ref | None:
        """The thing, or None when nothing that the audience may see has this id."""
        self.was_asked = True
        if text not in self._found:
            self._found[text] = self._look_up(text)
        return self._found[text]

    def _look_up(self, text: str) -> Ref | None:
        k = t.key.c
        wanted = sa.select(k.kind, k.key).where(k.birth_id == ids.read(text), k.audience <= self._audience)
        with self._ledger.read() as connection:
            found = connection.execute(wanted).first()
        return Ref(found.kind, found.key) if found else None
