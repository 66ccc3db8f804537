"""Goods named in lists: the table's words as a whole, on either side of the import, in doubt."""

import csv
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from graph.ledger import tables as t
from graph.ledger.store import Ledger
from importers.goods_in_words import importer
from importers.runner import Asked, import_file
from tests.fixtures.ledgers import links, new_ledger

SAMPLE = Path("data/sample")
REFERENCES = [
    "usdol/goods_2016.xml", "usdol/goods_2019.xml", "usdol/goods_2021.xml", "reference/isic4/isic4_en.json",
    "reference/harmonized_system/harmonized-system.csv",
]  # fmt: skip
MILL_MAKES = {("Mill", "MAKES", "Footwear"), ("Mill", "MAKES", "Manufacture of footwear")}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return new_ledger(tmp_path / "home")


def mill(ledger: Ledger, tmp_path: Path, goods: str, **asked: Any) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Factory Name,Address,Country,Product type\nMill,1 Road,VN,{goods}\n", "utf-8")
    import_file(ledger, Asked(path, source="supplier_list", **asked))


def classify(ledger: Ledger) -> None:
    import_file(ledger, Asked(SAMPLE / "usdol/goods_2021.xml"))
    import_file(ledger, Asked(SAMPLE / "reference/isic4/isic4_en.json"))


def table() -> list[dict[str, str]]:
    with Path("importers/goods_in_words/words.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def made(ledger: Ledger, audience: int = 0) -> set[tuple[str, str, str]]:
    return {key for key in links(ledger, audience) if key[1] == "MAKES"}


@pytest.mark.parametrize("classified_first", [True, False])
def test_goods_and_classes_meet_from_either_side(
    ledger: Ledger, tmp_path: Path, classified_first: bool
) -> None:
    steps = [lambda: classify(ledger), lambda: mill(ledger, tmp_path, "Shoes")]
    for step in steps if classified_first else reversed(steps):
        step()

    assert made(ledger) == MILL_MAKES


def test_inference_cites_the_words_in_doubt(ledger: Ledger, tmp_path: Path) -> None:
    classify(ledger)
    mill(ledger, tmp_path, "Shoes")
    c = t.claim.c
    with ledger.read() as connection:
        said = connection.execute(sa.select(c.words, c.confidence).where(c.kind == "MAKES").distinct()).all()

    assert said == [("goods: Shoes", 1)]


def test_members_goods_are_theirs_alone(ledger: Ledger, tmp_path: Path) -> None:
    classify(ledger)
    mill(ledger, tmp_path, "Shoes", audience="members")

    assert [made(ledger, audience) for audience in (0, 1)] == [set(), MILL_MAKES]


@pytest.mark.parametrize(("words", "codes"), [
    ("APPAREL", ["isic:14", "mat:garments"]),
    ("Sweaters (women's)", ["hs:6110", "isic:143", "mat:garments"]),
    ("Tea and coffee", ["hs:0901", "hs:0902", "isic:012", "mat:coffee", "mat:tea"]),
    ("Vêtements / Chaussures", ["hs:64", "isic:14", "isic:152", "mat:footwear", "mat:garments"]),
    ("giày dép", ["hs:64", "isic:152", "mat:footwear"]),
    ("服裝", ["isic:14", "mat:garments"]),
    ("পোশাক", ["isic:14", "mat:garments"]),
    ("Apparel machinery", []),
    ("non-apparel", []),
    ("Unspecified", []),
])  # fmt: skip
def test_words_stand_for_codes(words: str, codes: list[str]) -> None:
    assert importer.codes_of(words) == codes


def test_every_code_of_the_table_is_one(ledger: Ledger) -> None:
    for name in REFERENCES:
        import_file(ledger, Asked(SAMPLE / name))
    with ledger.read() as connection:
        known = set(connection.scalars(sa.select(t.key.c.key)))
    named = {f"{scheme}:{row[scheme]}" for row in table() for scheme in importer.SCHEMES if row[scheme]}

    assert named - known == set()


def test_no_phrase_stands_twice_in_the_table() -> None:
    phrases = [phrase for row in table() for phrase in row["words"].split("|")]

    assert sorted(phrases) == sorted(set(phrases))
