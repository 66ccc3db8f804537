"""The panel of one link: what it means, who says so and when, how sure and why, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.evidence import Evidence, Thing, evidence, node_thing
from app.presenting import counted, day, listed, today
from graph.chain import Chain, ChainLink
from graph.model import LINKS


@dataclass(frozen=True)
class Panel:
    """`reasons` are (+ or −, why); `history` what its claims' dates tell, oldest first."""

    id: str
    link: ChainLink
    start: Thing
    end: Thing
    words: str
    meaning: Sequence[str]
    evidence: Evidence
    reasons: Sequence[tuple[str, str]]
    history: Sequence[str]
    disputed: bool


def panel(chain: Chain, link_id: str) -> Panel | None:
    """The panel of `FROM~KIND~TO`; None when the chain has no such link."""
    for link in chain.links:
        if "~".join((link.start, link.kind, link.end)) == link_id:
            return _panel(chain, link, link_id)
    return None


def _panel(chain: Chain, link: ChainLink, link_id: str) -> Panel:
    start, end = node_thing(chain.node(link.start)), node_thing(chain.node(link.end))
    line = evidence(link.claims, link.confidence, link.last_seen)
    disputed = any(claim.stance == "denies" for claim in link.claims) or bool(link.props.get("disputed"))
    return Panel(
        link_id, link, start, end, LINKS[link.kind].words, _meaning(link, start, end), line,
        _reasons(link, line), _history(link), disputed,
    )  # fmt: skip


def _meaning(link: ChainLink, start: Thing, end: Thing) -> list[str]:
    told = _MEANINGS.get(link.kind, "{start} {words} {end}, as a source says.")
    said = [told.format(start=start.name, end=end.name, words=LINKS[link.kind].words)]
    tiers, products = link.props.get("tiers") or (), link.props.get("products") or ()
    if link.kind == "SUPPLIES" and tiers:
        numbers = listed(str(tier) for tier in tiers)
        between = "without a go-between" if list(tiers) == [1] else "with others in between, not named here"
        said.append(f"Stated as tier {numbers}: {between}.")
    if products:
        said.append(f"What is supplied, in its sources’ words: {listed(products)}.")
    elif link.kind == "SUPPLIES":
        said.append("It does not say what is made or how much.")
    if link.kind == "SUPPLIES" and not link.until:
        said.append("It does not say whether it still supplies today.")
    return said


_MEANINGS = {
    "SUPPLIES": "A list names {start} as a supplier of {end}.",
    "OPERATED_BY": "{end} runs {start}, as a source says.",
    "OWNED_BY": "{end} owns {start}, or a part of it, as a register or a filing says.",
    "BRAND_OF": "{start} is listed as a brand of {end}. That is not ownership: a brand can be licensed.",
}


def _reasons(link: ChainLink, line: Evidence) -> list[tuple[str, str]]:
    for_ = [claim for claim in link.claims if claim.stance == "asserts"]
    publishers = sorted({claim.publisher for claim in for_})
    reasons = []
    if any(claim.confidence == 3 for claim in for_):
        reasons.append(("+", "An official source says so"))
    if int(link.props.get("n_publishers") or 1) > 1:
        reasons.append(("+", f"Independent publishers say so: {listed(publishers)}"))
    elif for_ and all(claim.confidence == 2 for claim in for_):
        reasons.append(("+", "One source that should know says so"))
    if len({claim.source_id for claim in for_}) == 1:
        reasons.append(("−", "Only one source"))
    if all(claim.confidence == 1 for claim in for_):
        reasons.append(("−", "Inferred or matched, not stated outright"))
    if any(claim.stance == "denies" for claim in link.claims):
        reasons.append(("−", "A source denies it"))
    if not link.last_seen:
        reasons.append(("−", "No date is given"))
    elif line.old:
        years = today().year - int(link.last_seen[:4])
        reasons.append(("−", f"{counted(years, 'year')} old, not confirmed since"))
    return reasons


def _history(link: ChainLink) -> list[str]:
    dated = sorted({(claim.as_of or "", claim.stance, claim.source) for claim in link.claims})
    words = {"asserts": "named by", "denies": "denied by", "ends": "no longer named by"}
    told = [f"{day(as_of) or 'No date'}: {words[stance]} {source}." for as_of, stance, source in dated]
    if link.since:
        told.insert(0, f"Since {day(link.since)}, as stated.")
    if link.until:
        told.append(
            "Ended, on a day that no source gives."
            if link.until == "unknown"
            else f"Ended {day(link.until)}."
        )
    return told
