"""An unknown layout is read as a person says, and so is its next edition."""

from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError
from graph.ledger.store import Ledger
from importers.runner import Asked, Report, import_file
from tests.fixtures.ledgers import links, new_ledger

LAYOUT = "Nom du site;Où;Pays;Donneur d'ordre"
MAP = ("supplier=Nom du site", "address = où", "buyer=Donneur d'ordre")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return new_ledger(tmp_path / "home")


def imported(ledger: Ledger, folder: Path, text: str, name: str = "sites.csv", **asked: Any) -> Report:
    path = folder / name
    path.write_text(text, "utf-8")
    return import_file(ledger, Asked(path, **asked))


def refusal(ledger: Ledger, folder: Path, *columns: str, **asked: Any) -> str:
    with pytest.raises(InputError) as caught:
        imported(ledger, folder, f"{LAYOUT}\nA;B;BD;C\n", columns=columns, **asked)
    return str(caught.value)


def test_headings_are_read_as_said(ledger: Ledger, tmp_path: Path) -> None:
    report = imported(ledger, tmp_path, f"{LAYOUT}\nAlpha Ltd;Road 1;BD;Acme\n", columns=MAP)

    assert (report.source, report.read, report.set_aside) == ("supplier_list", 1, [])
    assert [key for key in links(ledger, 0) if key[1] == "SUPPLIES"] == [("Alpha Ltd", "SUPPLIES", "Acme")]


def test_next_edition_is_read_alike(ledger: Ledger, tmp_path: Path) -> None:
    imported(ledger, tmp_path, f"{LAYOUT}\nAlpha Ltd;Road 1;BD;Acme\n", columns=MAP)

    again = imported(
        ledger, tmp_path, "PAYS;Nom  du Site;Donneur d'ordre;Où\nBD;Beta Ltd;Acme;Road 2\n", "next.csv"
    )

    assert sorted(key for key in links(ledger, 0) if key[1] == "SUPPLIES") == [
        ("Alpha Ltd", "SUPPLIES", "Acme"),
        ("Beta Ltd", "SUPPLIES", "Acme"),
    ]
    told = "name = 'Nom du site'; address = 'Où'; buyer = 'Donneur d'ordre'"
    assert again.warnings == [f"next.csv was read as its headings were mapped before: {told}."]


def test_mended_rows_are_read_alike(ledger: Ledger, tmp_path: Path) -> None:
    imported(ledger, tmp_path, f"{LAYOUT}\nAlpha Ltd;Road 1;BD;Acme\n", columns=MAP)

    report = imported(ledger, tmp_path, f"{LAYOUT};REASON\nBeta Ltd;Road 2;BD;Acme;no country\n", "b.csv")

    assert (report.source, report.read, report.set_aside) == ("supplier_list", 1, [])


def test_newer_mapping_replaces_the_old(ledger: Ledger, tmp_path: Path) -> None:
    swapped = ("supplier=Donneur d'ordre", "address=Où", "buyer=Nom du site")
    imported(ledger, tmp_path, f"{LAYOUT}\nAlpha Ltd;Road 1;BD;Acme\n", columns=MAP)
    imported(ledger, tmp_path, f"{LAYOUT}\nBeta Ltd;Road 2;BD;Acme\n", "b.csv", columns=swapped)

    imported(ledger, tmp_path, f"{LAYOUT}\nGamma Ltd;Road 3;BD;Delta\n", "c.csv")

    assert ("Delta", "SUPPLIES", "Gamma Ltd") in links(ledger, 0)


def test_dry_run_previews_and_forgets(ledger: Ledger, tmp_path: Path) -> None:
    text = f"{LAYOUT}\nAlpha Ltd;Road 1;BD;Acme\n;Road 2;BD;Acme\n" + "Beta;Road 3;BD;Acme\n" * 30
    report = imported(ledger, tmp_path, text, columns=MAP, dry_run=True)

    assert report.preview is not None
    assert (len(report.preview), report.preview[:2]) == (20, [
        ("2", [
            "workplace Alpha Ltd: address Road 1",
            "Alpha Ltd is in Bangladesh (precision stated)",
            "organisation Acme: disclosed yes",
            "Alpha Ltd supplies Acme",
        ]),
        ("3", ["set aside: 'Nom du site' is empty: fill it in, or leave the row out."]),
    ])  # fmt: skip
    with pytest.raises(InputError, match="fits no source"):
        imported(ledger, tmp_path, text)


