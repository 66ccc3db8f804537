"""JSON: the shape of `chain --json` with the file's title, date, sources and notices."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from app.exporting.common import About, notices_of, sources_of
from graph.chain import Chain


def chain_json(chain: Chain, about: About) -> bytes:
    """The chain's own JSON, then what the file says of itself."""
    return _written(
        chain.as_json()
        | _about(about)
        | {
            "sources": [asdict(source) for source in sources_of(chain)],
            "notices": notices_of(chain, about.made_on),
        }
    )


def rows_json(
    columns: Sequence[str], rows: Iterable[Sequence[object]], about: About, notices: Sequence[str]
) -> bytes:
    """A list or a query's result."""
    return _written(
        _about(about)
        | {"columns": list(columns), "rows": [list(row) for row in rows], "notices": list(notices)}
    )


def _about(about: About) -> dict[str, Any]:
    return {
        "title": about.title, "made_on": about.made_on.isoformat(), "audience_note": about.audience_note,
        "permalink": about.permalink,
    }  # fmt: skip


def _written(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n").encode("utf-8", "replace")
