"""Values are cleaned without losing what was given, and never guessed."""

import pytest

from importers.values import (
    clean,
    country_code,
    country_in_address,
    number,
    parse_date,
    repair,
    same_heading,
)

COUNTRIES = {
    "VN": ["VN", "vn", "VNM", "Vietnam", "VIETNAM", "Viet Nam", "Việt Nam"],
    "NA": ["NA", "NAM", "Namibia"],
    "MM": ["Burma", "Myanmar", "BU"],
    "TR": ["Turkey", "Türkiye", "Turkey (Türkiye)"],
    "CD": ["Congo, Democratic Republic of the", "Congo (Democratic Republic)", "DRC", "Zaire"],
    "CG": ["Congo", "Congo, Republic of the"],
    "CI": ["Ivory Coast", "Côte d'Ivoire", "Cote d’Ivoire"],
    "SZ": ["Swaziland", "Eswatini (Swaziland)"],
    "MO": ["Macau", "Macao"],
    "HK": ["Hong Kong", "Hong Kong, China"],
    "TW": ["Taiwan", "Chinese Taipei"],
    "KR": ["Korea", "South Korea", "Korea (South)", "Korea, Republic of"],
    "KP": ["North Korea", "Korea, North"],
    "LA": ["Laos", "Lao PDR"],
    "BO": ["Bolivia"],
    "TZ": ["Tanzania", "Tanzania (Zanzibar)"],
    "XK": ["Kosovo", "XK"],
    "PS": ["Palestine", "West Bank and the Gaza Strip"],
    "EH": ["Western Sahara"],
    "CV": ["Cape Verde", "Cabo Verde"],
    "CZ": ["Czech Republic", "CZ"],
    "MK": ["North Macedonia", "Macedonia"],
    "SK": ["Slovak Republic"],
    "GB": ["UK", "United Kingdom", "united kingdom", "England"],
    "US": ["USA", "U.S.A.", "United States of America"],
    "AE": ["UAE"],
    "VG": ["Virgin Islands, British", "British Virgin Islands"],
    "SH": ["Saint Helena, Ascensión, and Tristan da Cunha"],
    "KN": ["St. Kitts-Nevis", "St Kitts & Nevis"],
    "GM": ["The Gambia"],
    "FK": ["Falkland Islands (Islas Malvinas)"],
    "CN": ["China, People's Republic Of", "P.R. China", "中国"],
}


@pytest.mark.parametrize(("code", "names"), COUNTRIES.items())
def test_country_by_any_of_its_names(code: str, names: list[str]) -> None:
    assert {name: country_code(name) for name in names} == dict.fromkeys(names, code)


@pytest.mark.parametrize(
    "text", ["", "na", "n/a", "N/A", "Unknown", "Netherlands Antilles", "SU", "Inda", "Asia"]
)
def test_no_country_is_guessed(text: str) -> None:
    assert country_code(text) is None


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("No. 24 Shanxing Road, Shengzhou, Zhejiang, 312400, China", "CN"),
        ("Greater London House, London, NW1 7FB, United Kingdom", "GB"),
        ("3, Korangi Industrial Area, 74900 Karachi Pakistan", "PK"),
        ("Kab. Sragen Jawa Tengah 57281 Indonesia.", "ID"),
        ("Hamayetpur PS-Savar Dhaka-1340 Bangladesh;", "BD"),
        ("Gyeonggi-do 487020 Pocheon-si Gyeonggi-do South Korea", "KR"),
        ("Grove Ave, Ste B, Waukegan, Illinois, 60087, USA", "US"),
        ("Kwun Tong, Kowloon, Hong Kong, China", "HK"),
        ("Dongguan, Guangdong, China 523878", "CN"),
        ("MAQBOOL ROAD, Sialkot, 51310, Punjab", None),
        ("138 Elamsville Rd., Stuart, VA", None),
        ("12 Peachtree Street, Atlanta, Georgia", None),
        ("Albuquerque, New Mexico", None),
        ("Fresno, CA", None),
        ("China Road 5, Zhongshan", None),
        ("", None),
    ],
)
def test_country_only_at_an_address_end(address: str, code: str | None) -> None:
    assert country_in_address(address) == code