def test_heading_said_is_not_taken_by_another(ledger: Ledger, tmp_path: Path) -> None:
    text = 'Name,Site,Address\nAcme,Alpha Ltd,"Road 1, Dhaka, Bangladesh"\n'
    imported(ledger, tmp_path, text, columns=("buyer=Name",))

    assert [key for key in links(ledger, 0) if key[1] == "SUPPLIES"] == [("Alpha Ltd", "SUPPLIES", "Acme")]


def test_wrong_pairs_are_told(ledger: Ledger, tmp_path: Path) -> None:
    assert refusal(ledger, tmp_path, "supplier=Usine X") == (
        "sites.csv has no column 'Usine X', only 'Nom du site', 'Où', 'Pays', 'Donneur d'ordre': "
        "write --map name=HEADING."
    )
    assert refusal(ledger, tmp_path, "colour=Où").startswith(
        "'colour' is no column of supplier_list: write --map NAME=HEADING with one of name, address, country,"
    )
    assert refusal(ledger, tmp_path, "address=Où").startswith(
        "sites.csv lacks columns that supplier_list needs, name (name, facility name,"
    )


def test_other_source_is_not_read_by_the_map(ledger: Ledger, tmp_path: Path) -> None:
    imported(ledger, tmp_path, f"{LAYOUT}\nAlpha Ltd;Road 1;BD;Acme\n", columns=MAP)

    assert refusal(ledger, tmp_path, source="zones_register").startswith(
        "sites.csv lacks columns that zones_register needs"
    )


def test_text_in_quotes_is_said_of_all_rows(ledger: Ledger, tmp_path: Path) -> None:
    columns = ("name=Betrieb X", 'country="Bangladesh"', 'tier="2"')
    imported(ledger, tmp_path, "Betrieb X,Note\nAlpha Ltd,x\n", columns=columns)

    again = imported(ledger, tmp_path, "Betrieb X,Note\nBeta Ltd,x\n", "next.csv", buyer="Acme")

    assert sorted(key for key in links(ledger, 0) if key[1] == "IN_COUNTRY") == [
        ("Alpha Ltd", "IN_COUNTRY", "Bangladesh"),
        ("Beta Ltd", "IN_COUNTRY", "Bangladesh"),
    ]
    told = "name = 'Betrieb X'; country = '\"Bangladesh\"'; tier = '\"2\"'"
    assert again.warnings == [
        f"next.csv was read as its headings were mapped before: {told}.",
        "These columns were not read: Note.",
    ]


def test_unknown_country_for_all_rows_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    said = '"Atlantis" is no country that is known: use its name or its ISO code.'
    assert refusal(ledger, tmp_path, "supplier=Nom du site", 'country="Atlantis"') == said


def test_heading_is_known_by_its_last_part(ledger: Ledger, tmp_path: Path) -> None:
    text = "Site,,Staff,\nCalled,Where,All,Women\nAlpha Ltd,Road 1,12,7\n"
    imported(ledger, tmp_path, text, columns=("name=Called", "address=where"), buyer="Acme")

    assert [key for key in links(ledger, 0) if key[1] == "SUPPLIES"] == [("Alpha Ltd", "SUPPLIES", "Acme")]


def test_heading_that_a_person_names_is_read(ledger: Ledger, tmp_path: Path) -> None:
    rows = "Contact firm,Where,Contact name\nAlpha Ltd,1 Road,Jane Roe\n"
    report = imported(ledger, tmp_path, rows, columns=("name=Contact firm", "address=Where"))

    assert {start for start, kind, _ in links(ledger, 0) if kind == "SUPPLIES"} == {"Alpha Ltd"}
    assert report.warnings[0] == (
        "sites.csv has columns that tell of people: 'Contact name'. They are neither read nor kept."
    )
