"""Rules: what a run touched on either side, claims that cite their words and are in doubt."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from graph.ledger import tables as t
from graph.ledger.decisions import record_on_claim
from graph.ledger.store import Ledger
from importers.runner import Asked, import_file
from tests.fixtures.ledgers import counts, links, new_ledger

YESUM = "Yesum Vina,Linh Trung EPZ II Thu Duc,VN,Brand"
ZONE_1 = "Linh Trung Export Processing Zone I,VN,export processing zone"
ZONE_2 = "Linh Trung Export Processing Zone II,VN,export processing zone"
FOUND = ("Yesum Vina", "IN_ZONE", "Linh Trung Export Processing Zone II")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return new_ledger(tmp_path / "home")


def places(ledger: Ledger, tmp_path: Path, *rows: str, **asked: Any) -> None:
    path = tmp_path / "places.csv"
    path.write_text("\n".join(["Factory Name,Address,Country,Buyer", *rows]), "utf-8")
    import_file(ledger, Asked(path, source="supplier_list", **asked))


def zones(ledger: Ledger, tmp_path: Path, *rows: str, **asked: Any) -> None:
    path = tmp_path / "zones.csv"
    path.write_text("\n".join(["name,country,kind", *rows]), "utf-8")
    import_file(ledger, Asked(path, source="zones_register", **asked))


def in_zone(ledger: Ledger, audience: int = 0) -> list[tuple[str, str, str]]:
    return [key for key in links(ledger, audience) if key[1] == "IN_ZONE"]


@pytest.mark.parametrize("zones_first", [True, False])
def test_zone_and_address_meet_from_either_side(ledger: Ledger, tmp_path: Path, zones_first: bool) -> None:
    steps = [lambda: zones(ledger, tmp_path, ZONE_1, ZONE_2), lambda: places(ledger, tmp_path, YESUM)]
    for step in steps if zones_first else reversed(steps):
        step()

    assert in_zone(ledger) == [FOUND]


def test_register_takes_up_a_zone_that_an_address_named(ledger: Ledger, tmp_path: Path) -> None:
    places(ledger, tmp_path, YESUM)
    assert in_zone(ledger) == [("Yesum Vina", "IN_ZONE", "Linh Trung EPZ II")]

    zones(ledger, tmp_path, ZONE_2)

    assert in_zone(ledger) == [FOUND]


def test_rules_read_no_inference(ledger: Ledger, tmp_path: Path) -> None:
    """A zone that only an address names is under no regime until a register has it, in any order."""
    mill, regimes = "Mill,Adamjee EPZ Narayanganj,BD,Brand", Path("tests/fixtures/zone_regimes/regimes.csv")
    for _ in range(2):
        places(ledger, tmp_path, mill)
        import_file(ledger, Asked(regimes))

    assert [key for key in links(ledger) if key[1] == "UNDER_REGIME"] == []

    zones(ledger, tmp_path, "Adamjee EPZ,BD,export processing zone")

    assert [key[0] for key in links(ledger) if key[1] == "UNDER_REGIME"] == ["Adamjee EPZ"]


def test_inference_cites_its_words_in_doubt(ledger: Ledger, tmp_path: Path) -> None:
    zones(ledger, tmp_path, ZONE_2)
    places(ledger, tmp_path, YESUM, as_of="2018")
    c = t.claim.c
    with ledger.read() as connection:
        row = connection.execute(
            sa.select(c.words, c.row_ref, c.confidence, c.payload).where(c.kind == "IN_ZONE")
        ).one()
        read = connection.scalar(sa.select(c.words).where(sa.literal("claim ") + c.shown_id == row.row_ref))

    assert (row.words, row.confidence, row.payload) == (
        "address: Linh Trung EPZ II Thu Duc", 1, '{"precision": "address"}',
    )  # fmt: skip
    assert "Address: Linh Trung EPZ II Thu Duc" in str(read)
    assert links(ledger)[FOUND]["confidence"] == 1


@pytest.mark.parametrize(
    ("of_place", "of_zone", "seen_by"), [("members", "public", [1]), ("public", "members", [1]),
                                         ("sealed", "public", []), ("public", "public", [0, 1])]
)  # fmt: skip
def test_inference_is_for_the_narrowest_audience(
    ledger: Ledger, tmp_path: Path, of_place: str, of_zone: str, seen_by: list[int]
) -> None:
    zones(ledger, tmp_path, ZONE_2, audience=of_zone)
    places(ledger, tmp_path, YESUM, audience=of_place)

    assert [audience for audience in (0, 1) if in_zone(ledger, audience)] == seen_by


def test_rule_repeats_nothing(ledger: Ledger, tmp_path: Path) -> None:
    zones(ledger, tmp_path, ZONE_2)
    places(ledger, tmp_path, YESUM)
    before = counts(ledger)["claim"]
    places(ledger, tmp_path, YESUM, as_of="2022")

    assert counts(ledger)["claim"] == before


def test_withheld_description_is_not_read(ledger: Ledger, tmp_path: Path) -> None:
    """… and what was inferred from it before is gone with it."""
    zones(ledger, tmp_path, ZONE_2)
    places(ledger, tmp_path, YESUM)
    c = t.claim.c
    with ledger.write() as connection:
        described = sa.select(c.id).where(c.kind == "DESCRIBES", c.payload.contains('"address"'))
        for claim in connection.scalars(described).all():
            record_on_claim(connection, "withhold", claim, why="asked", by="Ana")
    assert in_zone(ledger) == []

    zones(ledger, tmp_path, ZONE_2, as_of="2023")
    assert in_zone(ledger) == []


def test_place_without_zone_makes_no_run(ledger: Ledger, tmp_path: Path) -> None:
    zones(ledger, tmp_path, ZONE_2)
    before = counts(ledger)["run"]
    places(ledger, tmp_path, "Mill,1 Main Road Thu Duc,VN,Brand")

    assert counts(ledger)["run"] == before + 1
