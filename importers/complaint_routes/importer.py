"""Where people may complain: National Contact Points, banks' mechanisms, trade routes, import bans, accords.

A body is known by the register's number of it: 43 National Contact Points share one name. Whether a body
takes a given case only it can say; what the row leaves out is unknown.
"""

from collections.abc import Iterator

from graph.claim import Claim, country, describe, link
from graph.countries import country_name
from graph.model import COMPLAINT_KINDS
from importers.given import Given
from importers.row import Row
from importers.values import country_code

NOT_COUNTRIES = frozenset({"EU"})  # exceptionally reserved in ISO 3166-1, no country
WORDS = ("route", "kind", "country", "name", "url", "email", "who", "needs", "time_limit", "source_url",
         "source_words", "accessed")  # fmt: skip
_GENERIC = "OECD National Contact Point"


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The body, what it takes and what it needs, and the country that keeps it."""
    code, kind = _country(row), _kind(row)
    body = given.organisation(row.take("route"))
    name = row.take("name")
    origin = given.origin(row, *WORDS)
    yield describe(
        origin, body, name=f"{name}, {country_name(code)}" if code and name == _GENERIC else name,
        roles=["ncp" if kind == "oecd_ncp" else "complaint_body"], country=code, complaint_kind=kind,
        complaint_url=row.get("url"), complaint_email=row.get("email"), complaint_who=row.get("who"),
        complaint_needs=row.get("needs"), complaint_time_limit=row.get("time_limit"), disclosed=True,
    )  # fmt: skip
    if code:
        yield link(origin, "IN_COUNTRY", body, country(code), precision="stated")


def _country(row: Row) -> str | None:
    text = row.get("country")
    if not text or text in NOT_COUNTRIES:
        return None
    code = country_code(text)
    if not code:
        raise row.refusal("country", f"'{text}' is no country that is known.")
    return code


def _kind(row: Row) -> str:
    text = row.take("kind")
    if text not in COMPLAINT_KINDS:
        raise row.refusal("kind", f"'{text}' is not one of {', '.join(COMPLAINT_KINDS)}.")
    return text
