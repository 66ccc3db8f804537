"""`linkwork import`: what a person sees of good, bad, repeated and broken files."""

import json
import shutil
import socket
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.commands import ROOT, SAMPLE, linkwork, state, told

BAD_ROWS = ROOT / "tests" / "fixtures" / "cli" / "three_bad_rows.csv"
SET_ASIDE = [
    {"sheet": None, "row": 3, "column": "Country",
     "reason": "'Laputa' is no country that is known: use its name or its ISO code."},
    {"sheet": None, "row": 5, "column": "Factory Name",
     "reason": "'Factory Name' is empty: fill it in, or leave the row out."},
    {"sheet": None, "row": 7, "column": "Address",
     "reason": "'Address' is empty: fill it in, or leave the row out."},
]  # fmt: skip


def test_bad_rows_are_set_aside(tmp_path: Path) -> None:
    report = told(tmp_path, "import", BAD_ROWS, "--buyer", "Harbour Shirts")
    assert report["set_aside"] == SET_ASIDE
    assert (report["read"], report["source"]) == (6, "supplier_list")
    rows = told(tmp_path, "query", "chain_down_from_buyer", "--company", "Harbour Shirts")["rows"]
    assert sorted(row["supplier"] for row in rows) == [
        "Knit House",
        "Sewing Room One Ltd",
        "Sewing Room Two Ltd",
    ]


def test_text_names_line_and_reason(tmp_path: Path) -> None:
    result = linkwork(tmp_path, "import", BAD_ROWS)
    lines = result.stdout.splitlines()
    assert lines[:2] == [
        "three_bad_rows.csv: read as supplier_list (told by its shape)", "  6 rows read, 3 set aside",
    ]  # fmt: skip
    assert lines[3] == f"  set aside: row 3, column Country: {SET_ASIDE[0]['reason']}"


def test_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    first = told(tmp_path, "import", BAD_ROWS)
    before = state(tmp_path)
    again = told(tmp_path, "import", BAD_ROWS)
    assert state(tmp_path) == before
    assert (again["run"], again["claims_new"], again["claims_same"]) == (None, 0, first["claims_new"])
    assert again["set_aside"] == SET_ASIDE


