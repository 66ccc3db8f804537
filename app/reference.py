"""The pages of `docs/` that are made from the code: the model, the saved queries, the commands, the sources.

`python -m app.reference FOLDER` (`make docs`) writes them; a test fails when one is behind.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from app.cli import cli
from app.source_reference import source_pages
from graph.claim import SCHEMES
from graph.model import EVERY_LINK, EVERY_NODE, LINKS, NODES, LinkType, NodeType, Property
from queries.catalog import Param, Query, listed

_NOTE = "<!-- Written by `make docs`; change the code it is made from. -->"


def model_page() -> str:
    """`docs/model.md`, from `graph/model.py`."""
    lines = [
        "# The graph model", _NOTE, "",
        "Kinds of things and kinds of links, their properties and words, as `graph/model.py` declares them.",
        "What is marked “computed” is worked out by the projection; no source states it.", "",
        "## Things", "", *_properties("Every thing may have:", EVERY_NODE),
    ]  # fmt: skip
    for node in NODES.values():
        lines += _node(node)
    lines += ["## Links", "", *_properties("Every link may have:", EVERY_LINK)]
    for link in LINKS.values():
        lines += _link(link)
    lines += [
        "## Keys",
        "",
        "By these keys a source names a thing so that every other source names it too.",
        "",
    ]
    lines += _table(("key", "of a", "is"), ((f"`{s.name}:`", s.kind, s.words) for s in SCHEMES.values()))
    return "\n".join(lines) + "\n"


def queries_page() -> str:
    """`docs/queries.md`, from the headers of `queries/**/*.cypher`."""
    lines = [
        "# Saved queries", _NOTE, "",
        "Ask one by `linkwork query NAME --help`, or on the site under “Questions”.", "",
    ]  # fmt: skip
    for query in listed():
        lines += [f"## {query.name}", "", f"**{query.title}.** {query.asks}", ""]
        lines += [
            f"Category: {query.category}. Gives a {query.returns}. Rests on: {query.rests_on or '-'}.",
            "",
        ]
        lines += _table(("parameter", "is", "default"), map(_param, query.params))
        lines += [f"    linkwork query {query.name}{_example(query)}", ""]
    return "\n".join(lines)


def commands_page() -> str:
    """`docs/commands.md`, from what each command says with `--help`."""
    lines = ["# Commands", _NOTE, "", f"{cli.help}", "", *_EXITS, ""]
    for context in _commands(cli.make_context("linkwork", ["--"], resilient_parsing=True)):
        lines += [f"## {context.command_path}", "", "```text", context.get_help(), "```", ""]
    return "\n".join(lines)


PAGES: Mapping[str, Callable[[], str]] = {
    "model.md": model_page, "queries.md": queries_page, "commands.md": commands_page,
}  # fmt: skip

_EXITS = (
    "Results go to standard output, everything else to standard error. Every command ends with one of:", "",
    "| code | is |", "|---|---|",
    "| 0 | done |",
    "| 1 | a fault in Linkwork; the line says where to report it |",
    "| 2 | the input cannot be used; nothing was changed |",
    "| 3 | nothing, or more than one thing, fits the words |",
    "| 4 | the graph or the ledger cannot be reached |", "",
    'With `--json` an error is `{"error": sentence, "code": exit code}` on standard output,',
    "with `choices` (`id`, `name`) where words fit several things, and an import's `report` if it stands.",
    "`NO_COLOR` is honoured.",
)  # fmt: skip


def _node(node: NodeType) -> Iterator[str]:
    ids = f"Its ids begin with `{node.prefix}-`." if node.prefix else "Its key is its id."
    page = f" Its page is `/{node.page}/<id>`." if node.page else ""
    yield f"### {node.label}"
    yield ""
    yield f"In words: {node.words}, {node.plural}. {ids}{page}"
    yield ""
    if node.properties:
        yield from _properties("Beside what every thing has:", node.properties)


def _link(link: LinkType) -> Iterator[str]:
    absence = "A whole list that no longer names it says that it ended. " if link.ends_by_absence else ""
    yield f"### {link.kind}"
    yield ""
    yield (
        f"From {' or '.join(link.starts)} to {' or '.join(link.ends)}: “{link.words}”, and the other way"
        f" “{link.back}”. {absence}".rstrip()
    )
    yield ""
    if link.properties:
        yield from _properties("Beside what every link has:", link.properties)


def _properties(title: str, properties: Iterable[Property]) -> Iterator[str]:
    rows = (
        (f"`{p.name}`", p.kind, p.words + (" (computed)" if p.computed else ""), ", ".join(p.choices))
        for p in properties
    )
    yield title
    yield ""
    yield from _table(("property", "kind", "is", "one of"), rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---|" * len(columns)
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _param(param: Param) -> tuple[str, str, str]:
    kind = f"{param.type}: an id or words" if param.is_entity else param.type
    if param.bounds:
        kind += f" from {param.bounds[0]:g} to {param.bounds[1]:g}"
    if param.choices:
        kind += f": {', '.join(param.choices)}"
    missing = "may be left out" if param.optional else "must be given"
    default = missing if param.default is None else str(param.default)
    return f"`--{param.name.replace('_', '-')}`", kind, default


def _example(query: Query) -> str:
    needed = (param for param in query.params if param.default is None and not param.optional)
    return "".join(f" --{param.name.replace('_', '-')} {param.name.upper()}" for param in needed)


def _commands(group: click.Context) -> Iterator[click.Context]:
    """Every command but the saved queries, which have a page of their own."""
    held = group.command
    if not isinstance(held, click.Group):
        return
    for name in held.list_commands(group):
        command = held.get_command(group, name)
        if command is not None:
            context = click.Context(command, parent=group, info_name=name, terminal_width=100)
            yield context
            if name != "query":
                yield from _commands(context)


def main(folder: Path) -> None:
    """Write the pages below `folder`."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")
    for path, text in source_pages(folder):
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
