"""Countries by their ISO 3166-1 alpha-2 code: the name that pages show."""

from functools import cache

import pycountry

# Where the norm's name is not the one people use, or the norm has none.
_NAMES = {
    "XK": "Kosovo", "TW": "Taiwan", "PS": "Palestine", "LA": "Laos", "SY": "Syria", "CD": "DR Congo",
    "VG": "British Virgin Islands", "VI": "U.S. Virgin Islands", "BQ": "Caribbean Netherlands",
}  # fmt: skip


@cache
def country_name(code: str) -> str:
    """The English name of a country, or the code itself when it is not known."""
    if code in _NAMES:
        return _NAMES[code]
    found = pycountry.countries.get(alpha_2=code.upper())
    if found is None:
        return code
    # "Bolivia" for "Bolivia, Plurinational State of", but "Viet Nam" as it calls itself
    return str(getattr(found, "common_name", found.name.split(",")[0]) if "," in found.name else found.name)
