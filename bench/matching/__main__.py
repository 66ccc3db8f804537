"""How well pairs of workplaces are told: `python -m bench.matching --pairs FILE.csv [--json] [--half A]`.

Prints one JSON object. A pair counts as told to be one from the shipped threshold on (`score.LIKELY`);
`wrong_merges` counts pairs labelled `no` that would be joined without asking. `--compare` adds a line for
nomenklatura and one for dedupe, where bench/requirements.txt is installed.
"""

import argparse
import csv
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from graph.resolution.score import LIKELY, Place, compare
from importers.countries import country_code, country_in_address
from importers.values import repair

_PAIRS = Path(__file__).with_name("pairs.csv")


class Labelled(NamedTuple):
    """Two workplaces and whether they are one."""

    same: bool
    left: Place
    right: Place


def read_pairs(path: Path, half: str = "") -> list[Labelled]:
    """The pairs of a file, or those whose column `half` says so."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Labelled(row["same"].strip().lower() == "yes", _place(row, "left"), _place(row, "right"))
        for row in rows
        if not half or row["half"] == half
    ]


def _place(row: dict[str, str], side: str) -> Place:
    """As importers read it: broken UTF-8 is put right; the country is a code, a name, or in the address."""
    name, address = (repair(row[f"{side}_{column}"])[0] for column in ("name", "address"))
    given = row[f"{side}_country"].strip()
    country = country_code(given) if given else country_in_address(address)
    return Place(name, address, country or "")


def measures(labels: Sequence[bool], scores: Sequence[float], threshold: float) -> dict[str, float]:
    """Precision, recall, F1 at a threshold, and the best F1 of any."""
    precision, recall, f1 = _at(labels, scores, threshold)
    best = max((_at(labels, scores, cut)[2] for cut in sorted(set(scores))), default=0.0)
    return {"precision": precision, "recall": recall, "f1": f1, "best_f1": best}


def _at(labels: Sequence[bool], scores: Sequence[float], threshold: float) -> tuple[float, float, float]:
    told = [score >= threshold for score in scores]
    right = sum(same and one for same, one in zip(labels, told, strict=True))
    precision = right / sum(told) if any(told) else 1.0
    recall = right / sum(labels) if any(labels) else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return round(precision, 4), round(recall, 4), round(f1, 4)


def measure(pairs: Sequence[Labelled]) -> dict[str, float]:
    """The benchmark's object for these pairs."""
    compare(Place("warm"), Place("up"))  # the vocabulary is read once
    start = time.perf_counter()
    found = [compare(pair.left, pair.right) for pair in pairs]
    seconds = time.perf_counter() - start
    told = measures([pair.same for pair in pairs], [match.score for match in found], LIKELY)
    wrong = sum(match.outcome == "same" and not pair.same for match, pair in zip(found, pairs, strict=True))
    return {
        "pairs": len(pairs), "threshold": LIKELY, **told, "wrong_merges": wrong,
        "pairs_per_second": round(len(pairs) / seconds) if pairs else 0,
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, default=_PAIRS)
    parser.add_argument("--json", action="store_true", help="one line")
    parser.add_argument(
        "--half", choices=("A", "B", "C", "D"), default="", help="of the shipped pairs; see README.md"
    )
    parser.add_argument("--compare", action="store_true", help="nomenklatura and dedupe on the same pairs")
    asked = parser.parse_args()
    pairs = read_pairs(asked.pairs, asked.half)
    print(json.dumps(measure(pairs), indent=None if asked.json else 2))
    if asked.compare:
        from bench.matching.others import others  # needs bench/requirements.txt

        for name, result in others(pairs, read_pairs(_PAIRS, "A")):
            print(json.dumps({"by": name, **result}))


if __name__ == "__main__":
    main()
