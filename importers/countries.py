"""Countries as people write them, to ISO 3166-1 alpha-2. The one table of historic, disputed and other names.

Names, codes and official names come from pycountry (Debian's iso-codes); below is what lists say beside them.
A country that was divided into several (SU, YU, CS, AN) has no code of today and gives None.
"""

import gettext
import re
import unicodedata
from functools import lru_cache

import pycountry

# Other names in use, historic names and names of disputed places, by today's code.
OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "AE": ("UAE", "U.A.E.", "Emirates"),
    "AX": ("Aland",),
    "BA": ("Bosnia", "Bosnia-Herzegovina", "Bosnia & Herzegovina"),
    "BD": ("孟加拉国", "孟加拉國", "孟加拉"),
    "BF": ("Upper Volta",),
    "BJ": ("Dahomey",),
    "BN": ("Brunei",),
    "BO": ("Bolivia",),
    "BY": ("Byelorussia",),
    "CC": ("Cocos Islands", "Keeling Islands"),
    "CD": (
        "Congo, Democratic Republic", "Congo, Democratic Republic of", "Congo, Democratic Republic of the",
        "Congo, Dem. Rep.", "Congo (Democratic Republic)", "Congo (Kinshasa)", "Congo-Kinshasa", "DR Congo",
        "D.R. Congo", "DRC", "Democratic Republic of Congo", "Democratic Republic of the Congo", "Zaire",
        "République démocratique du Congo",
    ),
    "CG": (
        "Congo", "Congo (Brazzaville)", "Congo-Brazzaville", "Congo, Rep.", "Congo, Republic of",
        "Congo, Republic of the", "Republic of Congo", "Republic of the Congo",
    ),
    "CI": ("Ivory Coast", "Cote d Ivoire", "Côte d'Ivoire"),
    "CN": (
        "PRC", "P.R.C.", "P.R. China", "PR China", "P.R.China", "People's Republic of China",
        "China, People's Republic of", "China PR", "China (Mainland)", "Mainland China", "China Mainland",
        "中国", "中华人民共和国", "Tiongkok", "Trung Quốc", "Cina",
    ),
    "CV": ("Cape Verde", "Cape Verde Islands"),
    "CW": ("Curacao",),
    "CZ": ("Czech Republic", "Czechia"),
    "DE": ("Deutschland", "German Democratic Republic", "East Germany", "West Germany"),
    "EH": ("Western Sahara", "Sahrawi Arab Democratic Republic"),
    "ES": ("España", "Spain"),
    "FK": ("Falkland Islands", "Islas Malvinas", "Falkland Islands (Islas Malvinas)"),
    "FM": ("Micronesia",),
    "FO": ("Faeroe Islands",),
    "GB": (
        "UK", "U.K.", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland",
        "United Kingdom of Great Britain",
    ),
    "GM": ("Gambia, The", "The Gambia"),
    "GR": ("EL", "Hellas"),
    "GW": ("Guinea Bissau",),
    "HK": (
        "Hong Kong", "Hong Kong SAR", "Hong Kong, China", "Hong Kong S.A.R.", "China, Hong Kong SAR",
        "Hong Kong (China)", "Hongkong", "China, Hong Kong Special Administrative Region", "香港",
    ),
    "HT": ("Hayti",),
    "ID": ("Republik Indonesia", "印尼"),
    "IE": ("Irish Republic", "Republic of Ireland", "Eire"),
    "IN": ("Bharat", "Ấn Độ"),
    "IR": ("Iran", "Persia"),
    "IT": ("Italia",),
    "JP": ("日本",),
    "KH": ("Kampuchea", "Kingdom of Cambodia"),
    "KN": ("St Kitts", "St Kitts & Nevis", "St. Kitts-Nevis", "St Kitts-Nevis", "Saint Kitts"),
    "KP": ("North Korea", "Korea (North)", "Korea, North", "DPRK", "Korea, Democratic People's Republic of",
           "Korea, Dem. Rep.", "Korea, Democratic People’s Republic of"),
    "KR": ("한국", "韓國", "Corée du Sud", "Corea del Sur", "Coreia do Sul",
           "Korea", "South Korea", "Korea (South)", "Korea, South", "Korea, Republic of", "Korea, Rep.",
           "ROK",            "Republic of Korea", "S. Korea", "Korea (Republic of)"),
    "LA": ("Laos", "Lao", "Lao PDR", "Lao People's Democratic Republic", "Lao P.D.R."),
    "LC": ("St Lucia",),
    "LK": ("Ceylon", "Srilanka"),
    "LY": ("Libyan Arab Jamahiriya",),
    "MD": ("Moldova", "Republic of Moldova"),
    "MK": ("Macedonia", "North Macedonia", "FYROM", "Macedonia, FYR", "Macedonia (FYROM)",
           "Former Yugoslav Republic of Macedonia", "Macedonia, the former Yugoslav Republic of"),
    "MM": ("Burma", "Myanmar (Burma)", "Burma (Myanmar)", "Union of Myanmar"),
    "MO": ("Macau", "Macao", "Macao SAR", "Macau SAR", "China, Macao SAR", "Macau, China", "Macao, China",
           "China, Macao Special Administrative Region", "澳门"),
    "MX": ("México",),
    "NL": ("Holland", "The Netherlands", "Netherlands, The"),
    "NZ": ("Aotearoa",),
    "PS": ("Palestine", "Palestinian Territory", "Palestinian Territories", "Occupied Palestinian Territory",
           "Occupied Palestinian Territories", "State of Palestine", "West Bank and Gaza",
           "West Bank and Gaza Strip", "West Bank and the Gaza Strip", "West Bank", "Gaza", "Gaza Strip"),
    "RE": ("Reunion", "Réunion"),
    "RU": ("Россия", "Russia", "Russian Federation"),
    "SH": ("Saint Helena", "St Helena", "Ascension", "Tristan da Cunha",
           "Saint Helena, Ascension, and Tristan da Cunha", "Saint Helena, Ascensión, and Tristan da Cunha"),
    "SK": ("Slovak Republic",),
    "ST": ("Sao Tome & Principe", "Sao Tome", "São Tomé and Príncipe"),
    "SY": ("Syria",),
    "SZ": ("Swaziland", "Eswatini (Swaziland)", "Swaziland (Eswatini)", "eSwatini"),
    "TL": ("East Timor", "Timor Leste", "Timor-Leste"),
    "TR": ("تركيا", "Turkey", "Turkey (Türkiye)", "Turkiye", "Türkiye", "Türkiye (Turkey)"),
    "TT": ("Trinidad",),
    "TW": ("Taiwan", "Taiwan, China", "Taiwan (China)", "Taiwan, Province of China", "Taiwan, R.O.C.",
           "Taiwan ROC", "Chinese Taipei", "Republic of China", "台湾", "台灣"),
    "TZ": ("Tanzania", "Tanganyika", "Zanzibar", "Tanzania (Zanzibar)", "United Republic of Tanzania"),
    "US": ("U.S.", "U.S.A.", "United States of America", "America", "Etats-Unis"),
    "VA": ("Vatican", "Vatican City", "Holy See"),
    "VC": ("St Vincent", "St Vincent & Grenadines", "St Vincent & The Grenadines"),
    "VE": ("Venezuela",),
    "VG": ("British Virgin Islands", "BVI"),
    "VI": ("US Virgin Islands", "U.S. Virgin Islands", "United States Virgin Islands"),
    "VN": ("Vietnam", "Viet Nam", "Viet-Nam", "Việt Nam", "North Vietnam", "South Vietnam", "Vietnã",
           "Vietname"),
    "VU": ("New Hebrides",),
    "XK": ("Kosovo", "Republic of Kosovo", "Kosovo (UNSCR 1244)"),
    "YE": ("North Yemen", "South Yemen", "Democratic Yemen"),
    "ZW": ("Rhodesia", "Southern Rhodesia"),
}  # fmt: skip
# Codes of ISO 3166-3 whose place has one successor, and codes in use that ISO 3166-1 does not assign.
_OTHER_CODES = {
    "BU": "MM", "DD": "DE", "DY": "BJ", "EL": "GR", "HV": "BF", "NH": "VU", "RH": "ZW", "TP": "TL",
    "UK": "GB", "VD": "VN", "XK": "XK", "YD": "YE", "ZR": "CD", "BUR": "MM", "DDR": "DE", "ROM": "RO",
    "TMP": "TL", "XKX": "XK",     "XKK": "XK", "ZAR": "CD", "UAE": "AE",
}  # fmt: skip
# Also a state, an island's city or a forename in addresses: at an address's end they prove nothing.
_NOT_AT_AN_END = {
    "america", "britain", "chad", "georgia", "guernsey", "gaza", "jersey", "korea north", "lao", "macedonia",
    "saint helena", "ascension", "trinidad", "west bank", "emirates", "bosnia",
}  # fmt: skip
_SHORT_AT_AN_END = {"uae", "uk", "usa", "prc", "drc", "roc", "dprk"}
_LANGUAGES = (
    "es", "fr", "de", "pt", "it", "nl", "sv", "da", "pl", "tr", "vi", "id", "zh_CN", "zh_TW", "ja", "ko",
    "bn", "hi", "th", "ar", "ru",
)  # fmt: skip
_PLACES_OF_CHINA = {"HK", "MO", "TW"}
_POSTCODE = re.compile(r"(?:[\s,.-]+[a-z]{0,2}[\d -]{3,}\d)+$", re.IGNORECASE)


