"""A run taken back leaves the graph as if it had never been; put back, as if it had never been taken."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from graph.claim import Claim, ListRef, Mode, Origin, Ref, describe, keyed, link, same
from graph.engines.kglite import KgliteEngine
from graph.errors import InputError, NotOneError
from graph.ledger import tables as t
from graph.ledger.append import Appender, RowClaims, RunInfo
from graph.ledger.decisions import JoinDecision, inferred_ref, record_joins
from graph.ledger.editions import end_absent
from graph.ledger.sources import SourceInfo
from graph.ledger.store import Ledger
from graph.model import Audience
from graph.projection import ship
from graph.repair import put_back, take_back
from graph.resolution.deciding import decide
from graph.resolution.resolve import resolve
from tests.fixtures.ledgers import Ledgers, on_both
from tests.graph.dumps import dump

AUDIENCES = (Audience.PUBLIC, Audience.MEMBERS)
MODES: tuple[Mode, ...] = ("whole", "update", "series", "whole")
LISTS = [ListRef("test", f"source {n % 2}", f"list {n}", mode=mode) for n, mode in enumerate(MODES)]
PLACES = [Ref("Workplace", f"row:{n}") for n in range(6)] + [keyed("os", "OS1")]
FIRMS = [Ref("Organisation", f"org:p:{n}") for n in range(4)] + [keyed("lei", "L1")]
VIETNAM = keyed("iso", "VN")


class Book:
    """A ledger, what imports write into it, and its graphs."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        self.ledger = ledger
        self.engines = {audience: KgliteEngine(folder / str(audience), "x") for audience in AUDIENCES}

    def add(
        self, of: ListRef, rows: Iterable[Sequence[Claim]], *, as_of: str | None = None, publisher: str = "p",
        parent: int | None = None,
    ) -> int:  # fmt: skip
        """An import of one list; gives the run."""
        with self.ledger.write() as connection:
            source = SourceInfo(of.source, "test", publisher)
            run = RunInfo("test", as_of=as_of, whole=of.mode == "whole", parent=parent)
            appender = Appender(connection, source, run)
            appender.append([RowClaims(str(n), {}, claims) for n, claims in enumerate(rows)])
            end_absent(connection, appender.tally.lists, appender.run_id)
            appender.finish()
            decide(connection, appender.run_id)
        return appender.run_id

    def decide(self, *decisions: JoinDecision) -> None:
        with self.ledger.write() as connection:
            record_joins(connection, decisions)

    def graphs(self) -> list[Any]:
        """What each audience's graph holds, after following."""
        found = []
        for audience, engine in self.engines.items():
            resolve(self.ledger, audience)
            ship(self.ledger, audience, engine)
            found.append(dump(engine.reader()))
        return found

    def count(self, table: sa.Table) -> int:
        with self.ledger.read() as connection:
            return int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


@pytest.fixture
def book(tmp_path: Path, ledger: Ledger) -> Book:
    return Book(tmp_path, ledger)


def an_edition(of: ListRef, *names: str, as_of: str | None = None, **about: Any) -> list[list[Claim]]:
    """A row each: the named place, described, in Viet Nam, supplies a firm."""
    origin = Origin(of, "1", "words", as_of=as_of, **about)
    return [
        [
            describe(origin, _place(name), name=name, address="12 Long Street, District 7"),
            link(origin, "IN_COUNTRY", _place(name), VIETNAM),
            link(origin, "SUPPLIES", _place(name), FIRMS[0]),
        ]
        for name in names
    ]


def _place(name: str) -> Ref:
    return Ref("Workplace", f"row:{name}")


WHOLE, UPDATE = LISTS[0], LISTS[1]


def test_import_two_undo_one(book: Book) -> None:
    book.add(WHOLE, an_edition(WHOLE, "A", "B"), as_of="2018")
    before = book.graphs()
    run = book.add(WHOLE, an_edition(WHOLE, "B", "C"), as_of="2020")
    assert book.graphs() != before
    changed = take_back(book.ledger, run)
    assert (changed.run, changed.saw, changed.gone, changed.back) == (run, 7, 4, 0)  # C's three, A's end
    assert book.graphs() == before


