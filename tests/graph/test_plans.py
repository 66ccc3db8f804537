"""The order in which SQLite reads: by indexes from the few to the many, never through all claims."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from graph.degrees import DEGREES
from graph.ledger.reading import VISIBLE, ClaimReader
from tests.fixtures.ledgers import edition, names, new_ledger, supplies


@pytest.mark.parametrize(("near", "far"), [("subject_key", "object_key"), ("object_key", "subject_key")])
def test_degrees_start_at_the_things(tmp_path: Path, near: str, far: str) -> None:
    """The natural order took 41 s on a million links."""
    query = DEGREES.format(near=near, far=far, visible=VISIBLE)
    with new_ledger(tmp_path).read() as connection:
        explained = sa.text(f"EXPLAIN QUERY PLAN {query}").bindparams(sa.bindparam("ids", expanding=True))
        plan = [row[3] for row in connection.execute(explained, {"audience": 0, "ids": ["a", "b"]})]

    index = {"subject_key": "ix_claim_subject_key_kind_object_key (subject_key=? AND kind=?)",
             "object_key": "ix_claim_object_key_kind (object_key=? AND kind=?)"}[near]  # fmt: skip
    assert [step for step in plan if step.startswith(("SEARCH a", "SEARCH c", "SCAN a", "SCAN c"))] == [
        "SEARCH a1 USING INDEX ix_assign_audience_thing_id (audience=? AND thing_id=?)",
        f"SEARCH c USING INDEX {index}",
        "SEARCH a2 USING INDEX sqlite_autoindex_assign_1 (audience=? AND key=?)",
    ]


@pytest.mark.parametrize("how", ["of_links", "of_subjects", "descriptions", "links_from"])
def test_claims_are_found_by_index(tmp_path: Path, how: str) -> None:
    ledger = new_ledger(tmp_path)
    edition(ledger, [*names(), supplies()])
    plans: list[str] = []

    def explain(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if "FROM claim" in statement or "FROM wanted" in statement:
            plans.extend(
                row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
            )

    with ledger.read() as connection:
        reader = ClaimReader(connection, 1)
        asked: Any = [(1, "SUPPLIES", 3)] if how == "of_links" else [1]
        event.listen(ledger.engine, "before_cursor_execute", explain)
        getattr(reader, how)(asked)
        event.remove(ledger.engine, "before_cursor_execute", explain)

    columns = {
        "of_links": "subject_key=? AND kind=? AND object_key=?",
        "descriptions": "subject_key=? AND kind=?",
    }
    wanted = (
        f"SEARCH claim USING INDEX ix_claim_subject_key_kind_object_key ({columns.get(how, 'subject_key=?')}"
    )
    assert [step for step in plans if step.startswith(wanted)], plans
    assert not [step for step in plans if step.startswith("SCAN claim")], plans
