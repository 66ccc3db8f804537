"""Open Supply Hub's downloads (CSV, XLSX), its API's facilities (GeoJSON) and production locations (JSON).

A contributor says that a place is known to it: it may be a brand, a union, an auditor or the factory. Who
contributed stands in the words of the claims; only the one that `--buyer` names is taken to buy there. The
shapes are those of `opensupplyhub/open-supply-hub` (`serializers/facility`, `constants.py`) and of its API's
documentation (`open-supply-hub-api-docs`, `schemas/location.json`).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from graph.claim import Claim, Origin, Ref, country, describe, keyed, link, observation, same
from importers import identifiers
from importers.coordinates import precision_of
from importers.given import Given
from importers.goods_in_words.importer import codes_of
from importers.row import Row
from importers.values import clean, country_code, number, parse_date

# Where sectors, products and kinds of work stand: in a download, a facility, a claim, a production location.
_TYPES = re.compile(
    r"(?:extended_fields\.|claim_info\.facility\.|claim_)?"
    r"(sector|industry_sectors|product_types?|processing_types?|production_types|facility_type|location_types?|"
    r"processing_type_facility_type_raw)(?:\.\d+)*(?:\.values?(?:\.raw_values)?(?:\.\d+)?)?"
)
_OTHER_NAMES = re.compile(
    r"other_names\.\d+|extended_fields\.(?:name|native_language_name)\.\d+\.value(?:\.raw_value)?"
)
_CONTRIBUTOR = re.compile(r"contributors\.\d+\.name")
_BESIDE = re.compile(r"contributors\.\d+\.(?:contributor_type|contrib_type)|other_addresses\.\d+")
_BANDS = re.compile(r"(?:extended_fields\.)?number_of_workers\..*\b(?:min|max)")
_HISTORICAL = re.compile(r"historical_os_id(?:\.\d+)?")
_ISIC = re.compile(r"((?:extended_fields\.)?isic_4(?:\.\w+)*)\.(class|group|division)")
_NO_FIRM = frozenset({"", "-", "n/a", "na", "none", "not applicable", "unknown"})


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The workplace under its OS ID, where it stands, who runs it, what it makes, and a named buyer."""
    place = keyed("os", _os_id(row, "os_id"))
    contributors = ["contributors"] if row.get("contributors") else _matching(row, _CONTRIBUTOR)
    words = (*contributors, *_matching(row, _BESIDE), *_matching(row, _TYPES))
    origin = given.origin(row, "name", "address", "country", *words, as_of=_contributed(row))
    lat, lon = row.number("lat"), row.number("lng")
    yield describe(origin, place, name=row.take("name"), os_id=place.key.removeprefix("os:"),
                   address=row.take("address"), lat=lat, lon=lon, precision=precision_of(lat, lon),
                   opened=parse_date(row.get("opened")), closed=_closed_on(row))  # fmt: skip
    yield link(origin, "IN_COUNTRY", place, country(_country(row)), precision="stated")
    yield from _other_names(row, given, place)
    yield from _moved(row, given, place)
    yield from _operators(row, given, place)
    yield from _makes(row, given, place)
    yield from _observed(row, given, place)
    yield from _bought_by(row, given, place, contributors)


def _matching(row: Row, pattern: re.Pattern[str]) -> list[str]:
    """The file's headings of a pattern."""
    return list(_of_pattern(tuple(row.raw), pattern))


