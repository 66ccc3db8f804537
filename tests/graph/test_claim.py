"""Claims: nothing that the model does not allow, and no link without a source, can be made."""

from collections.abc import Callable
from typing import Any, cast

import pytest

from graph.claim import (
    Claim,
    ListRef,
    Origin,
    Ref,
    country,
    describe,
    identified,
    keyed,
    link,
    observation,
    organisation,
    same,
    undisclosed,
    workplace_row,
)
from graph.errors import ModelError

OF = ListRef("test", "S", "list")
HERE = Origin(OF, "1")
MILL, BRAND = Ref("Workplace", "row:1"), Ref("Organisation", "org:p:b")


def test_link_without_source_cannot_be_made() -> None:
    with pytest.raises(ModelError, match=r"^A SUPPLIES claim without a source cannot be made.$"):
        Claim(cast(Origin, None), "SUPPLIES", MILL, BRAND)


@pytest.mark.parametrize(
    ("of", "row"), [(ListRef("test", "", "list"), "1"), (ListRef("", "S", "list"), "1"), (OF, "")]
)
def test_origin_names_source_and_row(of: ListRef, row: str) -> None:
    with pytest.raises(ModelError, match=r"^A claim needs a source: its list and its row must be given.$"):
        Origin(of, row)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: link(HERE, "FEEDS", MILL, BRAND), "There is no kind of link called 'FEEDS'."),
        (lambda: describe(HERE, Ref("Farm", "x")), "There is no kind of thing called 'Farm'."),
        (
            lambda: link(HERE, "OWNED_BY", MILL, BRAND),
            "OWNED_BY cannot go from a Workplace to a Organisation.",
        ),
        (lambda: link(HERE, "SUPPLIES", BRAND, country("VN")),
         "SUPPLIES cannot go from a Organisation to a Country."),
        (lambda: Claim(HERE, "SUPPLIES", MILL), "A SUPPLIES claim needs both ends."),
        (lambda: Claim(HERE, "DESCRIBES", MILL, BRAND), "A description has one subject and no object."),
        (lambda: same(HERE, MILL, BRAND), "A Workplace and a Organisation cannot be one thing."),
        (lambda: same(HERE, undisclosed(OF), BRAND),
         "A buyer or supplier that its list does not name is never joined with anything."),
        (lambda: describe(HERE, MILL, colour="red"), "DESCRIBES has no property 'colour'."),
        (lambda: describe(HERE, MILL, n_buyers=3), "DESCRIBES has no property 'n_buyers'."),
        (lambda: describe(HERE, MILL, lat="10"), "lat must be float, not '10'."),
        (lambda: describe(HERE, MILL, lat=True), "lat must be float, not True."),
        (lambda: describe(HERE, MILL, lat=float("nan")), "lat is nan, which no graph can hold."),
        (lambda: link(HERE, "SUPPLIES", MILL, BRAND, tiers=[2**63]),
         "tiers is [9223372036854775808], which no graph can hold."),
        (lambda: describe(HERE, MILL, opened="7.11.2018"),
         "The date opened must look like 2018, 2018-11 or 2018-11-07, not '7.11.2018'."),
        (lambda: link(HERE, "SUPPLIES", MILL, BRAND, since="2018-13"),
         "The date valid from must look like 2018, 2018-11 or 2018-11-07, not '2018-13'."),
        (lambda: link(HERE, "SUPPLIES", MILL, BRAND, kinds=["gifts"]),
         "kinds is one of goods, service, labour, waste, not 'gifts'."),
        (lambda: Origin(OF, "1", confidence=4), "Confidence is 1, 2 or 3, not 4."),
        (lambda: keyed("duns", "1"),
         ("There is no key scheme 'duns'; there are os, imo, lei, register, wikirate, bods, ftm, iso, hs,"
         " mat, isic.")),
    ],
)  # fmt: skip
def test_what_the_model_lacks_is_refused(make: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(ModelError) as caught:
        make()

    assert str(caught.value) == sentence


def test_nothing_is_stated_by_silence() -> None:
    made = describe(HERE, MILL, name="Mill", address="", lat=None, opened="2001")

    assert made.properties == {"name": "Mill", "opened": "2001"}


def test_stated_id_is_a_join_and_a_property() -> None:
    assert list(identified(HERE, BRAND, "lei", " 5493\u00a0X ")) == [
        Claim(HERE, "SAME_AS", BRAND, Ref("Organisation", "lei:5493 X")),
        Claim(HERE, "DESCRIBES", Ref("Organisation", "lei:5493 X"), None, {"lei": "5493 X"}),
    ]
    assert list(identified(HERE, BRAND, "lei", "")) == []


def test_keys_change_with_raw_text_alone() -> None:
    one = workplace_row(OF, "Mill  Ltd", "Road 1", "VN")

    assert workplace_row(OF, "Mill Ltd ", "Road 1", "VN") == one
    assert workplace_row(OF, "MILL LTD", "Road 1", "VN") != one
    assert workplace_row(ListRef("test", "S", "other"), "Mill Ltd", "Road 1", "VN") != one
    assert organisation("P", "Café") == organisation("P", "Cafe\u0301")
    assert organisation("P", "Café") != organisation("Q", "Café")


def test_value_of_a_year_keeps_its_key() -> None:
    """… so that a later edition of the source supersedes it."""
    first = list(observation(HERE, "wage_gap", [(BRAND, "subject")], 2020, value=20.0))
    later = list(observation(Origin(OF, "9"), "wage_gap", [(BRAND, "subject")], 2020, value=21.0))
    other = list(observation(HERE, "wage_gap", [(BRAND, "subject")], 2021, value=20.0))

    assert first[0].subject == later[0].subject != other[0].subject
    assert [(claim.kind, claim.object) for claim in first] == [("DESCRIBES", None), ("ABOUT", BRAND)]
