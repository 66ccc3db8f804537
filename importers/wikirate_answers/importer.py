"""WikiRate answers as JSON, one record an answer: wages by supplier, and a score of brands.

The file is what a search on WikiRate gave; a wage's workplace is known by name, and by the country that the
search was for. Comments are left out: they name the people who wrote them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from graph.claim import Claim, Origin, Ref, country, describe, link, observation, workplace_row
from importers.given import Given
from importers.row import Row
from importers.values import country_code

WAGE = "Clean Clothes Campaign+Living Wage Gap - Actual Wages as % of Living Wage Benchmark"
SCORE = "Clean Clothes Campaign+Living Wages Paid Score"
_COUNTRY_FILTER = re.compile(r"filter\[country\]\[\]=([^&]+)")


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The firm or the workplace, and the value of that year."""
    metric, year = row.take("metric"), row.integer("year")
    origin = given.origin(row, "company", "value", "year", as_of=str(year) if year else None)
    if metric == WAGE:
        yield from _wage(row, origin, year)
    elif metric == SCORE:
        yield from _score(row, given, origin, year)
    else:
        raise row.refusal("metric", f"The metric '{metric}' is not one that is read.")


def _wage(row: Row, origin: Origin, year: int | None) -> Iterator[Claim]:
    """The wage paid at a workplace as a percentage of a living wage; more than 100 is possible."""
    row.take("value")
    where = _country(row.get("search"))
    place = workplace_row(origin.list, row.as_given("company"), "", where)
    yield _named(row, origin, place)
    if code := country_code(where):
        yield link(origin, "IN_COUNTRY", place, country(code), precision="stated")
    percent = round(row.number("value") or 0, 4)
    about = [(place, "subject")]
    yield from observation(origin, "wage_vs_living_wage", about, year, value=percent, unit="percent")


def _score(row: Row, given: Given, origin: Origin, year: int | None) -> Iterator[Claim]:
    """How far a brand shows that a living wage is paid in its chain: A to E."""
    letter = row.take("value")
    if letter not in {"A", "B", "C", "D", "E"}:
        raise row.refusal("value", f"'{letter}' is no score: it is a letter from A to E.")
    brand = given.organisation(row.as_given("company"))
    yield _named(row, origin, brand)
    about = [(brand, "subject")]
    yield from observation(origin, "living_wages_paid_score", about, year, text=letter, unit="letter")


def _named(row: Row, origin: Origin, thing: Ref) -> Claim:
    """The name, undated: the year is the answer's and says nothing of when the firm bore it."""
    return describe(replace(origin, as_of=None), thing, name=row.take("company"))


def _country(search: str) -> str:
    """The country in the address of the search; empty when it names none."""
    found = _COUNTRY_FILTER.search(unquote(search))
    return found[1].replace("+", " ") if found else ""
