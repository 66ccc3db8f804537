"""The US Department of Labor's list of goods made with child labour or forced labour, by good and country.

A finding is about a country's production of a good, never about a plant. Its key has no edition: what a later
edition lacks has ended, what it adds is new.
"""

from collections.abc import Iterator

from graph.claim import Claim, Ref, country, describe, finding, keyed
from importers.given import Given
from importers.row import Row
from importers.values import country_code

# Columns, and the right that each is about. Forced child labour is listed as forced labour too.
LISTED = {
    "child_labour": "child_labour",
    "forced_labour": "forced_labour",
    "forced_child_labour": "forced_labour",
}

About = list[tuple[Ref, str]]


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """One finding for each way in which the good is listed there, and one where an input was so made."""
    good = row.take("good")
    place = _country(row, "country")
    product = keyed("mat", good.casefold())
    yield describe(given.origin(row, "good"), product, name=good)
    about: About = [(country(place), "place"), (product, "product")]
    year = given.as_of[:4] if given.as_of else None
    for column, category in LISTED.items():
        if _yes(row, column):
            origin = given.origin(row, "good", "country", column)
            harm = column.replace("_", " ")
            yield from finding(
                origin, f"{good.casefold()}|{place}|{column}", f"{good} from {row.take('country')}: {harm}",
                about, polarity="violation", category=category, harm=harm, status="reported", date=year,
            )  # fmt: skip
    if _yes(row, "derived"):
        yield from _derived(row, given, about, year)


def _derived(row: Row, given: Given, about: About, year: str | None) -> Iterator[Claim]:
    """An input of the good, which the list does not name here, was made so in another country or the same.

    Which of the two rights is meant the list does not say in this file: no category is stated.
    """
    good, source = row.take("good"), row.take("derived_country")
    code = _country(row, "derived_country")
    origin = given.origin(row, "good", "country", "derived", "derived_country")
    place = about[0][0].key.removeprefix("iso:")
    yield from finding(
        origin, f"{good.casefold()}|{place}|derived|{code}",
        f"{good} from {row.take('country')}: made with an input from {source} under child or forced labour",
        [*about, (country(code), "supplier")], polarity="violation", status="reported", date=year,
        text=f"An input from {source}, not named here, is listed for child labour or forced labour.",
    )  # fmt: skip


def _country(row: Row, column: str) -> str:
    code = country_code(row.take(column))
    if not code:
        raise row.refusal(column, f"'{row.take(column)}' is no country that is known.")
    return code


def _yes(row: Row, column: str) -> bool:
    text = row.get(column)
    if text not in {"Yes", "No", ""}:
        raise row.refusal(column, f"'{text}' is neither Yes nor No.")
    return text == "Yes"
