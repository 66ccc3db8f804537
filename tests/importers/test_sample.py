"""The shipped sample: its manifest names what is there, its decisions name keys that its lists bring."""

import tomllib
from pathlib import Path

import pytest
import sqlalchemy as sa

from graph.ledger import tables as t
from graph.ledger.decisions import read_text
from graph.ledger.store import Ledger
from importers.runner import Asked, import_file
from importers.sources import all_sources

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
NOT_IMPORTED = {"datapackage.json", "sections.csv", "manifest.toml", "decisions.tsv"}
OF_DECISIONS = {
    "wikirate_has_brands/brands.json",
    "wikirate_supplied_by/with_latlon_1.csv",
    "wikirate_fashionchecker/indonesia.json",
    "wikirate_fashionchecker/turkey.json",
    "wikirate_fashionchecker/brand_answers.json",
    "wikirate_fashionchecker/living_wage_scores.json",
    "wikirate_fashionchecker/sub_brands.json",
    "registers/agreements.csv",
    *(f"open_supply_hub/facility_lists/{number}.csv" for number in (3, 6, 7, 8, 13, 15)),
}


def _files() -> list[dict[str, str]]:
    files: list[dict[str, str]] = tomllib.loads((SAMPLE / "manifest.toml").read_text("utf-8"))["file"]
    return files


def test_manifest_names_every_file() -> None:
    shipped = {
        str(path.relative_to(SAMPLE))
        for path in SAMPLE.rglob("*")
        if path.suffix in {".csv", ".json", ".xml", ".xls", ".xlsx"} and path.name not in NOT_IMPORTED
    }

    assert {file["path"] for file in _files()} == shipped
    assert {file["source"] for file in _files()} <= set(all_sources())


def test_editions_of_a_list_share_its_name() -> None:
    names = {file["path"]: file["list"] for file in _files()}

    assert {name for path, name in names.items() if path.endswith(("/12.csv", "/12.xls", "/12.xlsx"))} == {
        "Open Supply Hub list 12"
    }
    assert len({name for path, name in names.items() if path.startswith("open_supply_hub/")}) == 14


def test_folders_say_where_they_are_from() -> None:
    folders = {path.parent for path in SAMPLE.rglob("SOURCE.txt")}

    for file in _files():
        path = SAMPLE / file["path"]
        assert path.parent in folders or path.parent.parent in folders, path


def test_comments_of_people_are_not_shipped() -> None:
    for path in SAMPLE.rglob("*.json"):
        assert "w-comment-author" not in path.read_text("utf-8"), path


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The keys that the lists bring which the decisions speak of."""
    ledger = Ledger(f"sqlite:///{tmp_path_factory.mktemp('sample')}/ledger.db")
    for file in _files():
        if file["path"] in OF_DECISIONS:
            path = SAMPLE / file["path"]
            import_file(
                ledger, Asked(path, file["source"], file.get("buyer", ""), file.get("as_of"), file["list"])
            )
    with ledger.write() as connection:
        return set(connection.scalars(sa.select(t.key.c.key)))


def test_decisions_speak_of_the_lists(keys: set[str]) -> None:
    decisions = read_text(SAMPLE / "decisions.tsv")

    assert {key for decision in decisions for key in (decision.left, decision.right)} - keys == set()
    assert [decision for decision in decisions if not decision.why] == []
