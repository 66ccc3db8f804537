"""Two scripts compared by sound: a hint for a person, never a reason to join.

Both sides are put in Latin letters (`graph.transliteration`). What is translated or has another name in
lists is looked up first ("制衣": garment), and words of an address's form are taken out ("区"). Then each
word, and each piece of a run without spaces, is written as the other side writes what sounds like it:
深圳市宝安区 is "shenzhen baoan" beside "Shenzhen, Bao An District".
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain

from rapidfuzz import fuzz

from graph.folding import fold, is_paired, words
from graph.resolution import vocabulary
from graph.resolution.address import Address
from graph.resolution.clean import Name, clean_name
from graph.resolution.likeness import is_slip
from graph.transliteration import romanised, sound, syllables

_OTHER_LETTER = re.compile(r"[^\W\d_a-z]")
_HAN = re.compile("[\u3400-\u9fff]")
_TOWN = frozenset("省市县縣")  # after a place in a firm's name
_ARTICLE = re.compile("^ال(?=..)")
_KOREAN_FORM = re.compile("(?<=[가-힣]{2})[시구군동읍면로길]$")  # city, district, county, street …
_LONGEST = 6  # pieces that make one word of the other side
_CONSONANTS = 3  # that are a sound of its own: "gspr", not "nr"
_STANDS_IN = 78  # of 100 that a word shares with a part of the other name
_LETTERS = 55  # of 100 that fewer consonants need beside: "nyl" and "nile", not "noor"

Run = tuple[str, ...]  # the pieces of a word or of a run without spaces, in Latin letters


def differ_in_script(one: str, other: str) -> bool:
    """Whether only one of two texts has letters that are not Latin."""
    return is_latin(one) != is_latin(other)


def is_latin(text: str) -> bool:
    """Whether a text has no letter of another script."""
    return text.isascii() or _OTHER_LETTER.search(fold(text)) is None


def may_sound_alike(one: str, other: str) -> bool:
    """Whether a word of the name in Latin letters stands in the other's sound: cheap, before `heard_names`.

    A name of trade words alone may be anything.
    """
    latin, other = (one, other) if is_latin(one) else (other, one)
    own = [word for (word,) in name_runs(latin) if word not in vocabulary.of_kind("trade")]
    said, heard = _joined(other)
    return not own or any(_stands_in(word, said, heard) for word in own)


def _stands_in(word: str, said: str, heard: str) -> bool:
    consonants = sound(word)
    by_sound = len(consonants) > 1 and consonants in heard
    return by_sound or fuzz.partial_ratio(word, said, score_cutoff=_STANDS_IN) > 0


@lru_cache(10_000)
def _joined(name: str) -> tuple[str, str]:
    """A name of another script as one word in Latin letters, and its consonants; pinyin needs none."""
    said = "".join(chain.from_iterable(name_runs(name)))
    return said, "" if _HAN.search(name) else sound(said)


def heard_names(names: tuple[Name, Name], texts: tuple[str, str], towns: Run) -> tuple[Name, Name]:
    """Both names with their words as the other, or an address, would write them; no parts, no brackets."""
    here, there = _as_the_other(texts, name_runs, towns)
    return _name(names[0], here), _name(names[1], there)


def heard_addresses(addresses: tuple[Address, Address], texts: tuple[str, str]) -> tuple[Address, Address]:
    """Both addresses with their words as the other would write them; their numbers stay."""
    here, there = _as_the_other(texts, address_runs)
    return replace(addresses[0], words=here), replace(addresses[1], words=there)


@lru_cache(10_000)
def name_runs(name: str) -> tuple[Run, ...]:
    """A name's words in Latin letters, without forms and numbers; trade words as far as they are known."""
    return tuple(_runs(clean_name(name), ("unit", "part", "link"), vocabulary.of_kind("trade") | _TOWN))


@lru_cache(10_000)
def address_runs(address: str) -> tuple[Run, ...]:
    """An address's words in Latin letters, without the words of its form and numbers."""
    return tuple(_runs(address, ("address", "link"), vocabulary.of_kind("address")))


@lru_cache(100_000)
def sounded(word: str) -> str:
    """A Latin word by its consonants where they say enough, else as it is."""
    heard = sound(word)
    return heard if len(heard) >= _CONSONANTS else word


def _runs(text: str, kinds: tuple[str, ...], not_known: frozenset[str]) -> Iterable[Run]:
    """`kinds` are left out of every script, `not_known` of other scripts where no table translates it."""
    dull = vocabulary.of_kind(*kinds)
    for word in vocabulary.plain(words(text)):
        for run in _cut(word, dull | not_known) if is_paired(word) else [word]:
            if run in vocabulary.said() or run.isascii() or run not in not_known:
                yield from (said for said in _said(run) if "".join(said) not in dull and not run.isdigit())


def _said(run: str) -> Iterable[Run]:
    known = vocabulary.said().get(run) or vocabulary.said().get(run.removeprefix("و"))  # "and"
    if known:
        return ((word,) for word in vocabulary.plain(known.split()))
    pieces = syllables(run) if is_paired(run) else romanised(_ARTICLE.sub("", run)).split()
    return [tuple(pieces)] if pieces else []


def _cut(run: str, dull: frozenset[str]) -> list[str]:
    """A run without the dull words in it, and with the places of another name by themselves."""
    apart = _any_of(frozenset(vocabulary.said())).sub(r" \g<0> ", run)
    return [
        _KOREAN_FORM.sub("", piece)
        for known in apart.split()
        for piece in ([known] if known in vocabulary.said() else _any_of(dull).sub(" ", known).split())
    ]


@cache
def _any_of(dull: frozenset[str]) -> re.Pattern[str]:
    runs = sorted((word for word in dull if is_paired(word)), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, runs)))


def _as_the_other(
    texts: tuple[str, str], runs: Callable[[str], Iterable[Run]], more: Run = ()
) -> tuple[Run, Run]:
    here, there = (tuple(chain.from_iterable(runs(text))) for text in texts)
    by_sound = not any(map(_HAN.search, texts))  # pinyin leaves no vowel out
    here = _respelt(here, (*there, *more), by_sound)
    return here, _respelt(there, (*here, *more), by_sound)


def _respelt(pieces: Run, other: Run, by_sound: bool) -> Run:
    said: list[str] = []
    while pieces:
        size, word = _met(pieces, other, by_sound)
        said.append(word)
        pieces = pieces[size:]
    return tuple(said)


def _met(pieces: Run, other: Run, by_sound: bool) -> tuple[int, str]:
    """How many of the first pieces are one word of the other side, or sound like it, and that word."""
    together = ["".join(pieces[:size]) for size in range(min(_LONGEST, len(pieces)), 0, -1)]
    for place, said in enumerate(together):
        if said in other:
            return len(together) - place, said
    for place, said in enumerate(together):
        word = next((word for word in other if _sounds_like(said, word, by_sound)), None)
        if word:
            return len(together) - place, word
    return 1, pieces[0]


def _sounds_like(one: str, other: str, by_sound: bool) -> bool:
    if is_slip(one, other):
        return True
    heard = sound(one)
    if not by_sound or len(heard) < 2 or heard != sound(other):
        return False
    return len(heard) >= _CONSONANTS or fuzz.ratio(one, other) >= _LETTERS


def _name(name: Name, heard: Run) -> Name:
    return replace(name, words=heard, parts=frozenset(), brackets=frozenset())
