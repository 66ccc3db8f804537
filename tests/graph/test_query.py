import pytest

from graph.chain import chain_from_rows
from graph.engines.base import Engine, Limits
from graph.errors import InputError, NotOneError
from graph.query import check, named, run
from tests.fixtures.worlds import garments


@pytest.fixture
def loaded(engine: Engine) -> Engine:
    engine.apply(garments().batch())
    return engine


def test_words_become_the_thing_meant(loaded: Engine) -> None:
    result = run(loaded.reader(), named("zone_workplaces_behind_company"), {"company": "vf corporation"})

    assert result.params == {"company": "O-vf", "max_tier": 4, "past": "no", "industrial_parks": "no"}
    assert (result.root, result.more, result.returns) == ("O-vf", False, "chain")
    assert [(r["workplace"], r["zone"], r["through"]) for r in result.rows if r["workplace"]] == [
        ("Yesum Vina Co., Ltd", "Linh Trung Export Processing Zone II", "The North Face"),
        ("Đại Phát dệt nhuộm", "Quang Chau Industrial Park", "Bac Giang Garment Corporation"),
    ]


def test_country_code_is_enough(loaded: Engine) -> None:
    result = run(loaded.reader(), named("find_workplace"), {"text": "dhaka", "country": "bd"})

    assert result.params == {"text": "dhaka", "country": "iso:BD"}


def test_given_finder_is_asked(loaded: Engine) -> None:
    asked = []

    def find(words: str, kind: str) -> list[tuple[str, str]]:
        asked.append((words, kind))
        return [("O-tnf", "The North Face")]

    result = run(loaded.reader(), named("chain_down_from_buyer"), {"company": "north"}, find)

    assert (asked, result.params["company"]) == ([("north", "Organisation")], "O-tnf")


def test_several_fits_are_listed(loaded: Engine) -> None:
    fits = [("O-vf", "VF Corporation"), ("O-tnf", "The North Face")]

    with pytest.raises(NotOneError, match="company: several fit 'v'; choose one by its id") as caught:
        run(loaded.reader(), named("chain_down_from_buyer"), {"company": "v"}, lambda words, kind: fits)

    assert caught.value.choices == tuple(fits)


def test_id_of_another_kind_is_no_fit(loaded: Engine) -> None:
    with pytest.raises(NotOneError, match="company: no organisation fits 'W-yesum'"):
        run(loaded.reader(), named("chain_down_from_buyer"), {"company": "W-yesum"})


def test_rows_beyond_limit_are_announced(loaded: Engine) -> None:
    result = run(loaded.reader(), named("chain_down_from_buyer"), {"company": "O-vf"}, limits=Limits(rows=2))

    assert ([r["from"] for r in result.rows], result.more) == (["O-sister", "O-tnf"], True)
    assert result.as_json()["more"] is True


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "chain_down_from_buyer needs company (an id or a name, organisation)."),
        ({"company": "x", "tier": "2"}, "has no parameter 'tier'; it takes company, max_tier, past."),
        ({"company": "x", "max_tier": "7"}, "max_tier is between 1 and 6, not 7."),
        ({"company": "x", "max_tier": "two"}, "max_tier is a whole number, not 'two'."),
        ({"company": "x", "past": "maybe"}, "past is one of no, yes, not 'maybe'."),
    ],
)
def test_wrong_value_is_one_sentence(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        check(named("chain_down_from_buyer"), given)

    assert str(caught.value).endswith(sentence)


def test_steps_cannot_be_run_by_name() -> None:
    with pytest.raises(InputError, match="no saved query 'chain/cards'"):
        named("chain/cards")


def test_rows_become_a_chain(loaded: Engine) -> None:
    reader = loaded.reader()
    result = run(reader, named("zone_workplaces_behind_company"), {"company": "O-vf"})

    chain = chain_from_rows(
        reader, result.rows, root="O-vf", audience="members", claims=garments(), direction="down"
    )

    assert {n.id: n.tier for n in chain.nodes} == {
        "W-dye": -4, "W-bacgiang": -3, "O-crystal": -2, "W-yesum": -2, "O-tnf": -1, "O-vf": 0,
    }  # fmt: skip
    assert [" ".join(p.nodes) for p in chain.paths] == [
        "O-vf O-tnf W-yesum",
        "O-vf O-tnf O-crystal W-bacgiang W-dye",
    ]
    assert all(link.claims for link in chain.links)
    assert chain.complete


def test_rows_without_links_are_skipped(loaded: Engine) -> None:
    rows = [
        {"from": None, "kind": "SUPPLIES", "to": "O-tnf"},
        {"from": "O-vf", "kind": "BRAND_OF", "to": "O-tnf"},
    ]

    chain = chain_from_rows(
        loaded.reader(), rows, root="O-vf", audience="public", claims=garments(), more=True
    )

    assert ([n.id for n in chain.nodes], chain.links, chain.complete) == (["O-vf"], [], False)
