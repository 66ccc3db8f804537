"""Names of other scripts in Latin letters: a hint by which they are found or compared, never a proof.

Letters are replaced one by one by AnyAscii's tables (pinyin, Revised Romanization, Hepburn and their like),
after rules of ours for what a letter by itself does not tell: see `_SPOKEN`. What this cannot know: the
Japanese reading of a Chinese character (it is read as in Mandarin), the vowels that Arabic, Persian and
Hebrew leave out, tones, and where words end in scripts without spaces.
"""

import re
from functools import lru_cache

from anyascii import anyascii

from graph.folding import words

_BLOCKS = range(0x0900, 0x0D80, 0x80)  # Devanagari to Malayalam: the same sound has the same place in each


def _signs(*places: int) -> str:
    return "".join(chr(block + at) for block in _BLOCKS for at in places)


_CONSONANTS = _signs(*range(0x15, 0x3A), *range(0x58, 0x60)) + "".join(map(chr, range(0x0D9A, 0x0DC7)))
_NASALS = _signs(1, 2) + "\u0d82"
_NUKTA, _SA, _CA = _signs(0x3C), _signs(0x38), _signs(0x1A)
_HAN, _KANA = "\u3400-\u9fff", "\u3041-\u30fa"
_SPOKEN = tuple((re.compile(pattern), latin) for pattern, latin in (
    # The "a" after a consonant is not written; the English plural of "গার্মেন্টস" has none.
    (f"([{_CONSONANTS}][{_NUKTA}]?)(?![{_SA}](?![\u0900-\u0dff]))(?=[{_CONSONANTS}{_NASALS}])", r"\1a"),
    (f"[{_NASALS}]", "n"),
    (f"[{_CA}]", "ch"),
    # Thai and Lao write some vowels before the consonant after which they are read.
    ("ไ([ก-ฮ])ย?", r"\1ai"),
    ("([เ-ใ])([ก-ฮ])", r"\2\1"),
    ("([ເ-ໄ])([ກ-ຮ])", r"\2\1"),
    # Japanese changes its script between words, and lengthens a vowel by a stroke.
    (f"(?<=[{_KANA}])ー", ""),
    (f"(?<=[{_HAN}])(?=[{_KANA}])|(?<=[{_KANA}])(?=[{_HAN}])", " "),
))  # fmt: skip
_SYLLABLE = re.compile("[A-Z][a-z]*|[a-z]+")
_ALIKE = (
    ("sch", "s"), ("ph", "v"), ("ck", "k"), ("x", "ks"), ("ce", "s"), ("ci", "s"), ("c", "k"), ("q", "k"),
    ("g", "k"), ("d", "t"), ("b", "p"), ("f", "v"), ("z", "s"), ("l", "r"),
)  # fmt: skip
_UNHEARD, _DOUBLED = re.compile("[aeiouyhw]"), re.compile(r"(.)\1+")


def romanised(text: str) -> str:
    """The text's words in lower-case Latin letters and digits, with a space between.

    `romanised("Юниверсал Текстиль")` is `"yuniversal tekstil"`, `romanised("恒胜制衣厂")` is
    `"hengshengzhiyichang"`: a run without spaces is one word. Latin text is only folded.
    """
    return " ".join(words(_in_latin(text)))


def syllables(run: str) -> list[str]:
    """The romanised syllables of a run of Chinese characters or Hangul: of `"恒胜"` they are `heng`, `sheng`.

    A run of another script is one piece.
    """
    return [piece.lower() for piece in _SYLLABLE.findall(_in_latin(run).replace("'", ""))]


@lru_cache(100_000)
def sound(word: str) -> str:
    """The consonants of a romanised word, those alike made one: `"strauss"` and `"strws"` are both `"strs"`.

    For two scripts of which one leaves vowels out or writes them otherwise; words of one script are better
    compared by their letters.
    """
    for written, like in _ALIKE:
        word = word.replace(written, like)
    return _DOUBLED.sub(r"\1", _UNHEARD.sub("", word))


def _in_latin(text: str) -> str:
    if text.isascii():
        return text
    for written, latin in _SPOKEN:
        text = written.sub(latin, text)
    return anyascii(text)
