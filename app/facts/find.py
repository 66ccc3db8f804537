"""Search results: near-namesakes together, with why they are not one, then the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from app.asking import Asking
from app.evidence import Thing, thing
from app.presenting import listed
from graph.engines.base import Row
from graph.model import Audience
from graph.namesakes import reasons_apart
from graph.resolution.clean import clean_name
from graph.search import Hit

LOOKED_AT = 8  # hits among which namesakes are looked for
BUYERS = 4  # named beside a hit


@dataclass(frozen=True)
class Found:
    """A hit with what tells it from another: where it is, whom it supplies."""

    hit: Hit
    thing: Thing
    card: Row
    buyers: Sequence[Thing]
    parents: Sequence[Thing]

    @property
    def last_seen(self) -> str:
        """The newest date of its links to buyers, or empty."""
        return max((str(b["last_seen"]) for b in self.card["buyers"] if b["last_seen"]), default="")


@dataclass(frozen=True)
class Results:
    """`namesakes` belong together and are not shown to be one, for `why_apart`; `others` follow."""

    namesakes: Sequence[Found]
    why_apart: str
    others: Sequence[Found]

    @property
    def count(self) -> int:
        """How many were found."""
        return len(self.namesakes) + len(self.others)


def results(asking: Asking, hits: Sequence[Hit]) -> Results:
    """Hits, best first, as a page shows them."""
    cards = {row["id"]: row for row in asking.rows("page/hit_cards", ids=[hit.id for hit in hits])}
    found = [_found(hit, cards[hit.id]) for hit in hits if hit.id in cards]
    alike = _namesakes(found)
    why = _why_apart(asking, alike) if alike else ""
    return Results(alike, why, [one for one in found if one not in alike])


def _found(hit: Hit, card: Row) -> Found:
    buyers = [thing(buyer) for buyer in card["buyers"][:BUYERS]]
    return Found(hit, thing(card), card, buyers, [thing(parent) for parent in card["parents"]])


def _namesakes(found: Sequence[Found]) -> list[Found]:
    """The best hit and those near it in name and of its kind; none where it stands alone."""
    if not found:
        return []
    first = found[0]
    near = [one for one in found[1:LOOKED_AT] if _near(first, one)]
    return [first, *near] if near else []


def _near(one: Found, other: Found) -> bool:
    """The same name but for its legal form, or the one name with more behind it."""
    short, long = sorted((clean_name(one.hit.name).split(), clean_name(other.hit.name).split()), key=len)
    begins = len(short) > 1 and long[: len(short)] == short
    return one.hit.kind == other.hit.kind and (short == long or begins)


def _why_apart(asking: Asking, alike: Sequence[Found]) -> str:
    ledger = asking.workspace.ledger
    audience = Audience.NAMES.index(asking.audience)
    decided = reasons_apart(ledger, audience, [one.hit.id for one in alike])
    parts = [
        f"{one.thing.name} and {other.thing.name}: {said[1]}."
        for one, other in combinations(alike, 2)
        if (said := decided.get(frozenset((one.hit.id, other.hit.id))))
    ]
    return " ".join(parts) or _compared(alike)


def _compared(alike: Sequence[Found]) -> str:
    places = {one.card["country_id"] for one in alike if one.card["country_id"]}
    addresses = {(one.card["address"] or "").casefold() for one in alike}
    differ = [
        word
        for word, apart in (("countries", len(places) > 1), ("addresses", len(addresses) == len(alike)))
        if apart
    ]
    told = f"Their {listed(differ)} differ, and no" if differ else "No"
    return f"{told} source says that they are one."
