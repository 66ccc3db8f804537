"""What is known of one workplace, in the order in which its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.asking import Asking
from app.evidence import Thing, node_thing, thing
from app.facts.context import Goods, goods
from app.facts.rules import Agreement, Body, Regime, agreements, bodies, regimes
from app.facts.statements import MOST, Observed, Statement, inward, newest, observed, outward
from app.presenting import country
from graph.chain import Chain
from graph.claims import FullClaim
from graph.engines.base import Row

NEIGHBOURS = 20


@dataclass(frozen=True)
class Buyer:
    """Whom it supplies, whose brand or firm that is, and how many brands it has."""

    statement: Statement
    parents: Sequence[tuple[str, Thing]]  # (is a brand of, …)
    brands: Sequence[Thing]
    n_brands: int

    @property
    def name(self) -> str:
        """The buyer's name."""
        return self.statement.thing.name


@dataclass(frozen=True)
class ThroughWhom:
    """A way to a buyer that goes through others; `may` where no single source states all of it."""

    steps: Sequence[Thing]
    buyer: Thing
    may: bool


@dataclass(frozen=True)
class ZoneFact:
    """A zone it stands in, and the regimes that a source names for it."""

    statement: Statement
    regimes: Sequence[Regime]


@dataclass(frozen=True)
class Neighbour:
    """Another workplace of the same zone."""

    thing: Thing
    buyers: Sequence[Thing]
    last_seen: str | None


@dataclass(frozen=True)
class Workplace:
    """Everything on a workplace's page."""

    card: Row
    countries: Sequence[str]
    buyers: Sequence[Buyer]
    ended: Sequence[Statement]
    through: Sequence[ThroughWhom]
    operators: Sequence[Statement]
    owners: Sequence[tuple[str, Thing]]
    zones: Sequence[ZoneFact]
    unions: Sequence[Statement]
    agreements: Sequence[Agreement]
    bound: Sequence[Agreement]
    bodies: Sequence[Body]
    wages: Sequence[Observed]
    observed: Sequence[Observed]
    findings: Sequence[Row]
    context: Sequence[Goods]
    makes: Sequence[str]  # in the words of its lists
    classed: Sequence[str]  # the goods and sectors that these words stand for
    neighbours: Sequence[Neighbour]
    records: Sequence[FullClaim]
    chain: Chain

    @property
    def goods(self) -> list[str]:
        """What it makes, in whoever's words."""
        return [*self.makes, *self.classed]

    @property
    def undisclosed(self) -> list[Buyer]:
        """The buyers that their lists do not name."""
        return [buyer for buyer in self.buyers if not buyer.statement.thing.disclosed]

    @property
    def named(self) -> list[Buyer]:
        """The buyers that are named."""
        return [buyer for buyer in self.buyers if buyer.statement.thing.disclosed]


def workplace(asking: Asking, id_: str) -> Workplace:
    """Ask for all of it. NotFound for what this audience does not see."""
    card = asking.card("page/workplace", id_)
    supplies = outward(asking, id_, asking.rows("page/buyers", id=id_, skip=0, limit=MOST))
    chain = asking.chain(id_, "up")
    values = observed(asking, id_, asking.rows("page/observations", ids=[id_], limit=200))
    wages = [one for one in values if one.indicator.startswith("wage")]
    places = [place["id"] for place in card["countries"]]
    buyers = [_buyer(asking, chain, one) for one in supplies if not one.until]
    firms = [one.thing.id for one in supplies if one.thing.disclosed and not one.until]
    return Workplace(
        card=card, countries=places, buyers=buyers, ended=[one for one in supplies if one.until],
        through=_through(chain), operators=_operators(asking, card), owners=_owners(chain),
        zones=[fact for zone in card["zones"] for fact in _zone(asking, id_, zone)],
        unions=_unions(asking, id_), agreements=agreements(asking, [id_]), bound=agreements(asking, firms),
        bodies=_bodies(asking, places, buyers), wages=wages,
        observed=newest(one for one in values if one not in wages),
        findings=asking.rows("page/findings", ids=[id_], limit=100),
        context=[goods(asking, place) for place in places], makes=_makes(supplies),
        classed=[product["name"] for product in card["products"]],
        neighbours=_neighbours(asking, card), records=asking.claims.descriptions_of(id_),
        chain=chain,
    )  # fmt: skip


