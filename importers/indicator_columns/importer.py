"""A table of countries and years with a column an indicator.

Only columns that saved questions know are read ("Union density", `c087_ratified`); the others are reported as
not read. For indicators of another name write one row a value: `indicator_table`.
"""

from collections.abc import Iterator

from graph.claim import Claim, country, observation
from importers.given import Given
from importers.indicators import indicator_named, is_known, value_in
from importers.row import Row
from importers.subjects import country_of

SOURCE = ("source_url", "source_words", "accessed")


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """One observation about the country for each column that is an indicator and has a value."""
    row.take("country")
    row.get("country_code")
    about = [(country(country_of(row, "country")), "subject")]
    year = row.integer("year")
    columns = {column: name for column in row.raw if is_known(name := indicator_named(column))}
    for column, name in columns.items():
        said = value_in(row, column, name, "")
        if said is not None:
            words = ("country", "year", column, *SOURCE)
            origin = given.origin(row, *words, as_of=str(year) if year else None)
            yield from observation(origin, name, about, year, **said)
