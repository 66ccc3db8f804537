"""A country's middle is told from an address."""

import pytest

from importers.coordinates import precision_of


@pytest.mark.parametrize(
    ("lat", "lon", "precision"),
    [
        (20.593684, 78.96288, "country"),
        (35.86166, 104.195397, "country"),
        (35.86166, 104.2953, "unknown"),
        (21.2856174, 106.2223921, "unknown"),
        (None, 106.2, None),
    ],
)
def test_middle_of_a_country_is_no_address(
    lat: float | None, lon: float | None, precision: str | None
) -> None:
    assert precision_of(lat, lon) == precision
