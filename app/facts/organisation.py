"""What is known of one organisation: who supplies it, from where, who owns it, what it says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.asking import Asking
from app.evidence import Thing, thing
from app.facts.rules import Agreement, agreements
from app.facts.statements import Observed, Statement, inward, newest, observed, outward
from graph.claims import FullClaim
from graph.engines.base import Row

SUPPLIERS = 50  # on one page of its list
ROLES = {
    "labour_agency": "labour agency", "private_equity": "private equity firm", "public_buyer": "public buyer",
    "complaint_body": "complaint body", "global_union": "global union", "employers_body": "employers’ body",
    "ncp": "National Contact Point",
}  # fmt: skip
WAGE = "wage_vs_living_wage"


@dataclass(frozen=True)
class SupplierWage:
    """The newest wage known at a supplier, as a share of a living wage."""

    thing: Thing
    observed: Observed


@dataclass(frozen=True)
class Organisation:
    """Everything on an organisation's page."""

    card: Row
    roles: Sequence[str]
    countries: Sequence[str]
    suppliers: Sequence[Statement]
    n_suppliers: int
    by_country: Sequence[Row]
    zones: Sequence[tuple[Thing, Row]]
    buyers: Sequence[Statement]
    parents: Sequence[Statement]
    brands: Sequence[Statement]
    runs: Sequence[Statement]
    wages: Sequence[SupplierWage]
    agreements: Sequence[Agreement]
    disclosed: Row | None
    answers: Sequence[Observed]
    findings: Sequence[Row]
    records: Sequence[FullClaim]

    @property
    def n_countries(self) -> int:
        """In how many countries its suppliers are, as far as their rows say."""
        return sum(1 for row in self.by_country if row["country_id"])

    @property
    def owners(self) -> list[Statement]:
        """Its parents by ownership."""
        return [one for one in self.parents if one.key[1] == "OWNED_BY"]

    @property
    def brand_of(self) -> list[Statement]:
        """The firms that it is a brand of."""
        return [one for one in self.parents if one.key[1] == "BRAND_OF"]


def organisation(asking: Asking, id_: str, start: int = 0) -> Organisation:
    """Ask for all of it; `start` suppliers lie before the part that is listed. NotFound."""
    card = asking.card("page/organisation", id_)
    places = [place["id"] for place in card["countries"]]
    suppliers = asking.rows("page/suppliers", id=id_, skip=start, limit=SUPPLIERS)
    disclosure = asking.row("page/supplier_disclosure", id=id_) if card["n_suppliers"] else None
    values = asking.rows("page/observations", ids=[id_], limit=200)
    return Organisation(
        card=card, roles=[ROLES.get(role, role) for role in card["roles"] or () if role != "undisclosed"],
        countries=places, suppliers=inward(asking, id_, suppliers), n_suppliers=card["n_suppliers"] or 0,
        by_country=asking.rows("page/suppliers_by_country", id=id_, limit=300),
        zones=[(thing(row), row) for row in asking.rows("page/supplier_zones", id=id_, limit=100)],
        buyers=outward(asking, id_, asking.rows("page/buyers", id=id_, skip=0, limit=50)),
        parents=outward(asking, id_, asking.rows("page/parents", id=id_, skip=0, limit=50)),
        brands=inward(asking, id_, asking.rows("page/brands", id=id_, skip=0, limit=200), sign="br"),
        runs=inward(asking, id_, asking.rows("page/operated_workplaces", id=id_, skip=0, limit=50)),
        wages=_wages(asking, id_), agreements=agreements(asking, [id_]),
        disclosed=disclosure if disclosure and disclosure["n"] else None,
        answers=newest(observed(asking, id_, values)),
        findings=asking.rows("page/findings", ids=[id_], limit=100),
        records=asking.claims.descriptions_of(id_),
    )  # fmt: skip


def _wages(asking: Asking, id_: str) -> list[SupplierWage]:
    """The newest value of each supplier that one is known of."""
    found: dict[str, SupplierWage] = {}
    for row in asking.rows("page/supplier_observations", id=id_, indicator=WAGE, limit=50):
        if row["id"] not in found:
            said = observed(asking, row["id"], [{**row, "id": row["observation"]}])
            if said:
                found[row["id"]] = SupplierWage(thing(row), said[0])
    return list(found.values())
