"""Columns that tell of people: found in any spelling, no column that a list is read by among them."""

from itertools import chain

import pytest

from importers.private import private, without_private
from importers.sources import all_sources

LISTS = all_sources()["supplier_list"].accept


@pytest.mark.parametrize("heading", [
    "Factory email", "E-MAIL ADDRESS", "factoryEmail", "contact.name", "Name of contact person",
    "Factory manager", "Tel. No.", "Mobile", "Owner name", "Correo electrónico", "Teléfono",
    "Téléphone", "Ansprechpartner", "Telefonnummer",
    "联系人电话", "公司负责人", "担当者名", "대표자 연락처", "যোগাযোগের ফোন",
    "البريد الإلكتروني", "Контактное лицо",
])  # fmt: skip
def test_people_are_told_by_a_heading(heading: str) -> None:
    assert private(("Factory", heading), LISTS.private) == (heading,)


@pytest.mark.parametrize("heading", [
    "Telangana", "Automobile parts", "Number of personnel", "Personal care products", "Parent company",
    "Hotel",
])  # fmt: skip
def test_words_that_sound_alike_are_no_people(heading: str) -> None:
    assert private((heading,), LISTS.private) == ()


@pytest.mark.parametrize("name", [name for name, spec in all_sources().items() if spec.accept.private])
def test_no_column_that_is_read_tells_of_people(name: str) -> None:
    accept = all_sources()[name].accept

    assert private(tuple(chain.from_iterable(accept.columns.values())), accept.private) == ()


def test_cells_of_people_are_left_out() -> None:
    assert without_private({"Factory": "Alpha", "Tel": "1"}, LISTS.private) == {"Factory": "Alpha"}
