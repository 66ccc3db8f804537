"""Exports: first a page to choose and look at, then the file. Public ones are made from the public graph."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for
from werkzeug.exceptions import NotFound

from app.asking import Asking, ask, workspace
from app.cli.things import finder
from app.drawing import legend, svg
from app.exporting.common import notices_of, sources_of
from app.facts.outgoing import Outgoing, of_chain, of_rows, of_zone
from app.layout import place
from app.pages.chain import asked_for
from app.pages.common import CHAIN_FORMATS, ROW_FORMATS, Format, with_args
from app.pages.query import chain_of, given_params, saved
from app.presenting import today
from graph.errors import InputError
from graph.query import run

blueprint = Blueprint("export", __name__)
CHAINS = ("chain", "workplace", "organisation")
KINDS = (*CHAINS, "zone", "query")
AUDIENCES = ("public", "members")
PREVIEWED = 60  # nodes drawn, 10 rows listed
NOT_KEPT = ("format", "audience", "as")


@blueprint.get("/export/<kind>")
def page(kind: str) -> str | Response:
    """With `format` the file, else the page on which to choose; `audience` is public unless it is said."""
    if kind not in KINDS:
        abort(404)
    audience = request.args.get("audience", "public")
    if audience not in AUDIENCES:
        raise InputError(f"audience is public or members, not {audience!r}.")
    wanted = request.args.get("format", "")
    try:
        outgoing = _outgoing(kind, _for_audience(audience))
    except NotFound:
        if wanted or audience == "members" or not _seen_by_members(kind):
            raise
        outgoing = None
    if wanted and outgoing:
        return _file(outgoing, wanted)
    return _choice(kind, audience, outgoing)


def _for_audience(audience: str) -> Asking:
    """The public graph is brought up to date when something is about to be published."""
    if audience == "public":
        workspace().follow("public")
    return ask(audience)


def _seen_by_members(kind: str) -> bool:
    """Is it only the public that must not see this?"""
    _outgoing(kind, ask("members"))
    return True


def _outgoing(kind: str, asking: Asking) -> Outgoing:
    if kind == "query":
        return _of_query(asking)
    id_ = asking.present_id(request.args.get("id", ""))
    if kind == "zone":
        return of_zone(asking, id_, url_for("zone.page", id=id_, _external=True))
    asked = asked_for(asking, id_)
    chain = asking.chain(id_, asked.direction, asked.max_tier)
    return of_chain(chain, with_args(url_for("chain.page", id=id_, _external=True), asked.args()))


def _of_query(asking: Asking) -> Outgoing:
    query = saved(request.args.get("name", ""))
    result = run(asking.reader, query, given_params(query), finder(asking.workspace, asking.audience))
    address = with_args(url_for("query.page", name=query.name, _external=True), given_params(query))
    chain = chain_of(asking, result) if query.returns == "chain" else None
    if chain is None:
        return of_rows(asking, result, query.title, address)
    return Outgoing(query.title, address, asking.audience, chain)


def _file(outgoing: Outgoing, wanted: str) -> Response:
    made = outgoing.file(wanted)
    response = make_response(made.body)
    response.headers["Content-Type"] = made.mimetype
    response.headers["Content-Disposition"] = f'attachment; filename="{made.filename}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _choice(kind: str, audience: str, outgoing: Outgoing | None) -> str:
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in NOT_KEPT]
    chain = outgoing.chain if outgoing else None
    chains = kind in CHAINS or chain is not None
    formats: Sequence[Format] = CHAIN_FORMATS if chains else ROW_FORMATS
    chosen = request.args.get("as", formats[0].name)
    drawn = chain if chain and 2 <= len(chain.nodes) <= PREVIEWED else None
    layout = place(drawn) if drawn else None
    return render_template(
        "export.html", kind=kind, wanted_audience=audience, outgoing=outgoing, kept=kept, formats=formats,
        chosen=chosen if chosen in {one.name for one in formats} else formats[0].name,
        drawing=svg(drawn, layout) if drawn and layout else "",
        legend=legend(drawn, layout) if drawn and layout else "",
        sources=sources_of(chain) if chain else (), notices=notices_of(chain, today()) if chain else (),
    )  # fmt: skip
