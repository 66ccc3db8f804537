"""The regime that a zone is under, by the kind of zone and the country that the regime's name tells.

"Bangladesh export processing zones" are all zones of that kind in Bangladesh. A name that says more than the
country and the kind ("Kerala", "Colombo Port City", "border") is narrower than both, one that says less
("Board of Investment enterprises and zones") has no scope that can be told, and a regime for companies puts
no zone under it: none of these is linked. A zone with a law of its own may be of the same kind: so the link
is in doubt.
"""

import re
from collections.abc import Iterable, Iterator

from graph.claim import Claim, link
from graph.countries import country_name
from importers.given import Given
from importers.rules import Described, Touched, origin_of
from importers.values import country_code

# Words for zones in the names of regimes; the longest that fits is meant.
KINDS = {
    "export processing free zones": "export_processing_zone",
    "export processing zones": "export_processing_zone",
    "export processing enterprises and zones": "export_processing_zone",
    "special economic zones": "special_economic_zone",
    "economic zones": "special_economic_zone",
    "export free zones": "free_zone",
    "free zones and enterprises": "free_zone",
    "free zones": "free_zone",
    "bonded zones": "bonded_zone",
    "qualifying industrial zones": "qualifying_industrial_zone",
}
WHOLE = ("zone", "both")


def claims(touched: Touched, given: Given) -> Iterator[Claim]:
    """Regimes of this run against all zones, and zones of this run against all regimes."""
    new_regimes, new_zones = touched.new("Regime"), touched.new("Zone")
    if new_regimes:
        zones = touched.all("Zone", {regime.text("country") for regime in new_regimes})
        yield from _under(zones, new_regimes, given)
    if new_zones:
        read = {regime.claim for regime in new_regimes}
        others = [regime for regime in touched.all("Regime") if regime.claim not in read]
        yield from _under(new_zones, others, given)


def _under(zones: Iterable[Described], regimes: Iterable[Described], given: Given) -> Iterator[Claim]:
    by_scope: dict[tuple[str | None, str], list[Described]] = {}
    for zone in zones:
        by_scope.setdefault((zone.country, zone.text("kind")), []).append(zone)
    for regime in regimes:
        kind = kind_of(regime.text("name"), regime.text("country"))
        if kind is None or regime.text("applies_to") not in WHOLE:
            continue
        for zone in by_scope.get((regime.text("country"), kind), []):
            words = f"regime: {regime.text('name')}; zone: {zone.text('name')}; kind: {kind}"
            yield link(origin_of(given, zone, words, regime), "UNDER_REGIME", zone.thing, regime.thing)


def kind_of(name: str, code: str) -> str | None:
    """The kind of zone of which a regime's name means all in its country, or None."""
    words = " ".join(re.sub(r"\([^)]*\)", " ", name).casefold().split())
    for phrase, kind in KINDS.items():
        if words.endswith(phrase):
            return kind if _is_country(words.removesuffix(phrase).strip(), code) else None
    return None


def _is_country(words: str, code: str) -> bool:
    return words == country_name(code).casefold() or country_code(words) == code
