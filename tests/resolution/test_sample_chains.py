"""Which rows of the sample are one place, by what their lists say: known by looking."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from graph.ledger import tables as t
from graph.ledger.store import Ledger

Wordings = dict[str, set[tuple[str, str]]]


@pytest.fixture(scope="module")
def places(sample_home: Path) -> Wordings:
    """The names and addresses of each workplace by its id, as members see it."""
    ledger = Ledger(f"sqlite:///{sample_home / 'ledger.db'}")
    c, a, k = t.claim.c, t.assign.c, t.key.c
    query = (
        sa.select(a.thing_id, c.payload).join(t.assign, (a.key == c.subject_key) & (a.audience == 1))
        .join(t.key, k.ord == c.subject_key).where(c.kind == "DESCRIBES", k.kind == "Workplace")
    )  # fmt: skip
    found: Wordings = {}
    with ledger.read() as connection:
        for thing, payload in connection.execute(query):
            said = json.loads(payload)
            if "name" in said:
                found.setdefault(thing, set()).add((said["name"].strip(), said.get("address") or ""))
    ledger.close()
    return found


def _of(places: Wordings, *words: str) -> list[set[str]]:
    """Per workplace that one of these words names: the places in its addresses, told by a word of each."""
    return sorted(
        ({name for name, _ in wordings} for wordings in places.values()
         if any(word in f"{name} {address}".casefold() for name, address in wordings for word in words)),
        key=sorted,
    )  # fmt: skip


def test_yesum_vina_is_one(places: Wordings) -> None:
    assert len(_of(places, "yesum vina")) == 1


def test_nien_hsing_are_two(places: Wordings) -> None:
    assert _of(places, "nien hsing") == [
        {"Nien Hsing (Ninh Binh) Garment Co Ltd"},
        {"Nien Hsing Garment Co., Ltd."},
    ]


def test_fashion_garments_2_are_two(places: Wordings) -> None:
    assert len(_of(places, "fashion garments 2")) == 2


def test_a_branch_of_yupoong_stands_apart(places: Wordings) -> None:
    assert _of(places, "yupoong") == [
        {"Branch of Yupoong Vietnam Co.,Ltd"},
        {"YUPOONG VIETNAM CO., LTD.", "Yupoong Vetnam Co. Ltd"},
    ]


def test_regina_miracle_has_a_plant_in_each_country(places: Wordings) -> None:
    shenzhen = [names for names in _of(places, "regina miracle") if any("Shenzhen" in name for name in names)]
    assert len(shenzhen) == 1
    assert len(_of(places, "regina miracle")) == 2


def test_numbered_plants_stand_apart(places: Wordings) -> None:
    assert len(_of(places, "jeans knit")) == 3
    assert len(_of(places, "saitex 2", "saitex 4", "saitex 5")) == 3
