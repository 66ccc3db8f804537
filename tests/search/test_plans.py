from pathlib import Path

from graph.search.neighbours import LINKS
from tests.fixtures.ledgers import new_ledger


def test_place_links_start_at_the_things(tmp_path: Path) -> None:
    """The natural order of these joins once read every claim for one thing."""
    explained = LINKS.text.replace(":ids", "('WP-1')").replace(":audience", "0")
    with new_ledger(tmp_path).read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {explained}").all()
    steps = [row[3].replace("COVERING ", "").split() for row in plan if "INDEX" in row[3]]
    assert [(step[0], step[1], step[4]) for step in steps if step[1] != "h"] == [
        ("SEARCH", "a1", "ix_assign_audience_thing_id"),
        ("SEARCH", "c", "ix_claim_subject_key_kind_object_key"),
        ("SEARCH", "a2", "sqlite_autoindex_assign_1"),
    ]
