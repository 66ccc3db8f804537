"""CSV: every cell is text that no spreadsheet runs as a formula.

The signs that begin a formula are those of OWASP ASVS 5.0, 1.2.10, and their full-width forms.
The file starts with a byte order mark, without which Excel misreads every name outside ASCII.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from app.exporting.common import About, notices_of, sources_of
from app.exporting.steps import Step, steps_of
from graph.chain import Chain, ChainNode

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
COLUMNS = (
    "from_id", "from_name", "from_kind", "from_country", "from_tier", "link", "to_id", "to_name", "to_kind",
    "to_country", "to_tier", "since", "until", "last_seen", "confidence", "basis", "sources", "publishers",
    "as_of", "words", "rows", "licences", "claims", "title", "made_on", "audience", "notice",
)  # fmt: skip


def defuse(value: object) -> object:
    """The cell's value; text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.lstrip(" \u00a0\ufeff").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file (RFC 4180, UTF-8 with a byte order mark)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([defuse(column) for column in columns])
    writer.writerows([defuse(_cell(value)) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _cell(value: object) -> object:
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(str(part) for part in value)
    return "" if value is None else value


def chain_csv(chain: Chain, about: About) -> bytes:
    """One row a link, with the names at both ends, all its claims' words, and the notices on every row."""
    credit = " ".join(
        f"{source.name} ({source.publisher}, {source.licence})." for source in sources_of(chain)
    )
    notice = " ".join([*notices_of(chain, about.made_on), f"Sources: {credit}"])
    last = (about.title, about.made_on.isoformat(), about.audience_note, notice)
    return table(COLUMNS, ((*_row(step), *last) for step in steps_of(chain)))


def _row(step: Step) -> tuple[object, ...]:
    link = step.link
    return (
        *_end(step.start), link.kind, *_end(step.end), link.since, link.until, link.last_seen, step.sure,
        step.basis, step.claimed("source"), step.claimed("publisher"), step.claimed("as_of"),
        step.claimed("words"),
        [f"{claim.file_name} {claim.row_ref}".strip() for claim in link.claims],
        step.claimed("licence"), step.claimed("id"),
    )  # fmt: skip


def _end(node: ChainNode) -> tuple[object, ...]:
    return (node.id, node.name, node.kind, node.country, node.tier)
