"""`linkwork serve`: where it listens, what it refuses, how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from graph.ledger.store import Ledger
from tests.commands import ROOT, linkwork

SERVE = (sys.executable, "-c", "from app.cli import main; main()", "serve")
FIXTURE = ROOT / "tests" / "fixtures" / "cli" / "three_bad_rows.csv"


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The site of a home, in a process of its own, from its first line on."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LINKWORK_")}
    environment |= {"LINKWORK_HOME": str(home), "LINKWORK_PORT": str(port)}
    with subprocess.Popen(
        SERVE, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        yield process
        process.kill()


@pytest.fixture
def served(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    with serving(tmp_path, port) as process:
        yield process


def _page(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return str(answer.read().decode())


def test_says_its_address_serves_and_ends_quietly(served: subprocess.Popen[str], port: int) -> None:
    assert served.stdout is not None
    assert served.stdout.readline() == f"Linkwork is at http://127.0.0.1:{port}\n"
    assert 'name="q"' in _page(port, "/")
    served.send_signal(signal.SIGINT)
    assert served.communicate(timeout=60) == ("", "")
    assert served.returncode == 0


def test_import_beside_it_is_on_the_page(served: subprocess.Popen[str], tmp_path: Path, port: int) -> None:
    assert served.stdout is not None
    served.stdout.readline()
    assert "Sewing Room One Ltd" not in _page(port, "/find?q=nothing+yet")
    assert linkwork(tmp_path, "import", FIXTURE).exit_code == 0
    deadline = time.monotonic() + 60
    while "Sewing Room One Ltd" not in _page(port, "/find?q=sewing+room"):
        assert time.monotonic() < deadline, "the site did not follow the ledger"
        time.sleep(0.2)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_the_next_start_tells_what_was_broken_off(tmp_path: Path, port: int, end: signal.Signals) -> None:
    browser, site = requests.Session(), f"http://127.0.0.1:{port}"

    def told(path: str) -> dict[str, Any]:
        answer = browser.get(site + path, headers={"Accept": "application/json"}, timeout=60)
        return dict(answer.json())

    with serving(tmp_path, port) as first:
        assert first.stdout is not None
        first.stdout.readline()
        found = re.search(r'name="token" value="([^"]*)"', browser.get(f"{site}/import", timeout=60).text)
        assert found
        form = {"token": found[1], "do": "take"}
        with FIXTURE.open("rb") as file:
            page = browser.post(f"{site}/import", form, files={"file": file}, timeout=60).url
        path = page.removeprefix(site)
        while told(path)["state"] != "looked":
            pass
        ledger = Ledger(f"sqlite:///{tmp_path}/ledger.db")
        with ledger.write():
            browser.post(page, form, timeout=60)
            while told(path)["stage"] != "wait":
                pass
            first.send_signal(end)
            first.wait(60)
        ledger.close()
    with serving(tmp_path, port) as second:
        assert second.stdout is not None
        second.stdout.readline()
        assert "Nothing was changed: begin again." in browser.get(page, timeout=60).text
        second.send_signal(signal.SIGINT)
        assert second.communicate(timeout=60)[1] == (
            f"{FIXTURE.name} was being taken in when Linkwork stopped: nothing of it was changed."
            f" See {path}\n"
        )


def test_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = linkwork(tmp_path, "serve", port=str(port))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"linkwork: Port {port} of 127.0.0.1 is taken (Address already in use); choose another one with"
        f" LINKWORK_PORT, for example LINKWORK_PORT={port + 1}.\n"
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])
def test_other_addresses_are_refused(tmp_path: Path, host: str) -> None:
    result = linkwork(tmp_path, "serve", host=host)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"linkwork: LINKWORK_HOST is {host}: Linkwork has no accounts yet")
