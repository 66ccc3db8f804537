"""Trade agreements with the depth of their labour provisions, as LABPTA codes it: 0 none, to 5 the deepest.

LABPTA: Raess, Dür, Sari 2018, doi 10.1007/s11558-018-9301-z. Its other columns describe the countries, not
the agreement. Parties are read from a name that is nothing but names of countries and blocs ("Chile
Colombia").
"""

from collections.abc import Iterator

from graph.claim import Claim, Ref, country, describe, link
from importers.given import Given
from importers.row import Row
from importers.values import country_code

DEEPEST = 5
SHORT = frozenset({"us", "usa", "uk"})  # other short words are no countries: EC is the European Community
BLOCS = frozenset({"ec", "eu", "efta", "mercosur", "asean", "caricom", "gcc", "sacu", "cis"})
LONGEST = 4  # words in a country's name: "Bosnia and Herzegovina" has three


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The agreement, and the countries that its name names."""
    name, depth = row.take("name"), row.integer("depth")
    if depth is None or not 0 <= depth <= DEEPEST:
        raise row.refusal(
            "depth", f"'{row.get('depth')}' is no depth of labour provisions: it is 0 to {DEEPEST}."
        )
    year = row.integer("year")
    if year is not None and not 1900 <= year < 2200:
        raise row.refusal("year", f"{year} is no year of an agreement.")
    origin = given.origin(row, "number", "name", "year", "depth")
    agreement = Ref("Agreement", f"agreement:{given.publisher}:{row.take('number')}")
    since = str(year) if year else None
    yield describe(origin, agreement, name=name, kind="trade_agreement", since=since, labour_depth=depth)
    for code in parties(name):
        yield link(origin, "COVERS", agreement, country(code), role="party")


def parties(name: str) -> list[str]:
    """The countries of a name that holds nothing else but blocs; none of any other name."""
    words, codes = name.replace("-", " ").split(), set[str]()
    while words:
        code, length = _country_at_start(words)
        if not code and words[0].casefold() not in BLOCS:
            return []
        codes.update([code] if code else [])
        words = words[length:]
    return sorted(codes)


def _country_at_start(words: list[str]) -> tuple[str, int]:
    """The country whose name begins the words and how many words that is; nothing and the first word else."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        name = " ".join(words[:length])
        if (len(name) > 3 or name.casefold() in SHORT) and (code := country_code(name)):
            return code, length
    return "", 1
