"""Taking a run back and putting it back, with the automatic joins that rest on what it read."""

from graph.ledger import undo
from graph.ledger.store import Ledger
from graph.ledger.undo import Changed
from graph.resolution.deciding import decide_again


def take_back(ledger: Ledger, run_id: int) -> Changed:
    """Let a run count no longer. Raises `NotOneError` for no run, `InputError` for one that is undone."""
    with ledger.write() as connection:
        changed = undo.undo(connection, run_id)
        decide_again(connection, changed.subjects)
    return changed


def put_back(ledger: Ledger, run_id: int) -> Changed:
    """Let a run count again. Raises `NotOneError` for no run, `InputError` for one that is not undone."""
    with ledger.write() as connection:
        changed = undo.redo(connection, run_id)
        decide_again(connection, changed.subjects)
    return changed
