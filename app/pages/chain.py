"""The page of a chain: one sentence, the table of steps, the drawing, the panel of the link that is open."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from app.asking import Asking, ask, wants_json
from app.drawing import legend, link_id, network_data, svg, years_note
from app.evidence import node_thing
from app.facts.panel import panel
from app.facts.steps import steps
from app.layout import place
from app.pages.common import CHAIN_FORMATS, ShownQuery, moved, permalink, shown, with_args
from app.presenting import counted, listed, today
from graph.chain import Chain, ChainLink, ChainNode, Direction
from graph.errors import InputError

blueprint = Blueprint("chain", __name__)
TIERS = 6
NAMED = 3  # names in a sentence; of more the number is said
DRAWN = 150  # nodes beyond which the page gives the table, and the drawing as an export
KEPT = ("up", "down", "max_tier")
STEPS = {
    "up": ("chain/up_buyers", "chain/up_parents"),
    "down": ("chain/down_suppliers", "chain/down_brands"),
}


@dataclass(frozen=True)
class Asked:
    """Which chain: the root, which way, how deep."""

    root: str
    direction: Direction
    max_tier: int

    def args(self) -> dict[str, str]:
        """The same as parameters of an address."""
        ways = {"up": ("up",), "down": ("down",), "both": ("up", "down")}[self.direction]
        return dict.fromkeys(ways, "1") | ({"max_tier": str(self.max_tier)} if self.max_tier != TIERS else {})


@blueprint.get("/chain/<id>")
def page(id: str) -> str | Response | AnyResponse:  # noqa: A002
    """The chain of a workplace or organisation; `link` opens a link's panel."""
    asking = ask()
    id, away = moved(asking, id, "chain.page")  # noqa: A001
    if away:
        return away
    asked = asked_for(asking, id)
    chain = asking.chain(id, asked.direction, asked.max_tier)
    if wants_json():
        return jsonify(chain.as_json())
    return render_template("chain.html", **_shown(chain, asked), **_drawn(chain, asked))


def asked_for(asking: Asking, id_: str) -> Asked:
    """Read the parameters. A workplace's chain goes up, a buyer's down, where nothing else is asked."""
    card = asking.row("page/hit_cards", ids=[id_])
    if card is None or card["kind"] == "Zone":
        raise NotFound
    up, down = request.args.get("up", "") not in ("", "0"), request.args.get("down", "") not in ("", "0")
    if not (up or down):
        down = card["kind"] == "Organisation" and bool(card["n_suppliers"])
    direction: Direction = "both" if up and down else "down" if down else "up"
    text = request.args.get("max_tier", "") or str(TIERS)
    if not text.isdecimal() or not 1 <= int(text) <= TIERS:
        raise InputError(f"max_tier is a number from 1 to {TIERS}, not {text!r}.")
    return Asked(id_, direction, int(text))


def _shown(chain: Chain, asked: Asked) -> dict[str, object]:
    wanted = request.args.get("link", "")
    root = chain.node(chain.root)
    everything = request.args.get("all", "") not in ("", "0")
    return {
        "chain": chain, "asked": asked, "root": node_thing(root),
        "steps": steps(chain, everything=everything),
        "panel": panel(chain, wanted) if wanted else None, "wanted": wanted, "sentence": sentence(chain),
        "years": years_note(chain, today()), "formats": CHAIN_FORMATS, "args": asked.args(), "width": "wide",
        "permalink": permalink(*KEPT, "all", "link"), "queries": _queries(root, asked),
    }  # fmt: skip


def _queries(root: ChainNode, asked: Asked) -> Sequence[ShownQuery]:
    tier = str(asked.max_tier)
    if asked.direction == "up" and root.kind == "Workplace":
        return shown("chains_up_from_workplace", *STEPS["up"], workplace=root.id, max_tier=tier)
    if asked.direction == "down" and root.kind == "Organisation":
        return shown("chain_down_from_buyer", *STEPS["down"], company=root.id, max_tier=tier)
    return shown(*(name for way in STEPS if asked.direction in (way, "both") for name in STEPS[way]))


def _drawn(chain: Chain, asked: Asked) -> dict[str, object]:
    if len(chain.nodes) > DRAWN or len(chain.nodes) < 2:
        return {"drawing": "", "legend": "", "network": None, "n_nodes": len(chain.nodes)}
    layout = place(chain)

    def link_url(link: ChainLink) -> str:
        args = asked.args() | {"link": link_id(link)}
        return with_args(url_for("chain.page", id=chain.root), args) + "#link"

    def node_url(node: ChainNode) -> str | None:
        return node_thing(node).url or None

    chosen = request.args.get("link")
    return {
        "drawing": svg(chain, layout, selected=chosen, link_url=link_url, node_url=node_url),
        "legend": legend(chain, layout), "n_nodes": len(chain.nodes),
        "network": network_data(chain, layout, link_url=link_url, node_url=node_url),
    }  # fmt: skip


def sentence(chain: Chain) -> str:
    """The chain's answer in one sentence for each way."""
    name = chain.node(chain.root).name
    above = _up(chain, name) if chain.direction in ("up", "both") else ""
    below = _down(chain, name) if chain.direction in ("down", "both") else ""
    return " ".join(part for part in (above, below) if part)


def _up(chain: Chain, name: str) -> str:
    ups = [chain.node(link.end) for link in chain.links if link.kind == "SUPPLIES"]
    buyers = {node.id: node for node in ups if node.tier > 0}
    named = [node.name for node in buyers.values() if node.disclosed]
    hidden = len(buyers) - len(named)
    owners = {link.end for link in chain.links if link.kind in ("OWNED_BY", "BRAND_OF")}
    above = sorted(chain.node(id_).name for id_ in owners if chain.node(id_).tier > 0)
    if not buyers:
        return f"Whom {name} supplies, no source here says."
    parts = [_names(named, "named company", "named companies")] if named else []
    if hidden:
        parts.append(
            counted(hidden, "buyer that its list does not name", "buyers that their lists do not name")
        )
    told = _sentence(f"{name} supplies {listed(parts)}")
    return _sentence(f"{told} Above them: {_names(above, 'firm')}") if above else told


def _down(chain: Chain, name: str) -> str:
    below = {
        link.start for link in chain.links if link.kind == "SUPPLIES" and chain.node(link.start).tier < 0
    }
    brands = {
        link.start for link in chain.links if link.kind == "BRAND_OF" and chain.node(link.start).tier < 0
    }
    has = f" It has {counted(len(brands), 'known brand')}." if brands else ""
    if not below:
        return f"Who supplies {name}, no source here says.{has}"
    return f"{name} is supplied by {counted(len(below), 'known place')}.{has}"


def _sentence(words: str) -> str:
    """With one full stop at its end, also after a name such as "Genesco Inc."."""
    return words if words.endswith(".") else f"{words}."


def _names(names: Sequence[str], one: str, several: str = "") -> str:
    """The names where they are few, else how many there are."""
    return listed(sorted(names)) if len(names) <= NAMED else counted(len(names), one, several)
