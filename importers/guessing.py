"""Which columns of an unknown layout hold what, by their values: a hint for the person who maps them.

Nothing is read by a guess: it is said, or stands chosen in the form, and a person takes it or another.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from shlex import quote
from statistics import median

from importers import identifiers
from importers.private import private
from importers.reading import Document, RawRow, Table
from importers.sources import SourceSpec
from importers.values import country_code, country_in_address, number, same_heading

_LOOKED = 200  # rows
_WORD = 5  # letters of a heading within another
_MOST, _MANY, _SOME = 0.8, 0.5, 0.2  # of a column's values
_PLACE = re.compile(
    r"\b(?:road|rd|street|st|avenue|ave|lane|plot|block|village|district|zone|industrial|estate|park|floor|km|ward|"
    r"calle|av|avenida|rua|via|rue|ul|ulica|mahallesi|mah|cad|sok|jalan|jl|desa|đường|khu|phường|xã|"
    r"\w*stra(?:ße|sse|at)|\w*str(?=\.)|\w+(?:weg|platz|gatan|vej))\b|"
    r"[路号號街区區市县縣镇鎮村]|丁目|번길|ถนน|ตำบล|улица|ул\.|شارع|সড়ক|रोड",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:ltd|limited|co|company|corp|inc|llc|pvt|plc|pt|cv|gmbh|kg|ag|s\.?a\.?|s\.?r\.?l|spa|sdn|bhd|jsc|bv|"
    r"ab|oy|a\.?ş|san|tic|ooo|factory|garments?|textiles?|apparel|industries|mills?|công ty|tnhh)\b|"
    r"公司|有限|株式会社|工場|工厂|工廠|주식회사|ООО|বাংলাদেশ লিমিটেড|লিমিটেড|บริษัท|شركة",
    re.IGNORECASE,
)
Values = Mapping[str, Sequence[str]]


def guessed(values: Values, spec: SourceSpec, known: Mapping[str, str]) -> dict[str, str]:
    """Logical name to heading for what the values under the headings tell, beside what is `known`."""
    left_out = {*known.values(), *private(tuple(values), spec.accept)}
    values = {name: held for name, held in values.items() if name not in left_out}
    found: dict[str, str] = {}
    for name, heading in (*_told(values), *_named(values, spec), *_firms(values)):
        if name in spec.accept.columns and name not in {**known, **found} and heading not in found.values():
            found[name] = heading
    return found


def address_in(table: Table, taken: Sequence[str]) -> str:
    """The heading of a column that seems to hold addresses and is none of `taken`; empty without one."""
    values = {name: held for name, held in values_of(table).items() if name not in taken}
    return max(
        _by(values, _is_address, _MANY), key=lambda name: _share(values[name], _is_address), default=""
    )


def values_of(table: Table) -> dict[str, list[str]]:
    """The filled cells of each column in the first rows."""
    found: dict[str, list[str]] = {name: [] for name in table.columns}
    with closing(table.rows) as rows:
        for row in islice(rows, _LOOKED):
            for name, cell in row.cells.items() if isinstance(row, RawRow) else ():
                if text := cell.strip():
                    found.setdefault(name, []).append(text)
    return found


def _told(values: Values) -> Iterator[tuple[str, str]]:
    """Pairs of logical name and heading, the surest first."""
    for name, of_all in (("os_id", identifiers.os_id), ("lei", identifiers.lei), ("country", country_code)):
        yield from ((name, heading) for heading in _by(values, of_all, _MOST))
    yield from zip(("lat", "lng"), _coordinates(values), strict=False)
    addresses = sorted(_by(values, _is_address, _MANY), key=lambda name: -median(map(len, values[name])))
    yield from (("address", heading) for heading in addresses)


def _named(values: Values, spec: SourceSpec) -> Iterator[tuple[str, str]]:
    """Pairs by headings that hold a usual one within them, for what a list needs."""
    needed = (*spec.accept.required, *spec.accept.one_of)
    for name in needed:
        said = [spelt for each in spec.accept.columns[name] if len(spelt := same_heading(each)) >= _WORD]
        for heading in _by(values, re.compile(r"[^\W\d_]").search, _MANY):
            if any(spelt in same_heading(heading) for spelt in said):
                yield name, heading


def _firms(values: Values) -> Iterator[tuple[str, str]]:
    firms = sorted(_by(values, _FIRM.search, _SOME), key=lambda name: -_share(values[name], _FIRM.search))
    return (("name", heading) for heading in firms)


def _by(values: Values, test: Callable[[str], object], least: float) -> list[str]:
    return [name for name, held in values.items() if held and _share(held, test) >= least]


def _share(held: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(text)) for text in held) / len(held)


def _is_address(text: str) -> bool:
    """Words of a place beside a number or a comma, or a country at the end of several words."""
    if len(text) < 10 or number(text) is not None:
        return False
    return bool(re.search(r"\d|,", text) and (_PLACE.search(text) or country_in_address(text)))


def _coordinates(values: Values) -> list[str]:
    """Two columns of numbers with decimals on earth; latitude stands first."""
    found = _by(values, lambda text: "." in text and abs(number(text) or 999) <= 180, 1)
    return found if len(found) == 2 and all(abs(number(text) or 0) <= 90 for text in values[found[0]]) else []


def hint(document: Document, spec: SourceSpec, known: Mapping[str, str]) -> str:
    """A sentence: what a list needs, and how a command would name its columns. Empty without a guess."""
    widest = max(document.tables(), key=lambda table: len(table.columns))
    more = guessed(values_of(widest), spec, known)
    options = " ".join(f"--map {quote(f'{name}={said}')}" for name, said in more.items())
    if not options:
        return ""
    if {*known, *more}.isdisjoint(spec.accept.one_of):
        options += """ and, of all rows, --map 'country="Bangladesh"' or another"""
    return (
        " A supplier list needs a name, and an address, a city or a country; by what the columns hold it may"
        f" be read with {options}: these are guesses, look at them with --dry-run."
    )
