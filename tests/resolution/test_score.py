"""Pairs from real lists: what is said of them, and what is done."""

import pytest

from graph.resolution.pair import Part
from graph.resolution.score import Match, Place, compare

ZONE = "Long Binh Ward, Bien Hoa City, Dong Nai"


def _of(left: tuple[str, str], right: tuple[str, str], countries: tuple[str, str] = ("VN", "VN")) -> Match:
    return compare(Place(*left, countries[0]), Place(*right, countries[1]))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            (
                "Regina Miracle Intimate Apparel (Shenzhen) Ltd.",
                "No. 5 Cengyao Industrial Estate, Yulu, Gongming",
            ),
            (
                "REGINA MIRACLE INTIMATE APPAREL (SHENZHEN LTD.)",
                "No.5 Cengyao Industrial Estate,Yulu,Gong Ming",
            ),
        ),
        (
            ("番禺制衣厂有限公司", "广州市番禺区大石镇石北工业路12号"),
            ("番禺制衣厂", "广州市番禺区大石镇石北工业路12号"),
        ),
        (
            ("বেক্সিমকো লিমিটেড ইউনিট-২", "প্লট ২৬, কাশিমপুর, সারাবো, গাজীপুর"),
            ("বেক্সিমকো ইউনিট 2", "প্লট 26, কাশিমপুর, সারাবো, গাজীপুর"),
        ),
        (
            ("บริษัท ไทยการ์เม้นท์ จำกัด", "99 หมู่ 1 ถนนสุขุมวิท บางปู สมุทรปราการ"),
            ("ไทยการ์เม้นท์", "99 หมู่ 1 ถนนสุขุมวิท บางปู สมุทรปราการ 10280"),
        ),
    ],
)
def test_spellings_of_one_place_join(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert _of(left, right).outcome == "same"


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        (("Yesum 2", f"Lot 5, {ZONE}"), ("Yesum III", f"Lot 5, {ZONE}"), "numbers in the name differ: 2 / 3"),
        (("Yesum Vina", f"Lot 225, {ZONE}"), ("Yesum Vina", f"Lot 224, {ZONE}"), "numbers differ: 224 / 225"),
        (("Yesum Vina", f"Road 5A, {ZONE}"), ("Yesum Vina", f"Road 7A, {ZONE}"), "roads differ: 5a / 7a"),
        (("Yesum Vina", f"Km 25, {ZONE}"), ("Yesum Vina", f"Km 30, {ZONE}"), "kilometres differ: 25 / 30"),
        (("Yesum", f"Lot 5, {ZONE}"), ("Yesum Branch", f"Lot 5, {ZONE}"), "another part of a firm: branch"),
        (("Yesum", f"Lot 5, {ZONE}"), ("Yesum (Ha Nam)", f"Lot 5, {ZONE}"), "brackets name a plant: ha, nam"),
        (("AKH Fashions", ZONE), ("AKH Shirts", ZONE), "trades differ: fashion / shirts"),
        (("Yesum Vina", "Industrial area, Vietnam"), ("Yesum Vina", ZONE), "an address says too little"),
        (("Yesum Vina", f"{ZONE} Part I"), ("Yesum Vina", f"{ZONE} Part II"), "parts differ: 1 / 2"),
        (("Yesum", f"Flat A, 5 {ZONE}"), ("Yesum", f"Flat B, 5 {ZONE}"), "letters differ: a / b"),
        (("Yesum", f"3/F, 5 {ZONE}"), ("Yesum", f"5/F, 5 {ZONE}"), "floors differ: 3 / 5"),
        (("Yesum", f"5 East Road, {ZONE}"), ("Yesum", f"5 West Road, {ZONE}"), "sides differ: east / west"),
        (("Yesum", "5 Industri, Utara"), ("Yesum", "5 Industri, Barat"), "sides differ: west / north"),
        (
            ("Yesum", "Block 2, SEZ Unit 14, Mundra"),
            ("Yesum", "Block 2, DTA Unit, outside SEZ, Mundra"),
            "one is in a customs zone, one outside",
        ),
        (("Cauvery Silk", f"Lot 5, {ZONE}"), ("Kaveri Silk", f"Lot 5, {ZONE}"), "names spelt otherwise"),
        (("Hanoi Textile", ZONE), ("Hanoi Garment", ZONE), "trades differ: garment / textile"),
        (("Yesum", f"Lot B5, {ZONE}"), ("Yesum", f"Lot 5, {ZONE}"), "numbers nearly equal: 5 / b5"),
        (("Yesum", f"Lot 5, {ZONE}"), ("Yesum DL 482", f"5, {ZONE}"), "one name has a long number: 482"),
        (("Yesum Vina", f"Block A, {ZONE}"), ("Yesum Vina", f"Block C, {ZONE}"), "letters differ: a / c"),
        (("Yesum", f"5, {ZONE} 71000"), ("Yesum", f"5, {ZONE} 72000"), "other post codes: 71000 / 72000"),
        (("Yesum Vina", ZONE), ("Yesumm Vina", ZONE), "names differ and no number is equal"),
        (("Yesum", f"5, {ZONE}"), ("Yesum Dyeing", f"5, {ZONE}"), "another part of a firm: dyeing"),
        (("Yesum", f"5, {ZONE}"), ("Yesum Denim", f"5, {ZONE}"), "one names another process: denim"),
        (("Yesum YVT", f"5, {ZONE}"), ("Yesum Young Vina Trading", f"5, {ZONE}"), "names near"),
        (
            ("Yesum", "Rua XV de Novembro 820, Toritama - PE"),
            ("Yesum", "Rua XV de Novembro 820, Brusque - SC"),
            "addresses name other places: brusque sc / toritama pe",
        ),
        (
            ("金龙鞋厂", "东莞市厚街镇工业大道36号"),
            ("金龙鞋厂", "东莞市寮步镇工业大道36号"),
            "addresses name other places: 市厚 厚街 街镇 / 市寮 寮步 步镇",
        ),
        (
            ("Yesum", "Rua Norte 55, Franca"),
            ("Yesum", "Rua Norte 55, Jaú"),
            "addresses name other places: franca / jau",
        ),
        (
            ("Yesum", "12 Renmin Road, Suzhou"),
            ("Yesum", "12 Renmin Road, Xuzhou"),
            "addresses name other places: suzhou / xuzhou",
        ),
    ],
)  # fmt: skip
def test_what_differs_stops_a_join(left: tuple[str, str], right: tuple[str, str], why: str) -> None:
    match = _of(left, right)
    assert why in [part.why for part in match.parts if part.stops]
    assert match.outcome != "same"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Yildiz Konf. Tokat Sb.", f"Lot 5, {ZONE}"), ("Yıldız Konfeksiyon Tokat Branch", f"Lot 5, {ZONE}")),
        (("Công ty TNHH May Thành Công", f"Lot D5, {ZONE}"), ("Thanh Cong Garment Co.", f"Lot D5, {ZONE}")),
        (("Curtiembre Austral S.A.", f"Lot 5, {ZONE}"), ("Austral Tannery", f"Lot 5, {ZONE}")),
        (("PT Sinar Rajut", f"Blok F No. 7, {ZONE}"), ("Sinar Knitting", f"Block F-7, {ZONE}")),
        (("Yesum", "12, MG Road, Alleppey, Kerala"), ("Yesum", "12, MG Road, Alappuzha")),
        (("Yesum", f"House 8, Level 3-5, {ZONE}"), ("Yesum", f"3rd-5th Floor, House 8, {ZONE}")),
        (("M/s Iqbal Leather", "9 Small Industries Estate, Sialkot"), ("Iqbal Leather", "9 SIE, Sialkot")),
        (("Yesum Vina", "72/1 Sethakit, Samutsakorn"), ("Yesum Vina", "72/1 Settakit, Samut Sakhon")),
    ],
)  # fmt: skip
def test_words_that_mean_the_same_are_equal(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert _of(left, right).outcome == "same"


def test_a_number_in_two_towns_is_chance() -> None:
    match = _of(("Yesum", "12, Jalan Merdeka, Bandung"), ("Yesum", "12, Jalan Merdeka, Bogor"), ("ID", "ID"))
    assert (match.outcome, match.parts[2:]) == (
        "review",
        (
            Part(-25, "addresses name other places: bandung / bogor", stops=True),
            Part(0, "numbers equal: 12"),
        ),
    )


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        ("5 Xinxing Road, Houjie Town, Dongguan", "5 Xinxing Road, Liaobu Town, Dongguan", -25),
        ("5 Xinxing Road, Wenling, Wenzhou City", "5 Xinxing Road, Zeguo, Wenling City", 0),
        ("5 Jalan Industri, Lapu-Lapu, Cebu", "5 Jalan Industri, Mactan, Central Visayas", 0),
    ],
)
def test_towns_of_one_level_are_two(one: str, other: str, points: int) -> None:
    match = _of(("Yesum", one), ("Yesum", other))
    [part] = [part for part in match.parts if part.why.startswith("addresses name other places")]
    assert (part.points, part.stops) == (points, True)


