"""From the sample's files to a chain: `python -m bench.sample`. Prints one JSON object.

Times of the import and the projections are seconds, those of answers milliseconds, over every workplace that
supplies somebody.
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from app.layout import place
from graph.chain import trace
from graph.query import run
from graph.settings import read_settings
from graph.workspace import Workspace
from importers.manifest import import_sample
from queries.catalog import get

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
SUPPLIERS = "MATCH (w:Workplace) WHERE w.n_buyers > 0 RETURN w.id AS id ORDER BY id"


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 2)


def _spread(work: Callable[[str], object], things: Iterable[str]) -> dict[str, float]:
    times = []
    for thing in things:
        start = time.perf_counter()
        work(thing)
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    return {f"p{p}": round(times[min(len(times) * p // 100, len(times) - 1)], 1) for p in (50, 95)}


def _measure(workspace: Workspace) -> dict[str, object]:
    found: dict[str, object] = {
        "import_seconds": _seconds(lambda: import_sample(workspace.ledger, SAMPLE)),
        "project_seconds": _seconds(lambda: workspace.project("members")),
        "project_full_seconds": _seconds(lambda: workspace.project("members", full=True)),
        "again_seconds": _seconds(lambda: import_sample(workspace.ledger, SAMPLE)),
    }
    workspace.follow("members")
    reader, claims = workspace.reader("members"), workspace.claims("members")
    suppliers = [row["id"] for row in reader.read(SUPPLIERS, {})]

    def drawn(thing: str) -> None:
        place(trace(reader, thing, audience="members", claims=claims))

    def asked(thing: str) -> None:
        run(reader, get("chains_up_from_workplace"), {"workplace": thing})

    return found | {
        "workplaces": len(suppliers),
        "chain_drawn_ms": _spread(drawn, suppliers),
        "query_ms": _spread(asked, suppliers),
    }


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as home:
        settings = read_settings({"LINKWORK_HOME": home})
        workspace = Workspace(settings)
        print(json.dumps(_measure(workspace), indent=2))
        workspace.close()


if __name__ == "__main__":
    main()
