"""The review queue: what waits, in one order whatever the database."""

from graph.claim import Ref, describe
from graph.ledger.store import Ledger
from graph.model import Audience
from graph.resolution.asking import Question, ask
from graph.resolution.queue import waiting
from tests.fixtures.ledgers import edition, origin


def test_equal_scores_wait_in_the_order_of_their_keys(ledger: Ledger) -> None:
    """By code point: a language's order would put a before B, and é before f."""
    keys = [f"row:{letter}" for letter in ("B", "a", "c", "f", "é", "中")]
    edition(ledger, [describe(origin(), Ref("Workplace", key), name=key) for key in [*keys, "row:中z"]])
    with ledger.write() as connection:
        ask(
            connection, {(key, "row:中z"): Question(50, ["alike"], Audience.PUBLIC) for key in reversed(keys)}
        )
    with ledger.read() as connection:
        assert [pair.left.key for pair in waiting(connection, Audience.PUBLIC)] == keys
