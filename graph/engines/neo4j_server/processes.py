"""Other programs: run one to its end, start one that stays, look whether one still runs."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


def run(
    command: Sequence[str], env: Mapping[str, str] | None = None, seconds: float = 60.0
) -> tuple[int, str]:
    """The exit code and everything that the program wrote. Raises `TimeoutError`."""
    try:
        ended = subprocess.run(  # noqa: S603 - a list of arguments that we made, no shell
            command, env=env, timeout=seconds, check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"{command[0]} took more than {seconds:g} s.") from error
    return ended.returncode, ended.stdout


def spawn(command: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    """Start a program that outlives this one; what it says goes to `log`."""
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - a list of arguments that we made, no shell
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )


def runs_with(pid: int, argument: str) -> bool:
    """Whether process `pid` runs and was given this argument: numbers of ended processes are reused."""
    if Path("/proc/self/cmdline").exists():
        try:
            given = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        except OSError:
            return False
        return argument in given.split("\0")
    _, listed = run(["ps", "-p", str(pid), "-o", "args="])
    return argument in listed
