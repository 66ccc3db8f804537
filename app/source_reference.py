"""What the pages `docs/sources/*.md` say from `source.toml`, between two marks; the rest is written by hand.

`python -m app.reference FOLDER` (`make docs`) writes it; a test fails when a page is behind or lacks a part.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from graph.model import CONFIDENCE
from importers.sources import SourceSpec, all_sources

FOLDER = "sources"
INDEX = "README.md"
PARTS = ("An example", "Where to get it", "How to import it", "What it becomes", "What is not read")
_START, _END = "<!-- From source.toml, by `make docs`. -->", "<!-- End of what is from source.toml. -->"
_BLOCK = re.compile(f"{re.escape(_START)}.*{re.escape(_END)}", re.DOTALL)
_KINDS = MappingProxyType({
    "csv": "CSV", "xlsx": "XLSX", "xls": "XLS", "ods": "ODS", "parquet": "Parquet", "json": "JSON",
    "jsonl": "JSON Lines", "xml": "XML", "geojson": "GeoJSON", "kml": "KML", "shapefile": "shapefile",
})  # fmt: skip
_READ_TOO = (("csv", "parquet"), ("xlsx", "ods"), ("geojson", "kml"), ("geojson", "shapefile"))
_PASSED_ON = MappingProxyType({
    "yes": "yes, with credit",
    "derived": "in counts only: its rows are for members and leave no house",
    "no": "no: its rows are for members and leave no house",
})  # fmt: skip
_MODES = MappingProxyType({
    "whole": "names everything: what it no longer names has ended",
    "update": "adds and changes; what it lacks stays, unless `--whole` is given",
    "series": "adds; each is of its own time",
})  # fmt: skip


def source_pages(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every page of `folder/sources` as it should be: its own text, and what is from source.toml."""
    pages = folder / FOLDER
    told: list[tuple[SourceSpec, str]] = []
    for name, spec in all_sources().items():
        text = _with_facts(_text(pages / f"{name}.md"), spec)
        told.append((spec, _first_sentence(text)))
        yield pages / f"{name}.md", text
    yield pages / INDEX, _replaced(_text(pages / INDEX), "\n".join(_index(told)))


def parts_of(spec: SourceSpec) -> tuple[str, ...]:
    """What its page says by hand, by headings; a rule reads no file, so its page says what it likes."""
    return () if spec.rule else PARTS


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else f"# {path.stem}\n"


def _with_facts(text: str, spec: SourceSpec) -> str:
    return _replaced(text, "\n".join(_facts(spec)))


def _replaced(text: str, block: str) -> str:
    """The text with the block between its marks; at its end where it has none yet."""
    whole = f"{_START}\n{block}\n{_END}"
    if not _BLOCK.search(text):
        return f"{text.rstrip()}\n\n{whole}\n"
    return _BLOCK.sub(lambda _: whole, text)


def _first_sentence(text: str) -> str:
    """What the page says first, to the first full stop."""
    for line in text.split("\n\n")[1:2]:
        return " ".join(line.split()).partition(". ")[0].rstrip(".:")
    return ""


def _index(told: list[tuple[SourceSpec, str]]) -> Iterator[str]:
    yield "| source | is | reads | licence of the data | passed on |"
    yield "|---|---|---|---|---|"
    for spec, sentence in told:
        if not spec.rule:
            passed_on = re.split("[,:]", _PASSED_ON[spec.republish])[0]
            kinds = ", ".join(_KINDS[kind] for kind in spec.accept.kinds)
            yield f"| {_named(spec)} | {sentence} | {kinds} | {spec.licence} | {passed_on} |"
    yield ""
    yield "Rules, which read what was imported:"
    yield ""
    yield "| rule | is |"
    yield "|---|---|"
    yield from (f"| {_named(spec)} | {sentence} |" for spec, sentence in told if spec.rule)


def _named(spec: SourceSpec) -> str:
    return f"[`{spec.name}`]({spec.name}.md)"


def _facts(spec: SourceSpec) -> Iterator[str]:
    yield "## Its facts"
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield from (f"| {name} | {said} |" for name, said in _said(spec) if said)
    if spec.accept.columns:
        yield ""
        yield from _headings(spec)


def _said(spec: SourceSpec) -> Iterator[tuple[str, str]]:
    accept, expect = spec.accept, spec.expect
    yield "title", f"{spec.title}, one source a list" if spec.per_list else spec.title
    yield "publisher", spec.publisher
    yield "where", f"<{spec.url}>" if spec.url else ""
    yield "licence", spec.licence
    yield "copied from", spec.derived_from
    yield "passed on", _PASSED_ON[spec.republish]
    yield "seen by", {"public": "everybody"}.get(spec.default_audience, spec.default_audience)
    yield "an edition", _MODES[spec.mode]
    yield "how sure", CONFIDENCE[spec.confidence]
    yield "files", _kinds(accept.kinds)
    yield "records at", ", ".join(f"`{path}`" for path in accept.record)
    yield "rows", f"{expect.rows_min:,} to {expect.rows_max:,}" if expect.rows_max else ""
    yield "never read nor kept", ", ".join(f"`{prefix}…`" for prefix in accept.private)


def _kinds(kinds: tuple[str, ...]) -> str:
    """The kinds that are accepted, then those that are read as if they were."""
    more = [other for kind, other in _READ_TOO if kind in kinds]
    return ", ".join(_KINDS[kind] for kind in (*kinds, *more))


def _headings(spec: SourceSpec) -> Iterator[str]:
    yield "| column | headings that are understood | |"
    yield "|---|---|---|"
    for name, synonyms in spec.accept.columns.items():
        needed = "needed" if name in spec.accept.required else ""
        yield f"| {name} | {', '.join(f'`{each}`' for each in synonyms)} | {needed} |"
