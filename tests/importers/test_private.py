"""Columns that tell of people: found in any spelling, no column that a list is read by among them."""

from itertools import chain
from pathlib import Path

import pytest
import sqlalchemy as sa

from graph.ledger import tables as t
from importers.private import private, without_private
from importers.runner import Asked, import_file
from importers.sources import all_sources
from tests.fixtures.claimed import FIXTURES
from tests.fixtures.ledgers import new_ledger

LISTS = all_sources()["supplier_list"].accept


@pytest.mark.parametrize("heading", [
    "Factory email", "E-MAIL ADDRESS", "factoryEmail", "contact.name", "Name of contact person",
    "Factory manager", "Tel. No.", "Mobile", "Owner name", "Correo electrónico", "Teléfono",
    "Téléphone", "Ansprechpartner", "Telefonnummer",
    "联系人电话", "公司负责人", "担当者名", "대표자 연락처", "যোগাযোগের ফোন",
    "البريد الإلكتروني", "Контактное лицо",
])  # fmt: skip
def test_people_are_told_by_a_heading(heading: str) -> None:
    assert private(("Factory", heading), LISTS) == (heading,)


@pytest.mark.parametrize("heading", [
    "Telangana", "Automobile parts", "Number of personnel", "Personal care products", "Parent company",
    "Hotel",
])  # fmt: skip
def test_words_that_sound_alike_are_no_people(heading: str) -> None:
    assert private((heading,), LISTS) == ()


@pytest.mark.parametrize("name", [name for name, spec in all_sources().items() if spec.accept.private])
def test_no_column_that_is_read_tells_of_people(name: str) -> None:
    accept = all_sources()[name].accept

    assert private(tuple(chain.from_iterable(accept.columns.values())), accept) == ()


def test_cells_of_people_are_left_out() -> None:
    assert without_private({"Factory": "Alpha", "Tel": "1"}, LISTS) == {"Factory": "Alpha"}


@pytest.mark.parametrize(("file", "name", "born"), [
    ("followthemoney/entities.ftm.json", "A Person", "1970-01-01"),
    ("bods/indirect-ownership.json", "Person 1", "1965-11"),
])  # fmt: skip
def test_of_an_owner_the_name_alone_is_kept(tmp_path: Path, file: str, name: str, born: str) -> None:
    assert born in (FIXTURES / file).read_text("utf-8")
    ledger = new_ledger(tmp_path)
    import_file(ledger, Asked(FIXTURES / file))
    with ledger.read() as connection:
        kept = "".join(connection.scalars(sa.select(t.raw_row.c.cells)))

    assert (name in kept, born in kept) == (True, False)
