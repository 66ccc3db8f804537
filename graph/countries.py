"""Countries by their ISO 3166-1 alpha-2 code: the name that pages show."""

from functools import cache

import pycountry

# Where the norm's name is not the one people use, or the norm has none.
_NAMES = {"XK": "Kosovo", "TR": "Türkiye", "TW": "Taiwan", "PS": "Palestine", "LA": "Laos", "SY": "Syria"}


@cache
def country_name(code: str) -> str:
    """The English name of a country, or the code itself when it is not known."""
    if code in _NAMES:
        return _NAMES[code]
    found = pycountry.countries.get(alpha_2=code)
    if found is None:
        return code
    return str(getattr(found, "common_name", None) or found.name.split(",")[0])
