"""Rows as the claims that they would become, in words: for a look before an import."""

from collections.abc import Iterator
from itertools import islice

from graph.claim import DESCRIBES, SAME_AS, Claim, Ref, Value
from graph.countries import country_name
from graph.errors import ModelError, RowError
from graph.model import LINKS, NODES
from importers.gathering import ways_of
from importers.given import Given
from importers.reading import BadRow, Document
from importers.recognising import read_rows
from importers.sources import SourceSpec, load_importer

ROWS = 20


def preview(document: Document, spec: SourceSpec, given: Given) -> list[tuple[str, list[str]]]:
    """The first rows, each where it stands with the sentences that it would become, or why it would not."""
    claims, _ = ways_of(load_importer(spec), given)
    told: list[tuple[str, list[str]]] = []
    for row in islice(read_rows(document, spec), ROWS):
        try:
            said = (
                [f"set aside: {row.reason}"]
                if isinstance(row, BadRow)
                else _sentences(list(claims(row, given)))
            )
        except (RowError, ModelError) as error:
            said = [f"set aside: {error}"]
        told.append((row.ref, said))
    return told


def _sentences(claims: list[Claim]) -> list[str]:
    names = {
        claim.subject: str(claim.properties["name"])
        for claim in reversed(claims)
        if claim.kind == DESCRIBES and "name" in claim.properties
    }
    return list(dict.fromkeys(_sentence(claim, names) for claim in claims))


def _sentence(claim: Claim, names: dict[Ref, str]) -> str:
    subject = _called(claim.subject, names)
    said = "; ".join(_properties(claim))
    if claim.object is None:
        return f"{NODES[claim.subject.kind].words} {subject}" + (f": {said}" if said else "")
    words = "is" if claim.kind == SAME_AS else LINKS[claim.kind].words
    return f"{subject} {words} {_called(claim.object, names)}" + (f" ({said})" if said else "")


def _called(thing: Ref, names: dict[Ref, str]) -> str:
    """By its name in the row; a country by its own; what has none, by its key."""
    if thing.kind == "Country":
        return country_name(thing.key.removeprefix("iso:"))
    return names.get(thing, thing.key)


def _properties(claim: Claim) -> Iterator[str]:
    """What is said beside the name."""
    for name, value in claim.properties.items():
        if name != "name":
            yield f"{name} {_text(value)}"
    for word, date in (("since", claim.valid_from), ("until", claim.valid_to)):
        if date:
            yield f"{word} {date}"


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
