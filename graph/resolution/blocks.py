"""Blocking: which workplaces of a million are worth comparing with a new one.

Each wording of a workplace leaves a few marks: its telling name words, and the beginning of the most telling
one with words of the address, both by their sound (so that neither a slip of the hand in a name nor another
script hides it). Two places are compared
when they share two marks, or a rare one. A mark that too many share tells nothing and is not followed.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import blake2b

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.folding import is_paired, pairs, words
from graph.ledger import tables as t
from graph.ledger.store import chunks, insert_plain
from graph.resolution import vocabulary
from graph.resolution.clean import plain_name
from graph.resolution.heard import address_runs, is_latin, name_runs, sounded

RULES = 3  # the number of these rules; other marks than these are made anew
_SHARED_BY = 150  # places; a mark that more share is not followed
_RARE = 8  # places that share a mark which is enough by itself
_BEST = 8  # candidates a place
_NAME_WORDS, _ADDRESS_WORDS, _BEGINNING = 3, 2, 3
_HEARD_WORDS = 4  # of an address in another script: which of them are two in Latin letters, none knows
_OF_NAMES, _OF_ADDRESSES = ("trade", "link", "part", "unit"), ("address", "link")  # kinds that tell little

Marks = Mapping[int, Collection[int]]  # of each key


def marks_of(name: str, address: str) -> frozenset[int]:
    """The marks of one wording, as numbers of 64 bits; none for a name without a word."""
    names = _telling(plain_name(name).split(), _OF_NAMES)
    made = [f"n {word}" for word in names[:_NAME_WORDS]]
    if is_latin(name):
        said = names[:1]
    else:
        said = _telling(map("".join, name_runs(name)), _OF_NAMES)[:_NAME_WORDS]
        made += [f"n {word}" for word in said]
    if is_latin(address):
        places = _telling(vocabulary.plain(words(address)), _OF_ADDRESSES)[:_ADDRESS_WORDS]
    else:
        places = _telling(map("".join, address_runs(address)), _OF_ADDRESSES)[:_HEARD_WORDS]
    made += [f"p {sounded(word)[:_BEGINNING]} {sounded(place)}" for word in said for place in places]
    return frozenset(_number(mark) for mark in made)


def _telling(text: Iterable[str], kinds: tuple[str, ...]) -> list[str]:
    """The words of a text, the most telling first: not of these kinds, not of a region, the longest."""
    dull, regions = vocabulary.of_kind(*kinds), vocabulary.regions()
    found = {part for word in text for part in (pairs(word) if is_paired(word) else [word])}
    return sorted(
        (word for word in found if not word.isdigit()),
        key=lambda word: (word in dull, word in regions, -len(word), word),
    )


def _number(mark: str) -> int:
    return int.from_bytes(blake2b(mark.encode(), digest_size=8).digest(), signed=True)


def remember(connection: Connection, marks: Marks, countries: Mapping[int, int]) -> None:
    """Keep the marks of these keys in place of those they had; `countries` gives each key's, where known."""
    b = t.match_block.c
    for some in chunks(marks):
        connection.execute(t.match_block.delete().where(b.key.in_(some)))
    rows = sorted((mark, key) for key, of_key in marks.items() for mark in of_key)
    for part in chunks(rows, 50_000):
        insert_plain(connection, t.match_block, [(mark, key, countries.get(key)) for mark, key in part])


def candidates(
    connection: Connection, marks: Marks, countries: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Pairs of keys to compare, the smaller first, each once: for each of these keys the likeliest others."""
    members = _members(connection, {mark for of_key in marks.values() for mark in of_key})
    given: set[tuple[int, int]] = set()
    for key, of_key in marks.items():
        shared, rare, here = Counter[int](), set[int](), countries.get(key)
        for mark in of_key:
            near = [one for one, country in members.get(mark, ()) if _one_country(country, here)]
            shared.update(near)
            rare.update(near if len(near) <= _RARE else ())
        del shared[key]
        ranked = sorted((-count, one) for one, count in shared.items() if count > 1 or one in rare)
        for _, one in ranked[:_BEST]:
            pair = (min(key, one), max(key, one))
            if pair not in given:
                given.add(pair)
                yield pair


def _one_country(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def _members(connection: Connection, marks: Iterable[int]) -> dict[int, list[tuple[int, int | None]]]:
    """The keys and countries of each mark, but for marks that too many share."""
    b = t.match_block.c
    members: dict[int, list[tuple[int, int | None]]] = {}
    for some in chunks(marks):
        size = sa.select(b.mark).where(b.mark.in_(some)).group_by(b.mark)
        followed = connection.scalars(size.having(sa.func.count() <= _SHARED_BY)).all()
        rows = connection.execute(sa.select(b.mark, b.key, b.country).where(b.mark.in_(followed)))
        for mark, key, country in rows:
            members.setdefault(mark, []).append((key, country))
    return members
