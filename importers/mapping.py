"""A layout that no source knows: which heading stands for what, as a person says and the ledger remembers.

What is remembered is found again by the headings alone, in any order and spelling: an edition with the same
ones is read alike, whatever its file is called.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from graph.errors import InputError
from graph.ledger import tables as t
from importers.nested import unnumbered
from importers.reading import BELOW, Document, Table
from importers.recognising import LISTS, tables_of
from importers.sources import SourceSpec, source_named
from importers.values import country_code, same_heading

_GIVEN_BACK = "reason"  # the column that rows set aside have when they are given back


@dataclass(frozen=True)
class ColumnMap:
    """A source's columns under a file's headings; what is not named is found by its usual headings.

    In place of a heading may stand a text in quotes, which is that of all rows.
    """

    spec: SourceSpec
    columns: Mapping[str, str]

    def applied(self) -> SourceSpec:
        """The source as it reads this layout: the named headings first, whatever else would take them."""
        accept = self.spec.accept
        fixed = {name: said[1:-1] for name, said in self.columns.items() if _is_fixed(said)}
        headed = {name: said for name, said in self.columns.items() if name not in fixed}
        named = {name: (heading, *accept.columns[name]) for name, heading in headed.items()}
        others = {name: said for name, said in accept.columns.items() if name not in named}
        columns = MappingProxyType(named | others)
        return replace(
            self.spec,
            accept=replace(accept, columns=columns, fixed=fixed, headerless=(), named=tuple(headed.values())),
        )


def column_map(document: Document, pairs: Sequence[str], source: str | None) -> ColumnMap:
    """What a person says: `supplier=Nom du site`, a column of the source by any of its usual names.

    `country="Bangladesh"`, in quotes, is said of all rows. Raises InputError where a pair is none, or names
    a column that the source or the file has not.
    """
    spec = source_named(source or LISTS)
    named = _headings(tables_of(document, spec))
    headings = {same_heading(heading.rpartition(BELOW)[2]): heading for heading in named}
    headings |= {same_heading(heading): heading for heading in named}
    columns: dict[str, str] = {}
    for pair in pairs:
        said, _, heading = pair.partition("=")
        name = _column(spec, said)
        if _is_fixed(heading):
            columns[name] = _checked(name, heading.strip())
            continue
        spelt = next((each for each in _spellings(heading) if each in headings), None)
        if spelt is None:
            shown = ", ".join(f"'{each}'" for each in dict.fromkeys(headings.values()))
            raise document.error(
                f"has no column '{heading.strip()}', only {shown}: write --map {name}=HEADING."
            )
        columns[name] = headings[spelt]
    return ColumnMap(spec, columns)


def _spellings(heading: str) -> tuple[str, str]:
    """As it is compared: itself, or, of a repeated field, what all its values stand under."""
    return same_heading(heading), same_heading(unnumbered(heading.strip()))


def _is_fixed(said: str) -> bool:
    """Whether it is a text for all rows rather than a heading."""
    return re.fullmatch(r"\s*\"[^\"]+\"\s*", said) is not None


def _checked(name: str, said: str) -> str:
    if name == "country" and not country_code(said[1:-1]):
        raise InputError(f"{said} is no country that is known: use its name or its ISO code.")
    return said


def _column(spec: SourceSpec, said: str) -> str:
    wanted = same_heading(said)
    for name in spec.accept.columns:
        if same_heading(name) == wanted:
            return name
    for name, synonyms in spec.accept.columns.items():
        if wanted in map(same_heading, synonyms):
            return name
    names = ", ".join(spec.accept.columns)
    raise InputError(
        f"'{said.strip()}' is no column of {spec.name}: write --map NAME=HEADING with one of {names}."
    )


def remember(connection: Connection, document: Document, mapped: ColumnMap, by: str) -> None:
    """Keep it for the next file with these headings, in place of what was kept for them."""
    key = _key(document)
    connection.execute(sa.delete(t.column_map).where(t.column_map.c.headings == key))
    connection.execute(
        sa.insert(t.column_map).values(
            headings=key,
            source=mapped.spec.name,
            columns=json.dumps(dict(mapped.columns)),
            by=by,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )


def recalled(connection: Connection, document: Document, source: str | None) -> ColumnMap | None:
    """What was remembered for a file with these headings, unless another source is asked for."""
    try:
        key = _key(document)
    except InputError:  # a file whose records cannot be told without its source
        return None
    kept = connection.execute(sa.select(t.column_map).where(t.column_map.c.headings == key)).one_or_none()
    if kept is None or source not in (None, kept.source):
        return None
    mapped = ColumnMap(source_named(kept.source), json.loads(kept.columns))
    told = "; ".join(f"{name} = '{heading}'" for name, heading in mapped.columns.items())
    document.warn(f"{document.path.name} was read as its headings were mapped before: {told}.")
    return mapped


def _headings(tables: Iterable[Table]) -> list[str]:
    return list(dict.fromkeys(heading for table in tables for heading in table.columns))


def _key(document: Document) -> str:
    """The headings, however they are ordered and spelt and how often one is repeated, as one short text."""
    spelt = {same_heading(unnumbered(heading)) for heading in _headings(document.tables())} - {_GIVEN_BACK}
    return hashlib.sha256("\x1f".join(sorted(spelt)).encode()).hexdigest()
