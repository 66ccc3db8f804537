"""What is known of a zone, and of a country."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.asking import Asking
from app.evidence import Thing, thing
from app.facts.context import Goods, goods
from app.facts.rules import Body, Regime, bodies, regimes
from app.facts.statements import Observed, Statement, newest, observed, outward
from app.presenting import country as country_name
from graph.claims import FullClaim
from graph.engines.base import Row

ON_A_PAGE = 50


@dataclass(frozen=True)
class Standing:
    """A workplace of a zone with its buyers."""

    thing: Thing
    row: Row
    buyers: Sequence[Thing]


@dataclass(frozen=True)
class Zone:
    """Everything on a zone's page."""

    card: Row
    countries: Sequence[Statement]
    workplaces: Sequence[Standing]
    buyers: Sequence[tuple[Thing, int]]
    regimes: Sequence[Regime]
    bodies: Sequence[Body]
    findings: Sequence[Row]
    observed: Sequence[Observed]
    context: Sequence[Goods]
    records: Sequence[FullClaim]


def zone(asking: Asking, id_: str, start: int = 0) -> Zone:
    """Ask for all of it; `start` workplaces lie before the part that is listed. NotFound."""
    card = asking.card("page/zone", id_)
    workplaces = asking.rows("page/zone_workplaces", id=id_, skip=start, limit=ON_A_PAGE)
    buyers = asking.rows("page/zone_buyers", id=id_, skip=0, limit=ON_A_PAGE)
    places = [{**place, "kind": "Country", "link": "IN_COUNTRY"} for place in card["countries"]]
    values = asking.rows("page/observations", ids=[id_], limit=200)
    return Zone(
        card=card, countries=outward(asking, id_, places),
        workplaces=[_standing(row) for row in workplaces],
        buyers=[(thing(row, "Organisation"), row["n_workplaces"]) for row in buyers],
        regimes=regimes(asking, id_, card["regimes"]), bodies=_bodies(asking, card),
        findings=asking.rows("page/findings", ids=[id_], limit=100),
        observed=newest(observed(asking, id_, values)),
        context=[goods(asking, place["id"]) for place in places], records=asking.claims.descriptions_of(id_),
    )  # fmt: skip


def _bodies(asking: Asking, card: Row) -> list[Body]:
    here = {
        place["id"]: f"it is for workplaces in {country_name(place['id'])}" for place in card["countries"]
    }
    return bodies(asking, {}, here)


def _standing(row: Row) -> Standing:
    return Standing(thing(row, "Workplace"), row, [thing(buyer, "Organisation") for buyer in row["buyers"]])


@dataclass(frozen=True)
class Country:
    """Everything on a country’s page."""

    card: Row
    goods: Goods
    observed: Sequence[Observed]
    zones: Sequence[Row]
    workplaces: Sequence[Row]

    @property
    def inspection(self) -> list[Observed]:
        """Inspectors and inspections."""
        return [one for one in self.observed if one.indicator.startswith("labour_inspect")]

    @property
    def conventions(self) -> list[Observed]:
        """Which ILO conventions are ratified, by number."""
        return [one for one in self.observed if one.indicator.endswith("_ratified")]

    @property
    def organised(self) -> list[Observed]:
        """How many are in unions and covered by bargaining."""
        return [one for one in self.observed if one.indicator in ("union_density", "bargaining_coverage")]

    @property
    def others(self) -> list[Observed]:
        """Every other value."""
        told = (*self.inspection, *self.conventions, *self.organised)
        return [one for one in self.observed if one not in told]


def country(asking: Asking, id_: str, start: int = 0) -> Country:
    """Ask for all of it; `start` workplaces lie before the part that is listed. NotFound."""
    card = asking.card("page/country", id_)
    values = asking.rows("page/observations", ids=[id_], limit=500)
    return Country(
        card=card, goods=goods(asking, id_, editions=True), observed=newest(observed(asking, id_, values)),
        zones=asking.rows("page/country_zones", id=id_, skip=0, limit=200),
        workplaces=asking.rows("page/country_workplaces", id=id_, skip=start, limit=ON_A_PAGE),
    )  # fmt: skip
