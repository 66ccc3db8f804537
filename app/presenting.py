"""Words for what the record holds: dates, numbers, countries, kinds; the filters that templates use."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from flask import Flask, request

from app.drawing.sayings import STALE_YEARS
from app.theme import theme
from graph.countries import country_name

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PAGES: Mapping[str, str] = MappingProxyType({"WP": "w", "OR": "o", "ZN": "z", "SR": "source"})
ZONE_KINDS: Mapping[str, str] = MappingProxyType({
    "export_processing_zone": "Export processing zone",
    "special_economic_zone": "Special economic zone",
    "free_zone": "Free zone",
    "bonded_zone": "Bonded zone",
    "industrial_park": "Industrial park",
    "qualifying_industrial_zone": "Qualifying industrial zone",
})  # fmt: skip
RIGHTS: Mapping[str, str] = MappingProxyType({
    "freedom_of_association": "freedom of association",
    "safe_healthy_work": "safe and healthy work",
    "violence_harassment": "violence and harassment",
})  # fmt: skip
INDICATORS: Mapping[str, str] = MappingProxyType({
    "wage_vs_living_wage": "Wage paid, as a share of a living wage",
    "supply_chain_transparency_score": "Publishes its supply chain",
    "living_wage_commitment": "Says publicly that it will pay a living wage",
    "labour_cost_isolated": "Separates labour cost in what it pays",
    "living_wage_action_plan": "Has a dated plan to reach a living wage",
    "living_wages_paid_score": "Shows that its suppliers pay a living wage",
    "labour_inspectors": "Labour inspectors",
    "labour_inspections": "Workplace inspections",
    "child_labour_violations": "Child labour violations found",
    "children_in_work_percent": "Children in work",
    "child_labour_advancement": "Advancement against child labour, as assessed",
    "labour_inspectors_per_10k": "Labour inspectors",
    "union_density": "In a union, of those employed",
    "bargaining_coverage": "Covered by collective agreements, of those employed",
    "average_monthly_earnings": "Average monthly earnings",
    "fatal_injuries_rate": "Fatal injuries at work",
    "regime_association": "Unions",
    "regime_bargaining": "Collective bargaining",
    "regime_strike": "Strikes",
    "regime_hours": "Hours",
    "regime_contracts": "Contracts",
    "regime_minimum_wage": "Minimum wage",
    "regime_inspection": "Labour inspection",
    "regime_social_security": "Social security",
    "regime_duty_exemption": "Duties",
    "regime_tax_holiday_years": "Tax holiday",
    "c029_ratified": "C029, forced labour",
    "p029_ratified": "P029, forced labour, protocol of 2014",
    "c087_ratified": "C087, freedom of association",
    "c098_ratified": "C098, right to organise and bargain",
    "c100_ratified": "C100, equal pay",
    "c105_ratified": "C105, abolition of forced labour",
    "c111_ratified": "C111, discrimination",
    "c138_ratified": "C138, minimum age",
    "c155_ratified": "C155, occupational safety and health",
    "c182_ratified": "C182, worst forms of child labour",
    "c187_ratified": "C187, framework for safety and health",
    "c190_ratified": "C190, violence and harassment",
    "workers": "Workers",
})  # fmt: skip


def today() -> date:
    """The day on which a page is made, UTC."""
    return datetime.now(UTC).date()


def day(value: date | str | None) -> str:
    """`7 Nov 2018`, `Nov 2018` or `2018`, as exact as the date is; empty for none."""
    parts = str(value or "").split("-")
    if len(parts) == 1:
        return parts[0]
    words = [MONTHS[int(parts[1]) - 1], parts[0]]
    return " ".join([str(int(parts[2])), *words] if len(parts) > 2 else words)


def seen(as_of: str | None) -> str:
    """`seen 7 Nov 2018`, or that no date is given."""
    return f"seen {day(as_of)}" if as_of else "no date given"


def is_old(as_of: str | None, on: date | None = None) -> bool:
    """Was it last confirmed more than three years ago? An unknown date is not old, it is unknown."""
    on = on or today()
    latest = (as_of or "9") + {4: "-12-31", 7: "-31"}.get(len(as_of or ""), "")
    return latest < f"{on.year - STALE_YEARS:04}-{on.month:02}-{on.day:02}"


def age(as_of: str | None, on: date | None = None) -> str:
    """`last seen 2018` for what is old, else as `seen` says."""
    return f"last seen {str(as_of)[:4]}" if is_old(as_of, on) else seen(as_of)


def num(value: float | None) -> str:
    """`1,390`; a part only where there is one."""
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def counted(number: int, one: str, several: str = "") -> str:
    """`1 source`, `1,390 workplaces`."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    parts = list(words)
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def country(code: str | None) -> str:
    """A country's name from its code or id (`VN`, `iso:VN`)."""
    return country_name((code or "").removeprefix("iso:"))


def thing_url(id_: str | None) -> str:
    """The address of a thing's page; empty for what has none."""
    if not id_:
        return ""
    if id_.startswith("iso:"):
        return f"/c/{quote(id_[4:].lower())}"
    page = PAGES.get(id_[:2]) if id_[2:3] == "-" else None
    return f"/{page}/{quote(id_)}" if page else ""


def zone_kind(kind: str | None) -> str:
    """A kind of zone in words; empty where no source says."""
    return ZONE_KINDS.get(kind or "", "")


def right(category: str | None) -> str:
    """A rights category in words."""
    return RIGHTS.get(category or "", (category or "").replace("_", " "))


def indicator(name: str) -> str:
    """What an indicator asks, in words."""
    return INDICATORS.get(name, name.replace("_", " ").capitalize())


def value(row: Mapping[str, Any]) -> str:
    """An observation's value with its unit, as a reader would say it."""
    said, unit, text = row.get("value"), str(row.get("unit") or "count"), str(row.get("text") or "")
    if text:
        words = text.replace("own_rules", "own rules")
        return f"{text}, on a scale from A to E" if unit == "letter" else words[:1].upper() + words[1:]
    known = {"percent": f"{num(said)} %", "score_0_10": f"{num(said)} of 10", "count": num(said)}
    return known.get(unit, f"{num(said)} {unit}")


def capitalize_first(words: str) -> str:
    """With a capital at its start, and the rest as it was."""
    return words[:1].upper() + words[1:]


FILTERS = (
    capitalize_first, day, seen, age, num, counted, listed, country, thing_url, zone_kind, right, indicator,
    value,
)  # fmt: skip


def register(site: Flask) -> None:
    """Give the templates these words."""
    for function in FILTERS:
        site.add_template_filter(function, function.__name__)
    site.context_processor(_everywhere)


def _everywhere() -> dict[str, Any]:
    from app.asking import ask

    here = request.full_path.rstrip("?")
    return {"theme": theme(), "today": today(), "here": here, "audience": ask().audience}
