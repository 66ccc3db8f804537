"""The two ways out: a chain, and a list of rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from app.exporting.common import FORMATS, About, Export, check_chain, checked_audience, file_name
from app.exporting.graphml import chain_graphml
from app.exporting.jsonfile import chain_json, rows_json
from app.exporting.page import chain_html
from app.exporting.picture import chain_svg
from app.exporting.tables import chain_csv, table
from app.layout import Layout, place
from graph.chain import NOTICE_NAMES, NOTICE_WRONG, Chain
from graph.errors import InputError

_DRAWN: Mapping[str, Callable[[Chain, Layout, About], bytes]] = {
    "html": chain_html, "svg": chain_svg, "graphml": chain_graphml,
}  # fmt: skip
_LISTED: Mapping[str, Callable[[Chain, About], bytes]] = {"csv": chain_csv, "json": chain_json}


def export_chain(
    chain: Chain,
    format: str,  # noqa: A002
    *,
    title: str,
    made_on: date,
    audience: str = "public",
    permalink: str = "",
) -> Export:
    """A chain as a file: `format` is html, svg, csv, graphml or json.

    Raises InputError for another format, and when the chain holds what the audience must not see.
    """
    check_chain(chain, audience)
    about = About(title, made_on, audience, permalink)
    if format in _DRAWN:
        return _file(about, format, _DRAWN[format](chain, place(chain), about))
    if format in _LISTED:
        return _file(about, format, _LISTED[format](chain, about))
    raise InputError(f"A chain is exported as {', '.join(FORMATS)}, not as {format!r}.")


def export_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    format: str,  # noqa: A002
    *,
    title: str,
    made_on: date,
    audience: str = "public",
    permalink: str = "",
    notices: Sequence[str] = (),
) -> Export:
    """A query's result or a list as csv or json; the rows must be of the audience's own graph.

    `notices` come beside the standing ones: sources, what a limit left out. Raises InputError.
    """
    about = About(title, made_on, checked_audience(audience), permalink)
    told = [NOTICE_WRONG, NOTICE_NAMES, *notices]
    if format == "json":
        return _file(about, format, rows_json(columns, rows, about, told))
    if format != "csv":
        raise InputError(f"A list is exported as csv or json, not as {format!r}.")
    last = (made_on.isoformat(), about.audience_note, " ".join(told))
    body = table((*columns, "made_on", "audience", "notice"), ((*row, *last) for row in rows))
    return _file(about, format, body)


def _file(about: About, format: str, body: bytes) -> Export:  # noqa: A002
    return Export(file_name(about, format), FORMATS[format], body)
