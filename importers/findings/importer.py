"""Findings that people collect: cases, allegations, inspections, union reports; one row a finding.

A finding is what a source says, with its status; a row without one is "reported". What looks like a natural
person is for members only unless the row itself says otherwise, and the run warns of it.
"""

from collections.abc import Iterator
from dataclasses import replace

from graph.claim import Claim, Origin, finding
from graph.model import CATEGORIES, REMEDIES, STATUSES, Audience
from importers.given import Given
from importers.people import looks_like_a_person
from importers.row import Row
from importers.subjects import SAID, subjects

POLARITIES = ("violation", "positive_practice", "check")
PROCEEDINGS = ("court", "inspection", "ncp", "accord", "lender", "union_report", "ngo_report", "press",
               "worker_or_union_check", "state_inspection", "social_audit")  # fmt: skip
CONTENT = ("title", "text", "harm", "source_words", "organisation", "workplace")
WORDS = ("finding", "title", "polarity", "category", "harm", "date", "status", "remedy", "people",
         "proceeding", "text", *SAID, "reported", "source_url", "source_words", "accessed")  # fmt: skip
PERSON = "looks as if it names a natural person, and is for members only unless its audience says public"


def claims(row: Row, given: Given) -> Iterator[Claim]:
    """The finding and what it is about."""
    title, date = row.take("title"), row.date("date")
    origin = _origin(row, given, date)
    key = row.get("finding") or "|".join((title, date or "", row.get("source_url")))
    about = yield from subjects(row, given, replace(origin, words=row.words(*SAID)))
    yield from finding(
        origin, key, title, about, polarity=_word(row, "polarity", POLARITIES),
        category=_word(row, "category", CATEGORIES), harm=row.get("harm").replace(" ", "_"), date=date,
        status=_word(row, "status", STATUSES, "reported"), remedy=_word(row, "remedy", REMEDIES, ""),
        people=_people(row), proceeding=_word(row, "proceeding", PROCEEDINGS, ""), text=row.get("text"),
    )  # fmt: skip


def _origin(row: Row, given: Given, date: str | None) -> Origin:
    """Dated by the day of the report, else of the event; never for more people than the import is."""
    origin = given.origin(row, *WORDS, as_of=row.date("reported") or date)
    stated = row.get("audience").casefold()
    if stated and stated not in Audience.NAMES:
        raise row.refusal("audience", f"'{stated}' is not one of {', '.join(Audience.NAMES)}.")
    audience = Audience.NAMES.index(stated) if stated else Audience.PUBLIC
    if any(looks_like_a_person(row.get(name)) for name in CONTENT):
        given.notices.add(PERSON, row.ref)
        audience = audience if stated else Audience.MEMBERS
    return replace(origin, audience=max(given.audience, audience))


def _people(row: Row) -> int | None:
    people = row.integer("people")
    if people is not None and people < 0:
        raise row.refusal("people", f"{people} people cannot be affected.")
    return people


def _word(row: Row, name: str, choices: tuple[str, ...], without: str | None = None) -> str:
    """A word of the model in any case, with spaces or not; `without` where the row says nothing."""
    text = row.get(name) if without is not None else row.take(name)
    word = "_".join(text.casefold().replace("-", " ").replace("_", " ").split())
    if not word and without is not None:
        return without
    if word not in choices:
        raise row.refusal(name, f"'{text}' is not one of {', '.join(choices)}.")
    return word
