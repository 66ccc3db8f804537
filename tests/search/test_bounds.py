import pytest

from graph.ledger.store import Ledger
from graph.search import candidates, find, finding
from tests.search.books import add, bring_up, names, plant


@pytest.fixture(autouse=True)
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that a small ledger reaches."""
    monkeypatch.setattr(candidates, "SCANNED", 30)
    monkeypatch.setattr(finding, "_MOST", 20)
    monkeypatch.setattr(finding, "_BY_CHANCE", 6)


@pytest.fixture
def crowd(ledger: Ledger) -> Ledger:
    """Many plants of a common name in one country, two in another."""
    many = [claim for number in range(120) for claim in plant(f"Garment Vina {number}", address="Savar")]
    add(ledger, *many, *plant("Lao Garment", code="LA"), *plant("Vientiane Garment", code="LA"))
    bring_up(ledger, [0])
    return ledger


def test_rare_country_is_found_behind_a_common_word(crowd: Ledger) -> None:
    assert names(find(crowd, 0, "garment", country="LA")) == ["Lao Garment", "Vientiane Garment"]
    assert names(find(crowd, 0, "garment lao", country="LA")) == ["Lao Garment"]
    assert names(find(crowd, 0, "garm", country="LA", kinds=["Workplace", "Zone"])) == [
        "Lao Garment",
        "Vientiane Garment",
    ]


def test_rare_word_is_found_behind_a_common_country(crowd: Ledger) -> None:
    assert names(find(crowd, 0, "garment 77", country="VN"))[0] == "Garment Vina 77"
    assert names(find(crowd, 0, "vina", country="LA")) == []


def test_beginning_is_looked_through_within_a_bound(crowd: Ledger) -> None:
    """What begins so is passed by after so many; the words still find what the limit leaves."""
    assert names(find(crowd, 0, "vien", country="LA")) == ["Vientiane Garment"]


def test_unknown_country_or_kind_finds_nothing(crowd: Ledger) -> None:
    assert find(crowd, 0, "garment", country="BR") == []
    assert find(crowd, 0, "garment", kinds=["Zone"]) == []
    assert names(find(crowd, 0, "lao garment", kinds=["Zone", "Workplace"]))[0] == "Lao Garment"


def test_half_of_many_common_words_will_do(ledger: Ledger) -> None:
    """Where nothing holds all of them, what holds the rarest half is looked for."""
    first = [claim for n in range(40) for claim in plant(f"Garment Textile {n}", address="Savar Dhaka")]
    second = [claim for n in range(60) for claim in plant(f"Fashion Knitwear {n}", address="Hue Saigon")]
    add(ledger, *second, *first)
    bring_up(ledger, [0])
    found = find(ledger, 0, "garment textile savar dhaka fashion hue")
    why = "in its name; in the address: savar dhaka; not found: fashion hue"
    assert [hit.why for hit in found] == [why] * 20
