"""What looks like a natural person, and what only looks like it."""

import pytest

from importers.people import looks_like_a_person


@pytest.mark.parametrize(
    "text",
    [
        "Ms Rahima says that she was beaten",
        "statement of Md. Karim",
        "la Sra. Pérez",
        "Ông Nguyễn Văn",
        "a 19-year-old sewing operator",
        "write to someone@example.org",
        "call +880 1712 345678",
    ],
)
def test_people_are_noticed(text: str) -> None:
    assert looks_like_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "MS Mode",
        "Sri Lanka",
        "42 members were dismissed on 2023-05-04",
        "children aged 12 to 14",
        "from 2019-2021, C087 and C098",
        "paid 1,234,567 BDT",
        "",
    ],
)
def test_firms_and_figures_are_not_people(text: str) -> None:
    assert not looks_like_a_person(text)
