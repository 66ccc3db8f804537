"""A long list from file to graph, as a user imports it: `python -m bench.importing [--rows N]`.

Synthetic workplaces (seeded, those of `bench.resolution`) as a CSV; the real command, a process a step, in a
fresh home: the list, the same file again, the same rows in another file, a list of 10,000 rows (a tenth of N
when that is less) of which half are known, and a whole edition that lacks one row in a hundred. Prints one
JSON object a step: CPU seconds of each phase and of the process, its wall seconds and its largest memory.
"""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.resolution import _again, _held

_OTHER = 10_000  # rows of the second list
_PRODUCTS = ("T-shirts", "Denim", "Knitwear", "Footwear; Bags", "")
_COUNTRIES = ("Viet Nam", "Bangladesh", "India", "China", "Indonesia", "Cambodia")
Row = tuple[str, ...]


def _rows(count: int, random_: random.Random) -> list[Row]:
    return [(*pair, random_.choice(_COUNTRIES), random_.choice(_PRODUCTS)) for pair in _held(count, random_)]


def _write(path: Path, rows: Iterable[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("name", "address", "country", "product type"))
        writer.writerows(rows)
    return path


def _import(home: Path, file: Path, *options: str) -> dict[str, Any]:
    times = home / "times.json"
    done = subprocess.run(
        [sys.executable, "-m", "bench.phases", str(times), "import", str(file), "--json", *options],
        env=os.environ | {"LINKWORK_HOME": str(home)}, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    told = json.loads(done.stdout)
    counts = {name: told[name] for name in ("read", "claims_new", "claims_same", "claims_ended")}
    return counts | dict(json.loads(times.read_text()))


def _measure(home: Path, count: int) -> None:
    random_ = random.Random(5)
    rows = _rows(count, random_)
    file = _write(home / "first.csv", rows)
    more = min(_OTHER, count // 10)
    known = [(*_again((name, address), random_), *rest) for name, address, *rest in rows[: more // 2]]
    other = _write(home / "other.csv", known + _rows(more - len(known), random_))
    given = ("--buyer", "Bench Brand", "--list", "first")
    _tell("the list", _import(home, file, *given, "--as-of", "2024"))
    _tell("the same file", _import(home, file, *given, "--as-of", "2024"))
    _write(file, reversed(rows))
    _tell("the same rows", _import(home, file, *given, "--as-of", "2025"))
    _tell("another list", _import(home, other, "--buyer", "Other Brand", "--as-of", "2025"))
    _write(file, rows[count // 100 :])
    _tell("a whole edition", _import(home, file, *given, "--as-of", "2026", "--whole"))


def _tell(step: str, found: dict[str, Any]) -> None:
    print(json.dumps({"step": step} | found), flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    with tempfile.TemporaryDirectory() as home:
        _measure(Path(home), parser.parse_args().rows)


if __name__ == "__main__":
    main()