def _buyer(asking: Asking, chain: Chain, statement: Statement) -> Buyer:
    found = [node for node in chain.nodes if node.id == statement.thing.id]
    n_brands = int(found[0].props.get("n_brands") or 0) if found else 0
    rows = asking.rows("page/brands", id=statement.thing.id, skip=0, limit=MOST) if n_brands else []
    brands = [thing(row, sign="br") for row in rows if row["link"] == "BRAND_OF"]
    return Buyer(statement, _parents(chain, statement.thing.id), brands, n_brands)


def _parents(chain: Chain, id_: str) -> list[tuple[str, Thing]]:
    words = {"BRAND_OF": "is a brand of", "OWNED_BY": "is owned by"}
    return [
        (words[link.kind], node_thing(chain.node(link.end)))
        for link in chain.links
        if link.start == id_ and link.kind in words
    ]


def _through(chain: Chain) -> list[ThroughWhom]:
    """The paths on which goods pass through others before they reach a buyer."""
    supplies = {(link.start, link.end) for link in chain.links if link.kind == "SUPPLIES"}
    ways: dict[tuple[str, ...], ThroughWhom] = {}
    for path in chain.paths:
        reach = 0
        while reach + 1 < len(path.nodes) and (path.nodes[reach], path.nodes[reach + 1]) in supplies:
            reach += 1
        if reach > 1:
            steps = [node_thing(chain.node(node)) for node in path.nodes[1:reach]]
            buyer = node_thing(chain.node(path.nodes[reach]))
            ways.setdefault(
                tuple(path.nodes[: reach + 1]), ThroughWhom(steps, buyer, path.basis == "composed")
            )
    return list(ways.values())


def _operators(asking: Asking, card: Row) -> list[Statement]:
    rows = [{**row, "kind": "Organisation", "link": "OPERATED_BY"} for row in card["operators"]]
    return outward(asking, card["id"], rows)


def _owners(chain: Chain) -> list[tuple[str, Thing]]:
    """Who owns those that run it, in the words of the links."""
    firms = [link.end for link in chain.links if link.start == chain.root and link.kind == "OPERATED_BY"]
    return [parent for firm in firms for parent in _parents(chain, firm)]


def _zone(asking: Asking, id_: str, zone: Row) -> list[ZoneFact]:
    row = {**zone, "kind": "Zone", "zone_kind": zone["kind"], "link": "IN_ZONE"}
    held = regimes(asking, zone["id"], asking.card("page/zone", zone["id"])["regimes"])
    return [ZoneFact(statement, held) for statement in outward(asking, id_, [row])]


def _unions(asking: Asking, id_: str) -> list[Statement]:
    return inward(asking, id_, asking.rows("page/unions", id=id_, limit=MOST))


def _bodies(asking: Asking, places: Sequence[str], buyers: Sequence[Buyer]) -> list[Body]:
    """Where the buyers have their seats, and where the workplace stands."""
    seats: dict[str, str] = {}
    for buyer in buyers:
        seat = buyer.statement.row.get("country_id")
        if seat and buyer.statement.thing.disclosed:
            words = f"seat of {buyer.name}: {country(seat)}"
            seats[seat] = f"{seats[seat]}; {words}" if seat in seats else words
    return bodies(asking, seats, {place: f"it is for workplaces in {country(place)}" for place in places})


def _makes(supplies: Sequence[Statement]) -> list[str]:
    return sorted({product for one in supplies for product in one.row.get("products") or ()})


def _neighbours(asking: Asking, card: Row) -> list[Neighbour]:
    found = []
    for zone in card["zones"]:
        for row in asking.rows("page/zone_workplaces", id=zone["id"], skip=0, limit=NEIGHBOURS + 1):
            if row["id"] != card["id"]:
                buyers = [thing(buyer, "Organisation") for buyer in row["buyers"]]
                found.append(Neighbour(thing(row, "Workplace"), buyers, row["last_seen"]))
    return found[:NEIGHBOURS]
