"""The shipped pairs, and the shape of what the benchmark prints."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.matching.__main__ import measures, read_pairs

PAIRS = Path("bench/matching/pairs.csv")


def _measured(*options: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.matching", "--pairs", str(PAIRS), "--json", *options]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def test_no_wrong_merge_and_the_goal_is_met() -> None:
    found = _measured()
    assert list(found) == [
        "pairs", "threshold", "precision", "recall", "f1", "best_f1", "wrong_merges", "pairs_per_second"
    ]  # fmt: skip
    assert found["pairs"] >= 300
    assert found["f1"] >= 0.95
    assert found["wrong_merges"] == 0


def test_the_half_not_tuned_on_meets_it_too() -> None:
    found = _measured("--half", "B")
    assert (found["f1"] >= 0.95, found["wrong_merges"]) == (True, 0)


@pytest.mark.parametrize("half", ["C", "D"])
def test_pairs_of_another_labeller_make_no_wrong_merge(half: str) -> None:
    assert _measured("--half", half)["wrong_merges"] == 0


def test_halves_are_the_whole_and_no_pair_is_twice() -> None:
    pairs = read_pairs(PAIRS)
    assert sum(len(read_pairs(PAIRS, half)) for half in "ABCD") == len(pairs)
    assert len({frozenset((pair.left, pair.right)) for pair in pairs}) == len(pairs)


def test_measures_are_those_of_the_books() -> None:
    found = measures([True, True, False, False], [90, 50, 70, 10], 60)
    assert found == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "best_f1": 0.8}
