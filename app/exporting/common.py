"""What every export has: title, date, audience, sources, notices, a safe file name."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from app.drawing.sayings import unique, years_note
from graph.chain import NOTICE_NAMES, NOTICE_WRONG, Chain, ChainClaim
from graph.errors import InputError

FORMATS: Mapping[str, str] = MappingProxyType({
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
    "csv": "text/csv; charset=utf-8",
    "graphml": "application/graphml+xml",
    "json": "application/json",
})  # fmt: skip
AUDIENCE_NOTES = MappingProxyType({"public": "public", "members": "members — do not publish"})
RIGHT_OF_REPLY = "Right of reply: anyone named here can correct it at the address of this page."


@dataclass(frozen=True)
class Export:
    """A file: its name is plain ASCII with the date, its body is whole."""

    filename: str
    mimetype: str
    body: bytes


@dataclass(frozen=True)
class About:
    """What a file says of itself."""

    title: str
    made_on: date
    audience: str
    permalink: str = ""

    @property
    def audience_note(self) -> str:
        """The audience as a reader sees it."""
        return AUDIENCE_NOTES[self.audience]


@dataclass(frozen=True)
class SourceLine:
    """One source behind the links of a file: where to look, and under which licence."""

    id: str
    name: str
    publisher: str
    licence: str
    files: str
    rows: str
    as_of: str


def checked_audience(audience: str) -> str:
    """The audience, when a file may be made for it. Raises InputError."""
    if audience not in AUDIENCE_NOTES:
        raise InputError(f"An export is for the audience public or members, not {audience!r}.")
    return audience


def check_chain(chain: Chain, audience: str) -> None:
    """Raise InputError when the chain holds what this audience must not see."""
    checked_audience(audience)
    seen = {chain.audience, *(claim.audience for link in chain.links for claim in link.claims)}
    if seen - ({"public"} if audience == "public" else {"public", "members"}):
        raise InputError(
            f"This chain was read for the audience {chain.audience} and holds claims that an export for the "
            f"audience {audience} must not show; ask for the chain with the audience {audience}."
        )


def sources_of(chain: Chain) -> list[SourceLine]:
    """The sources of a chain's claims, by name."""
    claims: dict[str, list[ChainClaim]] = {}
    for link in chain.links:
        for claim in link.claims:
            claims.setdefault(claim.source_id, []).append(claim)
    return sorted((_source(found) for found in claims.values()), key=lambda source: (source.name, source.id))


def _source(claims: Sequence[ChainClaim]) -> SourceLine:
    first = claims[0]
    dates = sorted({claim.as_of for claim in claims if claim.as_of})
    as_of = "No date given" if not dates else " to ".join(unique((dates[0], dates[-1])))
    rows = sorted({claim.row_ref for claim in claims if claim.row_ref}, key=_natural)
    return SourceLine(
        first.source_id, first.source, first.publisher, first.licence or "licence not known",
        "; ".join(sorted({claim.file_name for claim in claims if claim.file_name})), _few(rows), as_of,
    )  # fmt: skip


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text)]


def _few(rows: Sequence[str], most: int = 12) -> str:
    listed = ", ".join(rows[:most])
    return f"{listed} and {len(rows) - most} more" if len(rows) > most else listed


def notices_of(chain: Chain, made_on: date) -> list[str]:
    """The standing notices, and what is to be known of this chain."""
    composed = any(path.basis == "composed" for path in chain.paths)
    told = (
        NOTICE_WRONG,
        f"{NOTICE_NAMES} Confirm by address.",
        years_note(chain, made_on),
        "A path marked “may” is put together from several sources; no single source states it."
        if composed
        else "",
        _without_standing(chain.notice),
        "" if chain.complete else "This is a part: a limit cut the chain.",
        "What is not known is shown as not known.",
    )
    return [sentence for sentence in told if sentence]


def _without_standing(notice: str) -> str:
    return " ".join(notice.replace(NOTICE_NAMES, "").replace(NOTICE_WRONG, "").split())


def file_name(about: About, extension: str) -> str:
    """A name that every system takes: ASCII letters, digits and hyphens, then the date."""
    folded = unicodedata.normalize("NFKD", about.title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:60].strip("-") or "chain"
    marked = slug if about.audience == "public" else f"{slug}-{about.audience}"
    return f"linkwork-{marked}-{about.made_on.isoformat()}.{extension}"