def test_put_back_is_as_before(book: Book) -> None:
    book.add(WHOLE, an_edition(WHOLE, "A", "B"), as_of="2018")
    run = book.add(WHOLE, an_edition(WHOLE, "B", "C"), as_of="2020")
    before, claims = book.graphs(), book.count(t.claim)
    take_back(book.ledger, run)
    book.graphs()
    put_back(book.ledger, run)
    assert book.graphs() == before
    assert book.count(t.claim) == claims


def test_undoing_the_only_run_empties_the_graph(book: Book) -> None:
    run = book.add(UPDATE, an_edition(UPDATE, "A"))
    take_back(book.ledger, run)
    assert book.graphs() == [[], []]
    assert (book.count(t.claim), book.count(t.sighting)) == (3, 3)


def test_undoing_twice_is_refused(book: Book) -> None:
    run = book.add(UPDATE, an_edition(UPDATE, "A"))
    with pytest.raises(InputError, match=r"^Run 1 was not undone: there is nothing to put back\.$"):
        put_back(book.ledger, run)
    take_back(book.ledger, run)
    with pytest.raises(
        InputError, match=r"^Run 1 is undone already; to put it back: linkwork undo --redo 1$"
    ):
        take_back(book.ledger, run)
    with pytest.raises(NotOneError, match=r"^There is no run 9; to see the runs: linkwork runs$"):
        take_back(book.ledger, 9)
    with pytest.raises(NotOneError, match=r"^There is no run 9000000000; to see"):
        take_back(book.ledger, 9_000_000_000)


def test_read_again_after_undo_counts_as_new(book: Book) -> None:
    take_back(book.ledger, book.add(UPDATE, an_edition(UPDATE, "A")))
    with book.ledger.write() as connection:
        appender = Appender(connection, SourceInfo(UPDATE.source, "test", "p"), RunInfo("test"))
        appender.append([RowClaims("1", {}, claims) for claims in an_edition(UPDATE, "A")])
        appender.finish()
    assert (appender.tally.new, appender.tally.same) == (3, 0)
    assert [row[2]["name"] for row in book.graphs()[0] if row[:2] == ("node", "Workplace")] == ["A"]


def test_neighbouring_editions_end_it_instead(book: Book) -> None:
    """The edition that ended it is taken back, so the next that lacks it did."""
    book.add(WHOLE, an_edition(WHOLE, "A", "B"), as_of="2018")
    middle = book.add(WHOLE, an_edition(WHOLE, "B"), as_of="2019")
    book.add(WHOLE, an_edition(WHOLE, "B"), as_of="2021")
    assert _until(book) == {"A": "2019", "B": None}
    take_back(book.ledger, middle)
    assert _until(book) == {"A": "2021", "B": None}
    put_back(book.ledger, middle)
    assert _until(book) == {"A": "2019", "B": None}


def test_end_of_what_nobody_names_is_gone(book: Book) -> None:
    book.add(WHOLE, an_edition(WHOLE, "B"), as_of="2018")
    named = book.add(WHOLE, an_edition(WHOLE, "A", "B"), as_of="2019")
    book.add(WHOLE, an_edition(WHOLE, "B"), as_of="2021")
    take_back(book.ledger, named)
    assert _until(book) == {"B": None}
    assert [row[2]["name"] for row in book.graphs()[0] if row[:2] == ("node", "Workplace")] == ["B"]


def test_end_is_seen_by_who_saw_the_rest(book: Book) -> None:
    """Only members knew of it but for the run that is taken back: its end is theirs alone again."""
    book.add(WHOLE, an_edition(WHOLE, "A", audience=1) + an_edition(WHOLE, "B"), as_of="2018")
    public = book.add(WHOLE, an_edition(WHOLE, "A", "B"), as_of="2019")
    book.add(WHOLE, an_edition(WHOLE, "B"), as_of="2021")
    take_back(book.ledger, public)
    names = [[row[2]["name"] for row in graph if row[:2] == ("node", "Workplace")] for graph in book.graphs()]
    assert names == [["B"], ["A", "B"]]
    assert _until(book) == {"A": "2021", "B": None}


def test_mode_and_publisher_are_as_before(book: Book) -> None:
    """Taken for a whole list of another publisher by mistake."""
    other = replace(UPDATE, mode="whole")
    independent = LISTS[2]
    book.add(UPDATE, an_edition(UPDATE, "A", "B"), as_of="2018", publisher="Union")
    book.add(independent, an_edition(independent, "A", "B"), as_of="2018", publisher="Union")
    before = book.graphs()
    run = book.add(other, an_edition(other, "B"), as_of="2020", publisher="Somebody")
    assert book.graphs() != before
    take_back(book.ledger, run)
    assert book.graphs() == before
    with book.ledger.read() as connection:
        assert connection.scalar(sa.select(t.list_.c.mode).where(t.list_.c.name == UPDATE.name)) == "update"


