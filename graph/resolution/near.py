"""Joins by score: a run's workplaces against all others; sure pairs join, unsure pairs wait for a person.

A decision made here carries its score, the parts of it as its reason, and the narrowest audience of what it
read. Only workplaces are compared: no organisation, so nothing of a sanctions or ownership list, joins by a
name. A join that would bring together two that were told apart here goes to review instead.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import product

import sqlalchemy as sa
from rapidfuzz import fuzz
from sqlalchemy.engine import Connection

from graph.ledger import tables as t
from graph.ledger.decisions import JoinDecision, decided_by_rule, record_joins, withdraw
from graph.ledger.store import chunks
from graph.model import Audience
from graph.resolution import blocks
from graph.resolution.asking import Question, ask, forget
from graph.resolution.clean import own_name
from graph.resolution.heard import differ_in_script, may_sound_alike
from graph.resolution.held import Held, held_places, newly_told
from graph.resolution.pair import Part
from graph.resolution.score import Match, compare

BY = "linkwork: score"
_FOLLOWER = "blocks"
_WORDINGS = 3  # the newest of each place are compared
_ALIKE, _WITHIN = 60, 90  # rapidfuzz's ratios of names worth scoring: in any order, one in the other
_STEP = 20_000  # places


@dataclass(frozen=True)
class Scored:
    """Two workplaces with the best match of their wordings, and who may see what it read."""

    left: Held
    right: Held
    match: Match
    audience: int


def decide_near(connection: Connection, run_id: int) -> int:
    """Decide on the workplaces of which a run says something new; give how many new joins there are."""
    _catch_up(connection, run_id)
    new = 0
    for some in chunks(newly_told(connection, run_id), _STEP):
        new += _decide(connection, some)
    return new


def decide_near_again(connection: Connection, keys: Collection[int]) -> None:
    """Decide anew on keys whose claims came or went; withdraw what was decided and has no ground any more."""
    places = held_places(connection, keys)
    texts = [
        text for some in chunks(keys)
        for text in connection.scalars(sa.select(t.key.c.key).where(t.key.c.ord.in_(some)))
    ]  # fmt: skip
    forget(connection, texts)
    stand = decided_by_rule(connection, BY, texts)
    ords = _ords(connection, {text for row in stand for text in (row.left_key, row.right_key)})
    others = held_places(connection, set(ords.values()))
    withdraw(connection, [
        row.id for row in stand
        if not _holds(others.get(ords[row.left_key]), others.get(ords[row.right_key]), row.audience)
    ])  # fmt: skip
    for key in set(keys) - places.keys():
        connection.execute(t.match_block.delete().where(t.match_block.c.key == key))
    _decide(connection, list(places))


def _holds(left: Held | None, right: Held | None, audience: int) -> bool:
    scored = score(left, right) if left and right else None
    return scored is not None and scored.match.outcome == "same" and scored.audience <= audience


def _ords(connection: Connection, texts: Iterable[str]) -> dict[str, int]:
    k = t.key.c
    return {
        text: ord_
        for some in chunks(texts)
        for text, ord_ in connection.execute(sa.select(k.key, k.ord).where(k.key.in_(some)))
    }


def _catch_up(connection: Connection, run_id: int) -> None:
    """Mark what was imported before there were marks, or under other rules."""
    w = t.watermark.c
    here = (w.follower == _FOLLOWER) & (w.audience == Audience.SEALED)
    if connection.scalar(sa.select(w.seq).where(here)) == blocks.RULES:
        return
    connection.execute(t.watermark.delete().where(here))
    connection.execute(t.match_block.delete())
    connection.execute(
        t.watermark.insert().values(follower=_FOLLOWER, audience=Audience.SEALED, seq=blocks.RULES)
    )
    new = set(newly_told(connection, run_id))
    keys = connection.scalars(sa.select(t.key.c.ord).where(t.key.c.kind == "Workplace")).all()
    for some in chunks((key for key in keys if key not in new), _STEP):
        _mark(connection, held_places(connection, some))


def _mark(connection: Connection, places: dict[int, Held]) -> dict[int, frozenset[int]]:
    marks = {
        key: frozenset[int]().union(*(blocks.marks_of(w.place.name, w.place.address) for w in held.wordings))
        for key, held in places.items()
    }
    blocks.remember(connection, marks, _countries(places))
    return marks


def _countries(places: dict[int, Held]) -> dict[int, int]:
    return {key: held.country for key, held in places.items() if held.country is not None}


def _decide(connection: Connection, keys: Collection[int]) -> int:
    places = held_places(connection, keys)
    marks = _mark(connection, places)
    pairs = list(blocks.candidates(connection, marks, _countries(places)))
    others = held_places(connection, {key for pair in pairs for key in pair} - places.keys())
    everywhere = places | others
    scored = [found for one, other in pairs if (found := _scored(everywhere, one, other))]
    sure, unsure = _told_apart(scored)
    new = record_joins(connection, [
        JoinDecision("same", s.left.text, s.right.text, s.match.why, BY, s.audience, score=s.match.score)
        for s in sure
    ])  # fmt: skip
    ask(connection, {
        _pair(one): Question(one.match.score, [part.why for part in one.match.parts], one.audience)
        for one in unsure
    })  # fmt: skip
    return new


def _scored(places: dict[int, Held], one: int, other: int) -> Scored | None:
    """None for a pair that nobody needs to look at."""
    if one not in places or other not in places:
        return None
    found = score(places[one], places[other])
    return found if found and (found.match.outcome != "different" or found.match.stopped) else None


def score(left: Held, right: Held) -> Scored | None:
    """The best match of two places' wordings; None where no two names are worth scoring."""
    best: Scored | None = None
    for one, other in product(left.wordings[-_WORDINGS:], right.wordings[-_WORDINGS:]):
        if not _worth_scoring(one.place.name, other.place.name):
            continue
        match = _with_ids(compare(one.place, other.place), left.ids, right.ids)
        audience = max(one.audience, other.audience)
        found = Scored(left, right, match, audience)
        if best is None or _rank(found) > _rank(best):
            best = found
    return best


