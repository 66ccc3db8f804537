"""Value added by country and sector, in the long layout of the OECD's TiVA tables (from its ICIO tables).

The share of domestic value added in a country's and industry's exports (EXGR_DVASH), and shares of value
added by the country, and the industry, that it comes from. Industries are groups of ISIC Rev. 4 divisions
("C13T15"). A share is of a country and a sector; it is never that of one firm.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from graph.claim import Claim, Ref, country, keyed, observation
from importers.given import Given
from importers.row import Row
from importers.values import country_code

# TiVA's codes of measures, to our indicators; a table without the column has shares of value added.
MEASURES: Mapping[str, str] = MappingProxyType({
    "exgr_dvash": "domestic_value_added_share",
    "exgr_dva_share": "domestic_value_added_share",
    "domestic_value_added_share": "domestic_value_added_share",
    "value_added_share": "value_added_share",
    "vash": "value_added_share",
    "": "value_added_share",
})  # fmt: skip
PERCENT = frozenset({"", "pc", "pct", "percent", "percentage", "pt"})
WORLD = frozenset({"", "w", "wld", "wxd", "world", "total"})
TOTAL = frozenset({"", "_t", "total", "dtotal", "ttl_00t99"})
_DIVISIONS = re.compile(r"[A-Z]?(\d{2})(?:[T_](\d{2}))?")
_SECTION = re.compile(r"[A-U]")


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """One share: of what country and sector, and from which it comes."""
    place, sectors = _country(row, "country"), _sectors(row, "sector")
    if place is None:
        raise row.refusal("country", "A share is of one country: the world's is nobody's.")
    year = row.integer("year")
    roles = dict.fromkeys([place, *sectors], "subject")
    source = _country(row, "source_country")
    # What a country adds to its own exports comes from it: one link cannot say both.
    roles |= dict.fromkeys([*filter(None, [source]), *_sectors(row, "source_sector")], "contributed")
    origin = given.origin(
        row, "measure", "country", "sector", "source_country", "source_sector", "year", "value", "unit",
        as_of=str(year) if year else None,
    )  # fmt: skip
    yield from observation(
        origin, _indicator(row), list(roles.items()), year, value=_share(row), unit="percent"
    )


def _indicator(row: Row) -> str:
    text = row.get("measure")
    if text.casefold() not in MEASURES:
        raise row.refusal("measure", f"The measure '{text}' is not one that is read.")
    return MEASURES[text.casefold()]


def _share(row: Row) -> float:
    row.take("value")
    unit, value = row.get("unit"), row.number("value") or 0.0
    if unit.casefold() not in PERCENT:
        raise row.refusal("unit", f"The unit '{unit}' is not percent: amounts are not read.")
    if not 0 <= value <= 100:
        raise row.refusal("value", f"{value:g} is no share in percent: it is from 0 to 100.")
    return value


def _country(row: Row, name: str) -> Ref | None:
    """The country, None for the world."""
    text = row.get(name)
    if text.casefold() in WORLD:
        return None
    code = country_code(text)
    if not code:
        raise row.refusal(name, f"'{text}' is no country that is known: groups of countries are left out.")
    return country(code)


def _sectors(row: Row, name: str) -> list[Ref]:
    """The divisions or the section of an industry's code; none for all industries together."""
    text = row.get(name).upper()
    if text.casefold() in TOTAL:
        return []
    if _SECTION.fullmatch(text):
        return [keyed("isic", text)]
    found = _DIVISIONS.fullmatch(text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if not 1 <= first <= last <= 99:
        raise row.refusal(name, f"'{row.get(name)}' is no industry of ISIC Rev. 4: write C13T15 or C10.")
    return [keyed("isic", f"{division:02}") for division in range(first, last + 1)]
