"""Appending claims: one run, inside one transaction; nothing is ever changed or deleted."""

import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.claim import Claim, ListRef, Ref
from graph.errors import ModelError
from graph.ledger import tables as t
from graph.ledger.keys import ensure_keys
from graph.ledger.sources import SourceInfo, keep_source
from graph.ledger.store import chunks, insert_plain, take_numbers, touch
from graph.ledger.unseen import any_marked, unmark
from graph.model import Audience


@dataclass(frozen=True)
class RunInfo:
    """One reading of one edition: the file, the date of its data, who did it."""

    importer: str
    file_name: str = ""
    sha256: str = ""
    as_of: str | None = None
    by: str = ""
    whole: bool = False  # the edition names everything
    parent: int | None = None  # the run whose rows a rule read


@dataclass(frozen=True)
class RowClaims:
    """What one row says, with the row itself as given."""

    row_ref: str
    cells: Mapping[str, str]
    claims: Sequence[Claim]


@dataclass
class Tally:
    """What a run did to the ledger."""

    new: int = 0
    same: int = 0
    ended: int = 0
    lists: set[int] = field(default_factory=set)


_COLUMNS = itemgetter(*t.claim.c.keys())
_in_order = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_as_given = json.JSONEncoder(ensure_ascii=False).encode
_ascii = json.JSONEncoder().encode


def now() -> str:
    """This moment, UTC, to the second, ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Appender:
    """Appends the rows of one run. Needs a connection with the write lock (`Ledger.write`)."""

    def __init__(self, connection: Connection, source: SourceInfo, run: RunInfo) -> None:
        self.connection = connection
        self.source = source
        self.source_id = keep_source(connection, source)
        self.run_id = _start_run(connection, run, self.source_id)
        self.tally = Tally()
        self._lists: dict[ListRef, int] = {}
        self._seen: set[int] = set()
        self._any_unseen = any_marked(connection)

    def append(self, rows: Sequence[RowClaims]) -> None:
        """Append a batch of rows: keys, claims, sightings, and what they touch."""
        claims = [claim for row in rows for claim in row.claims]
        keys = self._keys(claims)
        wanted = self._wanted(rows, keys)
        have = self._existing(wanted)
        new = self._insert(wanted, have)
        self._sight([have[(w["list_id"], w["fingerprint"])] for w in wanted], new)

    def finish(self, rows: int | None = None) -> int:
        """Close the run, which read so many rows, and give its id."""
        modes = {self._lists[of]: of.mode for of in self._lists}
        self.connection.execute(
            t.run.update()
            .where(t.run.c.id == self.run_id)
            .values(
                state="done", finished_at=now(), rows=rows, lists=json.dumps(sorted(self.tally.lists)),
                said=json.dumps({"source": asdict(self.source), "modes": modes}),
            )
        )  # fmt: skip
        return self.run_id

    def list_id(self, of: ListRef) -> int:
        """The number of a list, made when first met."""
        if of not in self._lists:
            if of.source != self.source.name:
                raise ModelError(f"The list {of.name!r} is not of this run's source {self.source.name!r}.")
            self._lists[of] = _list_id(self.connection, of, self.source_id)
            self.tally.lists.add(self._lists[of])
        return self._lists[of]

    def _keys(self, claims: Iterable[Claim]) -> dict[str, int]:
        widest: dict[Ref, int] = {}
        for claim in claims:
            audience = self._audience(claim)
            for ref in (claim.subject, claim.object):
                if ref is not None:
                    widest[ref] = min(audience, widest.get(ref, Audience.SEALED))
        return ensure_keys(self.connection, widest)

    def _audience(self, claim: Claim) -> int:
        floor = Audience.PUBLIC if self.source.republish == "yes" else Audience.MEMBERS
        return max(claim.origin.audience, floor)

    def _wanted(self, rows: Sequence[RowClaims], keys: Mapping[str, int]) -> list[dict[str, Any]]:
        wanted = []
        for row in rows:
            route = _route(row.claims)
            for claim in row.claims:
                made = self._row_of(claim, keys, route if claim.kind == "SUPPLIES" else None)
                made["raw"] = row
                wanted.append(made)
        return wanted

    def _row_of(self, claim: Claim, keys: Mapping[str, int], route: str | None) -> dict[str, Any]:
        origin = claim.origin
        made: dict[str, Any] = {
            "kind": claim.kind, "stance": claim.stance, "audience": self._audience(claim),
            "payload": _in_order(claim.properties) if claim.properties else "{}",
            "valid_from": claim.valid_from, "valid_to": claim.valid_to, "as_of": origin.as_of,
            "confidence": origin.confidence, "words": origin.words, "route": route,
        }  # fmt: skip
        named = [claim.subject.key, claim.object.key if claim.object else None, *made.values()]
        made["fingerprint"] = blake2b(_ascii(named).encode(), digest_size=16).digest()
        made |= {
            "list_id": self.list_id(origin.list), "row_ref": origin.row_ref, "supersedes": None,
            "subject_key": keys[claim.subject.key],
            "object_key": keys[claim.object.key] if claim.object else None,
        }  # fmt: skip
        return made

    def _existing(self, wanted: Sequence[Mapping[str, Any]]) -> dict[tuple[int, bytes], int]:
        c = t.claim.c
        have: dict[tuple[int, bytes], int] = {}
        by_list: dict[int, set[bytes]] = {}
        for row in wanted:
            by_list.setdefault(row["list_id"], set()).add(row["fingerprint"])
        for list_id, prints in by_list.items():
            for some in chunks(prints):
                found = self.connection.execute(
                    sa.select(c.id, c.fingerprint).where(c.list_id == list_id, c.fingerprint.in_(some))
                )
                have.update({(list_id, bytes(print_)): number for number, print_ in found})
        return have

    def _insert(self, wanted: Sequence[dict[str, Any]], have: dict[tuple[int, bytes], int]) -> set[int]:
        """Insert the claims that the ledger lacks, note their numbers in `have`, and give those."""
        fresh: dict[tuple[int, bytes], dict[str, Any]] = {}
        for row in wanted:
            mark = (row["list_id"], row["fingerprint"])
            if mark not in have:
                fresh.setdefault(mark, row)
        raw_ids = self._keep_raw({row["raw"].row_ref: row["raw"] for row in fresh.values()})
        first = take_numbers(self.connection, "claim", len(fresh)) if fresh else 0
        for number, (mark, row) in enumerate(fresh.items(), start=first):
            have[mark] = row["id"] = number
            row["raw_row_id"] = raw_ids.get(row["raw"].row_ref)
        for shown, row in zip(_shown_ids(len(fresh)), fresh.values(), strict=True):
            row["shown_id"] = shown
        insert_plain(self.connection, t.claim, list(map(_COLUMNS, fresh.values())))
        numbers = range(first, first + len(fresh))
        touch(self.connection, claims=numbers)
        self.tally.new += len(numbers)
        return set(numbers)

    def _keep_raw(self, rows: Mapping[str, RowClaims]) -> dict[str, int]:
        kept = {ref: row for ref, row in rows.items() if row.cells}
        first = take_numbers(self.connection, "raw_row", len(kept)) if kept else 0
        numbers = {ref: number for number, ref in enumerate(kept, start=first)}
        insert_plain(self.connection, t.raw_row, [
            (
                numbers[ref], self.run_id, ref, _as_given(dict(row.cells)),
                max((self._audience(claim) for claim in row.claims), default=Audience.SEALED),
            )
            for ref, row in kept.items()
        ])  # fmt: skip
        return numbers

    def _sight(self, claims: Iterable[int], new: set[int]) -> None:
        """A claim that this run sees again is touched too: it may be live again, or seen later.

        One that only runs taken back had seen counts as new.
        """
        fresh = [number for number in dict.fromkeys(claims) if number not in self._seen]
        self._seen.update(fresh)
        again = [number for number in fresh if number not in new]
        back = unmark(self.connection, again) if self._any_unseen else set()
        self.tally.new += len(back)
        self.tally.same += len(again) - len(back)
        insert_plain(self.connection, t.sighting, [(number, self.run_id) for number in fresh])
        touch(self.connection, claims=again)


def _shown_ids(count: int) -> list[str]:
    """Ids that nobody can guess, 72 bits each, drawn at once."""
    drawn = urlsafe_b64encode(secrets.token_bytes(9 * count)).decode()
    return [drawn[at : at + 12] for at in range(0, 12 * count, 12)]


def _route(claims: Sequence[Claim]) -> str | None:
    """What a row's supply links share: the row says that they are one way of the goods."""
    ends = sorted(
        (c.subject.key, c.object.key) for c in claims if c.kind == "SUPPLIES" and c.object is not None
    )
    if len(ends) < 2:
        return None
    return blake2b(json.dumps(ends).encode(), digest_size=8).hexdigest()


