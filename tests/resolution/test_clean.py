"""Names taken apart, in the scripts that lists come in."""

import pytest

from graph.resolution.clean import Name, clean_name, own_name, plain_name, read_name


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Công ty TNHH May Mặc Việt Tiến", "may mac viet tien"),
        ("PT Pan Brothers Tbk", "pan brothers"),
        ("Ropa Maquila S.A. de C.V.", "ropa maquila"),
        ("番禺制衣厂有限公司", "番禺制衣厂"),
        ("株式会社ユニクロ", "ユニクロ"),
        ("한세실업주식회사", "한세실업"),
        ("বেক্সিমকো লিমিটেড", "বেক্সিমকো"),
        ("บริษัท ไทยการ์เม้นท์ จำกัด", "ไทยการ์เม้นท์"),
        ("บริษัทไทยการ์เม้นท์จำกัด", "ไทยการ์เม้นท์"),
        ("شركة النصر للغزل ش.م.م", "النصر للغزل"),
        ("प्रकाश गारमेंट्स प्राइवेट लिमिटेड", "प्रकाश गारमेंट्स"),
        ("ООО Русская Швея", "русская швея"),
        ("Co., Ltd.", "co ltd"),
    ],
)
def test_a_legal_form_is_taken_off(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("Radial International Ltd (Unit-2)", {"2"}),
        ("Factory 3 Hop Lun", {"3"}),
        ("Plant #2 Crystal", {"2"}),
        ("Jeans Knit Private Ltd Unit IV", {"4"}),
        ("PUNGKOOK SAIGON III Co Ltd", {"3"}),
        ("Pungkook Saigon Two Corporation", {"2"}),
        ("বেক্সিমকো ইউনিট-২", {"2"}),
        ("مصنع ٣", {"3"}),
        ("Unit-A-7/3 Alpha", {"a", "7", "3"}),
        ("Branch MXP8", {"8"}),
        ("深圳维珍妮内衣有限公司二厂", {"2"}),
        ("Victoria V Garments", set()),
    ],
)
def test_numbers_of_units_stand_apart(name: str, numbers: set[str]) -> None:
    assert read_name(name).numbers == numbers


def test_initials_that_come_first_are_no_legal_form() -> None:
    assert [clean_name(name) for name in ("KB Apparels Ltd", "SA Textiles", "PT Jiale", "บจก. ไทย")] == [
        "kb apparels",
        "sa textiles",
        "jiale",
        "ไทย",
    ]


def test_a_name_is_told_by_its_own_words() -> None:
    names = "Công ty TNHH May Mặc Việt Tiến", "Filature du Sahel SA", "The Factory"
    assert [plain_name(name) for name in names] == ["garment viet tien", "spinning du sahel", "the factory"]
    assert [own_name(name) for name in names] == ["viet tien", "sahel", "the factory"]


def test_a_unit_word_that_comes_first_is_a_name() -> None:
    assert read_name("Wing Wah Toys Tower 3").words == ("wing", "wah", "toys")


def test_brackets_and_parts_stand_apart() -> None:
    assert read_name("Nien Hsing (Ninh Binh) Garment Co Ltd, Cutting Branch") == Name(
        ("nien", "hsing", "ninh", "binh", "garment"),
        frozenset(),
        frozenset({"cutting", "branch"}),
        frozenset({"ninh", "binh"}),
    )
