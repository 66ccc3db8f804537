"""Saved queries: their list, and each with its form, its answer and its text."""

from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response, abort, jsonify, render_template, request

from app.asking import Asking, ask, wants_json
from app.cli.things import finder
from app.drawing import legend, svg
from app.evidence import node_thing
from app.facts.table import table
from app.layout import place
from app.pages.common import CHAIN_FORMATS, ROW_FORMATS, permalink, sliced, start_of
from graph.chain import Chain, chain_from_rows
from graph.engines.base import Row
from graph.errors import InputError, NotOneError
from graph.query import Result, run
from queries.catalog import Query, catalog, listed

blueprint = Blueprint("query", __name__)
ON_A_PAGE = 200
DRAWN = 80  # nodes


@dataclass(frozen=True)
class Answer:
    """A run's result, or the sentence that says why there is none, with things to choose from."""

    result: Result | None = None
    error: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    param: str = ""


@blueprint.get("/q")
def listing() -> str | Response:
    """All saved queries by category."""
    queries = listed()
    if wants_json():
        return jsonify([query.as_json() for query in queries])
    ordered = sorted(queries, key=lambda query: (query.category, query.title))
    groups = [(category, list(held)) for category, held in groupby(ordered, key=lambda query: query.category)]
    return render_template("queries.html", groups=groups, permalink=permalink())


@blueprint.get("/q/<name>")
def page(name: str) -> str | Response:
    """One saved query; with its parameters given it is run."""
    query = saved(name)
    asking = ask()
    given = given_params(query)
    if wants_json():
        return jsonify(run(asking.reader, query, given, finder(asking.workspace, asking.audience)).as_json())
    answer = _answer(asking, query, given)
    result = answer.result
    chain = chain_of(asking, result) if result and result.returns == "chain" else None
    return render_template(
        "query.html", query=query, given=given, answer=answer, result=result, width="wide",
        table=table(asking, result, start_of(), ON_A_PAGE) if result else None,
        slice=sliced(len(result.rows), ON_A_PAGE) if result else None,
        picture=_picture(chain), chain=chain, formats=CHAIN_FORMATS if chain else ROW_FORMATS,
        permalink=permalink(*(param.name for param in query.params)), countries=_countries(asking, query),
        names=_names(asking, result),
    )  # fmt: skip


def saved(name: str) -> Query:
    """The saved query of this name; 404 for one that there is not."""
    query = catalog().get(name)
    if query is None or not query.listed:
        abort(404)
    return query


def given_params(query: Query) -> dict[str, str]:
    """What the address gives for the query's parameters; other parameters are not the query's."""
    return {p.name: value.strip() for p in query.params if (value := request.args.get(p.name, "")).strip()}


def chain_of(asking: Asking, result: Result) -> Chain | None:
    """The chain of a result's links; None when it has none."""
    links = [row for row in result.rows if row["from"] and row["kind"] and row["to"]]
    if not links:
        return None
    root = result.root or str(links[0]["to"])
    starts, ends = {row["from"] for row in links}, {row["to"] for row in links}
    return chain_from_rows(
        asking.reader, links, root=root, audience=asking.audience, claims=asking.claims,
        direction="up" if root in starts - ends else "down", more=result.more,
    )  # fmt: skip


def _answer(asking: Asking, query: Query, given: dict[str, str]) -> Answer:
    """Run it once everything that must be given is; before that the form alone."""
    needed = [p.name for p in query.params if p.default is None and not p.optional]
    if not all(name in given for name in needed):
        missing = [name.replace("_", " ") for name in needed if name not in given]
        return Answer(error=f"Give {' and '.join(missing)} first." if given else "")
    try:
        return Answer(run(asking.reader, query, given, finder(asking.workspace, asking.audience)))
    except NotOneError as error:
        param = str(error).partition(":")[0]
        return Answer(error=str(error), choices=error.choices, param=param if param in given else "")
    except InputError as error:
        return Answer(error=str(error))


def _picture(chain: Chain | None) -> tuple[str, str] | None:
    if chain is None or not 2 <= len(chain.nodes) <= DRAWN:
        return None
    layout = place(chain)
    return svg(chain, layout, node_url=lambda node: node_thing(node).url or None), legend(chain, layout)


def _names(asking: Asking, result: Result | None) -> dict[str, Row]:
    """The things that the parameters name, so that the form shows names and not ids."""
    given = result.params.values() if result else ()
    return asking.names([value for value in given if isinstance(value, str)])


def _countries(asking: Asking, query: Query) -> list[Row]:
    if not any(param.type == "Country" for param in query.params):
        return []
    return asking.rows("page/countries_named", limit=300)
