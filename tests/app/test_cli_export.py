"""`linkwork export`: files for the public, and for members when asked."""

import json
from pathlib import Path

import pytest

from tests.commands import linkwork


@pytest.mark.parametrize("format_", ["html", "svg", "csv", "graphml", "json"])
def test_each_format_names_place_and_source(sample_home: Path, tmp_path: Path, format_: str) -> None:
    file = tmp_path / f"chain.{format_}"
    result = linkwork(sample_home, "export", "yesum vina", "--format", format_, "-o", file)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"Written: {file}\n")
    text = file.read_text(encoding="utf-8-sig")
    assert "Yesum Vina Co., Ltd." in text
    assert "Suppliers that brands publish" in text


def test_export_is_public_unless_asked(sample_home: Path) -> None:
    public = linkwork(sample_home, "export", "yesum vina", "--format", "json", "-o", "-")
    assert json.loads(public.stdout)["audience"] == "public"
    members = linkwork(
        sample_home, "export", "yesum vina", "--format", "json", "-o", "-", "--audience", "members"
    )
    assert json.loads(members.stdout)["audience"].startswith("members")


def test_file_gets_a_name_of_its_own(
    sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert linkwork(sample_home, "export", "yesum vina", "--format", "csv").exit_code == 0
    [made] = tmp_path.iterdir()
    assert made.name.startswith("linkwork-yesum-vina-co-ltd-")
    assert made.suffix == ".csv"


def test_place_that_cannot_be_written(sample_home: Path, tmp_path: Path) -> None:
    result = linkwork(sample_home, "export", "yesum vina", "--format", "csv", "-o", tmp_path / "no" / "x.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "cannot be written: No such file or directory; choose another place with -o." in result.stderr
