"""What an edition would change, as lines: + what it adds, - what it ends, ~ what it says anew."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.cli.output import cell
from graph.difference import ListDifference, Part
from graph.model import LINKS


def lines(found: Sequence[ListDifference]) -> Iterator[str]:
    """Each list with its counts, and the first changes of every sort."""
    for one in found:
        yield (
            f"list {one.list}: {one.added.count:,} links added, {one.ended.count:,} ended,"
            f" {one.changed.count:,} properties changed, {one.described.count:,} described for the first time"
        )
        for sign, part in (("+", one.added), ("-", one.ended)):
            yield from _shown(
                part, [f"{sign} {x['from']} {LINKS[x['kind']].words} {x['to']}" for x in part.shown]
            )
        changed = [
            f"~ {_what(x)}: {x['property']}: {cell(x['old']) or 'nothing'} → {cell(x['new']) or 'nothing'}"
            for x in one.changed.shown
        ]
        yield from _shown(one.changed, changed)


def _what(change: Mapping[str, Any]) -> str:
    """The thing, or the link, of which a property changes."""
    link = f" {LINKS[change['kind']].words} {change['to']}" if "to" in change else ""
    return f"{change['thing']}{link}"


def _shown(part: Part, told: list[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in told)
    if part.count > len(told):
        yield f"  and {part.count - len(told):,} more"
