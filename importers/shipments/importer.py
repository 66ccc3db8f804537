"""Trade records: shipments, added up to one supply link a year between shipper and consignee.

A shipper or consignee is a firm as the papers name it; it may be an agent or a bank. Per year and good there
are observations of value (USD) and weight (kg), each added up over the file: a file should hold whole years.
What has no unit is not added up, and the run says so.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from graph.claim import Claim, Origin, Ref, country, describe, keyed, link, observation, raw, undisclosed
from importers.given import Given
from importers.row import Row
from importers.subjects import Found, country_of
from importers.values import clean, parse_date

# What papers say where they name nobody; "to order of" a bank names no buyer either.
_NOBODY = re.compile(
    r"|(?:n/?a|nil|none|unknown|unavailable|not available|undeclared|-+)|(?:to )?(?:the )?order\b.*",
    re.IGNORECASE,
)
_HS = re.compile(r"\d{2}|\d{4}|\d{6,}")
_YEAR = re.compile(
    r"(?:\d{1,2}[-/.]){2}(\d{4})|(\d{4})"
)  # 03/04/2021: of what month is unknown, of what year not
KG = {"kg": 1.0, "kgs": 1.0, "kilogram": 1.0, "kilograms": 1.0, "t": 1000.0, "mt": 1000.0, "tonne": 1000.0,
      "tonnes": 1000.0, "g": 0.001, "lb": 0.45359237, "lbs": 0.45359237}  # fmt: skip
ROWS_NAMED = 5


@dataclass
class Sum:
    """Shipments of one good: how many, and the values (USD) and weights (kg) of those that say them."""

    shipments: int = 0
    value: list[float] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)


@dataclass
class Trade:
    """All shipments of a year from one shipper to one consignee: their rows and their goods by HS code."""

    rows: list[str] = field(default_factory=list)
    goods: dict[str, Sum] = field(default_factory=dict)


class Gathering:
    """The shipments of a file, by year, shipper and consignee."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.trades: dict[tuple[int, str, str], Trade] = {}
        self.countries: dict[str, set[str]] = {}

    def add(self, row: Row) -> None:
        """Take a shipment in. RowError when the year cannot be told or nobody is named."""
        shipper, consignee = self._party(row, "shipper"), self._party(row, "consignee")
        if not shipper and not consignee:
            raise row.refusal("shipper", "It names neither shipper nor consignee.")
        if shipper.casefold() == consignee.casefold():
            raise row.refusal("shipper", "Shipper and consignee are one firm: nobody supplies itself.")
        year, code = _year(row), _hs(row)
        weight, value = self._weight(row), self._value(row)
        row.words("goods", "port")  # read, but they differ with each shipment
        trade = self.trades.setdefault((year, shipper, consignee), Trade())
        trade.rows.append(row.ref)
        added = trade.goods.setdefault(code, Sum())
        added.shipments += 1
        added.weight += [weight] if weight is not None else []
        added.value += [value] if value is not None else []

    def claims(self) -> Iterator[Claim]:
        """The firms, a link for each year, and the sums."""
        for (year, shipper, consignee), trade in sorted(self.trades.items(), key=lambda item: item[0]):
            origin = self._origin(year, trade)
            start = yield from self._firm(shipper, origin, "supplier")
            end = yield from self._firm(consignee, origin, "buyer")
            products = [f"HS {code}" for code in sorted(trade.goods) if code]
            yield link(origin, "SUPPLIES", start, end, kinds=["goods"], years=[year], products=products)
            for code in sorted(trade.goods):
                yield from _sums(origin, year, (start, end), code, trade.goods[code])

    def _party(self, row: Row, name: str) -> str:
        """A firm's name as given, empty where the papers name nobody."""
        code = country_of(row, f"{name}_country")
        if _NOBODY.fullmatch(row.get(name)):
            return ""
        party = raw(row.as_given(name))
        self.countries.setdefault(party, set()).update([code] if code else [])
        return party

    def _weight(self, row: Row) -> float | None:
        kg, other = row.number("weight_kg"), row.number("weight")
        unit = row.get("weight_unit").casefold().rstrip(".")
        if kg is not None or other is None:
            return kg
        if unit not in KG:
            self.given.notices.add("gives a weight whose unit is not known: it is not added up", row.ref)
            return None
        return other * KG[unit]

    def _value(self, row: Row) -> float | None:
        usd, other = row.number("value_usd"), row.number("value")
        currency = row.get("currency").upper()
        if usd is not None or other is None:
            return usd
        if currency not in ("USD", "US$"):
            self.given.notices.add("gives a value that is not said to be in USD: it is not added up", row.ref)
            return None
        return other

    def _origin(self, year: int, trade: Trade) -> Origin:
        """Each year is a list of its own, so that a later file adds its years to those of earlier ones."""
        of = self.given.list(name=f"{self.given.list_name}, {year}")
        count = len(trade.rows)
        more = f" and {count - ROWS_NAMED} more" if count > ROWS_NAMED else ""
        rows = ", ".join(trade.rows[:ROWS_NAMED])
        words = f"{count} shipment{'s' if count > 1 else ''} in {year}, row {rows}{more}"
        return Origin(of, trade.rows[0], words, str(year), self.given.confidence, self.given.audience)

    def _firm(self, party: str, origin: Origin, side: Literal["buyer", "supplier"]) -> Found:
        if not party:
            nobody = undisclosed(self.given.list(), side)
            name = f"{side.capitalize()} not named by {self.given.list_name}"
            yield describe(origin, nobody, name=name, disclosed=False, roles=["undisclosed"])
            return nobody
        named = self.given.organisation(party)
        origin = replace(origin, words="")  # the same each year and way
        yield describe(origin, named, name=clean(party), disclosed=True)
        for code in sorted(self.countries[party]):
            yield link(origin, "IN_COUNTRY", named, country(code), precision="stated")
        return named


def _sums(origin: Origin, year: int, ends: tuple[Ref, Ref], code: str, added: Sum) -> Iterator[Claim]:
    """Value and volume of one good between two firms in a year; nothing where no row says it."""
    about = [(ends[0], "supplier"), (ends[1], "buyer")]
    if code:
        about.append((keyed("hs", code), "product"))
    for indicator, values, unit in (
        ("trade_value", added.value, "USD"),
        ("trade_volume", added.weight, "kg"),
    ):
        if values:
            words = f"{origin.words}; added up over {len(values)} of {added.shipments} of this good"
            of_sum = replace(origin, words=words)
            total = round(math.fsum(values), 2)
            yield from observation(of_sum, indicator, about, year, value=total, unit=unit)


def _year(row: Row) -> int:
    """The year of the shipment, from a date even where its day and month cannot be told apart."""
    text = row.take("date")
    found = parse_date(text)
    loose = _YEAR.match(text)
    year = found[:4] if found else (loose[1] or loose[2]) if loose else None
    if year is None or not 1900 <= int(year) < 2200:
        raise row.refusal("date", f"'{text[:60]}' names no year that can be told (write 2018-11-07).")
    return int(year)


def _hs(row: Row) -> str:
    """The code to six digits, beyond which countries differ; empty where the row gives none."""
    text = re.sub(r"[\s.]", "", row.get("hs"))
    if text and not _HS.fullmatch(text):
        raise row.refusal("hs", f"'{row.get('hs')[:60]}' is no HS code: it has 2, 4 or from 6 digits.")
    return text[:6]
