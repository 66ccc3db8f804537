"""The page of one claim: what it says of what, who says it, and the row as given."""

from dataclasses import asdict

from flask import Blueprint, Response, abort, jsonify, render_template

from app.asking import Asking, ask, wants_json
from app.evidence import Thing, evidence, thing
from app.pages.common import permalink, shown
from graph.claims import FullClaim
from graph.model import LINKS, NODES

blueprint = Blueprint("claim", __name__)
LONGEST = 64


@blueprint.get("/claim/<id>")
def page(id: str) -> str | Response:  # noqa: A002
    """A claim by the id it shows. Sealed, withheld and absent are the same nothing."""
    asking = ask()
    found = asking.claims.claim(id) if len(id) <= LONGEST else None
    if found is None:
        abort(404)
    if wants_json():
        return jsonify(_json(found))
    ends = _ends(asking, found)
    return render_template(
        "claim.html", full=found, claim=found.claim, ends=ends, said=_words(found), permalink=permalink(),
        evidence=evidence([found.claim], found.claim.confidence, found.claim.as_of),
        properties=_properties(found), queries=shown("page/things"),
    )  # fmt: skip


def _ends(asking: Asking, found: FullClaim) -> list[Thing]:
    ids = [id_ for id_ in (found.subject_id, found.object_id) if id_]
    rows = asking.names(ids)
    return [thing(rows[id_]) for id_ in ids if id_ in rows]


def _words(found: FullClaim) -> str:
    return LINKS[found.kind].words if found.kind in LINKS else "is described"


def _properties(found: FullClaim) -> list[tuple[str, str]]:
    """What it says, by the model's words for each property."""
    declared = LINKS[found.kind].properties if found.kind in LINKS else ()
    named = {p.name: p.words for node in NODES.values() for p in node.properties}
    named |= {p.name: p.words for p in declared}
    return [
        (named.get(name, name.replace("_", " ")), _written(value)) for name, value in found.properties.items()
    ]


def _written(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _json(found: FullClaim) -> dict[str, object]:
    said = {
        "kind": found.kind, "from": found.subject_id, "to": found.object_id,
        "properties": dict(found.properties), "live": found.live, "row": dict(found.cells),
        "seen": list(found.seen),
    }  # fmt: skip
    return {**asdict(found.claim), **said}
