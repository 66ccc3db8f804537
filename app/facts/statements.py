"""Links as statements: the thing at the other end, who says so, how sure, how old."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.asking import Asking
from app.evidence import Evidence, Thing, evidence, thing
from graph.chain import LinkKey
from graph.engines.base import Row

MOST = 50  # statements on one page with their claims; more are listed elsewhere


@dataclass(frozen=True)
class Statement:
    """One link of a thing. `tiers` are as stated; `until` is empty while nobody says that it ended."""

    thing: Thing
    key: LinkKey
    evidence: Evidence
    row: Row

    @property
    def tiers(self) -> Sequence[int]:
        """The tiers that its sources state."""
        return self.row.get("tiers") or ()

    @property
    def until(self) -> str:
        """When it ended: a date, `unknown`, or empty."""
        return self.row.get("until") or ""

    @property
    def link_id(self) -> str:
        """`FROM~KIND~TO`, as in the address of its panel."""
        return "~".join(self.key)


def outward(asking: Asking, start: str, rows: Iterable[Row], sign: str = "") -> list[Statement]:
    """Links from `start`; rows have the other end's id, name and kind, and the link's kind as `link`."""
    return _statements(asking, [((start, row["link"], row["id"]), row) for row in rows], sign)


def inward(asking: Asking, end: str, rows: Iterable[Row], sign: str = "") -> list[Statement]:
    """Links to `end`."""
    return _statements(asking, [((row["id"], row["link"], end), row) for row in rows], sign)


def _statements(asking: Asking, keyed: Sequence[tuple[LinkKey, Row]], sign: str) -> list[Statement]:
    if not keyed:
        return []
    claims = asking.claims.claims_of([key for key, _ in keyed])
    others = asking.names([row["id"] for _, row in keyed])
    made = []
    for key, row in keyed:
        said = claims.get(key)
        if said:  # no link without a source
            named = {"other_names": others.get(row["id"], {}).get("other_names"), **row}
            line = evidence(said, row.get("confidence"), row.get("last_seen"))
            made.append(Statement(thing(named, sign=sign), key, line, row))
    return sorted(made, key=lambda one: (bool(one.until), not one.thing.disclosed))


@dataclass(frozen=True)
class Observed:
    """One value of one indicator with who says so."""

    indicator: str
    row: Row
    evidence: Evidence

    @property
    def percent(self) -> float | None:
        """The value as a share, for a bar; None for what is no percentage."""
        return self.row["value"] if self.row.get("unit") == "percent" else None


def observed(asking: Asking, thing_id: str, rows: Iterable[Row]) -> list[Observed]:
    """Observations about one thing with their claims; rows have id, indicator, value, text, unit, year."""
    held = list(rows)
    if not held:
        return []
    claims = asking.claims.claims_of([(row["id"], "ABOUT", thing_id) for row in held])
    return [
        Observed(row["indicator"], row, evidence(said, None, row.get("last_seen")))
        for row in held
        if (said := claims.get((row["id"], "ABOUT", thing_id)))
    ]


def newest(found: Iterable[Observed]) -> list[Observed]:
    """Of each indicator, sex and age group the newest value."""
    kept: dict[tuple[Any, ...], Observed] = {}
    for one in sorted(found, key=lambda one: one.row.get("year") or 0, reverse=True):
        kept.setdefault((one.indicator, one.row.get("sex"), one.row.get("age_group")), one)
    return sorted(kept.values(), key=lambda one: one.indicator)
