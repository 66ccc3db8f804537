import random
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from graph.claim import Claim, Ref, describe, link
from graph.errors import LinkworkError
from graph.ledger import tables as t
from graph.ledger.decisions import JoinDecision, record_joins, record_on_claim
from graph.ledger.store import Ledger
from graph.model import Audience
from graph.search import clear, find, follow, following
from tests.fixtures.ledgers import on_both
from tests.search.books import a_zone, add, bring_up, names, origin, plant, supply

BUYER = "buyer:{}"


def index_of(ledger: Ledger, audience: int) -> dict[str, list[Any]]:
    """All that an audience's index holds, without the numbers it is held by."""
    e, w, p, s = (t.search_entry.c, t.search_word.c, t.search_posting.c, t.search_piece.c)
    columns = [column for column in e if column.name != "number"]
    postings = sa.select(w.word, p.place, e.thing_id).join_from(
        t.search_posting, t.search_word, w.number == p.word
    )
    pieces = sa.select(s.piece, w.word).join_from(t.search_piece, t.search_word, w.number == s.word)
    queries = {
        "entries": sa.select(*columns).where(e.audience == audience),
        "words": sa.select(w.word, w.entries).where(w.audience == audience),
        "postings": postings.join(t.search_entry, e.number == p.entry).where(w.audience == audience),
        "pieces": pieces.where(s.audience == audience),
    }
    with ledger.read() as connection:
        return {name: sorted(map(str, connection.execute(query).all())) for name, query in queries.items()}


def made_anew(ledger: Ledger, audience: int) -> dict[str, list[Any]]:
    """The same index, thrown away and made again."""
    clear(ledger, audience)
    follow(ledger, audience)
    return index_of(ledger, audience)


def withhold(ledger: Ledger, run: int, verdict: str = "withhold") -> None:
    """Take every claim that a run saw out of all projections."""
    with ledger.write() as connection:
        seen = connection.scalars(sa.select(t.sighting.c.claim_id).where(t.sighting.c.run_id == run)).all()
        for claim in seen:
            record_on_claim(connection, verdict, claim, why="asked", by="test")


def join(ledger: Ledger, verdict: str, one: str, other: str, audience: int = Audience.PUBLIC) -> None:
    """A person's decision on two keys."""
    with ledger.write() as connection:
        record_joins(connection, [JoinDecision(verdict, one, other, "seen", "test", audience)])


def test_new_name_is_followed(ledger: Ledger) -> None:
    add(ledger, *plant("Yesum Vina", key="a"), as_of="2020")
    bring_up(ledger)
    add(ledger, *plant("Saigon Stitch", key="a"), as_of="2024")
    bring_up(ledger)
    assert [(h.name, h.why) for h in find(ledger, 0, "yesum")] == [
        ("Saigon Stitch", "other name: Yesum Vina")
    ]
    assert names(find(ledger, 0, "saigon")) == ["Saigon Stitch"]


def test_withheld_thing_leaves_no_trace(ledger: Ledger) -> None:
    add(ledger, *plant("Regina Miracle"))
    bring_up(ledger)
    before = index_of(ledger, 0)
    run = add(ledger, *plant("Yesum Vina", address="Thu Duc"))
    bring_up(ledger)
    withhold(ledger, run)
    bring_up(ledger)
    assert index_of(ledger, 0) == before
    withhold(ledger, run, "release")
    bring_up(ledger)
    assert names(find(ledger, 0, "yesum")) == ["Yesum Vina"]


def test_merge_and_split_are_followed(ledger: Ledger) -> None:
    add(ledger, *plant("Yesum Vina", key="a"))
    add(ledger, *plant("Yesum Stitch", key="b"))
    bring_up(ledger)
    ids = {hit.name: hit.id for hit in find(ledger, 0, "yesum")}
    join(ledger, "same", "row:a", "row:b")
    bring_up(ledger)
    assert len(find(ledger, 0, "yesum")) == 1
    assert {find(ledger, 0, id_)[0].id for id_ in ids.values()} == {ids["Yesum Vina"]}
    join(ledger, "different", "row:a", "row:b")
    bring_up(ledger)
    assert {hit.name: hit.id for hit in find(ledger, 0, "yesum")} == ids


def test_place_links_are_followed(ledger: Ledger) -> None:
    zone, said = a_zone("Linh Trung EPZ")
    add(ledger, *said, *plant("Yesum Vina", key="a"))
    bring_up(ledger)
    assert [(h.zone, h.country) for h in find(ledger, 0, "yesum")] == [(None, "VN")]
    add(ledger, link(origin(), "IN_ZONE", Ref("Workplace", "row:a"), zone))
    bring_up(ledger)
    assert [(h.zone, h.country) for h in find(ledger, 0, "yesum")] == [("Linh Trung EPZ", "VN")]


