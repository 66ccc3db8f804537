"""Runs one `linkwork` command with its phases timed: `python -m bench.phases TIMES.json import FILE …`.

Writes CPU seconds of each phase, of the whole process, its wall seconds and its largest memory.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.cli import main as linkwork
from graph import search, workspace
from graph.engines.kglite import KgliteEngine
from graph.resolution import deciding
from importers import runner

# What is timed: the phase, where its function is looked up, and by which name.
_PHASES: tuple[tuple[str, Any, str], ...] = (
    ("read_and_append", runner, "_append_rows"),
    ("end", runner, "end_absent"),
    ("rules", runner, "apply_rules"),
    ("join_equal", deciding, "decide_exact"),
    ("join_near", deciding, "decide_near"),
    ("resolve", workspace, "resolve"),
    ("ship", workspace, "ship"),
    ("save_graph", KgliteEngine, "keep"),
    ("search_index", search, "follow"),
)


def _timed(function: Callable[..., Any], phase: str, cpu: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            cpu[phase] = round(cpu.get(phase, 0.0) + time.process_time() - start, 2)

    return timed


def main() -> None:
    """Run the command; the times are written even when it fails."""
    times, *sys.argv[1:] = sys.argv[1:]
    cpu: dict[str, float] = {}
    for phase, home, name in _PHASES:
        setattr(home, name, _timed(getattr(home, name), phase, cpu))
    start = time.perf_counter()
    try:
        linkwork()
    finally:
        whole = {
            "seconds": round(time.perf_counter() - start, 1),
            "cpu_seconds": round(time.process_time(), 1),
            "largest_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
        Path(times).write_text(json.dumps(whole | {"phases": cpu}))


if __name__ == "__main__":
    main()
