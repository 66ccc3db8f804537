"""Ids whose own check characters tell a mistyped one: a wrong id would make two places one."""

import re

# Country, year and day of the year, five characters of Crockford's base 32, and the check character.
_OS_ID = re.compile(r"[A-Z]{2}\d{7}[0-9A-HJKMNP-TV-Z]{6}")
_LEI = re.compile(r"[0-9A-Z]{18}\d{2}")
_IMO = re.compile(r"(?:IMO)?(\d{7})")
_BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def os_id(text: str) -> str | None:
    """An OS ID without its hyphens and spaces, None when it is none.

    The check character is the sum of the letters' code points in the country and of the other characters'
    values in base 32, modulo 32 (Open Supply Hub's `src/django/api/os_id.py`).
    """
    bare = text.replace("-", "").replace(" ", "").upper()
    if not _OS_ID.fullmatch(bare):
        return None
    total = sum(map(ord, bare[:2])) + sum(map(_BASE32.index, bare[2:-1]))
    return bare if _BASE32[total % len(_BASE32)] == bare[-1] else None


def lei(text: str) -> str | None:
    """A Legal Entity Identifier in capitals, None when its form or its check digits are wrong.

    ISO 17442: the letters as numbers from 10 on, the whole modulo 97 is 1 (ISO 7064 MOD 97-10).
    """
    bare = text.replace(" ", "").upper()
    if not _LEI.fullmatch(bare):
        return None
    return bare if int("".join(str(int(character, 36)) for character in bare)) % 97 == 1 else None


def imo(text: str) -> str | None:
    """A ship's IMO number, seven digits without "IMO", None when it is none.

    The last digit is that of the sum of the others times 7, 6, 5, 4, 3, 2 (IMO resolution A.1117(30)).
    """
    found = _IMO.fullmatch(text.replace(" ", "").upper())
    if not found:
        return None
    digits = [int(digit) for digit in found[1]]
    total = sum(place * digit for place, digit in zip(range(7, 1, -1), digits, strict=False))
    return found[1] if total % 10 == digits[-1] else None
