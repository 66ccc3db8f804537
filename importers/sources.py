"""Sources, each a folder `importers/<name>/` with `source.toml` and `importer.py`, found by folder.

`source.toml` says who publishes the source, under what licence, what its files look like (`[accept]`) and how
many rows to expect (`[expect]`). A file is recognised by its shape: its kind, its record path, its columns.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, Literal, TypeVar, cast, get_args

from graph.errors import InputError

Republish = Literal["yes", "derived", "no"]
Mode = Literal["whole", "update", "series"]
AudienceName = Literal["public", "members", "sealed"]
Kind = Literal["csv", "xlsx", "xls", "ods", "parquet", "json", "jsonl", "xml", "geojson", "kml", "shapefile"]

HERE = Path(__file__).parent
T = TypeVar("T")


@dataclass(frozen=True)
class Lookup:
    """What a record needs to know of another record of the same file that it names.

    The text under `key` names a record; a record that has such a name under one of the headings `into` (or,
    repeated, under `heading.1`, `heading.2` …) is given what `take` names of it as `heading (take)`.
    Of several records of one name the last counts.
    """

    key: str
    take: tuple[str, ...]
    into: tuple[str, ...]


@dataclass(frozen=True)
class Accept:
    """What the source's files look like.

    `columns` maps a logical name to the headings that stand for it, the first being canonical; `required` are
    logical names, and of `one_of` a file has at least one; `headerless` are the logical names by position of
    a file without headings; `record` are the record paths of XML and JSON; those that a file has are read in
    this order. `share` is how many of a file's headings, in percent, must be the source's for it to be
    recognised: for sources whose own headings are everybody's. `vague` are headings that lists of anything
    have: by them alone a file is not recognised. `prefixes` are words before a heading that change nothing
    of its meaning ("factory city"). `carried` are logical names whose text may stand once for
    many rows (`importers/carried.py`); `fixed` are texts that a person gives for all rows, by logical name.
    `joined`: repeated fields of a nested record are one cell (`importers/nested.py`).
    Cells in whose headings one of `private` stands tell of people (`importers/private.py`): they are neither
    read nor kept, but for `named`, the headings that a person says how to read.
    """

    kinds: tuple[str, ...] = ()
    record: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    headerless: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    lookup: Lookup | None = None
    share: int = 0
    one_of: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    joined: bool = False
    fixed: Mapping[str, str] = field(default_factory=dict)
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expect:
    """Least and most rows of an edition; outside of them the run warns."""

    rows_min: int = 0
    rows_max: int | None = None


@dataclass(frozen=True)
class SourceSpec:
    """One `source.toml`. `confidence` is its claims' (3 official, 2 one that should know, 1 inferred).

    `per_list`: each file is a source of its own, as with supplier lists from many contributors.
    `rule`: it reads what was touched in the ledger, not a file.
    """

    name: str
    title: str
    publisher: str
    url: str
    licence: str
    republish: Republish
    derived_from: str = ""
    default_audience: AudienceName = "public"
    mode: Mode = "update"
    confidence: int = 2
    per_list: bool = False
    rule: bool = False
    accept: Accept = field(default_factory=Accept)
    expect: Expect = Expect()


def all_sources(folder: Path = HERE) -> dict[str, SourceSpec]:
    """Every source by name, in order of names."""
    return {path.parent.name: read_source(path) for path in sorted(folder.glob("*/source.toml"))}


def source_named(name: str, folder: Path = HERE) -> SourceSpec:
    """The source that `--source` names. InputError, with the names there are, when there is none."""
    sources = all_sources(folder)
    if name not in sources:
        raise InputError(f"There is no source '{name}': choose one of {', '.join(sources)}.")
    return sources[name]


def load_importer(spec: SourceSpec) -> ModuleType:
    """The module `importers.<name>.importer`."""
    return import_module(f"importers.{spec.name}.importer")


@cache
def read_source(path: Path) -> SourceSpec:
    """Read and check one `source.toml`. InputError names the key that is unknown, missing or wrong."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{_shown(path)} cannot be read: {error}.") from error
    return _Toml(path, content).source()