def country_code(text: str) -> str | None:
    """ISO alpha-2 of a code (alpha-2, alpha-3) or a name in any common form; None if unknown.

    Names are English ones, else those of iso-codes in the languages that lists are written in.
    "NA" is Namibia; "na" and "n/a" are nobody's. Kosovo is XK. "Korea" alone is KR, "Congo" CG as in ISO.
    """
    bare = text.strip()
    if bare.isascii() and bare.isalpha() and len(bare) <= 3 and not (bare != "NA" and bare.upper() == "NA"):
        found = _codes().get(bare.upper())
        if found:
            return found
    name = folded(text) if text.strip() else ""
    return (_names().get(name) or _translated().get(name)) if name else None


def country_in_address(address: str) -> str | None:
    """The country that ends an address, or None.

    Only names in full and UK, USA, UAE, PRC count: "CA" may be California, "Georgia" a state.
    """
    ending = _POSTCODE.sub("", address.strip().rstrip(" .;,"))
    words = folded(ending).split()
    for length in range(min(7, len(words)), 0, -1):
        name = " ".join(words[-length:])
        code = _name_at_end(name)
        if code and not _is_part_of_a_name(words[:-length], name):
            return _place_of_china(words[:-length]) or code if code == "CN" else code
    return None


def _name_at_end(name: str) -> str | None:
    if name in _NOT_AT_AN_END or (len(name) < 4 and name not in _SHORT_AT_AN_END and name.isascii()):
        return None
    return _names().get(name) or (_codes().get(name.upper()) if name in _SHORT_AT_AN_END else None)


