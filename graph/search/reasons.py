"""Why a hit is one, in plain words."""

from collections.abc import Iterable

from graph.folding import is_paired, spelt
from graph.search.entries import IDS
from graph.search.ranking import Match, Question, Scored, id_typed
from graph.search.vocabulary import Term

_WHERE = {"zone": "in its zone's name", "address": "in the address", "country": "in its country"}
_Found = list[tuple[Term, Match]]


def why(question: Question, hit: Scored) -> str:
    """Where what was typed was found, which letters differ, and what was not found."""
    row = hit.row
    by_id = id_typed(question, row)
    if by_id:
        return f"its {IDS[by_id]}"
    if row.folded == question.folded:
        return "the name is what you typed"
    if row.folded.startswith(question.folded):
        return "name starts with what you typed"
    found = list(zip(question.terms, hit.matches, strict=True))
    parts = (_in_names(found), *_elsewhere(found), *_by_ear(found), *_supplies(found), _missing(found))
    return "; ".join(part for part in parts if part)


def _in_names(found: _Found) -> str:
    """What the words found in its names say: which name, how many letters differ."""
    named = [
        (term, match) for term, match in found if match.where in ("name", "other", "id") and not match.by_ear
    ]
    if not named:
        return ""
    other = next((match.name for _, match in named if match.where == "other"), "")
    letters = sum(_letters(term, match) for term, match in named)
    if letters:
        typed = " ".join(term.text for term, _ in named)
        shown = " ".join(_as_written(match) for _, match in named)
        differ = "one letter differs" if letters == 1 else f"{letters} letters differ"
        return f"{differ}: {typed} ≈ {shown}" + (f" (other name: {other})" if other else "")
    if other:
        return f"other name: {other}"
    return "in its id" if all(match.where == "id" for _, match in named) else "in its name"


def _letters(term: Term, match: Match) -> int:
    """How many letters differ; a word that what was typed begins is no slip."""
    return 0 if match.word.startswith(term.text) else term.close.get(match.word, 0)


def _as_written(match: Match) -> str:
    """The word as the source spells it."""
    return next((written for folded, written in spelt(match.name) if folded == match.word), match.word)


def _elsewhere(found: _Found) -> Iterable[str]:
    for where, phrase in _WHERE.items():
        typed = [term.text for term, match in found if match.where == where and not match.by_ear]
        if typed:
            yield f"{phrase}: {_joined(typed)}"


def _by_ear(found: _Found) -> Iterable[str]:
    """What is read so in another script: in which name, or by which word elsewhere."""
    by_name: dict[str, list[str]] = {}
    for term, match in found:
        if match.by_ear and match.where != "buyer":
            by_name.setdefault(match.name or match.word, []).append(term.text)
    for name, typed in by_name.items():
        yield f"sounds like: {_joined(typed)} ≈ {name}"


def _supplies(found: _Found) -> Iterable[str]:
    for name in dict.fromkeys(match.name for _, match in found if match.where == "buyer"):
        yield f"supplies {name}"


def _missing(found: _Found) -> str:
    typed = [term.text for term, match in found if not match.quality]
    return f"not found: {_joined(typed)}" if typed else ""


def _joined(typed: list[str]) -> str:
    return "".join(typed) if all(is_paired(word) for word in typed) else " ".join(typed)
