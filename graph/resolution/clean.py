"""Names as they are compared: folded, without legal forms, numbers and brackets apart. Never part of a key.

Legal forms are a table (`legal_forms.csv`, after GLEIF's ISO 20275 list). A form of a script without spaces
is also taken off the beginning or the end of a run: 番禺制衣厂有限公司, บริษัทไทยจำกัด.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from graph.folding import is_paired, pairs, words
from graph.resolution import vocabulary

_KEPT = 100_000  # names
_LONGEST_FORM = 5  # words
_SURELY_A_FORM = 4  # characters: 有限公司 stands for nothing else
_INITIALS = 3  # letters of a form that may be a name's own initials
_BEFORE_A_NAME = frozenset(("pt", "cv", "ud", "ms", "ooo", "oao", "zao", "pao", "ao", "tov", "too"))
_WORKS = re.compile("([一二三四五六七八九])(?=分?[厂廠])")  # 二厂: the second works
_PLANT = re.compile("(?<![A-Za-z])([A-Z])(?=[厂廠])")  # B厂: plant B
_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_HUMP = re.compile(r"(?<=[a-zß-ÿ]{2})(?=[A-Z][a-z])")


@dataclass(frozen=True)
class Name:
    """A name taken apart: `words` in their order without form and numbers, `numbers`, `parts` of a firm."""

    words: tuple[str, ...]
    numbers: frozenset[str]
    parts: frozenset[str]
    brackets: frozenset[str]


@lru_cache(_KEPT)
def clean_name(name: str) -> str:
    """A company's name without its legal form, wherever that stands; the whole name if nothing is left."""
    all_words = words(name)
    return " ".join(_without_forms(all_words) or all_words)


@lru_cache(_KEPT)
def plain_name(name: str) -> str:
    """A clean name with what means the same written alike: "may viet tien" is "garment viet tien"."""
    return " ".join(vocabulary.plain(clean_name(name).split()))


@lru_cache(_KEPT)
def own_name(name: str) -> str:
    """A plain name without the words of its trade; the plain name where nothing is left."""
    dull, found = vocabulary.of_kind("trade", "link"), plain_name(name)
    return " ".join(word for word in found.split() if word not in dull) or found


def clean_address(address: str) -> str:
    """An address without signs and case; its numbers stay as they are."""
    return " ".join(words(address))


@lru_cache(_KEPT)
def read_name(name: str) -> Name:
    """`read_name("Radial International Ltd (Unit-2)")`: radial, international; the number 2."""
    name = _PLANT.sub(r" unit \1 ", name)
    name = _WORKS.sub(lambda found: f" {'一二三四五六七八九'.index(found[1]) + 1} ", name)
    within = {word for text in _BRACKETS.findall(name) for word in vocabulary.plain(words(text))}
    bare = clean_name(_HUMP.sub(" ", name)).split()
    found = vocabulary.plain([word for one in bare for word in _split(one)])
    numbers = frozenset(_numbers(found))
    parts = frozenset(found) & vocabulary.of_kind("part")
    rest = [word for at, word in enumerate(found) if not _is_number(found, at)]
    left_out = parts | vocabulary.of_kind("unit", "link")
    own = rest[:1] if rest and rest[0] not in vocabulary.of_kind("trade", "part", "link") else []
    kept = (*own, *(word for word in rest[len(own) :] if word not in left_out))
    return Name(kept or tuple(rest), numbers, parts, frozenset(within) & frozenset(kept))


def _split(word: str) -> Iterator[str]:
    """A run without spaces as its pairs; letters and digits apart ("saigon3", "mxp8")."""
    if is_paired(word):
        for run in _GLUED.sub(" ", word).split():
            yield from pairs(run) if is_paired(run) else [run]
    else:
        yield from _GLUED.sub(" ", word).split()


def _numbers(found: list[str]) -> Iterator[str]:
    for at, word in enumerate(found):
        if _is_number(found, at):
            yield vocabulary.numbers().get(word, word.lstrip("0") or "0")


def _is_number(found: list[str], at: int) -> bool:
    """Digits, number words, and a single letter right after a word that counts ("Unit A", "Unit I")."""
    word = found[at]
    counted = at > 0 and found[at - 1] in vocabulary.of_kind("unit")
    return word.isdigit() or (word in vocabulary.numbers()) or (counted and len(word) == 1)


def _without_forms(all_words: Iterable[str]) -> list[str]:
    rest = [bare for word in all_words for bare in _bare(word)]
    forms, place = _legal_forms(), 0
    while place < len(rest):
        size = next((n for n in range(_LONGEST_FORM, 0, -1) if tuple(rest[place : place + n]) in forms), 0)
        if size and not (place == 0 and size == 1 and _is_own(rest[0])):
            del rest[place : place + size]
        else:
            place += 1
    return rest


def _is_own(first: str) -> bool:
    """Whether a form that comes first may be the name's own initials: "KB Apparels", but "PT Jiale"."""
    return first.isascii() and len(first) <= _INITIALS and first not in _BEFORE_A_NAME


def _bare(run: str) -> list[str]:
    """A run of a script without spaces, without legal forms: long ones, short ones at either end."""
    if not is_paired(run) or run in _run_forms():
        return [run]
    for form in _run_forms():
        if len(form) >= _SURELY_A_FORM:
            run = run.replace(form, " ").strip()
        run = run.removeprefix(form).removesuffix(form) or run
    return run.split()


@cache
def _legal_forms() -> frozenset[tuple[str, ...]]:
    path = Path(__file__).with_name("legal_forms.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(tuple(words(row["form"])) for row in csv.DictReader(file) if words(row["form"]))


@cache
def _run_forms() -> tuple[str, ...]:
    """The forms that are one run, the longest first, so that 集团有限公司 goes before 有限公司."""
    runs = {form[0] for form in _legal_forms() if len(form) == 1 and is_paired(form[0]) and len(form[0]) > 1}
    return tuple(sorted(runs, key=lambda form: (-len(form), form)))
