"""From what a person types to one thing: an id in any spelling, an alias, or words."""

from collections.abc import Sequence

from graph import ids
from graph.errors import NotOneError
from graph.query import Finder
from graph.search import Hit
from graph.workspace import Workspace

_CHOICES = 10
_GOOD = 60  # points: a few letters of a longer name are fewer
_AHEAD = 10  # points of a hundred by which the hit that is meant leads


def one_thing(workspace: Workspace, audience: str, words: str, kinds: Sequence[str] | None = None) -> str:
    """The id of the one thing meant; `kinds` are the model's labels that will do, all when None.

    Raises `NotOneError` with the choices when the words fit nothing or several things.
    """
    spelled = ids.read(words)
    if spelled:
        return _by_id(workspace, audience, spelled)
    hits = workspace.find(audience, words, kinds=kinds, limit=_CHOICES)
    if not hits:
        raise NotOneError(f"Nothing is known by the words “{words}”; try fewer or other words.")
    if not _is_clear(hits, words):
        choices = tuple((hit.id, _told(hit)) for hit in hits)
        raise NotOneError(f"The words “{words}” fit several things; take one by its id:", choices)
    return hits[0].id


def finder(workspace: Workspace, audience: str) -> Finder:
    """What a saved query finds its things with: one hit where one is clearly meant."""

    def find(words: str, kind: str) -> list[tuple[str, str]]:
        hits = workspace.find(audience, words, kinds=None if kind == "Thing" else [kind], limit=_CHOICES)
        shown = hits[:1] if hits and _is_clear(hits, words) else hits
        return [(hit.id, _told(hit)) for hit in shown]

    return find


def _by_id(workspace: Workspace, audience: str, spelled: str) -> str:
    thing = workspace.claims(audience).thing(spelled)
    if thing is None:
        raise NotOneError(f"There is no {spelled} in the {audience} graph; find it by: linkwork find WORDS")
    return thing


def _is_clear(hits: Sequence[Hit], words: str) -> bool:
    """The only one of this very name, or a good one, alone or well ahead of the next, no namesake of it."""
    named = [hit for hit in hits if hit.name.casefold() == words.strip().casefold()]
    if named:
        return named == [hits[0]]
    if hits[0].score < _GOOD:
        return False
    if len(hits) == 1:
        return True
    return hits[0].alike != hits[1].alike and hits[0].score - hits[1].score >= _AHEAD


def _told(hit: Hit) -> str:
    place = "".join(f", {part}" for part in (hit.zone, hit.country) if part)
    return f"{hit.name} ({hit.kind.lower()}{place})"
