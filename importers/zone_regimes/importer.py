"""Rules of zone, maquiladora and bonded regimes: one row a regime and topic.

A topic that no row speaks of is unknown; it is not "the same as in the country". Two sources that disagree
on a topic are two observations.
"""

import re
from collections.abc import Iterator

from graph.claim import Claim, Ref, describe, link
from importers.given import Given
from importers.row import Row
from importers.values import country_code

TOPICS = ("association", "bargaining", "strike", "minimum_wage", "hours", "contracts", "inspection",
          "social_security", "duty_exemption", "tax_holiday_years")  # fmt: skip
EFFECTS = ("exempt", "restricted", "own_rules", "same_as_country", "text")
OF_REGIME = ("regime", "country", "name", "law", "applies_to", "authority")
OF_RULE = ("regime", "law", "law_year", "topic", "effect", "value", "since", "until", "source_url",
           "source_words", "accessed")  # fmt: skip
# "10 (then 25 % rate)" and "9 at least" are years; "2 to 15" and "5 % of gross income" are not.
_YEARS = re.compile(r"(\d+)(?=$|,| \(| at least| years?\b)")


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The regime, and its rule on one topic."""
    code = country_code(row.take("country"))
    if not code:
        raise row.refusal("country", f"'{row.take('country')}' is no country that is known.")
    regime = Ref("Regime", f"regime:{given.publisher}:{row.take('regime')}")
    law = row.get("law")
    yield describe(
        given.origin(row, *OF_REGIME), regime, name=row.take("name"), country=code,
        laws=[law] if law and not law.startswith("(") else None, authority=row.get("authority"),
        applies_to=row.get("applies_to"),
    )  # fmt: skip
    yield from _rule(row, given, regime)


def _rule(row: Row, given: Given, regime: Ref) -> Iterator[Claim]:
    """The observation. Its key holds the effect, so that sources that disagree both stand."""
    topic, effect = _one_of(row, "topic", TOPICS), _one_of(row, "effect", EFFECTS)
    since = row.date("since")
    key = f"obs:{given.source}:{row.take('regime')}:{topic}:{effect}:{since or ''}"
    origin = given.origin(row, *OF_RULE)
    years = years_in(row.get("value")) if topic == "tax_holiday_years" else None
    rule, indicator = Ref("Observation", key), f"regime_{topic}"
    yield describe(
        origin, rule, name=indicator.replace("_", " "), indicator=indicator, text=_text(row, effect),
        value=years, unit="years" if years else None,
        year=int(since[:4]) if since else None,
    )  # fmt: skip
    yield link(origin, "ABOUT", rule, regime, role="subject")


def years_in(text: str) -> float | None:
    """The years of a tax holiday, where one number is said first; None for a span or a percentage."""
    found = _YEARS.match(text)
    return float(found[1]) if found else None


def _text(row: Row, effect: str) -> str:
    """The effect, then the words: `exempt: strikes prohibited`. A rule that ended says when."""
    said, until = row.get("value"), row.date("until")
    if effect != "text":
        said = f"{effect}: {said}" if said else effect
    elif not said:
        raise row.refusal("value", "The effect is in words ('text'), and there are none.")
    return f"{said} (until {until})" if until else said


def _one_of(row: Row, name: str, choices: tuple[str, ...]) -> str:
    text = row.take(name)
    if text not in choices:
        raise row.refusal(name, f"'{text}' is not one of {', '.join(choices)}.")
    return text
