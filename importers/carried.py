"""What a list says once for many rows, and rows that are no record.

A country or a tier may be the sheet's name, stand alone in a row above the rows that it is of, or be given by
a person for the whole list: it is put into the cells of those rows that say nothing themselves, so that keys,
words and rows given back hold it. Totals, notes and headings that are repeated after a page break are no
workplaces: they are told in one sentence a kind, with their rows.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from importers.reading import BELOW, BadRow, Document, RawRow, Table
from importers.sources import Accept
from importers.values import clean, country_code

_LOOKED = 40  # rows in which a country that stands alone is sought
_NAMED = 8  # rows in a sentence
_FEW = 3  # texts: a row that has as many, as a name, an address and a country, is a record
_LONG = 80  # characters: more in one lone cell is a sentence, no name
_LETTER = re.compile(r"[^\W\d_]")
_TIER = re.compile(r"(?:supplier )?tier[ -]?\d(?: (?:suppliers?|factories|sites|facilities|units))?", re.I)
_LABEL = re.compile(r"(?:country(?: of production)?|país|pays|land|国家|國家|国)\s*[:：]\s*", re.I)
_COUNT = re.compile(r"[\s:,–—-]*(?:\(?\d[^()]*\)?|\(cont[^()]*\)|\bcont(?:inued|'d|\.))$", re.I)
_TOTAL = re.compile(
    r"(?:(?:grand |sub[- ]?)?totals?|sum|summe|gesamt(?:summe)?|somme|totaal|totale|suma|razem|toplam|"
    r"tổng(?: cộng)?|jumlah|итого|всего)(?![^\W\d_])|합계|총계|合计|合計|总计|總計|مجموع|कुल|মোট|รวม",
    re.IGNORECASE,
)
_OF_A_TOTAL = re.compile(r"\s*(?:[:：(\d]|(?:number|no|of|for|factories|suppliers|sites|workers)\b|$)", re.I)
_NOTE = re.compile(
    r"[*†‡§©※¹²³]|\(?\d\)|\[\d+\]|(?:notes?|sources?|disclaimer|remarks?|legend|updated)\s*[:：]|"
    r"(?:last updated?|as (?:of|at)|copyright|confidential|end of (?:list|file)|page \d+)\b",
    re.IGNORECASE,
)
HEADS, TOTAL, NOTE, REPEATS = "heads the rows below it", "is a total", "is a note", "repeats the headings"


def country_said(text: str) -> str:
    """The country in a heading ("CHINA (25)", "Country: China"), as given; empty when there is none."""
    bare = _COUNT.sub("", _LABEL.sub("", clean(text), count=1))
    if bare.isascii() and len(bare) < 4 and bare not in {"USA", "UAE", "UK"}:
        return ""  # "IN" and "NO" are words too
    return bare if country_code(bare) else ""


def tier_said(text: str) -> str:
    """The tier in a heading ("Tier 2 suppliers"), as given; empty when there is none."""
    bare = clean(text)
    return bare if _TIER.fullmatch(bare) else ""


_SAID = {"country": country_said, "tier": tier_said}


def said_once(text: str, names: tuple[str, ...]) -> dict[str, str]:
    """What a sheet's name or a cell that stands alone says, by logical name."""
    return {name: said for name in names if (said := _SAID[name](text))}


def names_above(table: Table, accept: Accept) -> set[str]:
    """The logical names that the sheet's name, a row above its rows or a person gives."""
    found = {*accept.fixed, *said_once(table.sheet or "", accept.carried)}
    rows = table.rows
    for row in islice(rows, _LOOKED if accept.carried else 0):
        if isinstance(row, RawRow) and len(texts := _texts(row)) == 1:
            found.update(said_once(texts[0], accept.carried))
    rows.close()
    return found


