"""The zone that an address names: its own words, its kind, its number; the nearest of several."""

from collections.abc import Iterable
from typing import Any, cast

import pytest

from graph.claim import Ref
from importers.given import Given
from importers.rules import Described, Touched
from importers.zone_in_address.importer import claims, words_apart
from importers.zone_in_address.naming import named_in, read

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
    return [claim.object.key for claim in claims(touched, GIVEN) if claim.object and claim.kind == "IN_ZONE"]


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
    assert found("Linh Trung EPZ", LINH_1, LINH_2) == ["zone:P:VN:linh trung epz"]
    assert found("Linh Trung EPZ 700", LINH_1, LINH_2) == ["zone:P:VN:linh trung epz"]


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

    assert zones == ([LINH_2] if agree else ["zone:P:VN:linh trung epz 2"])


@pytest.mark.parametrize(("place", "zone", "narrowest"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (2, 1, 2)])
def test_audience_is_the_narrowest_read(place: int, zone: int, narrowest: int) -> None:
    here = described("Workplace", "w", "VN", place, address="Linh Trung EPZ II")
    there = described("Zone", "z", "VN", zone, name=LINH_2)
    (made,) = claims(cast(Touched, Ledger([here], [there])), GIVEN)

    assert (made.origin.audience, made.origin.confidence) == (narrowest, 1)
    assert (made.origin.words, made.origin.row_ref) == ("address: Linh Trung EPZ II", "claim shown-w")


BANGLADESH = [f"{name} Export Processing Zone" for name in ("Dhaka", "Chittagong", "Comilla", "Adamjee")]


@pytest.mark.parametrize(
    ("address", "zone"),
    [
        ("Plot 12, DEPZ, Savar", "Dhaka Export Processing Zone"),
        ("Sector 7, CEPZ, Chittagong", "Chittagong Export Processing Zone"),
        ("Sector 7, CEPZ", "zone:P:BD:cepz epz"),  # Chittagong's or Comilla's
        ("KEPZ, North Patenga", "zone:P:BD:kepz epz"),
    ],
)
def test_short_name_is_that_of_one_zone(address: str, zone: str) -> None:
    assert found(address, *BANGLADESH, country="BD", zone_country="BD") == [zone]


@pytest.mark.parametrize(
    ("address", "text", "key", "kind"),
    [
        ("ZI Tanger Automotive City, Lot 12", "ZI Tanger Automotive City", "tanger automotive city ip",
         "industrial_park"),
        ("Parque Industrial Apodaca, NL", "Parque Industrial Apodaca", "apodaca ip", "industrial_park"),
        ("Lot A5, Song Than 2 Industrial Zone, Di An", "Song Than 2 Industrial Zone", "song than ip 2",
         "industrial_park"),
        ("KCN Sóng Thần 2, Dĩ An", "KCN Sóng Thần 2", "song than ip 2", "industrial_park"),
        ("Biyagama E.P.Z., Walgama", "Biyagama E.P.Z", "biyagama epz", "export_processing_zone"),
        ("Zone Franche de Tanger, Ilot 20", "Zone Franche de Tanger", "tanger fz", "free_zone"),
        ("Kawasan Berikat Nusantara, Cakung", "Kawasan Berikat Nusantara", "nusantara bz", "bonded_zone"),
        ("Ege Serbest Bölgesi, Gaziemir", "Ege Serbest Bölgesi", "ege fz", "free_zone"),
        ("NSEZ, Noida Phase II", "NSEZ", "nsez sez", "special_economic_zone"),
        ("VSIP II-A, Tan Uyen", "VSIP II", "vsip ip 2", "industrial_park"),
        ("江苏省苏州工业园区星龙街428号", "苏州工业园区", "苏州 ip", "industrial_park"),
        ("Kunshan Development Zone", "Kunshan Development Zone", "kunshan dz", None),
        ("Linh Trung EPZ, Song Than Industrial Park", "Linh Trung EPZ", "linh trung epz",
         "export_processing_zone"),
    ],
)  # fmt: skip
def test_address_names_a_zone_in_its_own_words(address: str, text: str, key: str, kind: str | None) -> None:
    named = named_in(address)

    assert named
    assert (named.text, named.key, named.kind) == (text, key, kind)


@pytest.mark.parametrize(
    "address",
    [
        "Industrial area, Zhongshan", "4 EPZ, Bien Hoa", "Export Processing Zone, Phase II", "12 Main Street",
        "Km 30 Carretera, Parque Industrial", "The Special Economic Zone", "",
    ],
)  # fmt: skip
def test_kind_alone_is_no_name(address: str) -> None:
    assert named_in(address) is None


def test_zone_of_an_unknown_country_is_not_named() -> None:
    assert found("Linh Trung EPZ", country=None) == []
