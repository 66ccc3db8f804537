"""A table names what the ledger holds by its Linkwork id, and only what its own audience may see."""

from pathlib import Path

import sqlalchemy as sa

from graph.ledger import tables as t
from graph.ledger.store import Ledger
from importers.runner import Asked, import_file

LIST = "name,address,country\nMill 2,12 Quay Road Chattogram,Bangladesh\n"


def _ledger(tmp_path: Path, audience: str) -> tuple[Ledger, str, str]:
    """A ledger with one workplace, its key and its id."""
    ledger = Ledger(f"sqlite:///{tmp_path}/ledger.db")
    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8")
    import_file(ledger, Asked(file, audience=audience))
    with ledger.read() as connection:
        k = t.key.c
        found = connection.execute(sa.select(k.key, k.birth_id).where(k.kind == "Workplace")).one()
    return ledger, found.key, found.birth_id


def _values(tmp_path: Path, id_: str) -> Path:
    file = tmp_path / "values.csv"
    row = f"weekly_hours,{id_},,2024,60\nweekly_hours,,BD,2024,50\n"
    file.write_text(f"indicator,linkwork id,country,year,value\n{row}", "utf-8")
    return file


def test_value_is_about_the_thing_of_the_id(tmp_path: Path) -> None:
    ledger, key, id_ = _ledger(tmp_path, "public")

    report = import_file(ledger, Asked(_values(tmp_path, id_.lower().replace("-", ""))))

    assert (report.claims_new, report.set_aside) == (4, [])
    with ledger.read() as connection:
        about = sa.select(t.key.c.key).join(t.claim, t.claim.c.object_key == t.key.c.ord)
        assert connection.scalars(about.where(t.claim.c.kind == "ABOUT")).all() == [key, "iso:BD"]


def test_public_table_cannot_name_what_members_see(tmp_path: Path) -> None:
    ledger, _, id_ = _ledger(tmp_path, "members")

    report = import_file(ledger, Asked(_values(tmp_path, id_)))

    reason = f"'{id_}' is no Linkwork id of anything here: look it up, or give a name."
    assert [(row.row, row.column, row.reason) for row in report.set_aside] == [(2, "linkwork id", reason)]
