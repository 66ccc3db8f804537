"""HS and ISIC: codes are keys, a broader code is the start of a narrower one."""

from pathlib import Path

import pytest

from tests.fixtures.claimed import FIXTURES, claimed


def test_hs_codes_of_three_lengths() -> None:
    found = claimed(FIXTURES / "hs_codes" / "hs.csv")

    assert found.source == "hs_codes"
    assert [(said[1], said[3]["code"]) for said in found.said] == [
        ("hs:61", "61"),
        ("hs:6101", "6101"),
        ("hs:610120", "610120"),
    ]
    assert found.said[0] == (
        "DESCRIBES",
        "hs:61",
        None,
        {"name": "Apparel and clothing accessories; knitted or crocheted", "code": "61"},
    )
    assert found.refused == [("5", "hscode", "'TOTAL' is no code of 2, 4 or 6 digits.")]


def test_isic_tree_becomes_sectors() -> None:
    found = claimed(FIXTURES / "isic_sectors" / "isic.json")

    apparel = "Manufacture of wearing apparel, except fur apparel"
    assert (found.source, found.refused) == ("isic_sectors", [])
    assert found.said == [
        ("DESCRIBES", "isic:C", None, {"name": "Manufacturing", "code": "C"}),
        ("DESCRIBES", "isic:14", None, {"name": "Manufacture of wearing apparel", "code": "14"}),
        ("DESCRIBES", "isic:141", None, {"name": apparel, "code": "141"}),
        ("DESCRIBES", "isic:1410", None, {"name": apparel, "code": "1410"}),
    ]


@pytest.mark.parametrize("code", ["61AB", "610", "61012010"])
def test_other_codes_are_set_aside(tmp_path: Path, code: str) -> None:
    path = tmp_path / "hs.csv"
    path.write_text(f"section,hscode,description,parent,level\nXI,{code},Coats,61,4\n", "utf-8")

    assert claimed(path).refused == [("2", "hscode", f"'{code}' is no code of 2, 4 or 6 digits.")]
