"""An empty ledger for each test of searching."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.ledger.store import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of its own, closed again."""
    made = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield made
    made.close()