def test_join_that_rested_on_it_is_withdrawn(book: Book) -> None:
    """Neighbours of one address are joined pairwise; without the middle one the others still are."""
    one, two, three = (replace(UPDATE, name=name) for name in ("one", "two", "three"))
    book.add(one, _same_place(one, "A"))
    middle = book.add(two, _same_place(two, "B"))
    book.add(three, _same_place(three, "C"))
    assert _things(book) == [{"row:A", "row:B", "row:C"}]
    take_back(book.ledger, middle)
    assert _things(book) == [{"row:A", "row:C"}]
    put_back(book.ledger, middle)
    assert _things(book) == [{"row:A", "row:B", "row:C"}]


def test_join_by_a_withdrawn_address_parts_again(book: Book) -> None:
    """B itself stays, for another list names it; that it is A's neighbour only the undone run said."""
    one, two = replace(UPDATE, name="one"), replace(UPDATE, name="two")
    book.add(one, _same_place(one, "A"))
    book.add(two, [[link(Origin(two, "1", "w"), "SUPPLIES", _place("B"), FIRMS[0])]])
    run = book.add(two, _same_place(two, "B"))
    assert _things(book) == [{"row:A", "row:B"}]
    take_back(book.ledger, run)
    assert _things(book) == [{"row:A"}, {"row:B"}]


def test_join_by_score_parts_again(book: Book) -> None:
    """As above, where the address is not quite the same and a score decided."""
    one, two = replace(UPDATE, name="one"), replace(UPDATE, name="two")
    book.add(one, _same_place(one, "A"))
    book.add(two, [[link(Origin(two, "1", "w"), "SUPPLIES", _place("B"), FIRMS[0])]])
    run = book.add(two, _same_place(two, "B", address="12 Long Street, District 7, Ho Chi Minh City"))
    assert _things(book) == [{"row:A", "row:B"}]
    with book.ledger.read() as connection:
        assert connection.scalar(sa.select(t.decision.c.score)) != 100
    take_back(book.ledger, run)
    assert _things(book) == [{"row:A"}, {"row:B"}]
    put_back(book.ledger, run)
    assert _things(book) == [{"row:A", "row:B"}]


def test_person_s_word_stays(book: Book) -> None:
    run = book.add(UPDATE, an_edition(UPDATE, "A", "B"))
    book.decide(JoinDecision("same", "row:A", "row:B", why="seen", by="Ann"))
    take_back(book.ledger, run)
    assert _things(book) == []
    put_back(book.ledger, run)
    assert _things(book) == [{"row:A", "row:B"}]


def test_inference_goes_with_what_it_rests_on(book: Book) -> None:
    """A rule read an address of one run and a zone of another; either taken back takes the link away."""
    zones, rule = ListRef("test", "zones", "zones"), ListRef("rule", "rule", "rule", mode="series")
    zone = Ref("Zone", "zone:Z")
    places = book.add(UPDATE, an_edition(UPDATE, "A"))
    origin = Origin(zones, "1", "Z")
    later = book.add(zones, [[describe(origin, zone, name="Z")]])
    with book.ledger.read() as connection:
        cited = connection.scalar(sa.select(t.claim.c.shown_id).where(t.claim.c.kind == "DESCRIBES"))
    inferred = Origin(rule, inferred_ref(str(cited)), "address: Z", confidence=1)
    made = [[link(inferred, "IN_ZONE", _place("A"), zone, precision="address")]]
    child = book.add(rule, made, parent=later)
    before = book.graphs()
    for run in (places, later):
        take_back(book.ledger, run)
        assert not [row for row in book.graphs()[0] if row[1] == "IN_ZONE"]
        put_back(book.ledger, run)
        assert book.graphs() == before
    with pytest.raises(InputError, match=r"^Run 3 is what a rule made of run 2: take that one back\.$"):
        take_back(book.ledger, child)


