from graph.ledger.store import Ledger
from graph.search.entries import _PLACES


def test_place_links_start_at_the_things(ledger: Ledger) -> None:
    """The natural order of these joins once read every claim for one thing."""
    explained = _PLACES.text.replace(":ids", "('WP-1')").replace(":audience", "0")
    with ledger.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {explained}").all()
    steps = [row[3].replace("COVERING ", "").split() for row in plan if "INDEX" in row[3]]
    assert [(step[0], step[1], step[4]) for step in steps if step[1] != "h"] == [
        ("SEARCH", "a1", "ix_assign_audience_thing_id"),
        ("SEARCH", "c", "ix_claim_subject_key_kind_object_key"),
        ("SEARCH", "a2", "sqlite_autoindex_assign_1"),
    ]
