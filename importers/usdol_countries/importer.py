"""The US Department of Labor's findings on child labour by country: conventions, inspectors, inspections.

"Unknown", "N/A" and "Unavailable" are not values: nothing is claimed of them, and nothing is 0 by silence.
Of a country without a profile nothing is claimed. Names are not taken: "Burma" is not what ISO calls MM.
"""

import re
from collections.abc import Iterator

from graph.claim import Claim, Origin, Ref, Value, country, observation
from importers.given import Given
from importers.row import Row
from importers.values import country_code

NOT_VALUES = frozenset({"", "unknown", "n/a", "unavailable", "no assessment"})
COUNTS = {
    "labour_inspectors": "inspectors",
    "labour_inspections": "inspections",
    "child_labour_violations": "violations",
}
CONVENTIONS = {"c138_ratified": "c138", "c182_ratified": "c182"}


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """What is known of the country in the year that the text speaks of."""
    name = row.take("name")
    code = country_code(name)
    if not code:
        raise row.refusal("name", f"'{name}' is no country that is known.")
    place, year = country(code), _year(row.get("text"))
    for indicator, said in _values(row):
        origin = given.origin(row, *_columns(indicator), as_of=str(year) if year else None)
        yield from _observed(origin, indicator, place, year, said)


def _observed(
    origin: Origin, indicator: str, place: Ref, year: int | None, said: dict[str, Value | None]
) -> Iterator[Claim]:
    undated = indicator == "children_in_work_percent"  # surveys of many years; the file does not say which
    yield from observation(origin, indicator, [(place, "subject")], None if undated else year, **said)


def _values(row: Row) -> Iterator[tuple[str, dict[str, Value | None]]]:
    for indicator, column in COUNTS.items():
        if _known(row, column):
            yield indicator, {"value": row.number(column), "unit": "count"}
    for indicator, column in CONVENTIONS.items():
        if text := _known(row, column):
            yield indicator, {"text": text.lower()}
    if text := _known(row, "advancement"):
        yield "child_labour_advancement", {"text": text}
    if _known(row, "working"):
        share = round(100 * (row.number("working") or 0), 4)
        yield (
            "children_in_work_percent",
            {"value": share, "unit": "percent", "age_group": row.get("age") or None},
        )


def _known(row: Row, column: str) -> str:
    text = row.get(column)
    return "" if text.lower() in NOT_VALUES else text


def _columns(indicator: str) -> tuple[str, ...]:
    if indicator == "children_in_work_percent":
        return ("name", "working", "age")
    return ("name", (COUNTS | CONVENTIONS).get(indicator, "advancement"))


def _year(text: str) -> int | None:
    """The year in "In 2022, Afghanistan made …": the file's name says another."""
    found = re.search(r"\b(?:in|for the) (\d{4})\b", text[:300], re.IGNORECASE)
    return int(found[1]) if found else None