@pytest.mark.parametrize(
    ("given", "repaired"),
    [
        ("Akademi Tekstil San. Tic. Ltd. Å\x9eti.", "Akademi Tekstil San. Tic. Ltd. Şti."),
        ("BÃ¶lg. Turgut Ã\x96zal Cd.", "Bölg. Turgut Özal Cd."),
        ("GÎ\x93Î\x8cnesli, BahÎ\x93Â§elievler", "Günesli, Bahçelievler"),
    ],
)
def test_twice_encoded_text_is_repaired(given: str, repaired: str) -> None:
    assert repair(given) == (repaired, True)


@pytest.mark.parametrize("text", ["Mäster Samuelsgatan", "“A” & B &amp; ﬁ", "Γάμμα Α.Ε.", "សហគ្រាស", "工厂"])
def test_sound_text_is_left_alone(text: str) -> None:
    assert repair(text) == (text, False)


def test_cleaning_keeps_what_scripts_need() -> None:
    assert clean(" A\u00a0 B\n\tC\x07\ufeff ") == "A B C"
    assert clean("e\u0301") == "é"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


def test_headings_alike_but_for_spelling() -> None:
    assert {same_heading(text) for text in ("Factory Name", "factory_name", " FACTORY-NAME: ")} == {
        "factoryname"
    }
    assert same_heading("#") == "#"
    assert same_heading("ឈ្មោះ") == "ឈ្មោះ"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0), ("1,234", 1234.0), ("1,234,567.5", 1234567.5), ("1.234,56", 1234.56),
        ("1.234.567", 1234567.0), ("1,5", 1.5), ("1 234", 1234.0), ("12 %", 12.0), ("-6.24", -6.24),
        ("−6", -6.0), ("٣", 3.0), ("31.008000000000003", 31.008000000000003), ("", None), ("nan", None),
        ("1e999", None), ("100-200", None), ("<1000", None), ("12 kg", None),
    ],
)  # fmt: skip
def test_numbers_as_lists_write_them(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2018", "2018"), ("2018-11", "2018-11"), ("2018-11-07", "2018-11-07"), ("2018/11/7", "2018-11-07"),
        ("2012-11-29T00:00:00.000Z", "2012-11-29"), ("2012-01-01 00:00:00", "2012-01-01"),
        ("20181107", "2018-11-07"), ("17/11/2018", "2018-11-17"), ("11/17/2018", "2018-11-17"),
        ("7.11.2018", "2018-11-07"), ("November 2018", "2018-11"), ("7 Nov 2018", "2018-11-07"),
        ("7th November, 2018", "2018-11-07"), ("Nov. 7, 2018", "2018-11-07"), ("2018年11月7日", "2018-11-07"),
        ("07/11/2018", None), ("2018-13", None), ("2018-02-30", None), ("0000", None), ("spring 2018", None),
        ("", None),
    ],
)  # fmt: skip
def test_dates_with_the_precision_given(text: str, date: str | None) -> None:
    assert parse_date(text) == date


def test_countries_are_known_in_other_languages() -> None:
    names = {
        "BD": "Bangladesch 孟加拉国 বাংলাদেশ", "TR": "Türkei Turcja Турция", "KH": "Camboya Kamboja 柬埔寨",
        "CN": "Çin Cina จีน", "VN": "Vietnã ベトナム 베트남", "IN": "Indien भारत", "EG": "مصر",
    }  # fmt: skip

    assert {code: {country_code(name) for name in said.split()} for code, said in names.items()} == {
        code: {code} for code in names
    }
    assert country_in_address("Hauptstr. 1, Dhaka, Bangladesch") is None  # at an end only names that are sure
    assert same_heading("FABRİKA ADI") == same_heading("Fabrika adı")
    assert same_heading("Dia chi") == same_heading("Địa chỉ")
