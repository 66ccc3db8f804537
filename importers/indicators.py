"""Indicators: the words that saved questions know, with their units, and the value in a cell.

An indicator that is not among them is kept under its own name. Percentages are "percent", whatever of: of
what, the words as given say.
"""

import re
from types import MappingProxyType

from graph.claim import Value
from importers.row import Row

PERCENT, COUNT, USD, TEXT = "percent", "count", "USD", "text"
_BY_UNIT: dict[str, tuple[str, ...]] = {
    PERCENT: (
        "wage_vs_living_wage", "workers_female_percent", "workers_migrant_percent",
        "workers_under_25_percent",
        "union_density", "bargaining_coverage", "country_over_48h_percent", "country_temporary_percent",
        "social_protection_coverage", "gender_pay_gap_percent", "labour_share", "minimum_wage_vs_living_wage",
        "value_added_share", "domestic_value_added_share", "workers_over_48h_percent",
        "workers_temporary_percent", "workers_agency_percent", "social_security_registered_percent",
        "children_in_work_percent",
    ),
    COUNT: (
        "labour_inspectors", "labour_inspections", "child_labour_violations", "workers", "zone_workers",
        "fatalities", "strain_injuries", "jobs_lost", "jobs_created",
    ),
    USD: ("trade_value", "dividends", "buybacks", "research_spending", "wage_bill", "net_profit",
          "public_support"),
    TEXT: ("ituc_rating", "living_wage_commitment", "living_wage_action_plan", "labour_cost_isolated",
           "child_labour_advancement", "living_wages_paid_score"),
    "": (
        "labour_inspectors_per_10k", "fatal_injuries_rate", "average_monthly_earnings", "productivity_index",
        "real_wage_index", "minimum_wage", "living_wage", "financial_secrecy_score", "trade_volume",
        "unit_price", "debt_ratio", "monthly_wage", "weekly_hours", "lost_time_rate", "training_hours",
        "ghg_t", "energy_mwh", "supply_chain_transparency_score",
    ),
}  # fmt: skip
UNITS = MappingProxyType({name: unit for unit, names in _BY_UNIT.items() for name in names})
# How tables say that they have no value.
MISSING = frozenset({"", ".", "..", "...", ":", "-", "–", "na", "n/a", "nan", "null", "none", "no data",
                     "not available", "unknown"})  # fmt: skip
_CONVENTION = re.compile(r"[cp]\d{3}_ratified")


def indicator_named(text: str) -> str:
    """An indicator's name as it is stored: "Union density" is `union_density`."""
    return "_".join(re.findall(r"[^\W_]+", text.casefold()))


def is_known(name: str) -> bool:
    """Whether saved questions know the indicator."""
    return name in UNITS or _CONVENTION.fullmatch(name) is not None


def value_in(row: Row, column: str, indicator: str, unit: str) -> dict[str, Value | None] | None:
    """The value and unit of a cell for `observation`; None where the table has no value.

    RowError for words where the indicator is a number.
    """
    text = row.get(column)
    if text.casefold() in MISSING:
        return None
    known = UNITS.get(indicator, unit)
    if known == TEXT or _CONVENTION.fullmatch(indicator):
        return {"text": text}
    if indicator in UNITS or unit or re.match(r"[+-]?\.?\d", text):
        return {"value": row.number(column), "unit": unit_of(unit) or known or None}
    return {"text": text}


def unit_of(text: str) -> str:
    """The unit as stored: "% of employees" is `percent`."""
    return PERCENT if text.casefold().startswith(("%", "per cent", "percent")) else text
