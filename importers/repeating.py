"""The same file again, asked for in the same way and read by the same code: known without reading a row.

A run notes in `run.said` what its report told and a mark of all that its claims come from beside the file's
bytes. A run with the same mark, in whose lists no later run stands, would only say the same again.
"""

import json
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.ledger import tables as t
from graph.ledger.append import RunInfo
from graph.ledger.sources import SourceInfo
from importers.given import Given
from importers.sources import SourceSpec

_PACKAGES = Path(__file__).parent, Path(__file__).parents[1] / "graph"
_CODE = frozenset({".py", ".toml", ".csv"})


@dataclass(frozen=True)
class Repeated:
    """What the run told that read the same before. `claims` is how many it saw."""

    run_id: int
    rows: int
    claims: int
    warnings: list[str]


def mark_of(spec: SourceSpec, info: SourceInfo, given: Given, run: RunInfo) -> str:
    """What tells whether two readings of one file give the same claims, as a hash."""
    asked = {name: value for name, value in vars(given).items() if name not in ("held", "notices")}
    parts = [repr(spec), asdict(info), asked, [run.importer, run.sha256, run.as_of, run.whole], _code()]
    return blake2b(json.dumps(parts, sort_keys=True).encode(), digest_size=16).hexdigest()


def note(connection: Connection, run_id: int, mark: str, claims: int, warnings: list[str]) -> None:
    """Keep with a run what a repeat needs. Of what the ledger itself answers for nothing may be kept."""
    r = t.run.c
    said: dict[str, Any] = json.loads(connection.scalars(sa.select(r.said).where(r.id == run_id)).one())
    said["repeat"] = {"mark": mark, "claims": claims, "warnings": warnings}
    connection.execute(t.run.update().where(r.id == run_id).values(said=json.dumps(said)))


def repeated(connection: Connection, run: RunInfo, mark: str) -> Repeated | None:
    """The run that read the same, where nothing came into its lists since; None where there is none."""
    r = t.run.c
    same = (r.state == "done") & (r.importer == run.importer) & (r.sha256 == run.sha256)
    query = sa.select(r.id, r.rows, r.lists, r.said).where(same).order_by(r.id.desc())
    for row in connection.execute(query):
        told = json.loads(row.said).get("repeat", {})
        if told.get("mark") == mark:
            if _later(connection, row.id, set(json.loads(row.lists))):
                return None
            return Repeated(row.id, row.rows, told["claims"], told["warnings"])
    return None


def _later(connection: Connection, run_id: int, lists: set[int]) -> bool:
    """Whether a run that stands came into one of these lists after this one."""
    r = t.run.c
    after = connection.scalars(sa.select(r.lists).where(r.id > run_id, r.state == "done"))
    return any(lists & set(json.loads(found)) for found in after)


@cache
def _code() -> str:
    """A hash of all that reads rows: a newer Linkwork may read more of the same file."""
    digest = blake2b(metadata.version("linkwork").encode(), digest_size=16)
    for path in sorted(one for package in _PACKAGES for one in package.rglob("*") if one.suffix in _CODE):
        digest.update(path.read_bytes())
    return digest.hexdigest()
