"""Agreements on labour: collective, global framework, accords, loans and contracts with labour clauses.

One row a signatory, a covered site, or both; what concerns the agreement itself is said again on each of its
rows. That a company signed does not mean that a site of its suppliers is covered: only what a row names is.
"""

import re
from collections.abc import Iterator

from graph.claim import Claim, Ref, country, describe, keyed, link
from graph.model import AGREEMENT_KINDS, CATEGORIES
from importers.given import Given
from importers.row import Row
from importers.subjects import workplace, zone_in
from importers.values import country_code

# Who signs, and the role in our words that goes with it; a company's own role the row does not tell.
ROLES = {"company": None, "union": "union", "global_union": "global_union", "ngo": "ngo",
         "employers_body": "employers_body", "lender": "lender", "public_buyer": "public_buyer"}  # fmt: skip
BINDING = {"yes": True, "no": False, "part": None, "": None}
# Sectors in agreements' words, to ISIC Rev. 4; other words stay words.
SECTORS = {
    "garments": "14", "apparel": "14", "textiles": "13", "home textiles": "13", "spinning": "13",
    "fabric mills": "13", "leather": "15", "footwear": "15", "food": "10", "wood": "16", "furniture": "31",
    "sporting goods": "323", "domestic appliances": "275", "aerospace": "303", "construction": "F",
    "retail": "47",
}  # fmt: skip
OF_AGREEMENT = ("agreement", "kind", "name", "covers_suppliers", "categories", "binding", "signed", "ends",
                "complaint_body", "complaint_url")  # fmt: skip
OF_SIGNATURE = ("agreement", "name", "signatory", "signatory_role", "signed", "ends", "source_url",
                "source_words", "accessed")  # fmt: skip
OF_COVER = ("agreement", "name", "covers_countries", "covers_sectors", "covers_zone", "workplace", "address",
            "country", "os_id", "ends", "source_url", "source_words", "accessed")  # fmt: skip


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The agreement, who signed it, and the countries, sectors, zones and sites that it covers."""
    agreement = Ref("Agreement", f"agreement:{given.publisher}:{row.take('agreement')}")
    yield describe(
        given.origin(row, *OF_AGREEMENT), agreement, name=row.take("name"),
        kind=_one_of(row, "kind", AGREEMENT_KINDS), binding=BINDING[_answer(row, "binding")],
        covers_suppliers=_answer(row, "covers_suppliers"), categories=_categories(row),
        since=row.date("signed"), until=row.date("ends"), complaint_body=row.get("complaint_body"),
        complaint_url=row.get("complaint_url"),
    )  # fmt: skip
    yield from _signed(row, given, agreement)
    yield from _covers(row, given, agreement)


def _signed(row: Row, given: Given, agreement: Ref) -> Iterator[Claim]:
    name = row.as_given("signatory")
    if not name.strip():
        return
    signatory, role = given.organisation(name), ROLES[_one_of(row, "signatory_role", tuple(ROLES))]
    yield describe(given.origin(row, "signatory", "signatory_role"), signatory, name=row.take("signatory"),
                   roles=[role] if role else None, disclosed=True)  # fmt: skip
    yield link(given.origin(row, *OF_SIGNATURE), "SIGNED", signatory, agreement, since=row.date("signed"),
               until=row.date("ends"), role="party")  # fmt: skip


def _covers(row: Row, given: Given, agreement: Ref) -> Iterator[Claim]:
    origin, until = given.origin(row, *OF_COVER), row.date("ends")
    for covered in (*_countries(row), *_sectors(row)):
        yield link(origin, "COVERS", agreement, covered, until=until)
    if row.get("covers_zone"):
        here = yield from zone_in(row, given, origin, "covers_zone")
        yield link(origin, "COVERS", agreement, here, until=until)
    if row.get("workplace") or row.get("os_id"):
        place = yield from workplace(row, origin)
        yield link(origin, "COVERS", agreement, place, until=until, role="site")


def _categories(row: Row) -> list[str]:
    found = _parts(row, "categories")
    for one in found:
        if one not in CATEGORIES:
            raise row.refusal("categories", f"'{one}' is not one of {', '.join(CATEGORIES)}.")
    return sorted(found)


def _countries(row: Row) -> Iterator[Ref]:
    for text in _parts(row, "covers_countries"):
        code = country_code(text)
        if not code:
            raise row.refusal("covers_countries", f"'{text}' is no country that is known.")
        yield country(code)


def _sectors(row: Row) -> list[Ref]:
    """Those that are known: "garments and textiles", "leather and footwear" are two each."""
    words = [word.strip() for part in _parts(row, "covers_sectors") for word in re.split(r" and |\(", part)]
    return [keyed("isic", code) for code in sorted({SECTORS[word] for word in words if word in SECTORS})]


def _parts(row: Row, name: str) -> list[str]:
    return [part for text in row.get(name).split(";") if (part := text.strip())]


def _answer(row: Row, name: str) -> str:
    """yes, part, no, or nothing where the row says nothing."""
    return _one_of(row, name, tuple(BINDING)) if row.get(name) else ""


def _one_of(row: Row, name: str, choices: tuple[str, ...]) -> str:
    text = row.take(name).casefold()
    if text not in choices:
        raise row.refusal(name, f"'{text}' is not one of {', '.join(filter(None, choices))}.")
    return text
