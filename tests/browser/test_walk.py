"""The newcomer's walk of the README in a real browser, with JavaScript and without."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import visited

pytestmark = pytest.mark.browser
DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def look_up(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("input[name=q]").fill("yesum vinna")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Yesum Vina Co., Ltd.").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Yesum Vina Co., Ltd.")


def read_the_workplace(page: Page) -> None:
    supplies = page.locator(".fact", has=page.get_by_role("heading", name="Supplies", exact=True))
    expect(supplies.locator(".say").first).to_contain_text("VF Corporation")
    expect(supplies.locator(".chip").first).to_have_text("tier 1")
    supplies.locator(".who summary").first.click()
    claim = supplies.locator(".who li").first
    expect(claim).to_contain_text("VF Corporation’s list")
    expect(claim).to_contain_text("seen Nov 2018")
    for heading, words in (
        ("Through whom", "Directly to VF"), ("Owned by", "We do not know."),
        ("Zone", "Linh Trung Export Processing Zone II"), ("Known findings", "garments"),
    ):  # fmt: skip
        fact = page.locator(".fact", has=page.get_by_role("heading", name=heading, exact=True))
        expect(fact).to_contain_text(words)


def read_the_country(page: Page) -> None:
    page.get_by_role("link", name="What is known of Viet Nam").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Viet Nam")
    expect(page.get_by_role("rowheader", name="Garments", exact=True)).to_be_visible()
    inspection = page.locator(".fact", has=page.get_by_role("heading", name="Labour inspection"))
    expect(inspection).to_contain_text("Unknown, not low.")
    page.go_back()


def follow_the_chain(page: Page) -> None:
    page.get_by_role("link", name="See the whole chain").click()
    row = page.locator("table.steps tr", has_text="VF Corporation")
    expect(row).to_contain_text("is supplied by it, tier 1 as stated")
    row.get_by_role("link", name="who says so").click()
    panel = page.locator("#link")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("Stated as tier 1: without a go-between.")
    assert re.search(r"\?link=WP-[0-9A-Z-]+~SUPPLIES~OR-[0-9A-Z-]+(&up=1)?#link$", page.url)


def export(page: Page) -> Path:
    page.locator("summary", has_text="Export").click()
    page.get_by_role("link", name="Page in one file (HTML)").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Export: Yesum Vina Co., Ltd.")
    expect(page.get_by_text("Made from what everyone may see.")).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download").click()
    return downloading.value.path()


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_a_name_to_an_export(
    address: str, tmp_path: Path, script: bool, screen: dict[str, object]
) -> None:
    with visited(tmp_path, java_script_enabled=script, **screen) as seen:
        page = seen.page
        look_up(page, address)
        read_the_workplace(page)
        read_the_country(page)
        follow_the_chain(page)
        drawn = ".stage canvas" if script and screen is DESK else "#drawing svg"
        expect(page.locator(drawn)).to_be_visible()
        file = export(page)
        page.context.set_offline(True)
        page.goto(file.rename(tmp_path / "chain.html").as_uri())
        expect(page.get_by_role("heading", level=1)).to_contain_text("Yesum Vina")
        expect(page.locator("svg").first).to_be_visible()
        seen.hosts.discard("")  # the file itself
        assert seen.hosts == {"127.0.0.1"}


def test_single_keys_serve_the_reader(address: str, pages: dict[str, str], tmp_path: Path) -> None:
    with visited(tmp_path, **DESK) as seen:
        seen.page.goto(address + pages["workplace"])
        seen.page.keyboard.press("/")
        expect(seen.page.locator("input[name=q]")).to_be_focused()
        opener = seen.page.locator("summary", has_text="Export")
        opener.click()
        seen.page.keyboard.press("Escape")
        expect(opener).to_be_focused()
        expect(seen.page.get_by_role("link", name="Table (CSV)")).to_be_hidden()


def test_the_query_opens_from_its_button(address: str, pages: dict[str, str], tmp_path: Path) -> None:
    with visited(tmp_path, java_script_enabled=False, **DESK) as seen:
        seen.page.goto(address + pages["chain"])
        seen.page.get_by_role("link", name="Show the query").click()
        expect(seen.page.locator("#cypher")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_scrolls_sideways(address: str, pages: dict[str, str], tmp_path: Path, width: int) -> None:
    with visited(tmp_path, viewport={"width": width, "height": 740}) as seen:
        wide = {}
        for name, path in pages.items():
            seen.page.goto(address + path)
            wide[name] = seen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert {name: more for name, more in wide.items() if more > 0} == {}


def test_chosen_theme_stays(address: str, tmp_path: Path) -> None:
    with visited(tmp_path, color_scheme="light", **DESK) as seen:
        seen.page.goto(f"{address}/q")
        ground = "getComputedStyle(document.body).backgroundColor"
        assert seen.page.evaluate(ground) == "rgb(255, 255, 255)"
        seen.page.get_by_role("link", name="Dark", exact=True).click()
        assert seen.page.url == f"{address}/q"
        assert seen.page.evaluate(ground) == "rgb(19, 22, 26)"
