"""An importer takes a row field by field, and what it did not take is known."""

import pytest

from graph.errors import RowError
from importers.reading import RawRow
from importers.row import Row

CELLS = {
    "Factory Name": "  Selga\u00a0Tekstil ", "Tier": "1", "Workers": "1,250", "Opened": "Nov 2018",
    "Empty": " ", "Seen": "07/11/2018", "Entity.LegalName": "Selga", "P.1.From": "2012", "P.1.To": "2013",
    "P.2.From": "2014", "Reason.1": "A", "Reason.2": "", "Reason.3": "B",
}  # fmt: skip


def row() -> Row:
    return Row(RawRow("List", 7, CELLS), {"name": "Factory Name", "tier": "Tier"})


def test_fields_by_logical_name_or_heading() -> None:
    found = row()
    assert (found.ref, found.take("name"), found.get("entity.legalname")) == (
        "List!7",
        "Selga Tekstil",
        "Selga",
    )
    assert found.raw == CELLS


@pytest.mark.parametrize(("name", "column"), [("Empty", "Empty"), ("absent", "absent")])
def test_empty_field_that_is_needed(name: str, column: str) -> None:
    with pytest.raises(RowError) as caught:
        row().take(name)
    assert str(caught.value) == f"'{column}' is empty: fill it in, or leave the row out."
    assert caught.value.column == column
    assert row().get(name) == ""


def test_numbers_and_dates_are_read() -> None:
    found = row()
    assert (found.integer("tier"), found.number("Workers"), found.date("Opened")) == (1, 1250.0, "2018-11")
    assert (found.integer("Empty"), found.number("absent"), found.date("Empty")) == (None, None, None)


def test_unreadable_value_names_its_column() -> None:
    with pytest.raises(RowError, match="'Factory Name' says 'Selga Tekstil', which is not a number"):
        row().number("name")
    with pytest.raises(RowError, match=r"'Seen' says '07/11/2018', which is not a date that can be told"):
        row().date("Seen")


def test_repeated_fields() -> None:
    assert row().all("Reason") == ["A", "B"]
    assert row().all("Entity.LegalName") == ["Selga"]
    assert row().groups("P") == [{"From": "2012", "To": "2013"}, {"From": "2014"}]
    assert row().groups("Entity") == [{"LegalName": "Selga"}]


def test_what_nobody_took() -> None:
    found = row()
    for name in ("name", "tier", "Workers", "Opened", "Seen"):
        found.get(name)
    found.groups("P")
    assert found.leftover() == {"Entity.LegalName": "Selga", "Reason.1": "A", "Reason.3": "B"}


def test_words_are_the_cells_as_given() -> None:
    assert row().words("name", "tier", "Empty", "absent") == "Factory Name: Selga\u00a0Tekstil; Tier: 1"
