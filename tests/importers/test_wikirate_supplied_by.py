"""WikiRate's "Supplied By" file: one list a brand, countries in addresses, text that was encoded twice."""

from pathlib import Path

import pytest

from tests.fixtures.claimed import FIXTURES, claimed

SUPPLIED_BY = FIXTURES / "wikirate_supplied_by" / "supplied_by.csv"
HEADER = "company_name,supplier_address,supplier_name,supplier_tier,supplier_latlon\n"


def _file(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n", "utf-8")
    return path


def test_row_becomes_supplier_buyer_and_link() -> None:
    found = claimed(SUPPLIED_BY)

    assert found.source == "wikirate_supplied_by"
    assert found.refused == []
    bac_giang = {
        "name": "Bac Giang garment corporation",
        "address": "349 Giap Hai Dinh Ke Ward, Bac Giang, Bac Giang, Vietnam",
        "lat": 21.2856174,
        "lon": 106.2223921,
        "precision": "unknown",
    }
    assert found.said[18:22] == [
        ("DESCRIBES", "row:6", None, bac_giang),
        ("IN_COUNTRY", "row:6", "iso:VN", {"precision": "address"}),
        ("DESCRIBES", "org:WikiRate:VF Corporation", None, {"name": "VF Corporation", "disclosed": True}),
        ("SUPPLIES", "row:6", "org:WikiRate:VF Corporation", {"tiers": [1]}),
    ]


def test_country_is_never_guessed() -> None:
    address = "Doan Bai Commune, Hiep Hoa District, Bac Giang Province, 21000, Bac Giang"
    assert claimed(SUPPLIED_BY).said[7:10] == [
        (
            "DESCRIBES",
            "row:3",
            None,
            {"name": "Ha Phong Export Garment Joint Stock Company", "address": address},
        ),
        (
            "DESCRIBES",
            "org:WikiRate:Levi Strauss & Co.",
            None,
            {"name": "Levi Strauss & Co.", "disclosed": True},
        ),
        ("SUPPLIES", "row:3", "org:WikiRate:Levi Strauss & Co.", {"tiers": [1]}),
    ]


def test_text_encoded_twice_is_mended() -> None:
    claim = claimed(SUPPLIED_BY).claims[3]

    assert claim.properties == {
        "name": "Akademi Tekstil San. Tic. Ltd. Şti.",
        "address": "İkitelli Org. San. Bölg. Turgut Özal Cd. No.109 İkitelli, Istanbul, Marmara, Turkey",
    }
    assert claim.origin.words == (
        "company_name: Varner Retail; supplier_name: Akademi Tekstil San. Tic. Ltd. Å\x9eti.; "
        "supplier_address: Ä°kitelli Org. San. BÃ¶lg. Turgut Ã\x96zal Cd. No.109 Ä°kitelli, "
        "Istanbul, Marmara, Turkey; supplier_tier: Tier 1 Supplier"
    )


def test_every_brand_has_its_list() -> None:
    lists = {claim.origin.list.buyer_key for claim in claimed(SUPPLIED_BY).claims}

    assert lists == {
        "org:WikiRate:H & M, Hennes & Mauritz AB",
        "org:WikiRate:Varner Retail",
        "org:WikiRate:VF Corporation",
        "org:WikiRate:Levi Strauss & Co.",
        "org:WikiRate:Lindex",
    }


def test_brand_is_described_once_a_list() -> None:
    described = [
        claim for claim in claimed(SUPPLIED_BY).claims if claim.subject.key == "org:WikiRate:VF Corporation"
    ]

    assert len(described) == 2
    assert len({(claim.origin.list, claim.origin.words) for claim in described}) == 1


NO_TIER = "'no tier' names no tier: it looks like 'Tier 1 Supplier'."
NO_PLACE = "'[1 2]' are no coordinates: they look like [21.2856, 106.2223]."
NO_NAME = "'supplier_name' is empty: fill it in, or leave the row out."


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        ('Nike Inc.,"Road 1, Vietnam",A Ltd,no tier,', ("2", "supplier_tier", NO_TIER)),
        ('Nike Inc.,"Road 1, Vietnam",A Ltd,Tier 1 Supplier,[1 2]', ("2", "supplier_latlon", NO_PLACE)),
        ('Nike Inc.,"Road 1, Vietnam",,Tier 1 Supplier,', ("2", "supplier_name", NO_NAME)),
    ],
)
def test_bad_row_is_set_aside(tmp_path: Path, row: str, refused: tuple[str, str, str]) -> None:
    good = 'Nike Inc.,"Road 1, Vietnam",B Ltd,Tier 2 Supplier,'
    found = claimed(_file(tmp_path, row, good))

    assert found.refused == [refused]
    assert [said for said in found.said if said[0] == "SUPPLIES"] == [
        ("SUPPLIES", "row:1", "org:WikiRate:Nike Inc.", {"tiers": [2]})
    ]
