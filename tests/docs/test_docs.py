"""The docs cannot rot: what there is, is in them, and what they tell to type works."""

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest
from flask import Flask

from app import create_app
from app.cli import COMMANDS, cli
from app.pages import BLUEPRINTS
from app.reference import PAGES
from app.source_reference import parts_of, source_pages
from graph.model import LINKS, NODES, link_properties, node_properties
from graph.settings import Settings, read_settings
from importers.sources import SourceSpec, all_sources
from queries.catalog import listed
from tests.commands import ROOT, linkwork

DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text()


def page(name: str) -> str:
    return (DOCS / name).read_text()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_written_pages_are_up_to_date(name: str) -> None:
    assert page(name) == PAGES[name](), f"docs/{name} is behind the code: run make docs"


def test_every_setting_is_told() -> None:
    told = set(re.findall(r"^\| `(LINKWORK_[A-Z0-9_]+)`", page("operators.md"), re.MULTILINE))
    assert told == set(read_settings({}).shown())


def test_every_source_has_a_page() -> None:
    pages = {path.stem for path in (DOCS / "sources").glob("*.md")} - {"README"}
    in_the_index = re.findall(r"^\| \[`(\w+)`\]\(\1\.md\) \|", page("sources/README.md"), re.MULTILINE)
    assert sorted(pages) == sorted(in_the_index) == sorted(all_sources())


@pytest.mark.parametrize("path", [path for path, _ in source_pages(DOCS)], ids=lambda path: path.stem)
def test_pages_of_sources_are_up_to_date(path: Path) -> None:
    wanted = dict(source_pages(DOCS))[path]
    assert path.exists(), f"docs/sources/{path.name} is missing: run make docs, and say in it what it needs"
    assert path.read_text("utf-8") == wanted, f"docs/sources/{path.name} is behind: run make docs"


@pytest.mark.parametrize("spec", all_sources().values(), ids=lambda spec: spec.name)
def test_page_of_a_source_says_all_parts(spec: SourceSpec) -> None:
    text = page(f"sources/{spec.name}.md")
    missing = [part for part in parts_of(spec) if f"\n## {part}\n\n" not in text]
    assert missing == [], f"docs/sources/{spec.name}.md does not say: {missing}"
    assert re.match(rf"# {spec.name}\n\n\w", text), "the first paragraph says what it is"


def test_every_query_is_told() -> None:
    assert re.findall(r"^## (.*)$", page("queries.md"), re.MULTILINE) == [query.name for query in listed()]


def test_every_command_is_told() -> None:
    told = set(re.findall(r"^## linkwork (\S+)$", page("commands.md"), re.MULTILINE))
    assert told == set(COMMANDS) == set(cli.list_commands(click.Context(cli)))


def test_every_word_of_the_model_is_told() -> None:
    text = page("model.md")
    words = {f"### {name}" for name in (*NODES, *LINKS)}
    words |= {f"`{p.name}`" for label in NODES for p in node_properties(label)}
    words |= {f"`{p.name}`" for kind in LINKS for p in link_properties(kind)}
    assert sorted(word for word in words if word not in text) == []


def test_every_page_is_told(tmp_path: Path) -> None:
    site: Flask = create_app(Settings(home=tmp_path, ledger=f"sqlite:///{tmp_path}/ledger.db"))
    names = {blueprint.name for blueprint in BLUEPRINTS}
    shown = {
        re.sub(r"<(?:\w+:)?(\w+)>", "<>", rule.rule)
        for rule in site.url_map.iter_rules()
        if rule.endpoint.split(".")[0] in names and "GET" in (rule.methods or ())
    }
    told = {
        re.sub(r"<\w+>", "<>", path)
        for line in page("operators.md").splitlines()
        if line.startswith("| `/")
        for path in re.findall(r"`(/[^`]*)`", line.split("|")[1])
    }
    assert shown == told


def test_every_dependency_is_told() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    asked += [line for extra in project["project"]["optional-dependencies"].values() for line in extra]
    told = re.findall(r"^\| `([\w-]+)` \|", page("dependencies.md"), re.MULTILINE)
    assert sorted(told) == sorted(re.split(r"[\[<>=]", line)[0] for line in asked)


def test_every_page_of_docs_is_linked() -> None:
    linked = set(re.findall(r"\((docs/[\w./]+\.md)(?:#[\w-]+)?\)", README))
    assert linked == {f"docs/{path.name}" for path in DOCS.glob("*.md")} | {"docs/sources/README.md"}


@pytest.mark.parametrize(
    "path", ["README.md", "CONTRIBUTING.md", *(p.relative_to(ROOT).as_posix() for p in DOCS.rglob("*.md"))]
)
def test_links_lead_somewhere(path: str) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)", (ROOT / path).read_text()):
        file = (ROOT / path).parent / target if target else ROOT / path
        assert file.exists(), f"{path} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", file.read_text(), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings}


def test_ci_runs_what_the_readme_says() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)", README))
    ci = set(re.findall(r"^make ([a-z]+)$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE))
    assert named == ci | {"run"}
    assert named <= targets


def _told_commands() -> list[str]:
    """Every `linkwork …` of the hand-written pages that asks and writes nothing."""
    files = [
        ROOT / "README.md",
        *(DOCS / f"{who}.md" for who in ("organisers", "researchers", "campaigners")),
    ]
    lines = [line.strip() for file in files for line in file.read_text().splitlines() if line[:4] == "    "]
    asked = [line.split(" > ")[0] for line in lines if line.startswith("linkwork ")]
    return sorted({line for line in asked if line.split()[1] in ("find", "chain", "query", "export")})


@pytest.mark.parametrize("line", _told_commands())
def test_commands_in_the_docs_work(
    line: str, sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = linkwork(sample_home, *shlex.split(line)[1:])
    assert result.exit_code == 0, result.output
    assert result.stdout or list(tmp_path.iterdir())