@lru_cache(maxsize=64)
def _of_pattern(headings: tuple[str, ...], pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Rows of one table share their headings."""
    return tuple(heading for heading in headings if pattern.fullmatch(heading))


def _os_id(row: Row, name: str) -> str:
    found = identifiers.os_id(row.take(name))
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


def _closed_on(row: Row) -> str | None:
    """The day of the closure, else that on which a report of it was approved, while the place is closed."""
    if not _is_closed(row):
        return None
    approved = [
        report.get("approved_at", "")[:10]
        for report in row.groups("activity_reports")
        if report.get("closure_state") == "CLOSED" and report.get("status") == "CONFIRMED"
    ]
    return parse_date(row.get("closed")) or max(approved, default="") or None


def _is_closed(row: Row) -> bool:
    return row.get("is_closed").casefold() == "true"


def _other_names(row: Row, given: Given, place: Ref) -> Iterator[Claim]:
    """Names in doubt, so that the one that Open Supply Hub shows is shown."""
    headings = _matching(row, _OTHER_NAMES)
    shown = clean(row.get("name"))
    names = dict.fromkeys([*(row.get(heading) for heading in headings), row.get("local_name")])
    for name in names:
        if name not in ("", shown):
            origin = given.doubtful().origin(row, "os_id", as_of=_contributed(row))
            yield describe(origin, place, name=name)


def _moved(row: Row, given: Given, place: Ref) -> Iterator[Claim]:
    """Two entries that were found to be one place: an old id leads to the one that it moved to."""
    if row.get("moved_to"):
        yield same(given.origin(row, "moved_to"), place, keyed("os", _os_id(row, "moved_to")))
    for heading in _matching(row, _HISTORICAL):
        if row.get(heading):
            yield same(given.origin(row, heading), place, keyed("os", _os_id(row, heading)))


def _operators(row: Row, given: Given, place: Ref) -> Iterator[Claim]:
    """A parent company runs the place; a LEI is its legal entity's, not the place's."""
    columns = [name for name in row.raw if "parent_company" in name and name.endswith(("company", "name"))]
    fields = row.groups("extended_fields.parent_company")
    named = [field.get("value.contributor_name") or field.get("value.name", "") for field in fields]
    for name in dict.fromkeys([*_parts(row.get("parent")), *named, row.get("claimed_parent")]):
        if name.casefold() not in _NO_FIRM:
            yield from _run_by(given.origin(row, *columns), place, given.organisation(name), name=name)
    if lei := identifiers.lei(row.get("lei")):
        yield from _run_by(given.origin(row, "lei"), place, keyed("lei", lei), name=row.take("name"), lei=lei)


def _run_by(origin: Origin, place: Ref, firm: Ref, **said: str) -> Iterator[Claim]:
    yield describe(origin, firm, **said)
    yield link(origin, "OPERATED_BY", place, firm)


def _makes(row: Row, given: Given, place: Ref) -> Iterator[Claim]:
    """Sectors by their ISIC codes; in doubt, what the reviewed table reads from words such as "Apparel"."""
    for code, heading in _isic(row).items():
        yield link(given.origin(row, heading), "MAKES", place, keyed("isic", code))
    told: dict[str, list[str]] = {}
    for heading in _matching(row, _TYPES):
        for key in codes_of(row.get(heading)):
            told.setdefault(key, []).append(heading)
    for key, headings in told.items():
        scheme, _, value = key.partition(":")
        origin = given.doubtful().origin(row, *headings)
        if scheme == "mat":
            yield describe(replace(origin, words=""), keyed(scheme, value), name=value)
        yield link(origin, "MAKES", place, keyed(scheme, value))


def _isic(row: Row) -> dict[str, str]:
    """The narrowest code of each entry, as in "1410 - Manufacture of wearing apparel", with its heading."""
    found: dict[str, tuple[str, str]] = {}
    for heading in row.raw:
        entry, code = _ISIC.fullmatch(heading), re.match(r"\d{2,4}(?!\d)", row.raw[heading])
        if entry and code and len(code[0]) > len(found.get(entry[1], ("", ""))[0]):
            found[entry[1]] = code[0], heading
    return dict(found.values())


def _observed(row: Row, given: Given, place: Ref) -> Iterator[Claim]:
    about, headings = [(place, "subject")], _matching(row, _BANDS)
    bands = dict.fromkeys([*_parts(row.get("workers")), *_bands(row)])
    if bands:
        value = number(next(iter(bands))) if len(bands) == 1 else None
        yield from observation(given.origin(row, "workers", *headings), "workers", about, None, value=value,
                               text=" | ".join(bands), unit="count")  # fmt: skip
    if (women := number(row.get("women"))) is not None and 0 <= women <= 100:
        yield from observation(given.origin(row, "women"), "workers_female_percent", about, None, value=women,
                               unit="percent")  # fmt: skip
    if _is_closed(row):
        yield from observation(given.origin(row, "is_closed"), "closed", about, None, text="reported closed")
    if claimed := _claimed(row):
        origin = given.origin(row, "claimed", *claimed)
        yield from observation(origin, "claimed", about, None, text="by its owner or manager")


def _claimed(row: Row) -> list[str]:
    """The headings that say that its owner or manager keeps the entry; a pending claim does not count."""
    yes = {"claim_status": "claimed", "is_claimed": "true", "has_approved_claim": "true"}
    told = [name for name, word in yes.items() if row.get(name).casefold() == word]
    return told or ["claim_created_at"] * bool(row.get("claim_created_at"))


def _bands(row: Row) -> list[str]:
    fields = [
        *row.groups("number_of_workers"),
        *({k.removeprefix("value."): text for k, text in field.items()}
          for field in row.groups("extended_fields.number_of_workers")),
    ]  # fmt: skip
    ends = [(field.get("min", ""), field.get("max", "")) for field in fields]
    return [least if least == most else f"{least}-{most}" for least, most in ends if least]


def _bought_by(row: Row, given: Given, place: Ref, contributors: list[str]) -> Iterator[Claim]:
    """The bare link: any contributor may have told what the place makes, and nobody what this one buys."""
    if not given.buyer or not any(_names(row, name, given.buyer) for name in contributors):
        return
    buyer = given.organisation(given.buyer)
    origin = given.origin(row, *contributors, of=given.list(buyer=buyer))
    yield describe(origin, buyer, name=given.buyer, disclosed=True)
    yield link(origin, "SUPPLIES", place, buyer)


def _names(row: Row, column: str, buyer: str) -> bool:
    """Whether a column of contributors names the buyer, as in "Acme (Tier 1 list 2024)"."""
    wanted = clean(buyer).casefold()
    told = [name.casefold() for name in _parts(row.get(column))]
    return any(name == wanted or name.startswith(f"{wanted} (") for name in told)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]
