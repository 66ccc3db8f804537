"""Addresses taken apart as far as it is cheap: kilometres, roads, zones, plots, post code, words.

No address grammar holds for all countries, so only what a neighbour contradicts is read: `Km 25` and `Km 30`
of one road, `Road 5A` and `Road 7A` of one zone, plot 224 and plot 226. The rest stays words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.folding import fold, is_paired, pairs, words
from graph.resolution import vocabulary

_HUMP = re.compile(r"(?<=[a-zß-ÿ]{2})(?=[A-Z][a-z])")  # "RoadBeiWan Village"
_COUNT = r"(?:no|nr|number|num|#)?[\s.:#-]*"
_SMALL = r"(\d{1,4}[a-z]?\b|[ivx]{1,4}\b)"
_LETTERED = (
    "block|blk|building|bldg|tower|wing|hall|shed|unit|gate|lot|plot|zone|sector|flat|suite|room|door|bay"
)
# Each kind with its pattern; what matches is taken out, so the order counts.
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in (
    ("surface", r"(\d[\d.,]*)\s*(?:m2|sqm|sq\b|ha\b)"),
    ("box", r"\bp\.?\s?o\.?\s*box\W*(\d+)"),
    ("km", r"\bkms?\b[\s.:-]*(\d+(?:[.,]\d+)?)"), ("km", r"\bkm(\d+(?:[.,]\d+)?)"),
    ("km", r"\b(\d+(?:[.,]\d+)?)[\s-]*kms?\b"),
    ("post", r"(?<![\w#/-])(\d{5,6})(?![\w/])"), ("post", r"(?<=[^\s\d/-])\s?[-–]\s?(\d{4,6})\b"),
    ("post", r"(?<=[^\W\d_]{3})[\s,]+(\d{4})(?=\W*(?:[^\W\d_]+)?\W*$)"),
    ("moo", rf"\b(?:moo|mu|rt|rw)\b[\s.]*{_COUNT}(\d+)"), ("moo", r"\bmoo(\d+)"),
    ("ward", rf"\b(?:ward|quarter|hamlet|district|dist|team|group|w)\b[\s.]*{_COUNT}(\d+)\b"),
    ("road", rf"\b(?:road|rd|street|highway|route|alley|রোড|সড়ক)\b[\s.]*{_COUNT}(\d{{1,3}}[a-z]?)\b"),
    ("road", r"(?<![\w/])(\d{1,2}[a-z]?|\d(?:st|nd|rd|th))[\s,]+(?:road|rd|street|st|avenue|cadde|cad|cd)\b"),
    ("zone", rf"\b(?:zone|park|estate|area|sector|sec|section|ip|iz|kcn|trach|than)\b[\s.]*{_COUNT}{_SMALL}"),
    ("zone", rf"\b\w*(?:epz|sez|ftz|vsip|kiz)\b[\s.-]*{_COUNT}{_SMALL}"),
    ("part", rf"\b(?:phase|part|pt|stage)\b[\s.-]*{_COUNT}{_SMALL}"),
    ("part", r"\b([ivx]{1,4}|\d(?:st|nd|rd|th)?)\s+(?:phase|stage)\b"),
    ("zone", r"\b(\d(?:st|nd|rd|th)|first|second|third)\s+ind(?:ustrial|l)?\b"),
    ("road", r"(\d{1,2})(?:路|街|大道)"), ("zone", r"(\d{1,2})(?:工业区|工業區)"),
    ("part", r"(\d{1,2})[期段]"), ("floor", r"(\d{1,2})[楼樓层層]"),
    ("floor", r"\b(?:kat|floors?|flr?|level|piso)\b[\s.:]*(\d+)"),
    ("floor", r"\b(\d+|first|second|third|fourth|fifth)(?:st|nd|rd|th)?\s*(?:floors?|flr?|/f)\b"),
    ("side", r"\b((?:north|south)?[\s-]?(?:east|west)|north|south)(?:ern)?\b"),
    ("letter", rf"\b(?:{_LETTERED})\b[\s.:#-]*([a-z])\b(?!\s?[-/.]?\s?\d)"),
    ("roman", r"\b(i{1,3}|iv|vi{1,3}|ix)\b"),
))  # fmt: skip
_LEVELS = tuple((level, re.compile(pattern)) for level, pattern in (
    ("town", r"([^\W\d]{3,})\s+(?:town|township)\b"), ("town", "([\u4e00-\u9fff]{2})[镇鎮]"),
    ("city", r"([^\W\d]{3,})\s+city\b"), ("city", "([\u4e00-\u9fff]{2})市"),
))  # fmt: skip
_SIDES = frozenset(("north", "south", "east", "west"))
_REGIMES = (  # by customs law two places: the zone, and what is outside of it
    ("outside", re.compile(r"\bdta\b|\bdomestic tariff\b")),
    (
        "zone",
        re.compile(
            r"\b[a-z]*(?:sez|epz|ftz)\b|\bspecial economic\b|\bexport processing\b|\bfree (?:trade )?zone\b"
        ),
    ),
)
_LETTER_NO = re.compile(
    rf"\b({_LETTERED}|blok|bloc)\b[\s.:#-]*([a-z])[\s.,-]*(?:no|nr|num|number|#)[\s.:#-]*(?=\d)"
)
_NTH = r"(\d+)(?:st|nd|rd|th)?"
_TO = r"\s?(?:[-–&,]|to|and)\s?"
_NTH_FLOORS = re.compile(rf"\b{_NTH}{_TO}{_NTH}\s*(floors?|flr?)\b")  # "3rd-5th floor"
_FLOORS_TO = re.compile(rf"\b(floors?|flr?|level)\b[\s.:#]*{_NTH}{_TO}(?=\d)")  # "level 3-5"
_HAN_NUMBER = re.compile("第?([一二三四五六七八九])(?=[期段楼樓层層栋棟幢号號路街]|大道|工业区|工業區)")
_HALF = re.compile(r"\b(\d+)(?: 1/2|½)")
_NOT_A_LETTER = re.compile(r"\b(?:no|nr|of|and|y|de|to)\b[\s.:#-]*(?=[a-z]?\d)|\b(?:no|nr)(?=\d)")
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b")  # "10th of Ramadan"
_PLOT = re.compile(r"\d+[a-z]?\b|\b[a-z]{1,2}[\s-]?\d+[a-z]?\b|\d+")
_ROMAN = {"i": "1", "v": "5", "x": "10"}


@dataclass(frozen=True)
class Address:
    """An address taken apart. `kinds` holds the numbers that have a kind, `plots` the others.

    `levels` are the words before "town" and "city"; `regime` says whether it is in a customs zone or outside;
    `town` are the words of the last part between commas that names more than a country.
    """

    words: tuple[str, ...]
    kinds: dict[str, frozenset[str]]
    plots: frozenset[str]
    town: frozenset[str] = frozenset()
    levels: frozenset[tuple[str, str]] = frozenset()
    regime: str = ""

    def of(self, kind: str) -> frozenset[str]:
        """The numbers of a kind (km, road, zone, post …), empty where none is named."""
        return self.kinds.get(kind, frozenset())


@lru_cache(100_000)
def read_address(address: str) -> Address:
    """`read_address("Road 5A, Plot 12/B, Nhon Trach 2")`: road 5a, zone 2, plot 12b; words beside them."""
    address = _HAN_NUMBER.sub(lambda found: str("一二三四五六七八九".index(found[1]) + 1), address)
    address = _HALF.sub(r"\1.5", address)
    text = fold(_HUMP.sub(" ", address)).replace("º", "").replace("_", "-")
    text = _FLOORS_TO.sub(r"\1 \2 \1 ", _NTH_FLOORS.sub(r"\1 \3; \2 \3", _LETTER_NO.sub(r"\1 \2", text)))
    levels = frozenset((level, name) for level, pattern in _LEVELS for name in pattern.findall(text))
    regime = next((name for name, pattern in _REGIMES if pattern.search(text)), "")
    kinds: dict[str, set[str]] = {}
    for kind, pattern in _KINDS:
        for found in pattern.findall(text):
            kinds.setdefault(kind, set()).add(_plain(found.strip()))
        text = pattern.sub(" ", text)
    found_words = tuple(vocabulary.plain([word for one in words(text) for word in _split(one)]))
    kinds.pop("surface", None)
    if sides := _SIDES & set(found_words):
        kinds.setdefault("side", set()).update(sides)
    named = {kind: frozenset(values) for kind, values in kinds.items()}
    return Address(found_words, named, frozenset(_plots(text)), _town(text), levels, regime)


def _town(text: str) -> frozenset[str]:
    """Only of an address in three parts or more, without words of an address's form."""
    parts = [frozenset(vocabulary.plain(words(part))) for part in re.split("[,;]", text)]
    dull = vocabulary.of_kind("address", "link") | vocabulary.countries().keys()
    named = [part - dull for part in parts if part - dull]
    return named[-1] if len(named) > 1 else frozenset()


def _split(word: str) -> Iterator[str]:
    """Words without their digits; a run without spaces as its pairs."""
    for run in re.split(r"\d+", word):
        if is_paired(run):
            yield from pairs(run)
        elif len(run) > 1:
            yield run


def _plots(text: str) -> Iterator[str]:
    """Numbers of plots and buildings: "Unit-A-7/3" is a7 and 3, "No. 43-5" is 43 and 5, "12-B" is 12b."""
    close = re.sub(r"(?<=\d)\s?[-/]\s?(?=[a-z]\b)", "", _NOT_A_LETTER.sub(" ", _ORDINAL.sub(" ", text)))
    for found in _PLOT.findall(close):
        yield _plain(re.sub(r"[\s-]", "", found))


def _plain(value: str) -> str:
    known = vocabulary.numbers().get(value) or _ROMAN.get(value)
    if known:
        return known
    value = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", value.replace(",", "."))
    return re.sub(r"(?<![\d.])0+(?=\d)", "", value)
