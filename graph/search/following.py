"""The index as a follower of the dirty log: filled once from all things, then kept by what is dirty.

It keeps its watermark beside itself, one row an audience, and does one step in one transaction, so a killed
follower goes on where it stood. Which words an entry has is worked out anew and the difference written:
repeats do no harm, and an index that followed equals one made anew.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.ledger import tables as t
from graph.ledger.store import Ledger, bug, chunks, insert, insert_plain, take_numbers
from graph.ledger.watermarks import everything_dirty, newest_dirty
from graph.model import Audience
from graph.search.entries import Entry, searchable, wanted
from graph.search.typos import pieces

VERSION = 2  # of the rules by which words are made: another number makes every index anew
STEP = 5000
_WATERMARK, _MADE_BY, _FILLED_TO = "search", "search:version", "search:filled"


def follow(ledger: Ledger, audience: int, progress: Callable[[int], None] | None = None) -> int:
    """Bring the index up to the newest dirty row; give how many things were read again.

    `progress` gets the number of each step. Two processes may follow at once.
    """
    if audience not in Audience.PROJECTED:
        raise bug(f"The audience {audience} has no search index.")
    total = 0
    while _waits(ledger, audience):
        with ledger.write() as connection:
            done = _step(connection, audience)
        total += done
        if progress and done:
            progress(done)
    return total


def clear(ledger: Ledger, audience: int) -> None:
    """Throw the index away; the next `follow` makes it anew."""
    with ledger.write() as connection:
        _mark(connection, audience, _MADE_BY, None)


def _waits(ledger: Ledger, audience: int) -> bool:
    with ledger.read() as connection:
        marks = _marks(connection, audience)
        if marks.get(_MADE_BY) != VERSION or _FILLED_TO in marks:
            return True
        if everything_dirty(connection, audience) > marks[_WATERMARK]:
            return True
        newest = sa.select(t.dirty.c.seq).where(*_dirty_nodes(audience, marks[_WATERMARK])).limit(1)
        return connection.scalar(newest) is not None


def _step(connection: Connection, audience: int) -> int:
    marks = _marks(connection, audience)
    if marks.get(_MADE_BY) != VERSION:
        _begin(connection, audience)
        return 0
    if _FILLED_TO in marks:
        return _fill(connection, audience, marks[_FILLED_TO])
    if everything_dirty(connection, audience) > marks[_WATERMARK]:
        return _begin_again(connection, audience)
    return _catch_up(connection, audience, marks[_WATERMARK])


def _begin(connection: Connection, audience: int) -> None:
    """Empty the index and note from where the log must be read once every thing is in."""
    mine = sa.select(t.search_word.c.number).where(t.search_word.c.audience == audience)
    connection.execute(t.search_posting.delete().where(t.search_posting.c.word.in_(mine)))
    for table in (t.search_piece, t.search_word, t.search_entry):
        connection.execute(table.delete().where(table.c.audience == audience))
    _mark(connection, audience, _MADE_BY, VERSION)
    _mark(connection, audience, _FILLED_TO, 0)
    _mark(connection, audience, _WATERMARK, newest_dirty(connection))


def _begin_again(connection: Connection, audience: int) -> int:
    """Everything was dirty: go over all things, without emptying the index; what is no thing leaves it."""
    e, a = t.search_entry.c, t.assign.c
    stands = sa.exists().where(a.audience == audience, a.thing_id == e.thing_id)
    gone = connection.scalars(sa.select(e.thing_id).where(e.audience == audience, ~stands)).all()
    _mark(connection, audience, _FILLED_TO, 0)
    _mark(connection, audience, _WATERMARK, newest_dirty(connection))
    return _refresh(connection, audience, gone)


def _fill(connection: Connection, audience: int, after: int) -> int:
    a = t.assign.c
    query = sa.select(a.key, a.thing_id).where(a.audience == audience, a.key > after).order_by(a.key)
    rows = connection.execute(query.limit(STEP)).all()
    _mark(connection, audience, _FILLED_TO, rows[-1].key if rows else None)
    return _refresh(connection, audience, {row.thing_id for row in rows})


def _catch_up(connection: Connection, audience: int, at: int) -> int:
    d = t.dirty.c
    query = sa.select(d.seq, d.from_id).where(*_dirty_nodes(audience, at)).order_by(d.seq)
    rows = connection.execute(query.limit(STEP)).all()
    if rows:
        _mark(connection, audience, _WATERMARK, rows[-1].seq)
    return _refresh(connection, audience, {row.from_id for row in rows})


def _dirty_nodes(audience: int, at: int) -> tuple[sa.ColumnElement[bool], ...]:
    """A link's ends are dirty beside it, so nodes alone tell all that an entry is made of."""
    d = t.dirty.c
    return (d.audience == audience, d.seq > at, d.kind.is_(None))


def _refresh(connection: Connection, audience: int, things: Iterable[str]) -> int:
    ids = sorted(thing for thing in things if searchable(thing))
    new = wanted(connection, audience, ids)
    old = _stored(connection, audience, ids)
    renamed = [
        thing
        for thing in ids
        if thing.startswith("ZN-") and (thing in new or thing in old)
        if (old[thing].name if thing in old else None) != (new[thing].name if thing in new else None)
    ]
    _write(connection, audience, old, new)
    inside = _inside(connection, audience, renamed) - set(ids)
    return len(ids) + (_refresh(connection, audience, inside) if inside else 0)