def test_zone_name_reaches_what_stands_in_it(ledger: Ledger) -> None:
    zone, said = a_zone("Linh Trung EPZ")
    add(ledger, *said, *plant("Yesum Vina", in_zone=zone), as_of="2020")
    bring_up(ledger)
    add(ledger, describe(origin(), zone, name="Sepzone Park"), as_of="2024")
    bring_up(ledger)
    assert [(h.name, h.zone) for h in find(ledger, 0, "sepzone", kinds=["Workplace"])] == [
        ("Yesum Vina", "Sepzone Park")
    ]
    assert find(ledger, 0, "linh trung", kinds=["Workplace"]) == []


def test_nothing_new_changes_nothing(ledger: Ledger) -> None:
    add(ledger, *plant("Yesum Vina"))
    bring_up(ledger)
    before = index_of(ledger, 0)
    assert (follow(ledger, 0), index_of(ledger, 0)) == (0, before)


def test_killed_follower_goes_on(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    add(ledger, *[claim for number in range(9) for claim in plant(f"Yesum Vina {number}")])
    bring_up(ledger, [0])
    whole = index_of(ledger, 0)
    monkeypatch.setattr(following, "STEP", 4)
    clear(ledger, 0)

    def killed(_things: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        follow(ledger, 0, killed)
    assert 0 < len(index_of(ledger, 0)["entries"]) < len(whole["entries"])
    steps: list[int] = []
    follow(ledger, 0, steps.append)
    assert (index_of(ledger, 0), steps) == (whole, [4, 2])


def test_new_rules_make_the_index_anew(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    add(ledger, *plant("Yesum Vina"))
    bring_up(ledger)
    before = index_of(ledger, 0)
    monkeypatch.setattr(following, "VERSION", following.VERSION + 1)
    assert (follow(ledger, 0), index_of(ledger, 0)) == (2, before)


def test_sealed_claims_have_no_index(ledger: Ledger) -> None:
    with pytest.raises(LinkworkError, match="no search index"):
        follow(ledger, Audience.SEALED)


@pytest.mark.parametrize(("ledgers", "seed"), on_both(12, 3), indirect=["ledgers"])
def test_followed_index_equals_one_made_anew(ledger: Ledger, seed: int) -> None:
    random_ = random.Random(seed)
    runs: list[int] = []
    for _ in range(12):
        _change(ledger, random_, runs)
        if random_.random() < 0.7:
            bring_up(ledger, [random_.choice(Audience.PROJECTED)])
    bring_up(ledger)
    for audience in Audience.PROJECTED:
        assert index_of(ledger, audience) == made_anew(ledger, audience)


def _change(ledger: Ledger, random_: random.Random, runs: list[int]) -> None:
    """Something that happens to a small dense world: rows, joins, splits, things withheld and released."""
    kind = random_.choice(["rows", "rows", "rows", "join", "withhold"])
    if kind == "rows":
        rows = [claim for _ in range(random_.randint(1, 4)) for claim in _said(random_)]
        runs.append(add(ledger, *rows, as_of=str(random_.randint(2018, 2025))))
    elif kind == "join":
        one, other = random_.sample(range(5), 2)
        verdict = random_.choice(["same", "same", "different"])
        of = random_.choice(["row:{}", "row:{}", BUYER])
        join(ledger, verdict, of.format(one), of.format(other), random_.choice(Audience.PROJECTED))
    elif runs:
        withhold(ledger, random_.choice(runs), random_.choice(["withhold", "release"]))


def _said(random_: random.Random) -> Iterator[Claim]:
    words = ["Yesum", "Vina", "Việt", "番禺制衣", "ឡាវ", "Garment", "Юниверсал"]
    audience = random_.choice(Audience.PROJECTED)
    zone, said = a_zone(random_.choice("XY"), called=" ".join(random_.sample(["Linh", "Trung", "Park"], 2)))
    if random_.random() < 0.5:
        yield from said
    if random_.random() < 0.5:
        yield from _supplied(random_, audience)
    yield from plant(
        " ".join(random_.sample(words, 2)),
        key=str(random_.randrange(5)),
        address=random_.choice(["", "Thu Duc", "Bien Hoa"]),
        code=random_.choice(["VN", "KH"]),
        in_zone=random_.choice([zone, None]),
        os_id=random_.choice(["", "", f"OS{random_.randrange(3)}"]),
        audience=audience,
    )


def _supplied(random_: random.Random, audience: int) -> Iterator[Claim]:
    """One of a few buyers under changing names, and a link to one: stated, in doubt, over or denied."""
    buyer = Ref("Organisation", BUYER.format(random_.randrange(5)))
    yield describe(origin(audience), buyer, name=" ".join(random_.sample(["Levi", "Strauss", "Найк"], 2)))
    yield supply(
        Ref("Workplace", f"row:{random_.randrange(5)}"),
        buyer,
        audience=random_.choice(Audience.PROJECTED),
        confidence=random_.choice([1, 2, 3]),
        until=random_.choice([None, None, "2020"]),
        stance=random_.choice(["asserts", "asserts", "asserts", "denies"]),
    )