@pytest.mark.parametrize(("ledgers", "seed"), on_both(25, 3), indirect=["ledgers"])
def test_undone_runs_might_never_have_been(seed: int, ledgers: Ledgers, tmp_path: Path) -> None:
    """Two ledgers with the same imports and decisions; in one there were more runs, taken back since."""
    books = [Book(folder, ledgers.open(folder)) for folder in (tmp_path / "with", tmp_path / "without")]
    r = random.Random(seed)
    steps = _steps(r)
    extra = set(r.sample([n for n, step in enumerate(steps) if step.__name__ == "imported"], 3))
    for book in books:
        _begin(book)
    runs = []
    for n, step in enumerate(steps):
        for book in books:
            if n in extra and book is books[1]:
                continue
            run = step(book)
            if n in extra:
                runs.append(run)
        if runs and r.random() < 0.4:
            take_back(books[0].ledger, runs.pop())
            books[0].graphs()
    for run in runs:
        take_back(books[0].ledger, run)
    assert books[0].graphs() == books[1].graphs()


def _begin(book: Book) -> None:
    """Gives every list and key its number, in the same order, for ids depend on who came first."""
    for of in LISTS:
        origin = Origin(of, "0", "sealed", audience=Audience.SEALED)
        book.add(of, [[describe(origin, ref, name="0") for ref in (*PLACES, *FIRMS)]])


def _steps(r: random.Random) -> list[Any]:
    years = count(2000)
    return [_step(random.Random(r.random()), str(next(years))) for _ in range(12)]


def _step(r: random.Random, year: str) -> Any:
    if r.random() < 0.3:
        left, right = r.sample(r.choice((PLACES, FIRMS)), 2)
        verdict = r.choice(("same", "same", "different"))
        decision = JoinDecision(verdict, left.key, right.key, "w", "me", audience=r.choice((0, 1)))

        def decided(book: Book) -> None:
            book.decide(decision)

        return decided
    of = r.choice(LISTS)
    if of.name == "list 1":
        of = replace(of, mode=r.choice(("whole", "update")))
    rows = [_row(r, of, n) for n in r.sample(range(6), 4)]
    publisher, as_of = r.choice("pq"), r.choice((year, str(4000 - int(year))))

    def imported(book: Book) -> int:
        return book.add(of, rows, as_of=as_of, publisher=publisher)

    return imported


def _row(r: random.Random, of: ListRef, number: int) -> list[Claim]:
    origin = Origin(of, str(number), "w", audience=r.choice((0, 0, 1, 2)), confidence=r.randint(1, 3))
    place, firm = PLACES[number], FIRMS[number % 4]
    claims = [
        describe(origin, place, name=r.choice("ABC"), opened=r.choice(("2001", "2002"))),
        link(origin, "SUPPLIES", place, firm, tiers=[r.randint(1, 3)],
             stance=r.choice(("asserts", "asserts", "denies"))),
    ]  # fmt: skip
    if number < 4:  # one wording a run
        claims.append(link(origin, "OWNED_BY", firm, FIRMS[4], share=float(r.randint(1, 2))))
    if r.random() < 0.3:
        claims.append(same(origin, place, PLACES[6]))
    return claims


def _same_place(of: ListRef, name: str, address: str = "12 Long Street, District 7") -> list[list[Claim]]:
    origin = Origin(of, "1", "words")
    described = describe(origin, _place(name), name="Sunrise Knitting", address=address)
    return [[described, link(origin, "IN_COUNTRY", _place(name), VIETNAM)]]


def _until(book: Book) -> dict[str, str | None]:
    """When each place's supplying ended, by its name, for members."""
    graph = book.graphs()[1]
    names = {row[2]["id"]: row[2]["name"] for row in graph if row[0] == "node"}
    return {names[row[2]["start"]]: row[2]["until"] for row in graph if row[1] == "SUPPLIES"}


def _things(book: Book) -> list[set[str]]:
    """The keys of each workplace, as the public sees them."""
    book.graphs()
    with book.ledger.read() as connection:
        rows = connection.execute(
            sa.select(t.assign.c.thing_id, t.key.c.key)
            .join(t.key, t.key.c.ord == t.assign.c.key)
            .where(t.assign.c.audience == Audience.PUBLIC, t.key.c.kind == "Workplace")
        ).all()
    things: dict[str, set[str]] = {}
    for thing, key in rows:
        things.setdefault(thing, set()).add(key)
    return sorted(things.values(), key=sorted)
