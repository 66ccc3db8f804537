"""`source.toml` is read and checked; a key that nobody knows is refused."""

from pathlib import Path

import pytest

from graph.errors import InputError
from importers.sources import Accept, Expect, Lookup, SourceSpec, all_sources, read_source, source_named

WHOLE = """
title = "Lists"
publisher = "A publisher"
url = "https://example.org"
licence = "CC0 1.0"
republish = "derived"
derived_from = "other"
default_audience = "members"
mode = "whole"
confidence = 3
per_list = true

[accept]
kinds = ["csv", "xml"]
record = "L/R"
required = ["name"]
headerless = ["name"]

[accept.columns]
name = ["name", "factory"]

[expect]
rows_min = 1
rows_max = 10
"""
LEAST = """
title = "Lists"
publisher = "A publisher"
url = "https://example.org"
licence = "CC0 1.0"
republish = "yes"
"""


def spec(folder: Path, text: str, name: str = "lists") -> SourceSpec:
    (folder / name).mkdir(exist_ok=True)
    (folder / name / "source.toml").write_text(text, "utf-8")
    return read_source(folder / name / "source.toml")


def test_every_key_is_read(tmp_path: Path) -> None:
    assert spec(tmp_path, WHOLE) == SourceSpec(
        name="lists",
        title="Lists",
        publisher="A publisher",
        url="https://example.org",
        licence="CC0 1.0",
        republish="derived",
        derived_from="other",
        default_audience="members",
        mode="whole",
        confidence=3,
        per_list=True,
        accept=Accept(("csv", "xml"), ("L/R",), {"name": ("name", "factory")}, ("name",), ("name",)),
        expect=Expect(1, 10),
    )


def test_defaults_of_a_rule(tmp_path: Path) -> None:
    assert spec(tmp_path, LEAST + "rule = true") == SourceSpec(
        "lists", "Lists", "A publisher", "https://example.org", "CC0 1.0", "yes", rule=True
    )


CSV = LEAST + '[accept]\nkinds = ["csv"]\n'
WRONG = {
    "title = ": "cannot be read: ",
    LEAST + 'colour = "red"': "has the unknown key 'colour'; known are accept, confidence, ",
    LEAST.replace("licence", "rule = true #"): "lacks 'licence'.",
    LEAST.replace('"yes"', '"maybe"'): "has republish = 'maybe'; it is one of yes, derived, no.",
    LEAST + "confidence = 4\nrule = true": "has confidence = 4; it is 1, 2 or 3.",
    LEAST + 'per_list = "yes"': "has per_list = 'yes', which is of the wrong type.",
    LEAST: "has no accept.kinds, so no file would ever fit it.",
    LEAST + "[accept]\nkind = []": "has the unknown key 'accept.kind'; known are carried, columns, ",
    LEAST + '[accept]\nkinds = ["pdf"]': "accepts the kind 'pdf'; known are csv, xlsx, xls, ",
    CSV + 'required = ["name"]': "requires the column 'name', which [accept.columns] does not name.",
    CSV + "[expect]\nrows_min = -1": "has expect.rows_min = -1, which is not a number of rows.",
}


@pytest.mark.parametrize(("text", "sentence"), WRONG.items())
def test_wrong_key_gets_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        spec(tmp_path, text)
    assert str(caught.value).startswith(f"lists/source.toml {sentence}")
    assert str(caught.value).endswith(".")


def test_sources_are_found_by_folder(tmp_path: Path) -> None:
    lists, rule = spec(tmp_path, WHOLE), spec(tmp_path, LEAST + "rule = true", "a_rule")
    assert all_sources(tmp_path) == {"a_rule": rule, "lists": lists}
    assert source_named("lists", tmp_path) == lists
    with pytest.raises(InputError, match="There is no source 'list': choose one of a_rule, lists"):
        source_named("list", tmp_path)


def test_shipped_sources_can_be_read() -> None:
    assert "supplier_list" in all_sources()


def test_lookup_is_read_whole_or_refused(tmp_path: Path) -> None:
    lookup = '\n[accept.lookup]\nkey = "id"\ntake = "kind"\n'
    read = spec(tmp_path, WHOLE + lookup + 'into = ["owner"]\n', "looked")

    assert read.accept.lookup == Lookup("id", ("kind",), ("owner",))
    with pytest.raises(InputError, match=r"has an accept\.lookup that is not of key, take and into"):
        spec(tmp_path, WHOLE + lookup, "half")
