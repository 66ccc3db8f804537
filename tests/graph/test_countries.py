"""Names of countries."""

from graph.countries import country_name


def test_country_names_are_short() -> None:
    codes = ("VN", "BO", "XK", "CD", "CG", "ZZ", "")
    names = ["Viet Nam", "Bolivia", "Kosovo", "DR Congo", "Congo", "ZZ", ""]
    assert [country_name(code) for code in codes] == names
