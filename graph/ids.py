"""Ids of things: short enough to be read over a phone, with a check character.

`WP-7K2M-9QXN`: a prefix for the kind, seven Crockford base32 characters from a hash of the key, and
one check character (sum of place x value, mod 31). On a collision the next number is taken.
Crockford's alphabet: https://www.crockford.com/base32.html
"""

import hashlib
import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHAPE = re.compile(r"^([A-Z]{2})-?([0-9A-Z]{4})-?([0-9A-Z]{4})$")
_LOOKALIKES = str.maketrans("OIL", "011")


def number_of(key: str) -> int:
    """The 35-bit number that a key's id starts from."""
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") & ((1 << 35) - 1)


def spell(prefix: str, number: int) -> str:
    """Write a 35-bit number as an id of the given kind."""
    values = [(number >> (5 * place)) & 31 for place in range(6, -1, -1)]
    body = "".join(ALPHABET[value] for value in [*values, _check(values)])
    return f"{prefix}-{body[:4]}-{body[4:]}"


def read(text: str) -> str | None:
    """An id as somebody typed it (any case, no hyphens, O for 0) in its one spelling, or None."""
    found = _SHAPE.match(text.strip().upper())
    if not found:
        return None
    body = (found[2] + found[3]).translate(_LOOKALIKES)
    if any(character not in ALPHABET for character in body):
        return None
    values = [ALPHABET.index(character) for character in body]
    return f"{found[1]}-{body[:4]}-{body[4:]}" if values[7] == _check(values[:7]) else None


def _check(values: list[int]) -> int:
    return sum(place * value for place, value in enumerate(values, start=1)) % 31
