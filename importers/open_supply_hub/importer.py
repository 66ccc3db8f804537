"""Open Supply Hub's downloads (CSV, XLSX) and its API's answers (GeoJSON, one facility or many).

A contributor says that a place is known to it: it may be a brand, a union, an auditor or the factory. Who
contributed stands in the words of the claims; only the one that `--buyer` names is taken to buy there.
"""

from collections.abc import Iterator

from graph.claim import Claim, Origin, Ref, country, describe, keyed, link, observation, same
from importers.coordinates import precision_of
from importers.given import Given
from importers.identifiers import os_id
from importers.row import Row
from importers.values import clean, country_code, number

FIELDS = "extended_fields"
TYPES = ("sector", "product", "facility_type", "processing_type", "raw_type")


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The workplace under its OS ID, its country, who runs it, how many work there, and a named buyer."""
    place = keyed("os", _os_id(row, "os_id"))
    contributors = _contributors(row)
    origin = given.origin(row, "name", "address", "country", *contributors, *TYPES, as_of=_contributed(row))
    lat, lon = row.number("lat"), row.number("lng")
    yield describe(origin, place, name=row.take("name"), os_id=place.key.removeprefix("os:"),
                   address=row.take("address"), lat=lat, lon=lon, precision=precision_of(lat, lon),
                   closed=_closed_on(row))  # fmt: skip
    yield link(origin, "IN_COUNTRY", place, country(_country(row)), precision="stated")
    yield from _other_names(row, given, place)
    yield from _moved(row, given.origin(row, "moved_to"), place)
    yield from _operators(row, given, place)
    yield from _observed(row, given.origin(row, "workers", "is_closed"), place)
    yield from _bought_by(row, given, place, contributors)


def _os_id(row: Row, name: str) -> str:
    found = os_id(row.take(name))
    if found is None:
        raise row.refusal(name, f"'{row.take(name)}' is no OS ID: its form or its check character is wrong.")
    return found


def _country(row: Row) -> str:
    row.get("country_name")
    code = country_code(row.take("country"))
    if code is None:
        raise row.refusal("country", f"'{row.take('country')}' is no country that is known.")
    return code


def _contributed(row: Row) -> str | None:
    """The day on which the place was first contributed, with the name and address that it was given."""
    return row.get("contributed")[:10] or None


def _contributors(row: Row) -> list[str]:
    """The headings of the columns that say who contributed."""
    named = [name for name in row.raw if name.startswith("contributors.") and name.endswith(".name")]
    return ["contributors"] if row.get("contributors") else named


def _closed_on(row: Row) -> str | None:
    """The day on which a report of closure was approved, while the place is closed."""
    if not _is_closed(row):
        return None
    approved = [
        report.get("approved_at", "")[:10]
        for report in row.groups("activity_reports")
        if report.get("closure_state") == "CLOSED" and report.get("status") == "CONFIRMED"
    ]
    return max(approved, default="") or None


def _is_closed(row: Row) -> bool:
    return row.get("is_closed").casefold() == "true"


def _other_names(row: Row, given: Given, place: Ref) -> Iterator[Claim]:
    """Names in doubt, so that the one that Open Supply Hub shows is shown."""
    origin = given.doubtful().origin(row, as_of=_contributed(row))
    for name in row.all("other_names"):
        yield describe(origin, place, name=name)


def _moved(row: Row, origin: Origin, place: Ref) -> Iterator[Claim]:
    """Two entries that were found to be one place: the old id leads to the new one."""
    if row.get("moved_to"):
        yield same(origin, place, keyed("os", _os_id(row, "moved_to")))


def _operators(row: Row, given: Given, place: Ref) -> Iterator[Claim]:
    columns = [name for name in row.raw if "parent_company" in name and name.endswith(("company", "name"))]
    origin = given.origin(row, *columns)
    fields = row.groups(f"{FIELDS}.parent_company")
    named = [field.get("value.contributor_name") or field.get("value.name", "") for field in fields]
    for name in dict.fromkeys([*_parts(row.get("parent")), *named, row.get("claimed_parent")]):
        if name:
            yield describe(origin, given.organisation(name), name=name)
            yield link(origin, "OPERATED_BY", place, given.organisation(name))


def _observed(row: Row, origin: Origin, place: Ref) -> Iterator[Claim]:
    """Numbers of workers as contributed, several side by side; and that a place is closed."""
    about = [(place, "subject")]
    bands = dict.fromkeys([*_parts(row.get("workers")), *_bands(row)])
    if bands:
        value = number(next(iter(bands))) if len(bands) == 1 else None
        yield from observation(
            origin, "workers", about, None, value=value, text=" | ".join(bands), unit="count"
        )
    if _is_closed(row):
        yield from observation(origin, "closed", about, None, text="reported closed")


def _bands(row: Row) -> list[str]:
    fields = row.groups(f"{FIELDS}.number_of_workers")
    ends = [(field.get("value.min", ""), field.get("value.max", "")) for field in fields]
    return [least if least == most else f"{least}-{most}" for least, most in ends if least]


def _bought_by(row: Row, given: Given, place: Ref, contributors: list[str]) -> Iterator[Claim]:
    if not given.buyer or not any(_names(row, name, given.buyer) for name in contributors):
        return
    buyer = given.organisation(given.buyer)
    origin = given.origin(row, *contributors, of=given.list(buyer=buyer))
    yield describe(origin, buyer, name=given.buyer, disclosed=True)
    yield link(origin, "SUPPLIES", place, buyer, products=_products(row))


def _names(row: Row, column: str, buyer: str) -> bool:
    """Whether a column of contributors names the buyer, as in "Acme (Tier 1 list 2024)"."""
    wanted = clean(buyer).casefold()
    told = [name.casefold() for name in _parts(row.get(column))]
    return any(name == wanted or name.startswith(f"{wanted} (") for name in told)


def _products(row: Row) -> list[str]:
    raw = [name for name in row.raw if name.startswith(f"{FIELDS}.product_type.") and "raw_values" in name]
    return sorted({*_parts(row.get("product")), *(row.get(name) for name in raw)} - {""})


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]
