"""What an edition changes, list by list: asked inside its own transaction, once all is written.

Only what the run touched is read, a batch of subjects at a time, so that the cost is the edition's. What is
counted is what its lists said before and say now; what other lists say of the same things is left alone.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.claim import DESCRIBES
from graph.countries import country_name
from graph.ledger import tables as t
from graph.ledger.reading import ClaimReader, HeldClaim, live
from graph.ledger.store import chunks
from graph.model import LINKS, Audience
from graph.wanted import end_of

SHOWN = 50
_BATCH = 2000  # subjects
_FIRMLY = frozenset(kind for kind, link in LINKS.items() if link.ends_by_absence)  # who is tied to whom


@dataclass
class Part:
    """How many changes of one sort, and the first of them."""

    count: int = 0
    shown: list[dict[str, Any]] = field(default_factory=list)

    def add(self, **change: Any) -> None:
        """One more; only the first are kept."""
        self.count += 1
        if len(self.shown) < SHOWN:
            self.shown.append(change)


@dataclass
class ListDifference:
    """What becomes of one list.

    `added` and `ended` are links: from, kind, to. `changed` is a property of a thing, or of its link that
    stands (then with kind, to): thing, property, old, new (null for none). `described` are things that the
    list describes for the first time.
    """

    list: str
    added: Part = field(default_factory=Part)
    ended: Part = field(default_factory=Part)
    changed: Part = field(default_factory=Part)
    described: Part = field(default_factory=Part)


def difference(connection: Connection, run_id: int, lists: Collection[int]) -> list[ListDifference]:
    """What a run changes in each of these lists, by the lists' numbers."""
    before, now = ClaimReader(connection, Audience.SEALED), ClaimReader(connection, Audience.SEALED)
    before.editions.pop(run_id, None)
    return [_of_list(before, now, run_id, number) for number in sorted(lists)]


def _of_list(before: ClaimReader, now: ClaimReader, run_id: int, number: int) -> ListDifference:
    found = ListDifference(now.lists[number].name)
    for some in chunks(_subjects(now.connection, run_id, number), _BATCH):
        old, new = _statements(before, some, number), _statements(now, some, number)
        for statement, wordings in new.items():
            _compare(found, statement, old.get(statement, []), wordings)
    _name(now, found)
    return found


def _subjects(connection: Connection, run_id: int, number: int) -> Sequence[int]:
    c, s = t.claim.c, t.sighting.c
    query = sa.select(c.subject_key).join(t.sighting, s.claim_id == c.id)
    return connection.scalars(
        query.where(s.run_id == run_id, c.list_id == number).distinct().order_by(c.subject_key)
    ).all()


_Statement = tuple[int, str, int | None]


def _statements(
    reader: ClaimReader, subjects: Iterable[int], number: int
) -> dict[_Statement, list[HeldClaim]]:
    found: dict[_Statement, list[HeldClaim]] = {}
    for claim in reader.of_subjects(subjects):
        if claim.list.id == number:
            found.setdefault((claim.subject, claim.kind, claim.object), []).append(claim)
    return found


def _compare(
    found: ListDifference, statement: _Statement, old: list[HeldClaim], new: list[HeldClaim]
) -> None:
    subject, kind, object_ = statement
    if kind == DESCRIBES:
        _compare_described(found, subject, old, new)
    elif kind in _FIRMLY:
        said, says = _asserted(old), _asserted(new)
        stood, stands = said and end_of(old) is None, says and end_of(new) is None
        if (says and not said) or (stands and not stood):
            found.added.add(**{"from": subject, "kind": kind, "to": object_})
        elif stood and not stands:
            found.ended.add(**{"from": subject, "kind": kind, "to": object_})
        elif stood and stands:
            link = {"thing": subject, "kind": kind, "to": object_}
            _compare_properties(found, link, _of_link(old), _of_link(new))


def _asserted(wordings: Iterable[HeldClaim]) -> bool:
    return any(claim.stance == "asserts" for claim in wordings)


def _compare_described(
    found: ListDifference, subject: int, old: list[HeldClaim], new: list[HeldClaim]
) -> None:
    if not old:
        found.described.add(thing=subject)
        return
    _compare_properties(found, {"thing": subject}, _properties(old), _properties(new))


def _compare_properties(
    found: ListDifference, of: Mapping[str, Any], was: Mapping[str, Any], becomes: Mapping[str, Any]
) -> None:
    for name in sorted(was.keys() | becomes.keys()):
        if was.get(name) != becomes.get(name):
            found.changed.add(**of, property=name, old=was.get(name), new=becomes.get(name))


def _properties(wordings: Iterable[HeldClaim]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for claim in sorted(live(wordings, by_property=True), key=lambda claim: (claim.newest, claim.id)):
        merged |= claim.properties
    return merged


def _of_link(wordings: Iterable[HeldClaim]) -> dict[str, Any]:
    """What its rows say of a link: of lists of values all, of others the newest."""
    merged: dict[str, Any] = {}
    for claim in sorted(live(wordings), key=lambda claim: (claim.newest, claim.id)):
        for name, value in claim.properties.items():
            held = merged.get(name, []) if isinstance(value, list) else None
            merged[name] = value if held is None else sorted({*held, *value})
    return merged


def _name(reader: ClaimReader, found: ListDifference) -> None:
    """Put names in the place of keys' numbers in what is shown."""
    ends = ("from", "to", "thing")
    shown = [one for part in (found.added, found.ended, found.changed, found.described) for one in part.shown]
    names = _names(reader, {one[end] for one in shown for end in ends if end in one})
    owners = _owners(reader, {one["thing"] for one in shown if "thing" in one})
    for one in shown:
        of = owners.get(one["thing"]) if "thing" in one else None
        one.update({end: names[one[end]] for end in ends if end in one})
        if of:
            one["thing"] += f" of {of}"


def _owners(reader: ClaimReader, things: Collection[int]) -> dict[int, str]:
    """Whom findings and figures are about, by name: "workers" alone tells nobody whose."""
    about = [c for c in reader.of_subjects(things) if c.kind == "ABOUT" and c.stance == "asserts"]
    named = _names(reader, {claim.object for claim in about if claim.object is not None})
    return {claim.subject: named[claim.object] for claim in reversed(about) if claim.object is not None}


def _names(reader: ClaimReader, keys: Collection[int]) -> dict[int, str]:
    """The newest name of each key; where nobody gives one, a country's own or the key itself."""
    k = t.key.c
    names: dict[int, str] = {}
    for some in chunks(keys):
        for number, key in reader.connection.execute(sa.select(k.ord, k.key).where(k.ord.in_(some))):
            names[number] = country_name(key.removeprefix("iso:")) if key.startswith("iso:") else key
    for claim in sorted(reader.descriptions(keys), key=lambda claim: (claim.newest, claim.id)):
        if "name" in claim.properties:
            names[claim.subject] = claim.properties["name"]
    return names