def _is_part_of_a_name(before: list[str], name: str) -> bool:
    """New Mexico, New England, East Jordan, Lake Malawi Road: another place that ends in a country's name."""
    return (
        bool(before) and before[-1] in {"new", "little", "west", "east", "north", "south"} and name != "korea"
    )


def _place_of_china(before: list[str]) -> str | None:
    """Hong Kong in "Kowloon, Hong Kong, China"."""
    for length in (2, 1):
        code = _names().get(" ".join(before[-length:]))
        if code in _PLACES_OF_CHINA:
            return code
    return None


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """A name without what its spellings differ in: accents, case, punctuation, "the", "St" for "Saint"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("&", " and ").replace("ı", "i"))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    joined = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", letters)  # u.s.a. is one word
    words = re.sub(r"['’]", "", joined)
    parts = ["saint" if word == "st" else word for word in re.split(r"[\W_]+", words) if word]
    return " ".join(word for word in parts if word != "the")


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    codes = dict(_OTHER_CODES)
    for country in pycountry.countries:
        codes[country.alpha_2] = codes[country.alpha_3] = country.alpha_2
    return codes


@lru_cache(maxsize=1)
def _translated() -> dict[str, str]:
    """Names in other languages; not one that two languages give to two countries."""
    codes: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        catalogue = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language], fallback=True)
        for country in pycountry.countries:
            for name in (country.name, getattr(country, "common_name", country.name)):
                codes.setdefault(folded(catalogue.gettext(name)), set()).add(country.alpha_2)
    return {name: next(iter(found)) for name, found in codes.items() if len(found) == 1}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names = {}
    for country in pycountry.countries:
        for field in ("official_name", "common_name", "name"):
            if name := getattr(country, field, None):
                names[folded(name)] = country.alpha_2
    for code, others in OTHER_NAMES.items():
        names.update(dict.fromkeys(map(folded, others), code))
    return names
