"""What a drawing says about a link in words: how old, how sure, by whom."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import pairwise

from app.layout import drawn
from graph.chain import Chain, ChainLink
from graph.model import CONFIDENCE, LINKS

STALE_YEARS = 3


def today() -> date:
    """The day on which a page or a file is made."""
    return datetime.now(UTC).date()


def age(link: ChainLink, on: date) -> str:
    """`2018` when a link was not confirmed for three years, `no date`, `ended 2023`; empty when fresh."""
    if link.until:
        return f"ended {link.until[:4]}"
    if not link.last_seen:
        return "no date"
    latest = link.last_seen + {4: "-12-31", 7: "-31"}.get(len(link.last_seen), "")
    limit = f"{on.year - STALE_YEARS:04}-{on.month:02}-{on.day:02}"
    return link.last_seen[:4] if latest < limit else ""


def common_age(chain: Chain, on: date) -> str:
    """The label that all the drawn links share, so that none need repeat it; empty when they differ."""
    ages = {age(link, on) for link in drawn(chain)[1]}
    shared = ages.pop() if len(ages) == 1 and len(drawn(chain)[1]) > 1 else ""
    return "" if shared.startswith("ended") else shared


def years_note(chain: Chain, on: date) -> str:
    """The sentence that stands for the year labels when all are equal, else empty."""
    shared = common_age(chain, on)
    if shared == "no date":
        return "No source dates any of these links."
    return f"Every link was last seen in {shared} and has not been confirmed since." if shared else ""


def uncertain(chain: Chain) -> set[frozenset[str]]:
    """The steps (pairs of nodes) that belong to the chain only by paths which no single source states."""
    stated: set[frozenset[str]] = set()
    composed: set[frozenset[str]] = set()
    for path in chain.paths:
        steps = [frozenset(step) for step in pairwise(path.nodes)]
        (stated if path.basis == "stated" else composed).update(steps)
        stated.update(steps[:1])  # one link with its own source: only what follows it is put together
    return composed - stated


def sentence(chain: Chain, link: ChainLink, may: bool) -> str:
    """One plain sentence on a link: what, how sure, when, who says so."""
    start, end = chain.node(link.start).name, chain.node(link.end).name
    said = f"{start} {LINKS[link.kind].words} {end}."
    if may:
        said += " May be part of this chain: no single source states the whole path."
    seen = (
        f"ended {link.until[:4]}"
        if link.until
        else f"last seen {link.last_seen[:4]}"
        if link.last_seen
        else "no date"
    )
    return f"{said} {confidence_word(link.confidence).capitalize()}, {seen}. {_by(link)}"


def confidence_word(confidence: int) -> str:
    """sure, likely or in doubt."""
    return CONFIDENCE.get(confidence, "in doubt")


def _by(link: ChainLink) -> str:
    names = unique(claim.source for claim in link.claims)
    return f"{len(names)} source{'s' if len(names) != 1 else ''}: {'; '.join(names)}."


def unique(words: Iterable[str]) -> list[str]:
    """Each once, in the order of first use."""
    return list(dict.fromkeys(words))
