"""Several buyers in one cell are told apart; a comma within a name is not one between names."""

import pytest

from importers.names import names_in


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", []),
        ("Levi Strauss & Co., Ltd", ["Levi Strauss & Co., Ltd"]),
        ("Gap, Inc.", ["Gap, Inc."]),
        ("Bestseller A/S", ["Bestseller A/S"]),
        ("Marks and Spencer Group plc of London, Paddington", None),
        ("Gap, Zara, Mango", ["Gap", "Zara", "Mango"]),
        ("H&M; Gap, Inc.; H&M", ["H&M", "Gap, Inc."]),
        ("C&A / Gap", ["C&A", "Gap"]),
        ("H&M\nZara\r\n\nMango", ["H&M", "Zara", "Mango"]),
        ("H&M|Zara", ["H&M", "Zara"]),
        ("VF Corporation, a Pennsylvania corporation", None),
    ],
)
def test_names_in_one_cell(cell: str, names: list[str] | None) -> None:
    assert names_in(cell) == ([cell] if names is None else names)
