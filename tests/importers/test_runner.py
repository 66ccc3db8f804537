"""The shared runner: what it reports, what it sets aside, and that a wrong file changes nothing."""

from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError
from graph.ledger.store import Ledger
from importers.manifest import import_sample, read_manifest
from importers.runner import Asked, import_file
from tests.fixtures.ledgers import counts, links, new_ledger, nodes

LISTS = Path(__file__).parents[2] / "data" / "sample" / "open_supply_hub" / "facility_lists"
HEADINGS = "Factory Name,Address,Country,Buyer,Dust"
ROWS = [
    "Mill One,1 Gate Road Linh Trung,VN,Brand A,a", "Mill Two,2 Gate Road Linh Trung,Vietnam,Brand A,",
    "Mill Three,3 Gate Road Linh Trung,VN,Brand A,",
]  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return new_ledger(tmp_path / "home")


def written(tmp_path: Path, *rows: str, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join([HEADINGS, *rows]) + "\n", "utf-8")
    return path


def imported(ledger: Ledger, path: Path, **asked: Any) -> dict[str, Any]:
    report = import_file(ledger, Asked(path, **asked)).as_json()
    return {name: value for name, value in report.items() if name not in ("seconds", "sha256")}


def test_import_reports_what_it_did(ledger: Ledger, tmp_path: Path) -> None:
    report = imported(ledger, written(tmp_path, *ROWS), as_of="2020")

    assert report == {
        "run": 1, "source": "supplier_list", "file": "list.csv", "read": 3, "claims_new": 10,
        "claims_same": 0, "claims_ended": 0, "set_aside": [],
        "warnings": ["These columns were not read: Dust."],
    }  # fmt: skip
    assert sorted(links(ledger)) == [
        ("Mill One", "IN_COUNTRY", "Viet Nam"),
        ("Mill One", "SUPPLIES", "Brand A"),
        ("Mill Three", "IN_COUNTRY", "Viet Nam"),
        ("Mill Three", "SUPPLIES", "Brand A"),
        ("Mill Two", "IN_COUNTRY", "Viet Nam"),
        ("Mill Two", "SUPPLIES", "Brand A"),
    ]


def test_bad_rows_are_set_aside_and_sent_again(ledger: Ledger, tmp_path: Path) -> None:
    bad = [",4 Gate Road,VN,Brand A,", "Mill Five,5 Gate Road,Atlantis,Brand A,", "Mill Six,,VN,Brand A,"]
    report = imported(ledger, written(tmp_path, ROWS[0], *bad, ROWS[1]))

    places = [(one["sheet"], one["row"], one["column"]) for one in report["set_aside"]]
    assert places[0] == (None, 3, "Factory Name")
    assert report["set_aside"][0]["reason"] == ("'Factory Name' is empty: fill it in, or leave the row out.")
    assert (report["read"], len(places)) == (5, 3)
    assert len({one["reason"] for one in report["set_aside"]}) == 3

    mended = [row.replace("Atlantis", "VN").replace(",,VN", ",6 Gate Road,VN") for row in bad[1:]]
    again = imported(ledger, written(tmp_path, ROWS[0], *mended, ROWS[1]))
    assert (again["set_aside"], again["claims_new"], again["claims_same"]) == ([], 6, 7)


def test_same_file_twice_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    path = written(tmp_path, *ROWS)
    imported(ledger, path, as_of="2020")
    before = counts(ledger)
    again = imported(ledger, path, as_of="2020")

    assert counts(ledger) == before
    assert (again["run"], again["claims_new"], again["claims_same"]) == (None, 0, 10)


def test_same_file_of_another_date_is_an_edition(ledger: Ledger, tmp_path: Path) -> None:
    path = written(tmp_path, *ROWS)
    imported(ledger, path, as_of="2020")
    again = imported(ledger, path, as_of="2021")

    assert (again["run"], again["claims_new"], again["claims_same"]) == (2, 0, 10)
    assert links(ledger)[("Mill One", "SUPPLIES", "Brand A")]["last_seen"] == "2021"


def test_dry_run_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    before = counts(ledger)
    report = imported(ledger, written(tmp_path, *ROWS), dry_run=True)

    assert (report["run"], report["claims_new"], counts(ledger)) == (None, 10, before)


def test_whole_edition_ends_what_it_lacks(ledger: Ledger, tmp_path: Path) -> None:
    imported(ledger, written(tmp_path, *ROWS), as_of="2020", whole=True)
    report = imported(ledger, written(tmp_path, ROWS[0], ",,VN,Brand A,"), as_of="2021", whole=True)
    found = links(ledger)

    assert report["claims_ended"] == 2
    assert report["warnings"][-1] == (
        "1 rows were set aside, and what only they name counts as ended: mend them and import the file again."
    )
    assert {key[0]: row.get("until") for key, row in found.items() if key[1] == "SUPPLIES"} == {
        "Mill One": None, "Mill Two": "2021", "Mill Three": "2021",
    }  # fmt: skip
    assert {row.get("until") for key, row in found.items() if key[1] == "IN_COUNTRY"} == {None}


