"""The saved queries: every `.cypher` file below this folder, and what its header says of it.

A query is one file: a header of `// key: value` lines, then one statement. Form fields, the command
line's options and the checks of what is given all come from the header. Files in `chain/` are the steps
of the chain walker and those in `page/` what pages ask; they are not listed to users.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from queries.tokens import CypherError, Token, tokens

ROOT = Path(__file__).parent
ENTITIES = ("Workplace", "Organisation", "Zone", "Country", "Thing")
SCALARS = ("int", "float", "date", "text", "choice", "list")
RETURNS = ("table", "chain", "map", "series")
UNLISTED = ("chain", "page")
_KEYS = ("title", "asks", "category", "params", "returns", "rests_on")
_NEEDED = ("title", "asks", "category", "returns")
_HEADER = re.compile(r"//\s*([a-z_]+):\s*(.*)$")
_PARAM = re.compile(
    r"(?P<name>[a-z_][a-z0-9_]*):\s*(?P<type>[A-Za-z]+)(?P<optional>\?)?"
    r"(?:\s+(?P<choices>[a-z0-9_]+(?:\|[a-z0-9_]+)+))?"
    r"(?:\s*=\s*(?P<default>[^()\s]+))?"
    r"(?:\s*\((?P<least>-?[0-9.]+?)\.\.(?P<most>-?[0-9.]+)\))?\Z"
)


@dataclass(frozen=True)
class Param:
    """One parameter. Without a default it must be given, unless it is `optional` (then it is null)."""

    name: str
    type: str  # one of ENTITIES or SCALARS
    default: str | int | float | None = None
    bounds: tuple[float, float] | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False

    @property
    def is_entity(self) -> bool:
        """Is its value the id of a thing, to be found by a search box?"""
        return self.type in ENTITIES


@dataclass(frozen=True)
class Query:
    """One query file. `name` is its stem, for unlisted ones with the folder: `chain/up_buyers`."""

    name: str
    title: str
    asks: str
    category: str
    params: tuple[Param, ...]
    returns: str
    rests_on: str
    cypher: str
    path: Path
    version: str
    columns: tuple[str, ...] = field(default=())

    @property
    def listed(self) -> bool:
        """May a user see it among the saved queries?"""
        return "/" not in self.name

    def as_json(self) -> dict[str, object]:
        """The shape of `query --list --json`."""
        params = [
            {"name": p.name, "type": p.type, "default": p.default, "bounds": _bounds_json(p)}
            for p in self.params
        ]
        return {
            "name": self.name, "title": self.title, "asks": self.asks, "category": self.category,
            "params": params, "returns": self.returns, "rests_on": self.rests_on,
        }  # fmt: skip


def _bounds_json(param: Param) -> list[float] | list[str] | None:
    return list(param.choices) or (list(param.bounds) if param.bounds else None)


@cache
def catalog(root: Path = ROOT) -> dict[str, Query]:
    """Every query file below `root` by name, sorted; read once.

    Raises `CypherError` naming file and line for a header that does not fit its query.
    """
    found: dict[str, Query] = {}
    for path in sorted(root.rglob("*.cypher")):
        query = read(path, root)
        if query.name in found:
            raise CypherError(f"{found[query.name].path} has the same name; rename one", 1, 1, str(path))
        found[query.name] = query
    return dict(sorted(found.items()))


def listed(root: Path = ROOT) -> list[Query]:
    """The queries that a user may choose from, by name."""
    return [query for query in catalog(root).values() if query.listed]


def get(name: str, root: Path = ROOT) -> Query:
    """The query of this name; KeyError when there is none."""
    return catalog(root)[name]


def read(path: Path, root: Path = ROOT) -> Query:
    """One query file, its header checked against its text."""
    text = path.read_text(encoding="utf-8")
    return parse(text, _name(path, root), path)


def parse(text: str, name: str, path: Path) -> Query:
    """A query from its text. Raises `CypherError` where the header is wrong or does not fit."""
    header, lines = _header(text, str(path))
    params = tuple(_params(header.get("params", ""), lines.get("params", 1), str(path)))
    body = tokens(text, str(path))
    _check_used(params, body, lines.get("params", 1), str(path))
    if header["returns"] not in RETURNS:
        sentence = f"returns is {header['returns']!r}; write one of {', '.join(RETURNS)}"
        raise CypherError(sentence, lines["returns"], 1, str(path))
    return Query(
        name, header["title"], header["asks"], header["category"], params, header["returns"],
        header.get("rests_on", ""), text, path, _version(text), columns(body),
    )  # fmt: skip


def columns(body: list[Token]) -> tuple[str, ...]:
    """The names of the columns that the last RETURN gives, in order."""
    starts = [i for i, token in enumerate(body) if token.word == "RETURN"]
    if not starts:
        return ()
    names, depth, item = [], 0, list[Token]()
    for token in body[starts[-1] + 1 :]:
        depth += token.is_("(", "[", "{") - token.is_(")", "]", "}")
        if depth == 0 and token.word in ("ORDER", "SKIP", "LIMIT"):
            break
        if depth == 0 and token.is_(","):
            names.append(_column(item))
            item = []
        elif token.word != "DISTINCT":
            item.append(token)
    return (*names, _column(item))


def _column(item: list[Token]) -> str:
    if len(item) == 1 or (len(item) > 1 and item[-2].word == "AS"):
        return item[-1].text
    return "".join(token.text for token in item)


def _name(path: Path, root: Path) -> str:
    folder = path.relative_to(root).parts[0]
    return f"{folder}/{path.stem}" if folder in UNLISTED else path.stem


def _version(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _header(text: str, path: str) -> tuple[dict[str, str], dict[str, int]]:
    """The header's values and the lines they stand on."""
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("//"):
            break
        found = _HEADER.match(line)
        if found is None or found[1] not in _KEYS:
            sentence = f"a header line is // and one of {', '.join(_KEYS)}, a colon and its value"
            raise CypherError(sentence, number, 1, path)
        if found[1] in values:
            raise CypherError(f"{found[1]} stands twice in the header; keep one", number, 1, path)
        values[found[1]], lines[found[1]] = found[2].strip(), number
    for key in _NEEDED:
        if not values.get(key):
            raise CypherError(f"the header lacks {key}; add a line // {key}: …", 1, 1, path)
    return values, lines