@dataclass
class Carrying:
    """One table's rows, with what stands once for many filled in; `columns` are its matched headings."""

    document: Document
    table: Table
    columns: Mapping[str, str]
    accept: Accept
    above: dict[str, str] = field(default_factory=dict)  # what stands above the row, the outer first
    told: dict[str, list[str]] = field(default_factory=dict)

    @property
    def headings(self) -> dict[str, str]:
        """The matched headings, and the usual one of each logical name that may be filled in."""
        names = (*self.accept.carried, *self.accept.fixed)
        return {name: self.accept.columns[name][0] for name in names} | dict(self.columns)

    def rows(self) -> Iterator[RawRow | BadRow]:
        """The records; what the others were is a warning once all are read."""
        headings = self.headings
        given = {**self.accept.fixed, **said_once(self.table.sheet or "", self.accept.carried)}
        for row in self.table.rows:
            texts = _texts(row) if isinstance(row, RawRow) and self.accept.carried else []
            if isinstance(row, RawRow) and (other := self._no_record(row, texts)):
                self._tell(other, row, texts)
            elif isinstance(row, RawRow) and (held := given | self.above) and not self._is_lone(texts):
                yield _filled(row, headings, held)
            else:
                yield row
        self._warn()

    def _no_record(self, row: RawRow, texts: list[str]) -> str:
        """What a row is that is no record; empty for a record. What it says of the rows below is held."""
        if section := said_once(texts[0], self.accept.carried) if len(texts) == 1 else {}:
            self._begin(section)
            return HEADS
        return _other_than_a_record(row, texts, self.table)

    def _begin(self, section: dict[str, str]) -> None:
        """A heading ends those within it: what stood above the first of its kind goes on."""
        name = next(iter(section))
        outer = list(self.above)
        outer = outer[: outer.index(name)] if name in outer else outer
        self.above = {each: self.above[each] for each in outer} | section

    def _is_lone(self, texts: list[str]) -> bool:
        """Whether it may be a heading unknown to us: one text, where others have an address or country."""
        return len(texts) == 1 and not {"address", "country"}.isdisjoint(self.columns)

    def _tell(self, what: str, row: RawRow, texts: list[str]) -> None:
        self.told.setdefault(what, []).append(f"{row.ref} ('{clean(texts[0])[:_LONG]}')")

    def _warn(self) -> None:
        for what, rows in self.told.items():
            more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
            each = "Row" if len(rows) == 1 else "Each of the rows"
            self.document.warn(f"{each} {', '.join(rows[:_NAMED])}{more} {what}; it is no record.")


def _texts(row: RawRow) -> list[str]:
    """The cells that are no mere numbers, as far as it matters whether they are few."""
    texts = []
    for cell in row.cells.values():
        if cell and _LETTER.search(cell):
            texts.append(cell)
            if len(texts) == _FEW:
                break
    return texts


def _other_than_a_record(row: RawRow, texts: list[str], table: Table) -> str:
    """Repeated headings, a total, a note, or empty for a record."""
    if len(texts) > 1 and table.header and all(map(_is_heading, row.cells.values(), table.header)):
        return REPEATS
    if 0 < len(texts) < _FEW and _is_total(clean(texts[0]), alone=len(texts) == 1):
        return TOTAL
    if len(texts) == 1 and (_NOTE.match(clean(texts[0])) or len(texts[0]) > _LONG):
        return NOTE
    return ""


def _is_heading(cell: str, heading: str) -> bool:
    return cell == heading or heading.endswith(f"{BELOW}{cell}")


def _is_total(text: str, *, alone: bool) -> bool:
    """ "Total", "Total: 25 factories", "Total Bangladesh", "Bangladesh total"; not "Total Apparel Ltd"."""
    found = _TOTAL.match(text)
    if found is None:
        return (
            alone
            and bool(_TOTAL.fullmatch(text.rpartition(" ")[2]))
            and bool(country_said(text.rpartition(" ")[0]))
        )
    rest = text[found.end() :]
    return not rest.strip(" :") or (alone and bool(_OF_A_TOTAL.match(rest) or country_said(rest)))


def _filled(row: RawRow, headings: Mapping[str, str], held: Mapping[str, str]) -> RawRow:
    """The row with what stands above it in the cells that it leaves empty."""
    more = {
        headings[name]: text for name, text in held.items() if not row.cells.get(headings[name], "").strip()
    }
    return replace(row, cells={**row.cells, **more})
