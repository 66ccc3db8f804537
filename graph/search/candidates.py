"""Where hits are looked for: each way gives the numbers of some entries, within a bound that no index breaks.

What a search is limited to is a group of marks beside the groups of words. Of several groups the rarest is
looked through, its best places first, for what holds one word of each of the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.ledger import tables as t
from graph.search import marks
from graph.search.entries import HEAVIEST, Field, place
from graph.search.vocabulary import Group, Vocabulary

SCANNED = 5_000  # places of the rarest group that are looked through for the others
_BEGUN = 1_000  # names that begin so, looked through for what a search is limited to
_MANY = 4  # words of a group from which on an entry's words are read rather than each looked up
_END = "\U0010ffff"


@dataclass(frozen=True)
class Only:
    """What a search is limited to: nothing, or things that hold one mark of each group."""

    audience: int
    groups: Sequence[Group] = ()


def only(
    connection: Connection, audience: int, kinds: Sequence[str] | None, country: str | None
) -> Only | None:
    """The limit to these kinds and this country; None where nothing is in it."""
    asked = [[marks.of_kind(kind) for kind in kinds]] if kinds is not None else []
    asked += [[marks.of_country(country)]] if country else []
    held = Vocabulary(connection, audience).exact(mark for group in asked for mark in group)
    groups = [
        Group({held[mark].number: held[mark].entries for mark in group if mark in held}) for group in asked
    ]
    return Only(audience, groups) if all(group.words for group in groups) else None


def by_id(connection: Connection, id_: str, only_: Only, most: int) -> list[int]:
    """What has the whole text as an OS ID, an LEI, a register's number or a code."""
    w, p = t.search_word.c, t.search_posting.c
    first, last = place(Field.ID, HEAVIEST), place(Field.ID, 0)
    best = (
        sa.select(p.entry)
        .join(t.search_word, w.number == p.word)
        .where(w.audience == only_.audience, w.word == id_, p.place.between(first, last))
        .limit(SCANNED)
    )
    return list(connection.scalars(_among(best, only_.groups).limit(most)))


def by_beginning(connection: Connection, folded: str, only_: Only, most: int) -> list[int]:
    """What has a name that begins with the whole text."""
    e = t.search_entry.c
    if not folded:
        return []
    best = (
        sa.select(e.number.label("entry"))
        .where(e.audience == only_.audience, e.folded >= folded, e.folded < folded + _END)
        .order_by(e.folded)
        .limit(_BEGUN if only_.groups else most)
    )
    return list(connection.scalars(_among(best, only_.groups).limit(most)))


def holding(connection: Connection, group: Group, only_: Only, most: int) -> list[int]:
    """What holds a word of the group, the best places first; a common word's rest is left out."""
    if only_.groups:
        return holding_all(connection, [group], only_, most)
    p = t.search_posting.c
    if group.entries <= 5 * most:
        query = sa.select(p.entry).where(p.word.in_(list(group.words))).order_by(p.place, p.entry)
        return list(connection.scalars(query.limit(most)))
    found: list[int] = []
    for word in group.words:
        found += connection.scalars(_places(word, most - len(found)))
        if len(found) >= most:
            break
    return found


def holding_all(connection: Connection, groups: Sequence[Group], only_: Only, most: int) -> list[int]:
    """What holds a word of every group and is not shut out, looked for in the best places of the rarest."""
    rarest, *others = sorted([*groups, *only_.groups], key=lambda group: group.entries)
    found: list[int] = []
    left = SCANNED
    for word in rarest.words if rarest.entries <= SCANNED else rarest.likely:
        found += connection.scalars(_among(_places(word, left), others).limit(most - len(found)))
        left -= rarest.words[word]
        if left <= 0 or len(found) >= most:
            break
    return found


def _places(word: int, most: int) -> sa.Select[tuple[int]]:
    p = t.search_posting.c
    return sa.select(p.entry).where(p.word == word).order_by(p.place, p.entry).limit(most)


def _among(best: sa.Select[tuple[int]], groups: Iterable[Group]) -> sa.Select[tuple[int]]:
    """Of these entries those that hold a word of each group, in their order."""
    inner = best.subquery()
    query = sa.select(inner.c.entry)
    for group in groups:
        other = t.search_posting.alias()
        here = _one_of(other.c.word, group)
        query = query.where(sa.exists().where(other.c.entry == inner.c.entry, here))
    return query


def _one_of(word: sa.ColumnElement[int], group: Group) -> sa.ColumnElement[bool]:
    """That a word is one of the group's; a sum keeps the index from looking many up one by one."""
    return (word + 0 if len(group.words) > _MANY else word).in_(list(group.words))
