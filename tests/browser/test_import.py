"""Lists taken in by a browser: one that no source knows without JavaScript; with it, how far the work is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from flask import Flask
from playwright.sync_api import expect

from app.asking import EXTENSION
from app.pages.importing import MOST
from graph.workspace import Workspace
from tests.app.site import close
from tests.app.site import opened as site_of
from tests.browser.conftest import served, visited
from tests.browser.test_accessibility import AXE, RUN

pytestmark = pytest.mark.browser
KNOWN = "Factory Name,Address,Country\nYesum Vina,Linh Trung EPZ,Viet Nam\n,Gate 2,Viet Nam\n"
LIST = "Betriebsname X;Wo;Land Y\nNäherei Nord;Hafenstraße 1;DE\n<img src=x>;Hafenstraße 2;DE\n;Gasse 3;DE\n"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    """The site of an empty home."""
    made = site_of(tmp_path / "home")
    yield made
    close(made)


@pytest.fixture
def empty(site: Flask) -> Iterator[str]:
    """Where it is served."""
    with served(site, threads=2) as at:
        yield at


@pytest.mark.parametrize("width", [360, 1440])
def test_an_unknown_list_is_taken_in(empty: str, tmp_path: Path, width: int) -> None:
    file = tmp_path / "Lieferanten.csv"
    file.write_text(LIST, "utf-8")
    how = {"java_script_enabled": False, "viewport": {"width": width, "height": 900}}
    with visited(tmp_path, **how) as seen:
        page = seen.page
        page.set_default_timeout(8000)
        page.goto(empty)
        page.get_by_role("link", name="Import a list").click()
        page.locator("input[name=file]").set_input_files(file)
        page.get_by_label("Whose list is it?").fill("Big Brand")
        page.get_by_role("button", name="Look at it").click()
        expect(page.get_by_role("alert")).to_contain_text("No one source has columns like these")
        page.locator("select[name=column-name]").select_option("Betriebsname X")
        page.locator("select[name=column-address]").select_option("Wo")
        page.locator("select[name=column-country]").select_option("Land Y")
        page.get_by_role("button", name="Look at it so").click()
        expect(page.get_by_role("region", name="The first rows")).to_contain_text("Näherei Nord: address")
        expect(page.get_by_role("listitem").filter(has_text="<img src=x> supplies Big Brand")).to_be_visible()
        page.get_by_role("button", name="Take it in").click()
        expect(
            page.get_by_role("status").filter(has_text="3 rows read as supplier_list, 1 set aside.")
        ).to_be_visible()
        with page.expect_download() as downloading:
            page.get_by_role("link", name="Download them with their reasons").click()
        assert "Gasse 3" in downloading.value.path().read_text("utf-8-sig")
        page.get_by_role("link", name="Näherei Nord").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Näherei Nord")
        page.go_back()
        page.get_by_text("Take it back", exact=True).click()
        page.get_by_role("button", name="Yes, take it back").click()
        expect(page.get_by_role("status").filter(has_text="Taken back")).to_be_visible()
        page.get_by_label("Workplace, company or zone").fill("Naherei")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_text("Nothing found.")).to_be_visible()


@contextmanager
def another_writer(site: Flask) -> Iterator[None]:
    """Somebody else writes to the ledger meanwhile."""
    workspace: Workspace = site.extensions[EXTENSION]
    with workspace.ledger.write():
        yield


def test_without_scripts_the_page_asks_again(site: Flask, empty: str, tmp_path: Path) -> None:
    file = tmp_path / "Lieferanten.csv"
    file.write_text(KNOWN, "utf-8")
    with visited(tmp_path, java_script_enabled=False) as seen:
        page = seen.page
        page.goto(f"{empty}/import")
        page.locator("input[name=file]").set_input_files(file)
        with another_writer(site):
            page.get_by_role("button", name="Look at it").click()
            expect(page.get_by_text("Waiting until nobody else writes")).to_be_visible()
        expect(page.get_by_role("button", name="Take it in")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_import_pages_break_no_rule(
    site: Flask, empty: str, tmp_path: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    file, other = tmp_path / "known.csv", tmp_path / "unknown.csv"
    file.write_text(KNOWN, "utf-8")
    other.write_text(LIST, "utf-8")
    broken: dict[str, list[str]] = {}
    how = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "bypass_csp": True}
    with visited(tmp_path, **how) as seen:
        page = seen.page

        def looked(name: str) -> None:
            page.add_script_tag(path=AXE)
            broken[name] = page.evaluate(RUN)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                broken[name].append("scrolls sideways")

        page.goto(f"{empty}/import")
        page.locator("input[name=file]").set_input_files(other)
        page.get_by_role("button", name="Look at it").click()
        expect(page.get_by_role("heading", name="Which column is what?")).to_be_visible()
        looked("columns")
        page.goto(f"{empty}/import")
        page.locator("input[name=file]").set_input_files(file)
        looked("form")
        page.get_by_role("button", name="Look at it").click()
        expect(page.get_by_role("heading", name="What it would change")).to_be_visible()
        looked("look")
        with another_writer(site):
            page.get_by_role("button", name="Take it in").click()
            expect(page.get_by_role("status")).to_have_text("Waiting until nobody else writes to the ledger")
            looked("progress")
        expect(page.get_by_role("status").filter(has_text="Taken in: this is run 1.")).to_be_visible()
        page.get_by_text("Take it back", exact=True).click()
        looked("done")
        page.goto(f"{empty}/review")
        looked("review")
    assert {name: rules for name, rules in broken.items() if rules} == {}


def test_too_large_a_file_is_told_before_it_is_sent(empty: str, tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as large:
        large.truncate(MOST + 1)
    with visited(tmp_path) as seen:
        seen.page.goto(f"{empty}/import")
        seen.page.locator("input[name=file]").set_input_files(file)
        seen.page.get_by_role("button", name="Look at it").click()
        expect(seen.page.get_by_role("alert")).to_contain_text(
            "The file is over 500 MB: import it from a terminal"
        )
