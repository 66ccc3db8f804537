"""Input-output tables: shares by country and industry, from whom they come, and what is no share."""

from pathlib import Path

import pytest

from tests.fixtures.claimed import FIXTURES, claimed

TABLE = FIXTURES / "input_output_table" / "synthetic_tiva.csv"
DAY = {"as_of": "2018"}


def _about(path: Path) -> list[tuple[str | None, str]]:
    return [(thing, said["role"]) for kind, _, thing, said in claimed(path).said if kind == "ABOUT"]


def _row(tmp_path: Path, headings: str, row: str) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(f"{headings}\n{row}\n", "utf-8")
    return path


def test_industry_is_its_divisions() -> None:
    found = claimed(TABLE)

    assert found.source == "input_output_table"
    assert found.said[:5] == [
        (
            "DESCRIBES",
            "obs:1",
            None,
            {"name": "domestic value added share", "indicator": "domestic_value_added_share", "year": 2018,
             "value": 61.5, "unit": "percent"} | DAY,
        ),
        ("ABOUT", "obs:1", "iso:KH", {"role": "subject"} | DAY),
        ("ABOUT", "obs:1", "isic:13", {"role": "subject"} | DAY),
        ("ABOUT", "obs:1", "isic:14", {"role": "subject"} | DAY),
        ("ABOUT", "obs:1", "isic:15", {"role": "subject"} | DAY),
    ]  # fmt: skip


def test_value_comes_from_another_country() -> None:
    assert claimed(TABLE).said[5:9] == [
        (
            "DESCRIBES",
            "obs:2",
            None,
            {"name": "value added share", "indicator": "value_added_share", "year": 2018, "value": 21.0,
             "unit": "percent"} | DAY,
        ),
        ("ABOUT", "obs:2", "iso:KH", {"role": "subject"} | DAY),
        ("ABOUT", "obs:2", "isic:14", {"role": "subject"} | DAY),
        ("ABOUT", "obs:2", "iso:CN", {"role": "contributed"} | DAY),
    ]  # fmt: skip


def test_country_contributes_to_itself(tmp_path: Path) -> None:
    headings = "COU,IND,PAR,PARTNER_IND,TIME,Value"

    assert _about(_row(tmp_path, headings, "Viet Nam,D29,Viet Nam,D24,2018,40")) == [
        ("iso:VN", "contributed"),
        ("isic:29", "subject"),
        ("isic:24", "contributed"),
    ]


@pytest.mark.parametrize(
    ("industry", "codes"),
    [("F", ["isic:F"]), ("A01_02", ["isic:01", "isic:02"]), ("10", ["isic:10"]), ("DTOTAL", [])],
)
def test_codes_of_several_editions_are_read(tmp_path: Path, industry: str, codes: list[str]) -> None:
    about = _about(_row(tmp_path, "country,industry,year,value", f"VN,{industry},2018,40"))

    assert about == [("iso:VN", "subject"), *((code, "subject") for code in codes)]


def test_what_is_no_share_is_set_aside() -> None:
    assert claimed(TABLE).refused == [
        ("5", "REF_AREA", "'EU27_2020' is no country that is known: groups of countries are left out."),
        ("6", "MEASURE", "The measure 'EXGR' is not one that is read."),
        ("7", "UNIT_MEASURE", "The unit 'USD' is not percent: amounts are not read."),
        ("8", "OBS_VALUE", "6150 is no share in percent: it is from 0 to 100."),
        ("9", "ACTIVITY", "'C15T13' is no industry of ISIC Rev. 4: write C13T15 or C10."),
        ("10", "REF_AREA", "A share is of one country: the world's is nobody's."),
        ("11", "OBS_VALUE", "'OBS_VALUE' is empty: fill it in, or leave the row out."),
    ]