def test_dry_run_changes_nothing(tmp_path: Path) -> None:
    before = state(tmp_path)
    report = told(tmp_path, "import", BAD_ROWS, "--dry-run")
    assert state(tmp_path) == before
    assert report["run"] is None
    assert report["claims_new"] > 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.xlsx", (SAMPLE / "open_supply_hub" / "facility_lists" / "12.xlsx").read_bytes()[:5000]),
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00"),
        ("letter.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
    ],
)
def test_broken_file_changes_nothing(tmp_path: Path, name: str, content: bytes) -> None:
    home, file = tmp_path / "home", tmp_path / name
    told(home, "import", BAD_ROWS)
    before = state(home)
    file.write_bytes(content)
    result = linkwork(home, "import", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("linkwork: ")
    assert name in result.stderr
    assert result.stderr.count("\n") == 1
    assert state(home) == before


def test_missing_file_is_one_sentence(tmp_path: Path) -> None:
    result = linkwork(tmp_path, "import", tmp_path / "gone.csv", "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["code"], result.stderr) == (2, 2, "")
    assert "gone.csv" in found["error"]


def test_address_on_the_web_is_fetched(tmp_path: Path) -> None:
    served = partial(Quiet, directory=str(BAD_ROWS.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), served) as site:
        Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        url = f"http://127.0.0.1:{site.server_address[1]}/{BAD_ROWS.name}"
        refused = linkwork(tmp_path, "import", url)
        first = linkwork(tmp_path, "import", url, "--own-network", "--json")
        again = linkwork(tmp_path, "import", url, "--own-network", "--json")
        site.shutdown()

    sentence = f"{url} leads to 127.0.0.1, which is not public: only public addresses are fetched."
    assert (refused.exit_code, refused.stdout, refused.stderr) == (2, "", f"linkwork: {sentence}\n")
    assert first.stderr.splitlines()[0] == f"{BAD_ROWS.name}: fetched."
    assert again.stderr.splitlines()[0] == f"{BAD_ROWS.name}: unchanged since it was fetched before."
    found, known = json.loads(first.stdout), json.loads(again.stdout)
    assert (found["file"], found["run"], len(found["set_aside"])) == (BAD_ROWS.name, 1, 3)
    assert (known["run"], known["claims_new"]) == (None, 0)


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


def test_unknown_layout_is_mapped_and_previewed(tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("Nom du site,Où,Pays\nAlpha Ltd,Road 1,BD\n", "utf-8")
    said = ("import", path, "--map", "supplier=Nom du site", "--map", "address=Où", "--buyer", "Acme")

    looked = linkwork(tmp_path, *said, "--dry-run")
    unread = linkwork(tmp_path, "import", path)
    taken, known = told(tmp_path, *said), told(tmp_path, "import", path, "--buyer", "Acme")

    assert looked.stdout.splitlines()[-6:] == [
        "  row 2",
        "    workplace Alpha Ltd: address Road 1",
        "    Alpha Ltd is in Bangladesh (precision stated)",
        "    organisation Acme: disclosed yes",
        "    Alpha Ltd supplies Acme",
        "  Nothing was changed: this was a dry run.",
    ]
    assert "map them with --map" in unread.stderr
    assert (taken["claims_new"], "preview" in taken) == (4, False)
    assert (known["source"], known["claims_new"], known["claims_same"]) == ("supplier_list", 0, 4)


def test_neo4j_down_leaves_import_standing(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = f"bolt://127.0.0.1:{probe.getsockname()[1]}"
    result = linkwork(tmp_path, "import", BAD_ROWS, "--json", graph=nobody)
    found = json.loads(result.stdout)
    assert (result.exit_code, result.stderr, found["code"]) == (4, "", 4)
    assert found["error"].startswith("The ledger has it all, the graph not yet: ")
    assert found["error"].endswith("Then run: linkwork project")
    assert found["report"]["set_aside"] == SET_ASIDE
    assert linkwork(tmp_path, "find", "knit house", graph=nobody).exit_code == 4
    assert told(tmp_path, "find", "knit house")[0]["name"] == "Knit House"


def test_sample_goes_in_only_once(sample_copy: Path) -> None:
    before = state(sample_copy)
    result = linkwork(sample_copy, "import", "--if-empty", SAMPLE)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "The ledger holds claims already: nothing was imported.\n"
    assert state(sample_copy) == before


def test_folder_takes_its_manifest_alone(tmp_path: Path) -> None:
    result = linkwork(tmp_path, "import", SAMPLE, "--buyer", "Somebody")
    assert (result.exit_code, result.stdout) == (2, "")
    folder = Path(shutil.copytree(SAMPLE / "zones", tmp_path / "zones"))
    assert linkwork(tmp_path, "import", folder).exit_code == 2
    (folder / "manifest.toml").write_text('[[file]]\npath = "zones_register.csv"\nas_of = "2019"\n')
    assert [report["read"] for report in told(tmp_path, "import", folder)] == [112]


def test_dry_run_shows_the_difference(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "list.csv"
    file.write_text("Factory Name,Address,Country\nMill A,1 Some Road,VN\nMill B,2 Some Road,VN\n")
    told(home, "import", file, "--buyer", "Harbour", "--as-of", "2018", "--whole")
    file.write_text("Factory Name,Address,Country\nMill B,2 Some Road,VN\nMill C,3 Some Road,VN\n")
    before = state(home)
    asked = ("import", file, "--buyer", "Harbour", "--as-of", "2020", "--whole", "--dry-run")
    lines = linkwork(home, *asked).stdout.splitlines()
    assert lines[3:6] == [
        "  list list: 1 links added, 1 ended, 0 properties changed, 1 described for the first time",
        "    + Mill C supplies Harbour",
        "    - Mill A supplies Harbour",
    ]
    (found,) = told(home, *asked)["difference"]
    assert found["ended"] == {"count": 1, "shown": [{"from": "Mill A", "kind": "SUPPLIES", "to": "Harbour"}]}
    assert state(home) == before


def test_namesakes_of_a_given_buyer_are_told(tmp_path: Path) -> None:
    home, one, other = tmp_path / "home", tmp_path / "one.csv", tmp_path / "other.csv"
    for file in (one, other):
        file.write_text(f"Factory Name,Address,Country,Brand\nMill,1 {file.stem} Road,VN,Harbour Shirts\n")
    assert "organisations here" not in linkwork(home, "import", one).stderr

    file.write_text("Factory Name,Address,Country\nMill,1 Gate Road,VN\n")
    told_again = linkwork(home, "import", file, "--buyer", "Harbour Shirts").stderr

    assert "Harbour Shirts is the name of 2 organisations here (OR-" in told_again
    assert "a reviewed decision joins them." in told_again


def test_folder_leaves_no_first_export_waiting(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", Path(shutil.copytree(SAMPLE / "zones", tmp_path / "zones"))
    (folder / "manifest.toml").write_text(
        '[[file]]\npath = "zones_register.csv"\n[[file]]\npath = "zones_in_addresses.csv"\n'
    )
    assert linkwork(home, "import", folder).exit_code == 0
    kept = {path.name.split("-")[1] for path in (home / "graph").glob("graph-*.kgl")}
    assert kept == {"members", "public"}
