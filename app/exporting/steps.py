"""A chain's links as rows, names resolved at both ends: the step table of every tabular export."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.drawing.sayings import confidence_word, uncertain, unique
from app.layout import key_of
from graph.chain import Chain, ChainLink, ChainNode
from graph.model import LINKS


@dataclass(frozen=True)
class Step:
    """One link with its two ends; `basis` is stated, or composed when only composed paths hold it."""

    link: ChainLink
    start: ChainNode
    end: ChainNode
    basis: str

    @property
    def sure(self) -> str:
        """How sure, in a word."""
        return confidence_word(self.link.confidence)

    @property
    def words(self) -> str:
        """What the link says, from its start to its end."""
        return LINKS[self.link.kind].words

    @property
    def seen(self) -> str:
        """`ended 2023-05-01`, `2018-11-07` or `no date`."""
        if self.link.until:
            return f"ended {self.link.until}"
        return self.link.last_seen or "no date"

    def claimed(self, name: str) -> list[str]:
        """One field of all the link's claims, each value once."""
        return unique(str(value) for claim in self.link.claims if (value := getattr(claim, name)))


def steps_of(chain: Chain) -> Sequence[Step]:
    """The chain's links from the root outward."""
    nodes = {node.id: node for node in chain.nodes}
    may = uncertain(chain)

    def order(link: ChainLink) -> tuple[object, ...]:
        tiers = sorted((abs(nodes[link.start].tier), abs(nodes[link.end].tier)))
        return (*tiers, nodes[link.start].name, nodes[link.end].name, key_of(link))

    return [
        Step(
            link, nodes[link.start], nodes[link.end],
            "composed" if frozenset((link.start, link.end)) in may else "stated",
        )
        for link in sorted(chain.links, key=order)
    ]  # fmt: skip