def _list_id(connection: Connection, of: ListRef, source_id: int) -> int:
    c = t.list_.c
    found = connection.execute(
        sa.select(c.id, c.mode).where(
            c.importer == of.importer,
            c.source_id == source_id,
            c.name == of.name,
            c.buyer_key == of.buyer_key,
        )
    ).first()
    if found:
        if found.mode != of.mode:
            set_mode(connection, found.id, of.mode)
        return int(found.id)
    number = take_numbers(connection, "list", 1)
    connection.execute(
        t.list_.insert().values(
            id=number, importer=of.importer, source_id=source_id, name=of.name, buyer_key=of.buyer_key,
            mode=of.mode,
        )
    )  # fmt: skip
    return number


def set_mode(connection: Connection, list_id: int, mode: str) -> None:
    """Change a list's mode, and touch its claims: which wordings stand depends on it."""
    connection.execute(t.list_.update().where(t.list_.c.id == list_id).values(mode=mode))
    held = sa.select(t.claim.c.id).where(t.claim.c.list_id == list_id)
    touch(connection, claims=connection.scalars(held).all())


def _start_run(connection: Connection, run: RunInfo, source_id: int) -> int:
    number = take_numbers(connection, "run", 1)
    connection.execute(
        t.run.insert().values(
            id=number, importer=run.importer, lists="[]", started_at=now(), state="running",
            file_name=run.file_name, sha256=run.sha256, as_of=run.as_of, by=run.by,
            whole=run.whole, parent=run.parent, source_id=source_id,
        )
    )  # fmt: skip
    return number