def _params(text: str, line: int, path: str) -> Iterator[Param]:
    names = set()
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        found = _PARAM.match(part)
        if found is None or found["type"] not in ENTITIES + SCALARS:
            sentence = f"the parameter {part!r} cannot be read; write for example max_tier: int = 4 (1..6)"
            raise CypherError(sentence, line, 1, path)
        param = _param(found, line, path)
        if param.name in names:
            raise CypherError(f"the parameter {param.name} is declared twice", line, 1, path)
        names.add(param.name)
        yield param


def _param(found: re.Match[str], line: int, path: str) -> Param:
    choices = tuple(found["choices"].split("|")) if found["choices"] else ()
    bounds = (float(found["least"]), float(found["most"])) if found["least"] else None
    kind, default = found["type"], found["default"]
    if (kind == "choice") != bool(choices):
        raise CypherError(f"{found['name']}: a choice has words parted by |, nothing else", line, 1, path)
    if default is not None and not _default_fits(kind, default, bounds, choices):
        raise CypherError(f"the default {default!r} does not fit {found['name']}: {kind}", line, 1, path)
    return Param(found["name"], kind, _typed(kind, default), bounds, choices, bool(found["optional"]))


def _default_fits(
    kind: str, default: str, bounds: tuple[float, float] | None, choices: tuple[str, ...]
) -> bool:
    if kind in ("int", "float"):
        try:
            number = float(default)
        except ValueError:
            return False
        whole = kind == "float" or number == int(number)
        return whole and (bounds is None or bounds[0] <= number <= bounds[1])
    if kind == "choice":
        return default in choices
    if kind == "date":
        return default == "today"
    return kind == "text"


def _typed(kind: str, default: str | None) -> str | int | float | None:
    if default is None:
        return None
    return int(default) if kind == "int" else float(default) if kind == "float" else default


def _check_used(params: tuple[Param, ...], body: list[Token], line: int, path: str) -> None:
    """A query declares exactly the parameters that it uses."""
    declared = {param.name for param in params}
    for token in body:
        if token.kind == "param" and token.text[1:] not in declared:
            raise CypherError(f"{token.text} is not declared in params", token.line, token.column, path)
    unused = declared - {token.text[1:] for token in body if token.kind == "param"}
    if unused:
        raise CypherError(f"params declares {', '.join(sorted(unused))}, which nothing uses", line, 1, path)
