"""Rules and remedies around a place: regimes of its zone, agreements that bind, where to complain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.asking import Asking
from app.evidence import Evidence, Thing, evidence, thing
from app.facts.statements import Observed, Statement, inward, newest, observed, outward
from app.presenting import country, today
from graph.engines.base import Row


@dataclass(frozen=True)
class Regime:
    """A status in law that holds in a zone, with what sources say of its rules."""

    statement: Statement
    rules: Sequence[Observed]

    @property
    def labour(self) -> list[Observed]:
        """The rules that are about work, not about taxes and duties."""
        return [rule for rule in self.rules if not rule.indicator.startswith(("regime_tax", "regime_duty"))]


def regimes(asking: Asking, owner: str, rows: Iterable[Row]) -> list[Regime]:
    """The regimes that a zone is under; rows have id and name."""
    named = [{**row, "kind": "Regime", "link": "UNDER_REGIME"} for row in rows]
    return [
        Regime(one, newest(observed(asking, one.thing.id, _values(asking, one.thing.id))))
        for one in outward(asking, owner, named)
    ]


def _values(asking: Asking, id_: str) -> list[Row]:
    return asking.rows("page/observations", ids=[id_], limit=200)


@dataclass(frozen=True)
class Agreement:
    """An agreement that one of some things signed or that covers it. `ended` by its own dates."""

    about: str
    statement: Statement

    @property
    def ended(self) -> bool:
        """Has it run out, as its source says?"""
        until = self.statement.until
        return bool(until) and (until == "unknown" or until < today().isoformat())

    @property
    def countries(self) -> list[str]:
        """The countries that it is for; none where its source names none."""
        return [country(id_) for id_ in self.statement.row["countries"]]


def agreements(asking: Asking, ids: Sequence[str]) -> list[Agreement]:
    """The agreements of these things, those in force first."""
    rows = asking.rows("page/agreements", ids=list(ids), limit=200) if ids else []
    made = []
    for about in dict.fromkeys(ids):
        mine = [row for row in rows if row["about"] == about]
        signed = outward(asking, about, [row for row in mine if row["link"] == "SIGNED"])
        covered = inward(asking, about, [row for row in mine if row["link"] == "COVERS"])
        made += [Agreement(about, one) for one in (*signed, *covered)]
    return sorted(made, key=lambda one: (one.ended, one.statement.thing.name))


@dataclass(frozen=True)
class Body:
    """Who takes complaints, and why it may take this one."""

    thing: Thing
    row: Row
    why: str
    evidence: Evidence


# A body takes complaints about firms seated in its country, or about workplaces in it.
SEAT, PLACE = ("oecd_ncp", "due_diligence_authority"), ("accord_mechanism", "national_authority")


def bodies(asking: Asking, seats: dict[str, str], places: dict[str, str]) -> list[Body]:
    """Complaint bodies by country id: `seats` and `places` give the words for whose country it is."""
    rows = asking.rows("page/complaint_bodies", ids=sorted({*seats, *places}), limit=200)
    wanted = [(row, _why(row, seats, places)) for row in rows]
    return [_body(asking, row, why) for row, why in wanted if why]


def _why(row: Row, seats: dict[str, str], places: dict[str, str]) -> str:
    where = row["country_id"]
    if row["complaint_kind"] in SEAT and where in seats:
        return seats[where]
    return places.get(where, "") if row["complaint_kind"] in PLACE else ""


def _body(asking: Asking, row: Row, why: str) -> Body:
    claims = [full.claim for full in asking.claims.descriptions_of(row["id"]) if full.live]
    return Body(thing(row), row, why, evidence(claims, None, row["last_seen"]))
