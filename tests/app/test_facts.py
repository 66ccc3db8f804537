"""The table of steps, words for dates and numbers, and the follower."""

from datetime import date

import pytest

from app import presenting
from app.facts.steps import FOLDED, Step, steps
from app.following import Follower, numbers
from app.pages.drawn import neighbours
from graph.chain import Chain, ChainNode
from graph.claim import describe
from tests.app.site import PLANT, World, close, found, opened
from tests.fixtures.chains import every_sign, link, star


def rows(chain: Chain, **how: bool) -> list[tuple[int, str, str]]:
    return [(step.depth, step.node.name, step.words) for step in steps(chain, **how)]


def test_steps_go_from_the_root_outward() -> None:
    assert rows(every_sign())[:6] == [
        (0, "Yesum Vina Co., Ltd.", ""),
        (1, "VF Corporation", "is supplied by it"),
        (2, "Denizen", "is supplied by it"),
        (2, "VF Investments Ltd", "owns it"),
        (1, "Linh Trung Export Processing Zone II", "holds"),
        (1, "Yesum Holding", "runs it"),
    ]


def test_every_link_has_one_row() -> None:
    for chain in (every_sign(), star(["A", "B", "C"])):
        told = [step.link_id for step in steps(chain) if step.link_id]
        assert sorted(told) == sorted(f"{one.start}~{one.kind}~{one.end}" for one in chain.links)


def test_many_links_are_folded_and_opened() -> None:
    chain = star([f"Plant {n:02}" for n in range(30)])
    folded = steps(chain)
    assert [step.folded for step in folded if step.folded] == [30 - FOLDED]
    assert len(folded) == 1 + FOLDED + 1
    assert len(steps(chain, everything=True)) == 31


def test_a_circle_ends() -> None:
    nodes = [ChainNode(id_, "Organisation", id_, None, tier) for id_, tier in (("A", 0), ("B", 1), ("C", 2))]
    links = [link("A", "SUPPLIES", "B"), link("B", "SUPPLIES", "C"), link("C", "SUPPLIES", "A")]
    chain = Chain("A", "embedded", "public", nodes, links, [])
    made: list[Step] = steps(chain)
    assert [(step.depth, step.node.name, step.again) for step in made] == [
        (0, "A", False), (1, "B", False), (2, "C", False), (1, "C", False),
    ]  # fmt: skip


def test_neighbours_are_one_step_away() -> None:
    near = neighbours(every_sign())
    assert {node.tier for node in near.nodes} == {0, 1}
    assert not near.complete


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("2018-11-07", "7 Nov 2018"),
        ("2018-11", "Nov 2018"),
        ("2018", "2018"),
        (None, ""),
        (date(2026, 1, 2), "2 Jan 2026"),
    ],
)
def test_dates_are_as_exact_as_given(given: str | date | None, words: str) -> None:
    assert presenting.day(given) == words


def test_old_is_more_than_three_years() -> None:
    on = date(2026, 11, 23)
    assert [presenting.age(day, on) for day in ("2023-11-23", "2023-11-22", "2022", "2023", None)] == [
        "seen 23 Nov 2023", "last seen 2023", "last seen 2022", "seen 2023", "no date given",
    ]  # fmt: skip


def test_numbers_and_lists_read_well() -> None:
    assert [presenting.num(n) for n in (1390, 67.4, 0, None)] == ["1,390", "67.4", "0", ""]
    assert [presenting.listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [presenting.counted(n, "country", "countries") for n in (1, 2)] == ["1 country", "2 countries"]


@pytest.mark.parametrize(
    ("id_", "url"),
    [
        ("WP-74DG-5H68", "/w/WP-74DG-5H68"),
        ("iso:VN", "/c/vn"),
        ("SR-16R7-WRR7", "/source/SR-16R7-WRR7"),
        ("hs:61", ""),
        ("", ""),
    ],
)
def test_things_have_addresses(id_: str, url: str) -> None:
    assert presenting.thing_url(id_) == url


def test_follower_brings_what_another_process_added(world: World) -> None:
    site = opened(world.home)
    follower = Follower(site, seconds=0.01)
    world.add(describe(world.origin(), PLANT, name="Plant One"))
    follower.start()
    client = site.test_client()
    while "Plant One" not in client.get("/find?q=plant+one").text:
        follower.join(0.01)
    follower.stop()
    assert client.get(f"/w/{found(site, 'plant one')}").status_code == 200
    close(site)


def test_quiet_ledger_keeps_its_numbers(world: World) -> None:
    site = opened(world.home)
    ledger = site.extensions["linkwork"].ledger
    before = numbers(ledger)
    world.add(describe(world.origin(), PLANT, name="Plant One"))
    assert numbers(ledger) != before == before
    close(site)
