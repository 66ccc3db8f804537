"""What a person asks of an import, and what follows from it for the source and its rows."""

from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError
from graph.ledger.sources import SourceInfo
from graph.ledger.store import Ledger
from graph.model import Audience
from importers.given import Given
from importers.held import ThingsIn
from importers.sources import SourceSpec


@dataclass(frozen=True)
class Asked:
    """What the person asked for; what is left out comes from the source, the file or nobody."""

    file: Path
    source: str | None = None
    buyer: str = ""
    as_of: str | None = None
    list_name: str | None = None
    audience: str | None = None
    whole: bool = False
    dry_run: bool = False
    columns: tuple[str, ...] = ()  # `name=Heading`: how an unknown layout is read
    preview: bool = False  # of a dry run: the first rows in words, though no mapping is asked for
    most: int | None = None  # of a dry run: how many rows are looked at


def source_info(spec: SourceSpec, asked: Asked) -> SourceInfo:
    """The source as the ledger keeps it."""
    return SourceInfo(
        name=_source_name(spec, asked), importer=spec.name,
        publisher=(asked.buyer or spec.publisher) if spec.per_list else spec.publisher, url=spec.url,
        licence=spec.licence, republish=spec.republish, derived_from=spec.derived_from,
        default_audience=Audience.NAMES.index(spec.default_audience),
    )  # fmt: skip


def _source_name(spec: SourceSpec, asked: Asked) -> str:
    """Where each list is a source of its own, the list's name tells them apart."""
    return f"{spec.title}: {_list_name(asked)}" if spec.per_list else spec.title


def _publisher(spec: SourceSpec, asked: Asked) -> str:
    """Whose names these are: where each list is a source of its own, nobody else's."""
    return (asked.buyer or _source_name(spec, asked)) if spec.per_list else spec.publisher


def _list_name(asked: Asked) -> str:
    return asked.list_name or asked.file.stem


def given_for(spec: SourceSpec, asked: Asked, ledger: Ledger) -> Given:
    """What every row is given. Raises `InputError` for an audience that there is not."""
    audience = asked.audience or spec.default_audience
    if audience not in Audience.NAMES:
        raise InputError(f"The audience is one of {', '.join(Audience.NAMES)}, not {audience!r}.")
    number = Audience.NAMES.index(audience)
    return Given(
        importer=spec.name, source=_source_name(spec, asked), publisher=_publisher(spec, asked),
        list_name=_list_name(asked), mode="whole" if asked.whole else spec.mode, buyer=asked.buyer,
        as_of=asked.as_of, audience=number, confidence=spec.confidence,
        held=ThingsIn(ledger, number),
    )  # fmt: skip
