"""Deciding by rule which workplaces are one: equal ones first, then by score."""

from collections.abc import Collection

from sqlalchemy.engine import Connection

from graph.resolution.exact import decide_again as decide_exact_again
from graph.resolution.exact import decide_exact
from graph.resolution.near import decide_near, decide_near_again


def decide(connection: Connection, run_id: int) -> int:
    """Decide on the workplaces of which a run says something new; give how many new joins there are."""
    return decide_exact(connection, run_id) + decide_near(connection, run_id)


def decide_again(connection: Connection, keys: Collection[int]) -> None:
    """Decide anew on keys whose claims came or went; withdraw what was decided and has no ground any more."""
    decide_exact_again(connection, keys)
    decide_near_again(connection, keys)
