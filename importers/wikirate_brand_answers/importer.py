"""FashionChecker's answers on brands, in WikiRate's compact form: transparency, commitment, plan, cost.

The file holds two lists, which this reads one after the other: companies by number, and answers that name
companies and metrics by number.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from graph.claim import Claim, Origin, Ref, Value, country, describe, identified, keyed, link, observation
from importers.given import Given
from importers.row import Row
from importers.values import country_code

COUNTRY_METRIC = "6126450"
# WikiRate's numbers of the metrics, as the file's own table gives them.
INDICATORS: Mapping[str, str] = MappingProxyType({
    "5780639": "supply_chain_transparency_score",
    "7616258": "living_wage_commitment",
    "7616271": "labour_cost_isolated",
    "7624093": "living_wage_action_plan",
    "5990097": "living_wages_paid_score",
})  # fmt: skip


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """A company with its number, or one answer about it: its country or one indicator."""
    if not row.get("metric"):
        yield from _company(row, given)
        return
    year = row.integer("year")
    origin = given.origin(row, "value", "year", as_of=str(year) if year else None)
    firm = keyed("wikirate", row.take("company"))
    if row.take("metric") == COUNTRY_METRIC:
        yield from _registered(row, origin, firm)
    else:
        about = [(firm, "subject")]
        yield from observation(origin, _indicator(row), about, year, **_said(row))


def _company(row: Row, given: Given) -> Iterator[Claim]:
    origin = given.origin(row, "key", "value")
    firm = given.organisation(row.as_given("value"))
    yield describe(origin, firm, name=row.take("value"))
    yield from identified(origin, firm, "wikirate", row.take("key"))


def _registered(row: Row, origin: Origin, firm: Ref) -> Iterator[Claim]:
    text = row.take("value").partition(" (")[0]  # "British Virgin Islands (United Kingdom)"
    code = country_code(text)
    if not code:
        raise row.refusal("value", f"'{text}' is no country that is known.")
    yield describe(origin, firm, country=code)
    yield link(origin, "IN_COUNTRY", firm, country(code), precision="stated")


def _indicator(row: Row) -> str:
    metric = row.take("metric")
    if metric not in INDICATORS:
        raise row.refusal("metric", f"The metric {metric} is not one that is read.")
    return INDICATORS[metric]


def _said(row: Row) -> dict[str, Value | None]:
    """A score of 0 to 10 as a number, a letter as such; yes, partial, no with the scheme behind them."""
    indicator, text = _indicator(row), row.take("value")
    if indicator == "supply_chain_transparency_score":
        return {"value": row.number("value"), "unit": "score_0_10"}
    if indicator == "living_wages_paid_score":
        return {"text": text, "unit": "letter"}
    answer, _, scheme = text.partition(" ")
    return {"text": f"{answer.lower()} ({scheme})" if scheme else answer.lower()}