def _inside(connection: Connection, audience: int, zones: Iterable[str]) -> set[str]:
    """What stands in these zones: a zone's name is among its words."""
    e = t.search_entry.c
    found: set[str] = set()
    for some in chunks(zones):
        found.update(
            connection.scalars(sa.select(e.thing_id).where(e.audience == audience, e.zone_id.in_(some)))
        )
    return found


def _stored(connection: Connection, audience: int, ids: Iterable[str]) -> dict[str, Any]:
    e = t.search_entry.c
    found: dict[str, Any] = {}
    for some in chunks(ids):
        query = sa.select(t.search_entry).where(e.audience == audience, e.thing_id.in_(some))
        found.update({row.thing_id: row for row in connection.execute(query)})
    return found


def _write(connection: Connection, audience: int, old: Mapping[str, Any], new: Mapping[str, Entry]) -> None:
    rows = {thing: entry.row() for thing, entry in new.items()}
    same = {
        thing
        for thing, row in rows.items()
        if thing in old and all(old[thing]._mapping[name] == value for name, value in row.items())
    }
    leaving = [old[thing].number for thing in sorted(old) if thing not in same]
    entering = [thing for thing in sorted(rows) if thing not in same]
    counts = _take_out(connection, leaving)
    fresh = [thing for thing in entering if thing not in old]
    first = take_numbers(connection, "search_entry", len(fresh)) if fresh else 0
    numbers = {thing: old[thing].number for thing in entering if thing in old}
    numbers |= {thing: number for number, thing in enumerate(fresh, start=first)}
    insert(connection, t.search_entry, [
        {"number": numbers[thing], "audience": audience, **rows[thing]} for thing in entering
    ])  # fmt: skip
    _post(connection, audience, {numbers[thing]: new[thing].places() for thing in entering}, counts)


def _take_out(connection: Connection, numbers: Iterable[int]) -> Counter[int]:
    """Delete entries with their postings; give how often each word was held, as a debt."""
    p = t.search_posting.c
    counts: Counter[int] = Counter()
    for some in chunks(numbers):
        counts.subtract(connection.scalars(sa.select(p.word).where(p.entry.in_(some))))
        connection.execute(t.search_posting.delete().where(p.entry.in_(some)))
        connection.execute(t.search_entry.delete().where(t.search_entry.c.number.in_(some)))
    return counts


def _post(
    connection: Connection, audience: int, places: Mapping[int, Mapping[str, int]], counts: Counter[int]
) -> None:
    held = Counter(word for words in places.values() for word in words)
    known, fresh = _numbered(connection, audience, held)
    numbers = known | fresh
    rows = [(numbers[word], at, entry) for entry, words in places.items() for word, at in words.items()]
    insert_plain(connection, t.search_posting, sorted(rows))
    for word, number in known.items():
        counts[number] += held[word]
    _count(connection, {word: change for word, change in counts.items() if change})
    _forget_unheld(connection, audience, [word for word, change in counts.items() if change < 0])


def _numbered(
    connection: Connection, audience: int, held: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, int]]:
    """The numbers of known words, and of new ones, which enter the vocabulary as held so often."""
    w = t.search_word.c
    known: dict[str, int] = {}
    for some in chunks(sorted(held)):
        query = sa.select(w.word, w.number).where(w.audience == audience, w.word.in_(some))
        known.update({row.word: row.number for row in connection.execute(query)})
    new = sorted(held.keys() - known.keys())
    first = take_numbers(connection, "search_word", len(new)) if new else 0
    fresh = {word: number for number, word in enumerate(new, start=first)}
    words = [(number, audience, word, held[word]) for word, number in fresh.items()]
    insert_plain(connection, t.search_word, words)
    left = [(audience, piece, number) for word, number in fresh.items() for piece in pieces(word)]
    insert_plain(connection, t.search_piece, sorted(left))
    return known, fresh


def _count(connection: Connection, changes: Mapping[int, int]) -> None:
    w = t.search_word
    if changes:
        connection.execute(
            w.update()
            .where(w.c.number == sa.bindparam("at"))
            .values(entries=w.c.entries + sa.bindparam("by")),
            [{"at": word, "by": change} for word, change in changes.items()],
        )


def _forget_unheld(connection: Connection, audience: int, words: Iterable[int]) -> None:
    """A word that nothing holds any longer leaves the vocabulary: it must not be offered nor counted."""
    w, p = t.search_word.c, t.search_piece.c
    for some in chunks(words):
        query = sa.select(w.number, w.word).where(w.number.in_(some), w.entries == 0)
        gone = {row.number: row.word for row in connection.execute(query)}
        left = {piece for word in gone.values() for piece in pieces(word)}
        for parts in chunks(sorted(left), 1000):
            here = (p.audience == audience) & p.piece.in_(parts) & p.word.in_(list(gone))
            connection.execute(t.search_piece.delete().where(here))
        connection.execute(t.search_word.delete().where(w.number.in_(list(gone))))


def _marks(connection: Connection, audience: int) -> dict[str, int]:
    w = t.watermark.c
    mine = w.follower.in_((_WATERMARK, _MADE_BY, _FILLED_TO))
    rows = connection.execute(sa.select(w.follower, w.seq).where(w.audience == audience, mine))
    return {row.follower: row.seq for row in rows}


def _mark(connection: Connection, audience: int, name: str, seq: int | None) -> None:
    w = t.watermark.c
    connection.execute(t.watermark.delete().where(w.follower == name, w.audience == audience))
    if seq is not None:
        connection.execute(t.watermark.insert().values(follower=name, audience=audience, seq=seq))
