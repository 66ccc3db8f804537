"""Keys: every name by which a source knows a thing, each with the id it was born with."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph import ids
from graph.claim import Ref
from graph.errors import ModelError
from graph.ledger import tables as t
from graph.ledger.store import chunks, insert_plain, take_numbers, touch
from graph.model import NODES


def ensure_keys(connection: Connection, widest: Mapping[Ref, int]) -> dict[str, int]:
    """The numbers of keys; new ones get a birth id, known ones the wider audience.

    Raises `ModelError` when a key already names another kind of thing.
    """
    numbers: dict[str, int] = {}
    kinds: dict[str, tuple[str, int]] = {}
    k = t.key.c
    by_key: dict[str, tuple[Ref, int]] = {}
    for ref, audience in widest.items():
        other = by_key.setdefault(ref.key, (ref, audience))[0]
        if other.kind != ref.kind:
            raise ModelError(f"The key {ref.key!r} names a {other.kind} and a {ref.kind} at once.")
    for some in chunks(by_key):
        query = sa.select(k.key, k.ord, k.kind, k.audience).where(k.key.in_(some))
        for text, number, kind, audience in connection.execute(query):
            numbers[text] = number
            kinds[text] = (kind, audience)
    for text, (kind, audience) in kinds.items():
        ref, wider = by_key[text]
        if kind != ref.kind:
            raise ModelError(f"The key {text!r} already names a {kind}, so it cannot name a {ref.kind}.")
        if wider < audience:
            connection.execute(t.key.update().where(k.ord == numbers[text]).values(audience=wider))
            touch(connection, keys=[numbers[text]])
    numbers.update(_new_keys(connection, {t_: by_key[t_] for t_ in by_key if t_ not in numbers}))
    return numbers


def _new_keys(connection: Connection, wanted: Mapping[str, tuple[Ref, int]]) -> dict[str, int]:
    if not wanted:
        return {}
    first = take_numbers(connection, "key", len(wanted))
    births = _births(connection, [ref for ref, _ in wanted.values()])
    rows = [
        (number, ref.key, ref.kind, births[ref.key], audience)
        for number, (ref, audience) in enumerate(wanted.values(), start=first)
    ]
    insert_plain(connection, t.key, rows)
    return {key: number for number, key, *_ in rows}


def _births(connection: Connection, refs: Sequence[Ref]) -> dict[str, str]:
    """An id for each new key: from its hash, the next number on a collision."""
    made: dict[str, str] = {}
    taken: set[str] = set()
    numbers = {ref.key: ids.number_of(ref.key) for ref in refs}
    todo = list(refs)
    while todo:
        tried = {ref.key: _spell(ref, numbers[ref.key]) for ref in todo}
        for some in chunks(tried.values()):
            query = sa.select(t.key.c.birth_id).where(t.key.c.birth_id.in_(some))
            taken.update(connection.scalars(query))
        clash = []
        for ref in todo:
            if tried[ref.key] in taken:
                numbers[ref.key] = (numbers[ref.key] + 1) % (1 << 35)
                clash.append(ref)
            else:
                made[ref.key] = tried[ref.key]
                taken.add(tried[ref.key])
        todo = clash
    return made


def _spell(ref: Ref, number: int) -> str:
    prefix = NODES[ref.kind].prefix
    return ids.spell(prefix, number) if prefix else ref.key
