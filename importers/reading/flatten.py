"""Nested records (JSON, XML) as flat cells: `Entity.LegalName`, repeats numbered: `Name.1`, `Name.2`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from importers.reading.table import MAX_DEPTH


class TooDeepError(ValueError):
    """Nesting beyond what any list has."""


def flat_json(value: Any, name: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Cells of a JSON value. Objects nest by dots, lists by numbers from 1; null is the empty text."""
    if depth > MAX_DEPTH:
        raise TooDeepError
    if isinstance(value, dict):
        for key, child in value.items():
            yield from flat_json(child, _joined(name, key), depth + 1)
    elif isinstance(value, list):
        for place, child in enumerate(value, start=1):
            yield from flat_json(child, _joined(name, str(place)), depth + 1)
    else:
        yield name, scalar_text(value)


def scalar_text(value: Any) -> str:
    """A JSON scalar as its file writes it; null is the empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def flat_xml(element: Element, name: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Cells of an XML element: children by dotted names, repeats numbered, attributes as `Name@type`.

    Namespaces are dropped, as are `xsi:` attributes, which speak of the schema and not of the record.
    """
    if depth > MAX_DEPTH:
        raise TooDeepError
    for key, attribute in element.attrib.items():
        if not key.startswith("{http://www.w3.org/2001/XMLSchema-instance}"):
            yield f"{name}@{local(key)}", attribute
    text = " ".join((element.text or "").split()) if len(element) else (element.text or "").strip()
    if text or (name and not len(element)):
        yield name or "text", text
    repeated = _repeated(element)
    counts: dict[str, int] = {}
    for child in element:
        tag = local(child.tag)
        counts[tag] = counts.get(tag, 0) + 1
        step = f"{tag}.{counts[tag]}" if tag in repeated else tag
        yield from flat_xml(child, _joined(name, step), depth + 1)


def _repeated(element: Element) -> set[str]:
    tags = [local(child.tag) for child in element]
    return {tag for tag in tags if tags.count(tag) > 1} if len(set(tags)) < len(tags) else set()


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def inherit(own: dict[str, str], parents: Sequence[tuple[str, Mapping[str, str]]]) -> dict[str, str]:
    """A record's cells with its parents' scalar fields, from the nearest parent to the root.

    A name that is taken gets its parent's before it: `Good.Name`.
    """
    cells = dict(own)
    for parent, fields in reversed(parents):
        for name, text in fields.items():
            cells.setdefault(name if name not in cells else f"{parent}.{name}", text)
    return cells


def _joined(name: str, step: str) -> str:
    return f"{name}.{step}" if name else step
