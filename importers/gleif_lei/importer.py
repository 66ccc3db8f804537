"""GLEIF level 1 (LEI-CDF 3.1): who is who. JSON, XML and the golden copy's CSV headings."""

from collections.abc import Iterator

from graph.claim import Claim, Ref, country, describe, identified, keyed, link, observation, same
from importers.given import Given
from importers.row import Row
from importers.values import country_code

# Registration authorities that stand for "none": their numbers identify nothing.
NO_REGISTER = frozenset({"RA888888", "RA999999"})
ADDRESS = ("FirstAddressLine", "AdditionalAddressLine", "City", "Region", "PostalCode", "Country")


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The legal entity, its number in its register, and the country under whose law it stands."""
    lei = row.take("lei")
    firm = keyed("lei", lei)
    origin = given.origin(row, "lei", "name", "country", "status", "registration",
                          as_of=row.get("updated")[:10] or None)  # fmt: skip
    address = ", ".join(part for name in ADDRESS for part in row.all(f"Entity.LegalAddress.{name}"))
    yield describe(origin, firm, name=row.take("name"), lei=lei, address=address,
                   country=country_code(row.get("country")),
                   roles=["fund"] if row.get("category") == "FUND" else None)  # fmt: skip
    register, number = row.get("register"), row.get("register_number")
    if register and number and register not in NO_REGISTER:
        yield from identified(origin, firm, "register", f"{register}/{number}")
    yield from (link(origin, "REGISTERED_IN", firm, place) for place in _jurisdiction(row))
    if row.get("registration") == "DUPLICATE" and row.get("successor"):
        yield same(origin, firm, keyed("lei", row.get("successor")))
    if status := _status(row):
        yield from observation(origin, "lei_status", [(firm, "subject")], None, text=status)


def _status(row: Row) -> str:
    """What is not as it should be: a firm that is inactive, a LEI that lapsed. Nothing for all others."""
    entity, registration = row.get("status"), row.get("registration")
    told = [f"entity {entity}"] if entity not in ("", "ACTIVE") else []
    if registration not in ("", "ISSUED", "PENDING_TRANSFER", "PENDING_ARCHIVAL"):
        due = row.get("renewal")[:10]
        told.append(f"registration {registration}" + (f", renewal was due {due}" if due else ""))
    return "; ".join(told)


def _jurisdiction(row: Row) -> Iterator[Ref]:
    """The country of "US-DE" or "VN"; without a jurisdiction nothing is said."""
    code = country_code(row.get("jurisdiction").partition("-")[0])
    if code:
        yield country(code)
