"""Reading the zones that addresses name: words for kinds of zones (`words.csv`), own words, numbers.

Two readings of one text. `read` folds a whole address for comparing it with a zone that is known. `named_in`
finds the words by which an address itself names a zone ("ZI Tanger Automotive City", "Adamjee E.P.Z."), where
nobody registered one: they are a name, and the kind of zone they say is the address's, not the law's.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
LAST_NUMBER = 20  # of zones of one name; beyond it is a plot or a post code
KINDS = {
    "epz": "export_processing_zone", "sez": "special_economic_zone", "fz": "free_zone", "bz": "bonded_zone",
    "ip": "industrial_park",
}  # fmt: skip
_MOST = 4  # words of a name beside its kind
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_SHORT = re.compile(r"[a-z]{1,4}(epz|sez)|vsip")
_PARTS = re.compile(r"[,;|/\n()\[\]，；、（）。]+|\s[-–—]+\s")
_TOKEN = re.compile(rf"\d+|[{_HAN}]+|(?:(?![{_HAN}])[^\W\d_])(?:(?![{_HAN}])(?:[^\W\d_]|[.'’](?=[^\W\d_])))*")
_IS_HAN = re.compile(f"[{_HAN}]")
_PLACES = re.compile("[省市县縣区區镇鎮乡鄉州](?=.)")  # a Chinese address runs from the large to the small


@dataclass(frozen=True)
class Words:
    """A text as the rule compares it: words, with kinds of zones as one word each."""

    all: tuple[str, ...]

    @property
    def classes(self) -> frozenset[str]:
        """The kinds of zones it names."""
        return frozenset(word for word in self.all if word.startswith("<"))

    @property
    def core(self) -> tuple[str, ...]:
        """Its own words: no kind, no number."""
        return tuple(word for word in self.all if not word.startswith("<") and not word.isdigit())

    @property
    def number(self) -> str:
        """The number that tells it from its namesakes, if it has one."""
        return next((word for word in self.all if word.isdigit()), "")

    @property
    def initials(self) -> str:
        """What it is called for short: "depz" for Dhaka Export Processing Zone; empty where nobody does."""
        short = next((word[1:-1] for word in self.classes if word in ("<epz>", "<sez>")), "")
        return short and "".join(word[0] for word in self.core) + short


@dataclass(frozen=True)
class Named:
    """A zone as an address names it: `text` as given; `key` folded, the same for other spellings of it."""

    text: str
    short: str
    key: str

    @property
    def kind(self) -> str | None:
        """The model's word for the kind; None where the words do not tell one."""
        return KINDS.get(self.short)


@lru_cache(maxsize=1024)  # a place is read for the zones that are known, then for its own words
def read(text: str) -> Words:
    """Fold a name or an address for comparing: no marks, no case, Roman numbers as digits."""
    flat = _fold(text)
    flat = re.sub(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])", " ", flat)
    words = re.findall(r"\w+", flat)  # most addresses name no zone: a look at the words is cheap
    if not _first_words().isdisjoint(words) or _IS_HAN.search(flat):
        words = _pattern().sub(lambda found: f" <{_kinds()[found[0]][0]}> ", " ".join(words)).split()
    return Words(tuple(_ROMAN.get(word, word) for word in words))


def shortened(words: Words) -> list[str]:
    """The words of an address that look like a zone's short name: "depz", "nsez"."""
    return [word for word in words.core if _SHORT.fullmatch(word)]


def named_in(address: str) -> Named | None:
    """The zone that an address names, that of the strictest kind when it names several; None for none."""
    words = read(address)
    if not words.classes and not shortened(words):
        return None
    found = [named for part in _PARTS.split(address) for named in _named(part)]
    order = [*KINDS, "dz"]
    return min(found, key=lambda named: order.index(named.short), default=None)


@dataclass(frozen=True)
class _Token:
    text: str  # folded, without dots
    start: int
    end: int

    @property
    def number(self) -> str:
        """The number it stands for, of those that zones have; else empty."""
        digits = _ROMAN.get(self.text, self.text)
        return digits if digits.isdigit() and 0 < int(digits) <= LAST_NUMBER else ""

    @property
    def is_name(self) -> bool:
        """Whether it may be a part of a name."""
        return not self.text.isdigit() and self.text not in _words("ends") and self.text not in _ROMAN


def _named(part: str) -> Iterator[Named]:
    tokens = list(_tokens(part))
    for at, token in enumerate(tokens):
        if (initials := _SHORT.fullmatch(token.text)) and token.text not in _kinds():
            yield _of(part, tokens, (at, at + 1), (at, at + 1), initials[1] or "ip")
    at = 0
    while at < len(tokens):
        size = _kind_at(tokens, at)
        if size:
            words = " ".join(token.text for token in tokens[at : at + size])
            short, side = _kinds()[words]
            yield from _around(part, tokens, (at, at + size), short, side)
        at += size or 1


