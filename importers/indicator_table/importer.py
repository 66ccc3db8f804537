"""A table of indicators: one row a value ("long"), or one row an indicator with a column a year ("wide").

About a country, or about a workplace, an organisation, a zone or a product that the row names. A cell that
only says that there is no value claims nothing.
"""

import re
from collections.abc import Iterator

from graph.claim import Claim, Origin, observation
from importers.given import Given
from importers.indicators import indicator_named, value_in
from importers.row import Row
from importers.subjects import SAID, subjects

_YEAR = re.compile(r"(?:18|19|20)\d{2}(?: \[YR\d{4}\])?")  # "1990", the World Bank's "1990 [YR1990]"
SOURCE = ("source_url", "source_words", "accessed")


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The observations of the row, and what the row says of what they are about."""
    indicator = indicator_named(row.take("indicator"))
    for beside in ("code", "country_code"):
        row.get(beside)  # says again what another column says
    about = yield from subjects(row, given, given.origin(row, *SAID))
    for column, year in _columns(row):
        said = value_in(row, column, indicator, row.get("unit"))
        if said is not None:
            said |= {"sex": row.get("sex") or None, "age_group": row.get("age_group") or None}
            yield from observation(_origin(row, given, column, year), indicator, about, year, **said)


def _columns(row: Row) -> list[tuple[str, int | None]]:
    """The columns that hold values, with the year of each. RowError when there is none or it is empty."""
    years = [column for column in row.raw if _YEAR.fullmatch(column.strip())]
    if not years:
        row.take("value")
        return [("value", row.integer("year"))]
    return [(column, int(column.strip()[:4])) for column in years]


def _origin(row: Row, given: Given, column: str, year: int | None) -> Origin:
    """Dated by the year that the value is of."""
    words = ("indicator", *SAID, "year", column, "unit", "sex", "age_group", *SOURCE)
    return given.origin(row, *words, as_of=str(year) if year else None)