def _worth_scoring(one: str, other: str) -> bool:
    """Whether two names have enough in common, or could have in one script."""
    if differ_in_script(one, other):
        return may_sound_alike(one, other)
    names = own_name(one), own_name(other)
    return (
        fuzz.token_sort_ratio(*names) >= _ALIKE
        or fuzz.token_set_ratio(*names) >= _WITHIN
        or fuzz.partial_ratio(*(name.replace(" ", "") for name in names)) >= _WITHIN
    )


def _rank(scored: Scored) -> tuple[bool, int, int]:
    return scored.match.outcome == "same", scored.match.score, -scored.audience


def _with_ids(match: Match, one: frozenset[str], other: frozenset[str]) -> Match:
    """Two ids of one register are two things to it."""
    schemes = [{id_.partition(":")[0] for id_ in ids} for ids in (one, other)]
    apart = schemes[0] & schemes[1] if not one & other else set()
    if not apart:
        return match
    differ = Part(0, f"{' and '.join(sorted(apart))} ids differ", stops=True)
    return Match(match.score, (*match.parts, differ))


def _told_apart(scored: Iterable[Scored]) -> tuple[list[Scored], list[Scored]]:
    """The joins to make, best first, and the pairs to ask about: among them joins of what is told apart."""
    scored = sorted(scored, key=lambda s: (-s.match.score, s.left.key, s.right.key))
    group: dict[int, set[int]] = {}
    apart = {(s.left.key, s.right.key) for s in scored if _contradicts(s.match)}
    sure, unsure = [], [s for s in scored if s.match.outcome == "review"]
    for s in (s for s in scored if s.match.outcome == "same"):
        here, there = (group.get(held.key, {held.key}) for held in (s.left, s.right))
        if any((min(a, b), max(a, b)) in apart for a in here for b in there):
            unsure.append(s)
            continue
        sure.append(s)
        for key in (both := here | there):
            group[key] = both
    return sure, unsure


def _contradicts(match: Match) -> bool:
    return any(part.stops and part.points < 0 and "differ" in part.why for part in match.parts)


def _pair(scored: Scored) -> tuple[str, str]:
    left, right = sorted((scored.left.text, scored.right.text))
    return left, right
