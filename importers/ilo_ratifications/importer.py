"""Which country ratified which convention or protocol of the ILO: one observation each, yes or no.

A row that is missing says nothing. What was denounced is "no" and its words say so; the year is that of the
table, not that of the ratification, which stays in the words.
"""

import re
from collections.abc import Iterator

from graph.claim import Claim, country, observation
from importers.given import Given
from importers.row import Row
from importers.values import country_code

_NUMBER = re.compile(r"([CP])\s*0*(\d{1,3})", re.IGNORECASE)
ANSWERS = {"yes": "yes", "no": "no", "ratified": "yes", "in force": "yes", "not in force": "no",
           "not ratified": "no", "denounced": "no"}  # fmt: skip
WORDS = ("convention", "country", "ratified", "date", "denounced", "as_of", "source_url", "source_words",
         "accessed")  # fmt: skip


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """`c087_ratified` about the country, in the year of the table."""
    code = country_code(row.take("country"))
    if not code:
        raise row.refusal("country", f"'{row.take('country')}' is no country that is known.")
    as_of = row.date("as_of")
    known = as_of or given.as_of
    origin = given.origin(row, *WORDS, as_of=as_of)
    about = [(country(code), "subject")]
    yield from observation(
        origin, _indicator(row), about, int(known[:4]) if known else None, text=_answer(row)
    )


def _indicator(row: Row) -> str:
    found = _NUMBER.fullmatch(row.take("convention"))
    if not found:
        reason = f"'{row.take('convention')}' is no number of a convention: write C087 or P029."
        raise row.refusal("convention", reason)
    return f"{found[1].lower()}{int(found[2]):03}_ratified"


def _answer(row: Row) -> str:
    text = row.take("ratified")
    if text.casefold() not in ANSWERS:
        raise row.refusal("ratified", f"'{text}' is neither yes nor no.")
    return "no" if row.date("denounced") else ANSWERS[text.casefold()]
