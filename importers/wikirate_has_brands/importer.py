"""WikiRate's "Has Brands" relations: which firm has which brand. They say brand of, never ownership."""

from collections.abc import Iterator

from graph.claim import Claim, describe, identified, link
from importers.given import Given
from importers.row import Row


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The two organisations with their numbers on WikiRate, and that the one is a brand of the other."""
    parent, brand = given.organisation(row.as_given("parent")), given.organisation(row.as_given("brand"))
    if parent == brand or row.get("parent_id") == row.get("brand_id") != "":
        raise row.refusal("brand", f"{row.take('brand')} is listed as its own brand.")
    year = row.integer("year")
    origin = given.origin(row, "parent", "brand", "year", as_of=str(year) if year else None)
    for firm, name in ((parent, "parent"), (brand, "brand")):
        # The year is the relation's: it says nothing of when the firm bore this name.
        named = given.origin(row, name, f"{name}_id")
        yield describe(named, firm, name=row.take(name))
        yield from identified(named, firm, "wikirate", row.get(f"{name}_id"))
    yield link(origin, "BRAND_OF", brand, parent, years=[year] if year else None)