@dataclass(frozen=True)
class _Toml:
    """One file's content with the checks that every key goes through."""

    path: Path
    content: Mapping[str, Any]

    def source(self) -> SourceSpec:
        self._known("", self.content, SourceSpec.__dataclass_fields__.keys() - {"name"})
        spec = SourceSpec(
            name=self.path.parent.name,
            title=self._get("title", str),
            publisher=self._get("publisher", str),
            url=self._get("url", str),
            licence=self._get("licence", str),
            republish=cast(Republish, self._choice("republish", get_args(Republish))),
            derived_from=self._get("derived_from", str, ""),
            default_audience=cast(
                AudienceName, self._choice("default_audience", get_args(AudienceName), "public")
            ),
            mode=cast(Mode, self._choice("mode", get_args(Mode), "update")),
            confidence=self._get("confidence", int, 2),
            per_list=self._get("per_list", bool, False),
            rule=self._get("rule", bool, False),
            accept=self._accept(self._get("accept", dict, {})),
            expect=self._expect(self._get("expect", dict, {})),
        )
        self._check(spec)
        return spec

    def _accept(self, table: Mapping[str, Any]) -> Accept:
        self._known("accept.", table, Accept.__dataclass_fields__.keys() - {"fixed", "named"})
        columns = {
            name: self._texts(f"accept.columns.{name}", names)
            for name, names in table.get("columns", {}).items()
        }
        accept = Accept(
            kinds=self._texts("accept.kinds", table.get("kinds", [])),
            record=self._texts("accept.record", table.get("record", [])),
            columns=MappingProxyType(columns),
            required=self._texts("accept.required", table.get("required", [])),
            one_of=self._texts("accept.one_of", table.get("one_of", [])),
            vague=self._texts("accept.vague", table.get("vague", [])),
            prefixes=self._texts("accept.prefixes", table.get("prefixes", [])),
            carried=self._texts("accept.carried", table.get("carried", [])),
            headerless=self._texts("accept.headerless", table.get("headerless", [])),
            private=self._texts("accept.private", table.get("private", [])),
            lookup=self._lookup(table.get("lookup")),
            share=table.get("share", 0),
            joined=table.get("joined", False),
        )
        if type(accept.share) is not int or not 0 <= accept.share <= 100:
            raise self._wrong(f"has accept.share = {accept.share!r}, which is no percentage")
        if type(accept.joined) is not bool:
            raise self._wrong(f"has accept.joined = {accept.joined!r}, which is neither true nor false")
        for name in accept.required + accept.one_of + accept.carried + accept.headerless:
            if name not in columns:
                raise self._wrong(f"requires the column '{name}', which [accept.columns] does not name")
        for kind in accept.kinds:
            if kind not in get_args(Kind):
                raise self._wrong(f"accepts the kind '{kind}'; known are {', '.join(get_args(Kind))}")
        return accept

    def _lookup(self, table: Mapping[str, Any] | None) -> Lookup | None:
        if table is None:
            return None
        if set(table) != {"key", "take", "into"}:
            raise self._wrong("has an accept.lookup that is not of key, take and into")
        texts = {name: self._texts(f"accept.lookup.{name}", value) for name, value in table.items()}
        return Lookup(texts["key"][0], texts["take"], texts["into"])

    def _expect(self, table: Mapping[str, Any]) -> Expect:
        self._known("expect.", table, Expect.__dataclass_fields__.keys())
        for name, value in table.items():
            if not isinstance(value, int) or value < 0:
                raise self._wrong(f"has expect.{name} = {value!r}, which is not a number of rows")
        return Expect(**table)

    def _check(self, spec: SourceSpec) -> None:
        if spec.confidence not in (1, 2, 3):
            raise self._wrong(f"has confidence = {spec.confidence}; it is 1, 2 or 3")
        if not spec.rule and not spec.accept.kinds:
            raise self._wrong("has no accept.kinds, so no file would ever fit it")

    def _get(self, key: str, wanted: Callable[..., T], default: T | None = None) -> T:
        value = self.content.get(key, default)
        if value is None:
            raise self._wrong(f"lacks '{key}'")
        if type(value) is not wanted:
            raise self._wrong(f"has {key} = {value!r}, which is of the wrong type")
        return cast(T, value)

    def _choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        value = self._get(key, str, default)
        if value not in choices:
            raise self._wrong(f"has {key} = '{value}'; it is one of {', '.join(choices)}")
        return value

    def _texts(self, key: str, value: Any) -> tuple[str, ...]:
        texts = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else (None,)
        if not all(isinstance(text, str) for text in texts):
            raise self._wrong(f"has {key} = {value!r}, which is not a list of texts")
        return cast(tuple[str, ...], texts)

    def _known(self, prefix: str, table: Mapping[str, Any], names: Any) -> None:
        for key in table:
            if key not in names:
                raise self._wrong(
                    f"has the unknown key '{prefix}{key}'; known are {', '.join(sorted(names))}"
                )

    def _wrong(self, what: str) -> InputError:
        return InputError(f"{_shown(self.path)} {what}.")


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