def _kind_at(tokens: Sequence[_Token], at: int) -> int:
    """How many words from here are a kind of zone, the longest that fits."""
    for size in range(min(5, len(tokens) - at), 0, -1):
        if " ".join(token.text for token in tokens[at : at + size]) in _kinds():
            return size
    return 0


def _around(
    part: str, tokens: Sequence[_Token], kind: tuple[int, int], short: str, side: str
) -> Iterator[Named]:
    before, after = _left(tokens, kind[0]), _right(tokens, kind[1])
    for own in (before, after) if side == "before" else (after,):
        if own[0] < own[1] and not all(_is_weak(token) for token in tokens[slice(*own)]):
            yield _of(part, tokens, kind, own, short)
            return


def _is_weak(token: _Token) -> bool:
    return token.text in _words("weak") | _words("joins") or len(token.text) < 2 or bool(token.number)


def _left(tokens: Sequence[_Token], end: int) -> tuple[int, int]:
    start = end
    if start and tokens[start - 1].number and start > 1 and tokens[start - 2].is_name:
        start -= 1
    while start and tokens[start - 1].is_name and end - start < _MOST:
        start -= 1
    while start < end and tokens[start].text in _words("joins"):
        start += 1
    return start, end


def _right(tokens: Sequence[_Token], start: int) -> tuple[int, int]:
    end = start
    while end < len(tokens) and tokens[end].is_name and end - start < _MOST:
        end += 1
    while end > start and tokens[end - 1].text in _words("joins"):
        end -= 1
    return start, end


def _of(
    part: str, tokens: Sequence[_Token], kind: tuple[int, int], own: tuple[int, int], short: str
) -> Named:
    start, end = min(kind[0], own[0]), max(kind[1], own[1])
    words = [
        token.text for token in tokens[slice(*own)] if not token.number and token.text not in _words("joins")
    ]
    number = next((token.number for token in tokens[slice(*own)] if token.number), "")
    if not number and end < len(tokens) and tokens[end].number:
        number, end = tokens[end].number, end + 1
    text = part[tokens[start].start : tokens[end - 1].end]
    return Named(" ".join(text.split()), short, " ".join(filter(None, (*words, short, number))))


def _tokens(part: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(part):
        if "\u3400" <= found[0][0] <= "\u9fff":
            yield from _han(found[0], found.start())
        else:
            yield _Token(re.sub(r"[.'’]", "", _fold(found[0])), found.start(), found.end())


def _han(run: str, at: int) -> Iterator[_Token]:
    """A run of Chinese, cut where a kind of zone stands in it; of what is before it the smallest place."""
    kind = _pattern().search(run)
    if not kind:
        yield _Token(run, at, at + len(run))
        return
    own = run[: kind.start()]
    cut = max((found.end() for found in _PLACES.finditer(own)), default=0)
    for start, end in ((cut, len(own)), kind.span(), (kind.end(), len(run))):
        if start < end:
            yield _Token(run[start:end], at + start, at + end)


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = text.replace("đ", "d").replace("Đ", "D").replace("ı", "i")
    flat = unicodedata.normalize("NFKD", plain).casefold()
    return "".join(character for character in flat if not unicodedata.combining(character))


@cache
def _table() -> list[dict[str, str]]:
    with files("importers.zone_in_address").joinpath("words.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@cache
def _kinds() -> dict[str, tuple[str, str]]:
    """Words for a kind of zone, folded, to its short word and where a zone's name stands."""
    rows = [row for row in _table() if row["name"]]
    return {_fold(words): (row["short"], row["name"]) for row in rows for words in row["words"].split("|")}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words.split()[0] for words in _kinds())


@cache
def _words(of: str) -> frozenset[str]:
    """Words that end a name ("ends"), that join its parts ("joins"), that alone are none ("weak")."""
    return frozenset(words for row in _table() if row["short"] == of for words in row["words"].split("|"))


@cache
def _pattern() -> re.Pattern[str]:
    """Any words for a kind of zone, the longest first; Chinese ones within a run of characters too."""
    names = sorted(_kinds(), key=len, reverse=True)
    apart = [rf"\b{re.escape(name)}\b" for name in names if not re.search(f"[{_HAN}]", name)]
    within = [re.escape(name) for name in names if re.search(f"[{_HAN}]", name)]
    return re.compile("|".join((*within, *apart)))
