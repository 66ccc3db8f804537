"""What is known of a country and its goods. It is never a finding about a workplace, and is kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.asking import Asking
from app.evidence import Evidence, evidence
from app.presenting import country, right
from graph.engines.base import Row


@dataclass(frozen=True)
class Good:
    """A good of a country on a list. `until` says when the list dropped it, empty while it stands."""

    name: str
    rights: Sequence[str]
    notes: Sequence[str]
    until: str
    editions: Sequence[str]
    evidence: Evidence


@dataclass(frozen=True)
class Goods:
    """The listed goods of one country: those that stand, and those that a later edition dropped."""

    country_id: str
    standing: Sequence[Good]
    dropped: Sequence[Good]
    editions: Sequence[str]

    @property
    def country(self) -> str:
        """The country's name."""
        return country(self.country_id)

    @property
    def rights(self) -> list[str]:
        """Every right that a standing good is listed for."""
        return sorted({right_ for good in self.standing for right_ in good.rights})

    @property
    def names(self) -> list[str]:
        """The standing goods, in small letters."""
        return [good.name.lower() for good in self.standing]

    def of(self, words: Sequence[str]) -> list[Good]:
        """The standing goods among these words."""
        wanted = {word.casefold() for word in words}
        return [good for good in self.standing if good.name.casefold() in wanted]


def goods(asking: Asking, country_id: str, *, editions: bool = False) -> Goods:
    """The goods of a country on lists of child or forced labour; `editions` asks for their dates too."""
    rows = asking.rows("page/goods", id=country_id, limit=500)
    keys = [(row["id"], "ABOUT", country_id) for row in rows]
    claims = asking.claims.claims_of(keys)
    dates = asking.claims.dates_of([row["id"] for row in rows]) if editions else {}
    grouped = [(name, list(held)) for name, held in groupby(rows, key=lambda row: row["good"])]
    made = []
    for name, held in grouped:
        said = [claim for row in held for claim in claims.get((row["id"], "ABOUT", country_id), ())]
        if said:
            seen = sorted({date for row in held for date in dates.get(row["id"], ())}, reverse=True)
            made.append(_good(name, held, seen, evidence(said, None, _last(held))))
    standing = sorted((good for good in made if not good.until), key=_gravest)
    every = sorted({date for good in made for date in good.editions}, reverse=True)
    return Goods(country_id, standing, [good for good in made if good.until], every)


def _good(name: str, rows: Sequence[Row], editions: Sequence[str], line: Evidence) -> Good:
    live = [row for row in rows if not row["until"]]
    rights = {right(row["category"]) for row in live or rows if row["category"]}
    notes = sorted({row["text"] for row in live or rows if row["text"]})
    until = "" if live else max(str(row["until"]) for row in rows)
    return Good(name, sorted(rights), notes, until, editions, line)


def _last(rows: Sequence[Row]) -> str | None:
    return max((row["last_seen"] for row in rows if row["last_seen"]), default=None)


def _gravest(good: Good) -> tuple[int, str]:
    return (-len(good.rights), good.name)
