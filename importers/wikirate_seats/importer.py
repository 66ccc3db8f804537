"""The seats of the brands whose suppliers WikiRate lists: a sheet of two columns without a heading."""

from collections.abc import Iterator

from graph.claim import Claim, country, describe, link
from importers.given import Given
from importers.row import Row
from importers.values import country_in_address


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The organisation with its address, and the country in it."""
    firm = given.organisation(row.as_given("name"))
    origin = given.origin(row, "name", "address")
    yield describe(origin, firm, name=row.take("name"), address=row.take("address"))
    code = country_in_address(row.take("address"))
    if code:
        yield link(origin, "IN_COUNTRY", firm, country(code), precision="address")