def test_a_plant_named_by_its_town_is_asked_about() -> None:
    match = _of(("Zalau Plant", "77 Mihai Viteazu, Zalau"), ("Universal", "77 Mihai Viteazu, Zalau"))
    why = "one is named by its place alone: universal / zalau"
    assert (match.outcome, match.parts[0]) == ("review", Part(30, why, stops=True))


def test_the_country_in_a_name_counts_little() -> None:
    roses = "Moi South Lake Road 5, Naivasha"
    match = _of(("Rift Valley Roses (Kenya)", roses), ("Rift Valley Roses (K) Ltd", roses), ("KE", "KE"))
    assert (match.outcome, match.parts[0]) == ("same", Part(58, "names near: k / kenya"))


def test_a_number_that_looks_like_a_post_code_is_a_house() -> None:
    match = _of(("Yesum", "Av. Argentina 2450, Callao"), ("Yesum", "Avenida Argentina 2450, Callao, Peru"))
    assert Part(12, "numbers equal: 2450") in match.parts


def test_abbreviations_of_a_trade_are_one_trade() -> None:
    match = _of(("Sunrise International", f"Lot 5, {ZONE}"), ("Sunrise Intl", f"Lot 5, {ZONE}"))
    assert [part for part in match.parts if "trades" in part.why] == []


