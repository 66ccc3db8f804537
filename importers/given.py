"""What a run knows beside the row: the source, the list, the buyer, the date, who may see it."""

from dataclasses import dataclass, field, replace
from typing import Protocol

from graph.claim import ListRef, Mode, Origin, Ref, organisation
from importers.notices import Notices


class Located(Protocol):
    """What an origin needs of a row: where it stands and what it says."""

    @property
    def ref(self) -> str: ...

    def words(self, *names: str) -> str: ...


class Held(Protocol):
    """A look-up of the ledger's things by their Linkwork ids. `was_asked` once any id was looked up."""

    was_asked: bool

    def __call__(self, text: str) -> Ref | None: ...


class NothingHeld:
    """The look-up where there is no ledger."""

    was_asked = False

    def __call__(self, text: str) -> Ref | None:  # noqa: ARG002
        """Nothing has this id."""
        return None


@dataclass(frozen=True)
class Given:
    """Handed to every `claims(row, given)`.

    `source` and `publisher` are the source's own; `list_name` is `--list`, the manifest's, or the file's
    stem; `buyer` is `--buyer` (or the manifest's) as text; `confidence` is the source's (3 official,
    2 one source that should know, 1 inferred); `held` finds a thing of the ledger by its Linkwork id;
    `notices` are told at the end of the run.
    """

    importer: str
    source: str
    publisher: str
    list_name: str
    mode: Mode = "update"
    buyer: str = ""
    as_of: str | None = None
    audience: int = 0
    confidence: int = 2
    held: Held = field(default_factory=NothingHeld, compare=False)
    notices: Notices = field(default_factory=Notices, compare=False)

    def list(self, buyer: Ref | None = None, name: str | None = None) -> ListRef:
        """The list that a row belongs to: this file's, or one of several in it (one a buyer)."""
        key = buyer.key if buyer else ""
        return ListRef(self.importer, self.source, name or self.list_name, key, self.mode)

    def origin(
        self, row: Located, *words: str, of: ListRef | None = None, as_of: str | None = None
    ) -> Origin:
        """Where the row's claims come from; `words` name the columns whose text is kept as evidence."""
        return Origin(
            list=of or self.list(),
            row_ref=row.ref,
            words=row.words(*words),
            as_of=as_of,
            confidence=self.confidence,
            audience=self.audience,
        )

    def doubtful(self) -> "Given":
        """The same with claims "in doubt": inferred, matched or disputed."""
        return replace(self, confidence=1)

    def organisation(self, name: str, publisher: str = "") -> Ref:
        """An organisation known to this source's publisher by name alone."""
        return organisation(publisher or self.publisher, name)
