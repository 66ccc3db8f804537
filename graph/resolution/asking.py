"""What is put to a person: pairs that a score is unsure of, and joins that contradict a word already said."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.ledger import tables as t
from graph.ledger.append import now
from graph.ledger.store import chunks, insert

_REFUSED = "joining them would bring together two that were called different"
Texts = tuple[str, str]  # two keys, the smaller first


class Question(NamedTuple):
    """Points 0..100, the reasons as sentences, and the narrowest audience of what was read."""

    score: int
    reasons: list[str]
    audience: int


def ask(connection: Connection, questions: Mapping[Texts, Question]) -> None:
    """Put pairs into the review queue, unless they wait there or somebody decided on them."""
    decided = set(_decided(connection, questions))
    _put(connection, {pair: question for pair, question in questions.items() if pair not in decided})


def ask_refused(connection: Connection, audience: int, pairs: Collection[tuple[int, int]]) -> None:
    """Put joins into the queue that were refused because they would connect a pair called different."""
    k = t.key.c
    ords = {key for pair in pairs for key in pair}
    texts: dict[int, str] = {}
    for some in chunks(ords):
        texts.update(dict(connection.execute(sa.select(k.ord, k.key).where(k.ord.in_(some))).all()))
    _put(connection, {
        (min(texts[one], texts[other]), max(texts[one], texts[other])): Question(0, [_REFUSED], audience)
        for one, other in pairs
    })  # fmt: skip


def forget(connection: Connection, texts: Iterable[str]) -> None:
    """Take away the questions that name one of these keys."""
    r = t.review.c
    for some in chunks(texts):
        for side in (r.left_key, r.right_key):
            connection.execute(t.review.delete().where(side.in_(some)))


def _put(connection: Connection, questions: Mapping[Texts, Question]) -> None:
    r = t.review.c
    waiting: set[Texts] = set()
    for some in chunks({left for left, _ in questions}):
        query = sa.select(r.left_key, r.right_key).where(r.left_key.in_(some))
        waiting.update((row.left_key, row.right_key) for row in connection.execute(query))
    insert(connection, t.review, [
        {
            "left_key": pair[0], "right_key": pair[1], "score": question.score, "audience": question.audience,
            "parts": json.dumps(question.reasons, ensure_ascii=False), "at": now(),
        }
        for pair, question in questions.items() if pair not in waiting
    ])  # fmt: skip


def _decided(connection: Connection, pairs: Iterable[Texts]) -> Iterator[Texts]:
    d = t.decision.c
    for some in chunks({left for left, _ in pairs}):
        query = sa.select(d.left_key, d.right_key).where(d.left_key.in_(some), d.kind == "join", ~d.withdrawn)
        yield from ((row.left_key, row.right_key) for row in connection.execute(query))
