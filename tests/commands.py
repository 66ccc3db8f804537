"""Running the `linkwork` command on a home of its own, and a home that holds the sample."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli import cli

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample"
_sample = pytest.StashKey[Path]()


def linkwork(home: Path, *args: str | Path, **settings: str) -> Result:
    """One command with its settings (`graph=…` for LINKWORK_GRAPH); nothing of this machine's own is read."""
    environment: dict[str, str | None] = {
        f"LINKWORK_{name}": None
        for name in (
            "LEDGER",
            "GRAPH",
            "GRAPH_PUBLIC",
            "GRAPH_USER",
            "GRAPH_PASSWORD",
            "HOST",
            "PORT",
            "DEBUG",
        )
    }
    environment |= {f"LINKWORK_{name.upper()}": value for name, value in settings.items()}
    environment["LINKWORK_HOME"] = str(home)
    return CliRunner().invoke(cli, [str(arg) for arg in args], env=environment, prog_name="linkwork")


def told(home: Path, *args: str | Path, **settings: str) -> Any:
    """What a command that succeeds prints as JSON."""
    result = linkwork(home, *args, "--json", **settings)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def state(home: Path) -> tuple[dict[str, int], str]:
    """What the ledger holds and what the graph is, each in a form that any change changes."""
    return told(home, "doctor")["ledger"], told(home, "doctor", "--graph-hash")["sha256"]


@pytest.fixture(scope="session")
def sample_home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that holds the sample, both graphs projected. Only read it; `sample_copy` may be written.

    Several conftests share this fixture, and pytest takes it for another in each: hence the stash.
    """
    stash = request.config.stash
    if _sample not in stash:
        home = tmp_path_factory.mktemp("sample")
        told(home, "import", SAMPLE)
        told(home, "project", "--audience", "public")
        stash[_sample] = home
    return stash[_sample]


@pytest.fixture
def sample_copy(sample_home: Path, tmp_path: Path) -> Path:
    """The sample's home once more, for a test that changes it."""
    return Path(shutil.copytree(sample_home, tmp_path / "home"))