def test_another_country_is_another_place() -> None:
    here = ("United Sweethearts Garment", "846 Jalan Raya, Sungai Bakap")
    assert (_of(here, here, ("VN", "MY")).outcome, _of(here, here, ("VN", "")).outcome) == (
        "different",
        "review",
    )


def test_the_parts_are_the_score() -> None:
    assert _of(("Yesum Vina Co., Ltd", f"Lot 5, {ZONE}"), ("YESUM VINA", f"Lot 5, {ZONE}")) == Match(
        100,
        (
            Part(60, "names equal but for legal form and order"),
            Part(30, "addresses alike"),
            Part(12, "numbers equal: 5"),
        ),
    )


@pytest.mark.parametrize(
    ("lat", "precision", "said"),
    [
        (10.951, 30.0, ["111 m apart"]),
        (10.96, 10.0, []),
        (11.95, 30.0, ["111 km apart"]),
        (11.95, 60_000.0, []),
    ],
)
def test_distance_counts_as_far_as_precise(lat: float, precision: float, said: list[str]) -> None:
    left = Place("Yesum Vina", ZONE, "VN", 10.95, 106.82, precision)
    right = Place("Yesum Vina", ZONE, "VN", lat, 106.82, precision)
    assert [part.why for part in compare(left, right).parts if "apart" in part.why] == said


def test_order_does_not_matter() -> None:
    left, right = Place("Yesum Vina", f"Lot 5, {ZONE}", "VN"), Place("Yesum", f"Lot 6, {ZONE}")
    assert compare(left, right) == compare(right, left)