def test_buyer_that_is_not_named_can_be_counted(ledger: Ledger, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        path = tmp_path / name
        path.write_text("Factory Name,Address,Country\nMill One,1 Gate Road,VN\n")
        imported(ledger, path)
    hidden = [row for row in nodes(ledger).values() if row.get("disclosed") is False]

    assert [(row["roles"], row["n_suppliers"]) for row in hidden] == [(["undisclosed"], 1)] * 2
    assert len({end for _, kind, end in links(ledger) if kind == "SUPPLIES"}) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "x.csv is empty"),
        (b"%PDF-1.7 ...", "x.csv is a PDF, not a list in "),
        (b"PK\x03\x04half an archive", "x.csv is cut short or damaged"),
        (b"colour,size\nred,4\n", "x.csv fits no source; it has the columns 'colour', 'size'"),
        (b"Factory Name,Address,Country\n,,\n,1 Road,VN\n", "x.csv: its only row cannot be used as "),
    ],
)
def test_wrong_file_is_one_sentence(ledger: Ledger, tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    before = counts(ledger)

    with pytest.raises(InputError) as caught:
        import_file(ledger, Asked(path))
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)
    assert counts(ledger) == before


@pytest.mark.parametrize("part", [0.1, 0.5, 0.95])
def test_truncated_workbook_changes_nothing(ledger: Ledger, tmp_path: Path, part: float) -> None:
    whole = (LISTS / "12.xlsx").read_bytes()
    path = tmp_path / "12.xlsx"
    path.write_bytes(whole[: int(len(whole) * part)])
    before = counts(ledger)

    with pytest.raises(InputError, match=r"^12\.xlsx is cut short or damaged: get it again"):
        import_file(ledger, Asked(path))
    assert counts(ledger) == before


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"source": "nobody"}, "There is no source 'nobody': choose one of "),
        ({"source": "zone_in_address"}, "zone_in_address reads the ledger, not a file: name another source."),
        ({"as_of": "last year"}, "The date given with --as-of must look like 2018, 2018-11 or 2018-11-07"),
        ({"audience": "all"}, "The audience is one of public, members, sealed, not 'all'."),
    ],
)
def test_wrong_option_is_one_sentence(
    ledger: Ledger, tmp_path: Path, asked: dict[str, str], sentence: str
) -> None:
    before = counts(ledger)

    with pytest.raises(InputError) as caught:
        import_file(ledger, Asked(written(tmp_path, *ROWS), **asked))  # type: ignore[arg-type]
    assert str(caught.value).startswith(sentence)
    assert counts(ledger) == before


def test_missing_file_is_one_sentence(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv cannot be opened: check the name"):
        import_file(ledger, Asked(tmp_path / "none.csv"))


def test_progress_counts_all_rows(ledger: Ledger, tmp_path: Path) -> None:
    told: list[int] = []
    import_file(ledger, Asked(written(tmp_path, *ROWS)), told.append)

    assert sum(told) == 3


def test_members_list_is_not_public(ledger: Ledger, tmp_path: Path) -> None:
    imported(ledger, written(tmp_path, *ROWS), audience="members")

    assert (nodes(ledger, 0), links(ledger, 0)) == ({}, {})
    assert len(links(ledger, 1)) == 6


def test_date_to_come_is_told(ledger: Ledger, tmp_path: Path) -> None:
    report = imported(ledger, written(tmp_path, *ROWS), as_of="2199")

    assert "Its date, 2199, is yet to come; later editions will look older." in report["warnings"]


def test_folder_without_a_manifest_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_manifest(tmp_path / "manifest.toml")
    assert str(caught.value) == (
        f"{tmp_path} has no manifest.toml that says which files to read: name the files themselves."
    )


def test_manifest_names_its_wrong_entry(tmp_path: Path) -> None:
    path = tmp_path / "manifest.toml"
    for text, sentence in (
        (
            '[[file]]\npath = "a.csv"\n[[file]]\nfile = "b.csv"',
            "its file number 2 has the unknown key 'file'",
        ),
        ('[[file]]\nlist = "a"', "its file number 1 lacks 'path'"),
        ("[[file", "manifest.toml cannot be read as a manifest: "),
    ):
        path.write_text(text)
        with pytest.raises(InputError, match=sentence):
            read_manifest(path)


def test_folder_is_imported_with_its_decisions(ledger: Ledger, tmp_path: Path) -> None:
    written(tmp_path, *ROWS[:1], name="a.csv")
    (tmp_path / "manifest.toml").write_text(
        '[[file]]\npath = "a.csv"\nlist = "A"\nbuyer = "B"\nas_of = "2020"\n'
    )
    (tmp_path / "decisions.tsv").write_text("different\tos:1\tos:2\tpublic\t2026\tAna\ttwo units\n")
    (report,) = import_sample(ledger, tmp_path)

    assert (report.file, report.claims_new, counts(ledger)["decision"]) == ("a.csv", 4, 1)
