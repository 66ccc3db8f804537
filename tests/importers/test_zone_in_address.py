"""The zone that an address names: its own words, its kind, its number; the nearest of several."""

from collections.abc import Iterable
from typing import Any, cast

import pytest

from graph.claim import Ref
from importers.given import Given
from importers.rules import Described, Touched
from importers.zone_in_address.importer import claims, read, words_apart

GIVEN = Given("zone_in_address", "S", "P", "zone_in_address", mode="series", confidence=1)


def described(kind: str, key: str, country: str | None, audience: int = 0, **properties: Any) -> Described:
    return Described(Ref(kind, key), properties, country, audience, f"shown-{key}")


class Ledger:
    """What a run touched, without a ledger."""

    def __init__(self, places: Iterable[Described], zones: Iterable[Described]) -> None:
        self.held = {"Workplace": list(places), "Zone": list(zones)}

    def new(self, kind: str) -> list[Described]:
        return self.held[kind] if kind == "Workplace" else []

    def all(self, kind: str, countries: Iterable[str] | None = None) -> list[Described]:
        return self.held[kind]


def found(
    address: str, *zones: str, country: str | None = "VN", zone_country: str | None = "VN"
) -> list[str]:
    place = described("Workplace", "w", country, name="Mill", address=address)
    known = [described("Zone", name, zone_country, name=name) for name in zones]
    touched = cast(Touched, Ledger([place], known))
    return [claim.object.key for claim in claims(touched, GIVEN) if claim.object]


LINH_1, LINH_2 = "Linh Trung Export Processing Zone I", "Linh Trung Export Processing Zone II"


@pytest.mark.parametrize(
    ("address", "zone"),
    [
        ("LOTECO E.P.Z., Long Binh, Bien Hoa", "Loteco Export Processing Zone"),
        ("Lot 12, Linh Trung EPZ II, Thu Duc", LINH_2),
        ("Linh Trung Export Processing Zone2, Thu Duc", LINH_2),
        ("KCX Linh Trung 2, Thủ Đức", LINH_2),
        ("Khu Chế Xuất Linh Trung 2", LINH_2),
        ("Lot 5, AMRIYA PUBLIC FREE ZONE, Alexandria", "Amrya Public Free Zone"),
        ("Kawasan Berikat Nusantara Cakung", "Kawasan Berikat Nusantara"),
        ("Adamjee EPZ, Narayanganj", "Adamjee EPZ"),
    ],
)
def test_address_names_its_zone(address: str, zone: str) -> None:
    assert words_apart(read(address), read(zone)) is not None


@pytest.mark.parametrize(
    ("address", "zone"),
    [
        ("12 Linh Trung Street, Thu Duc", LINH_2),
        ("Linh Trung EPZ, Thu Duc", LINH_2),
        ("Linh Trung EPZ I, Thu Duc", LINH_2),
        ("Linh Trung Industrial Park II", LINH_2),
        ("Trung Linh EPZ II", LINH_2),
        ("Plot 2, Karachi Road, EPZ", "Korangi Export Processing Zone"),
        ("", LINH_2),
    ],
)
def test_other_words_kind_or_number_do_not(address: str, zone: str) -> None:
    assert words_apart(read(address), read(zone)) is None


def test_numbers_tell_one_from_two() -> None:
    assert found("Linh Trung EPZ I", LINH_1, LINH_2) == [LINH_1]
    assert found("Linh Trung EPZ 2", LINH_1, LINH_2) == [LINH_2]
    assert found("Linh Trung EPZ", LINH_1, LINH_2) == []
    assert found("Linh Trung EPZ 700", LINH_1, LINH_2) == []


def test_nearest_zone_wins() -> None:
    zones = ("Korean Export Processing Zone", "Chittagong Export Processing Zone")

    assert found("Korean EPZ, Anwara, Chittagong", *zones) == [zones[0]]
    assert found("Korean Road, Chittagong EPZ", *zones) == [zones[1]]


@pytest.mark.parametrize(
    ("country", "zone_country", "agree"),
    [("VN", "VN", True), ("VN", "KH", False), (None, "VN", True), ("VN", None, True)],
)
def test_countries_must_not_disagree(country: str | None, zone_country: str | None, agree: bool) -> None:
    zones = found("Linh Trung EPZ II", LINH_2, country=country, zone_country=zone_country)

    assert zones == ([LINH_2] if agree else [])


@pytest.mark.parametrize(("place", "zone", "narrowest"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (2, 1, 2)])
def test_audience_is_the_narrowest_read(place: int, zone: int, narrowest: int) -> None:
    here = described("Workplace", "w", "VN", place, address="Linh Trung EPZ II")
    there = described("Zone", "z", "VN", zone, name=LINH_2)
    (made,) = claims(cast(Touched, Ledger([here], [there])), GIVEN)

    assert (made.origin.audience, made.origin.confidence) == (narrowest, 1)
    assert (made.origin.words, made.origin.row_ref) == ("address: Linh Trung EPZ II", "claim shown-w")
