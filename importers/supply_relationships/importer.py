"""Who supplies whom, one row a relationship; with firms in between, one row a route.

Either end is a workplace where the row gives it an address or an OS ID, or says so, else an organisation.
What is said of tier, product and share is said of the supplier's own link.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.claim import Claim, Origin, Ref, country, describe, link, undisclosed
from importers.given import Given
from importers.row import Row
from importers.subjects import Firm, Found, Site, country_of, firm, workplace
from importers.values import clean

KINDS = ("goods", "service", "labour", "waste")
WORDS = ("buyer", "vendor", "supplier", "supplier_address", "supplier_country", "kind", "tier", "product",
         "share", "since", "until", "as_of", "source_url", "source_words", "accessed")  # fmt: skip


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The ends, the firms between, and a supply link for each step from the supplier to the buyer."""
    origin = given.origin(row, *WORDS, as_of=row.date("as_of"))
    supplier = yield from _side(row, given, origin, "supplier")
    between = yield from _between(row, given, origin)
    buyer = yield from _side(row, given, origin, "buyer")
    steps = [supplier, *between, buyer]
    if len(set(steps)) < len(steps):
        raise row.refusal("supplier", "The same firm stands twice on the way: nobody supplies itself.")
    yield from _links(row, origin, steps)


def _side(row: Row, given: Given, origin: Origin, side: str) -> Found:
    """The supplier or the buyer: a workplace, an organisation, or a buyer that nobody names."""
    site = Site(side, f"{side}_address", f"{side}_country", f"{side}_os_id")
    origin = replace(origin, words=row.words(site.name, site.address, site.country))
    kind = row.get(f"{side}_kind").casefold()
    if kind not in ("", "company", "workplace"):
        raise row.refusal(f"{side}_kind", f"'{kind}' is neither company nor workplace.")
    if kind == "workplace" or (not kind and (row.get(site.address) or row.get(site.os_id))):
        return (yield from workplace(row, origin, site))
    if side == "buyer" and not (row.get("buyer") or row.get("buyer_lei")):
        return (yield from _unnamed(given, origin))
    named = yield from firm(row, given, origin, Firm(side, f"{side}_lei"))
    if code := country_of(row, site.country):
        yield link(origin, "IN_COUNTRY", named, country(code), precision="stated")
    return named


def _unnamed(given: Given, origin: Origin) -> Found:
    """The buyer of the whole table where it is given, else one that it does not name."""
    if given.buyer:
        yield describe(origin, given.organisation(given.buyer), name=given.buyer, disclosed=True)
        return given.organisation(given.buyer)
    buyer = undisclosed(origin.list)
    yield describe(origin, buyer, name=f"Buyer not named by {origin.list.name}", disclosed=False,
                   roles=["undisclosed"])  # fmt: skip
    return buyer


def _between(row: Row, given: Given, origin: Origin) -> Generator[Claim, None, list[Ref]]:
    """The firms through which the goods go, from the supplier on: "Agent A > Trading B"."""
    origin = replace(origin, words=row.words("vendor"))
    names = [name for part in row.as_given("vendor").split(">") if (name := part.strip())]
    for name in names:
        yield describe(origin, given.organisation(name), name=clean(name), disclosed=True)
    return [given.organisation(name) for name in names]


def _links(row: Row, origin: Origin, steps: Sequence[Ref]) -> Iterator[Claim]:
    since, until = row.date("since"), row.date("until")
    same = min(len(since or ""), len(until or ""))  # as exact as both are
    if since and until and until[:same] < since[:same]:
        raise row.refusal("until", f"It ended on {until}, before it began on {since}.")
    for start, end in pairwise(steps):
        own = start == steps[0]
        yield link(
            origin, "SUPPLIES", start, end, since=since, until=until, kinds=_kinds(row),
            tiers=_tiers(row) if own else None, products=_products(row) if own else None,
            share=_share(row) if own else None,
        )  # fmt: skip


def _kinds(row: Row) -> list[str]:
    kinds = [kind for part in row.get("kind").casefold().split(";") if (kind := part.strip())]
    for kind in kinds:
        if kind not in KINDS:
            raise row.refusal("kind", f"'{kind}' is not one of {', '.join(KINDS)}.")
    return sorted(set(kinds))


def _tiers(row: Row) -> list[int]:
    """The tiers in words such as "Tier 1" or "1, 2"; none in words without a number."""
    return sorted({int(number) for number in re.findall(r"\d+", row.get("tier")) if 0 < int(number) < 10})


def _products(row: Row) -> list[str]:
    return sorted({part.strip() for part in re.split(r"[|;]", row.get("product")) if part.strip()})


def _share(row: Row) -> float | None:
    """Percent. A share such as 0.4 stays 0.4 percent: what is meant cannot be told."""
    share = row.number("share")
    if share is not None and not 0 <= share <= 100:
        raise row.refusal("share", f"{share:g} is no share in percent: it is from 0 to 100.")
    return share
