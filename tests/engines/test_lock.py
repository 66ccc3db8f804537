"""A lock between processes."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.engines.lock import locked

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, pathlib
from graph.engines.lock import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_second_process_waits_in_vain(tmp_path: Path) -> None:
    """… and the lock of a killed process is free."""
    path = tmp_path / "new" / "lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(TimeoutError, match="is held by another process"), locked(path, 0.1):
            pass
        other.send_signal(signal.SIGKILL)
        other.wait()
        with locked(path, 0.1):
            pass


def test_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError), locked(tmp_path / "lock"):
        raise KeyError
    with locked(tmp_path / "lock", 0.1):
        pass
