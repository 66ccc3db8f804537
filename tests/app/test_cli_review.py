"""`linkwork review`: pairs side by side, decided, taken back, kept as text."""

import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.commands import linkwork, told

ADDRESS = "Lot {}, Gate Road, Linh Trung EPZ, Thu Duc"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two lists: plants whose lots differ, and units of one firm."""
    for name, lot, unit in (("one", "12", ""), ("two", "14", " Unit 2")):
        rows = [
            ("Yesum Vina Co., Ltd", ADDRESS.format(lot)),
            (f"Harbour Knit House{unit}", "Plot 9, Mill Street, Savar"),
        ]
        lines = [f'"{row[0]}","{row[1]}",Viet Nam\n' for row in rows]
        (tmp_path / f"{name}.csv").write_text("Factory Name,Address,Country\n" + "".join(lines))
        told(tmp_path, "import", tmp_path / f"{name}.csv", "--list", name)
    return tmp_path


def _waiting(home: Path, *options: str) -> list[Any]:
    found: list[Any] = told(home, "review", *options)["pairs"]
    return found


def _keys(pair: dict[str, Any]) -> list[str]:
    return ["--left", pair["left"]["key"], "--right", pair["right"]["key"]]


def _things(home: Path, words: str) -> set[str]:
    return {hit["id"] for hit in told(home, "find", words)}


def test_pairs_wait_with_reasons(home: Path) -> None:
    found = {pair["left"]["wordings"][0][0].partition(" ")[0]: pair["reasons"] for pair in _waiting(home)}
    assert "numbers differ: 12 / 14" in found["Yesum"]
    assert "one name has a number: 2" in found["Harbour"]
    assert len(_waiting(home, "--reason", "number: 2")) == 1
    assert "2 of 2 pairs that wait." in linkwork(home, "review", "--list").stderr


def test_a_verdict_joins_and_is_taken_back(home: Path) -> None:
    before = _things(home, "Yesum Vina")
    [pair] = _waiting(home, "--reason", "numbers differ")
    done = told(home, "review", *_keys(pair), "--verdict", "same", "--why", "one gate, two lots")
    joined = _things(home, "Yesum Vina")
    back = told(home, "review", "--undo")
    assert (done, len(before), len(joined)) == ({"verdict": "same", "pairs": 1, "new": 1}, 2, 1)
    assert (back["verdict"], back["why"]) == ("unsure", "taken back: one gate, two lots")
    assert _things(home, "Yesum Vina") == before
    assert _waiting(home, "--reason", "numbers differ") == [pair]
    assert linkwork(home, "review", "--undo").exit_code == 3


def test_a_later_different_splits_again(home: Path) -> None:
    before = _things(home, "Yesum Vina")
    [pair] = _waiting(home, "--reason", "numbers differ")
    for verdict in ("same", "different"):
        told(home, "review", *_keys(pair), "--verdict", verdict, "--why", "seen on site")
    assert _things(home, "Yesum Vina") == before
    assert told(home, "review", *_keys(pair))["verdict"] == "different"
    assert _waiting(home, "--reason", "numbers differ") == []


def test_all_of_one_reason_at_once(home: Path) -> None:
    done = told(
        home, "review", "--reason", "one name has a number", "--verdict", "different", "--why", "two units"
    )
    assert done == {"verdict": "different", "pairs": 1, "new": 1}
    assert len(_waiting(home)) == 1


def test_verdicts_go_out_and_come_in_as_text(home: Path, tmp_path: Path) -> None:
    [pair] = _waiting(home, "--reason", "numbers differ")
    told(home, "review", *_keys(pair), "--verdict", "same", "--why", "one\tgate", "--by", "Ana")
    text = tmp_path / "verdicts.tsv"
    assert told(home, "review", "--export", text) == {"written": 1, "file": str(text)}
    line = text.read_text("utf-8").splitlines()[1].split("\t")
    assert [*line[:4], *line[5:]] == [
        "same", *sorted((pair["left"]["key"], pair["right"]["key"])), "public", "Ana", "one gate"
    ]  # fmt: skip
    assert told(home, "review", "--import", text) == {"read": 1, "new": 1}  # the tabulator is a blank in text
    assert told(home, "review", "--import", text) == {"read": 1, "new": 0}


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (["--verdict", "same", "--why", "x"], 2, "A verdict is on one pair"),
        (
            ["--left", "a", "--right", "b", "--verdict", "same", "--why", "x"],
            3,
            "No list brought the key 'a'",
        ),
        (["--left", "a"], 2, "A pair needs both --left and --right"),
        (["--reason", "number", "--verdict", "same"], 2, "A decision needs its reason: give --why"),
    ],
)
def test_what_is_missing_is_one_sentence(home: Path, options: list[str], code: int, sentence: str) -> None:
    result = linkwork(home, "review", *options)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith(f"linkwork: {sentence}")


def test_keys_decide_one_pair_after_the_other(home: Path) -> None:
    done = _typed(home, "xszd", "--reason", "number")
    assert ("1 of 2" in done, "2 of 2" in done, "taken back: looked at side by side" in done) == (True,) * 3
    assert len(_waiting(home)) == 1


def _typed(home: Path, keys: str, *options: str) -> str:
    """What the command prints at a terminal where these keys are pressed, each when it asks."""
    keyboard, terminal = pty.openpty()
    command = [sys.executable, "-c", "from app.cli import main; main()", "review", *options]
    settings = {**os.environ, "LINKWORK_HOME": str(home)}
    with subprocess.Popen(
        command, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=settings, text=True
    ) as run:
        assert run.stderr
        assert run.stdout
        for key in keys:
            while "[Q]uit" not in (line := run.stderr.readline()):
                assert line, "it asked no more"
            time.sleep(0.3)  # click throws away what was typed before it listens
            os.write(keyboard, key.encode())
        printed = run.stdout.read()
    os.close(keyboard)
    os.close(terminal)
    return printed
