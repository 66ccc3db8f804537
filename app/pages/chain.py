"""The page of a chain: one sentence, the table of steps, the drawing, the panel of the link that is open."""

from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from app.asking import Asking, ask, wants_json
from app.drawing import legend, network_data, svg, years_note
from app.evidence import node_thing
from app.facts.panel import panel
from app.facts.steps import steps
from app.layout import place
from app.pages.common import CHAIN_FORMATS, moved, permalink, shown
from app.presenting import counted, today
from graph.chain import Chain, ChainLink, ChainNode, Direction
from graph.errors import InputError

blueprint = Blueprint("chain", __name__)
TIERS = 6
DRAWN = 150  # nodes beyond which the page gives the table, and the drawing as an export
KEPT = ("up", "down", "max_tier")


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
        "chain": chain, "asked": asked, "root": node_thing(root), "steps": steps(chain, everything=everything),
        "panel": panel(chain, wanted) if wanted else None, "wanted": wanted, "sentence": sentence(chain),
        "years": years_note(chain, today()), "formats": CHAIN_FORMATS, "args": asked.args(), "width": "wide",
        "permalink": permalink(*KEPT, "all", "link"), "queries": _queries(root, asked),
    }  # fmt: skip


def _queries(root: ChainNode, asked: Asked) -> object:
    tier = str(asked.max_tier)
    steps_up, steps_down = (
        ("chain/up_buyers", "chain/up_parents"),
        ("chain/down_suppliers", "chain/down_brands"),
    )
    if asked.direction == "up" and root.kind == "Workplace":
        return shown("chains_up_from_workplace", *steps_up, workplace=root.id, max_tier=tier)
    if asked.direction == "down" and root.kind == "Organisation":
        return shown("chain_down_from_buyer", *steps_down, company=root.id, max_tier=tier)
    return shown(
        *(steps_up if asked.direction != "down" else ()), *(steps_down if asked.direction != "up" else ())
    )


def _drawn(chain: Chain, asked: Asked) -> dict[str, object]:
    if len(chain.nodes) > DRAWN or len(chain.nodes) < 2:
        return {"drawing": "", "legend": "", "network": None, "n_nodes": len(chain.nodes)}
    layout = place(chain)

    def link_url(link: ChainLink) -> str:
        key = f"{link.start}~{link.kind}~{link.end}"
        return url_for("chain.page", id=chain.root, **asked.args(), link=key) + "#link"

    def node_url(node: ChainNode) -> str | None:
        return node_thing(node).url or None

    chosen = request.args.get("link")
    return {
        "drawing": svg(chain, layout, selected=chosen, link_url=link_url, node_url=node_url),
        "legend": legend(chain, layout), "n_nodes": len(chain.nodes),
        "network": network_data(chain, layout, link_url=link_url, node_url=node_url),
    }  # fmt: skip


def sentence(chain: Chain) -> str:
    """The chain's answer in one sentence."""
    name = chain.node(chain.root).name
    ups = {link.end for link in chain.links if link.kind == "SUPPLIES" and chain.node(link.end).tier > 0}
    downs = {
        link.start for link in chain.links if link.kind == "SUPPLIES" and chain.node(link.start).tier < 0
    }
    told = []
    if chain.direction in ("up", "both"):
        told.append(_up(chain, name, ups))
    if chain.direction in ("down", "both"):
        brands = [l for l in chain.links if l.kind == "BRAND_OF" and chain.node(l.start).tier < 0]
        has = f" and has {counted(len(brands), 'brand')}" if brands else ""
        told.append(
            f"{name} is supplied by {counted(len(downs), 'known place')}{has}."
            if downs
            else f"Who supplies {name}, no source here says."
        )
    return " ".join(told)


def _up(chain: Chain, name: str, ups: set[str]) -> str:
    named = [node for node in ups if chain.node(node).disclosed]
    hidden = len(ups) - len(named)
    owners = [l for l in chain.links if l.kind in ("OWNED_BY", "BRAND_OF") and chain.node(l.end).tier > 0]
    if not ups:
        return f"Whom {name} supplies, no source here says."
    parts = [counted(len(named), "named company", "named companies")] if named else []
    parts += (
        [counted(hidden, "buyer that its list does not name", "buyers that their lists do not name")]
        if hidden
        else []
    )
    above = (
        f" Above them: {counted(len(owners), 'owner or brand link', 'owner and brand links')}."
        if owners
        else ""
    )
    return f"{name} supplies {' and '.join(parts)}.{above}"
