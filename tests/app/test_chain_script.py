"""The drawing's script in a browser, under the site's policy."""

from itertools import product

import pytest
from playwright.sync_api import Page

from tests.app.browser import opened
from tests.app.chain_page import page_of, served
from tests.fixtures.chains import HOSTILE_NAMES, every_sign, large, star

pytestmark = pytest.mark.browser
DESK = {"viewport": {"width": 1440, "height": 900}}
INK = """() => { const c = document.querySelector('.stage canvas');
  const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; }"""


def ready(page: Page, url: str) -> None:
    page.goto(url)
    page.locator(".stage canvas").wait_for()


def said(page: Page) -> str:
    return page.locator("#chain-canvas [role=status]").inner_text()


def test_draws_under_the_policy() -> None:
    with served(page_of(every_sign())) as url, opened(**DESK) as (page, complaints):
        ready(page, url)
        page.wait_for_function(f"() => ({INK})() > 5000")
        assert not page.locator("#drawing").is_visible()
        assert complaints == []


def test_hostile_names_run_nothing() -> None:
    with served(page_of(star(HOSTILE_NAMES))) as url, opened(**DESK) as (page, complaints):
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        ready(page, url)
        page.wait_for_function(f"() => ({INK})() > 5000")
        assert (dialogs, complaints) == ([], [])


def test_arrows_walk_and_enter_opens() -> None:
    with served(page_of(every_sign())) as url, opened(**DESK) as (page, _):
        ready(page, url)
        page.locator(".stage").focus()
        page.keyboard.press("ArrowRight")
        assert said(page) == "Yesum Vina Co., Ltd."
        page.keyboard.press("ArrowRight")
        assert said(page).startswith("Yesum Vina Co., Ltd. supplies VF Corporation. Sure, last seen 2018.")
        page.keyboard.press("ArrowDown")
        assert said(page).startswith("Yesum Vina Co., Ltd. is run by Yesum Holding.")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?link=WP-1~SUPPLIES~OR-1#link")


def test_t_goes_to_the_table_and_escape_lets_go() -> None:
    with served(page_of(every_sign())) as url, opened(**DESK) as (page, _):
        ready(page, url)
        page.locator(".stage").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("t")
        assert page.evaluate("document.activeElement.id") == "row"
        page.locator(".stage").focus()
        page.keyboard.press("Escape")
        assert said(page) == ""


def test_space_folds_what_lies_beyond() -> None:
    with served(page_of(every_sign())) as url, opened(**DESK) as (page, _):
        ready(page, url)
        page.locator(".stage").focus()
        page.wait_for_function(f"() => ({INK})() > 5000")
        page.keyboard.press("ArrowRight")
        before = page.evaluate(INK)
        page.keyboard.press("Space")
        page.wait_for_function(f"() => ({INK})() < {before}")
        page.keyboard.press("Space")
        page.wait_for_function(f"() => ({INK})() == {before}")


def test_click_on_a_line_opens_its_panel() -> None:
    with served(page_of(star(["A"]))) as url, opened(**DESK) as (page, _):
        ready(page, url)
        page.wait_for_function(f"() => ({INK})() > 2000")
        frame = page.locator(".stage").bounding_box()
        assert frame
        stage = page.locator(".stage")
        for x, y in product(range(int(frame["width"] / 2), int(frame["width"]), 16), range(40, 140, 8)):
            page.mouse.move(frame["x"] + x, frame["y"] + y)
            if "A supplies" in (stage.get_attribute("title") or ""):
                break
        page.mouse.down()
        page.mouse.up()
        page.wait_for_url("**/?link=WP-0~SUPPLIES~OR-R#link")


def test_zoom_buttons_change_the_picture() -> None:
    with served(page_of(every_sign())) as url, opened(**DESK) as (page, _):
        ready(page, url)
        page.wait_for_function(f"() => ({INK})() > 5000")
        before = page.evaluate(INK)
        page.get_by_role("button", name="Smaller").click()
        page.wait_for_function(f"() => ({INK})() < {before}")
        page.get_by_role("button", name="Fit to the width").click()
        page.wait_for_function(f"() => ({INK})() == {before}")


def test_three_hundred_nodes_are_drawn() -> None:
    with served(page_of(large(300))) as url, opened(**DESK) as (page, complaints):
        ready(page, url)
        page.wait_for_function(f"() => ({INK})() > 5000")
        assert complaints == []


@pytest.mark.parametrize(
    ("how", "change"),
    [
        ({"viewport": {"width": 360, "height": 740}}, b""),
        (DESK | {"java_script_enabled": False}, b""),
        (DESK, b"/vendor/vis-network-10.1.5/vis-network.min.js"),
    ],
    ids=["phone", "no script", "vis missing"],
)
def test_server_drawing_stays_otherwise(how: dict[str, object], change: bytes) -> None:
    page_ = page_of(every_sign())
    page_ = page_.replace(change, b"/gone.js") if change else page_
    with served(page_) as url, opened(**how) as (page, _):
        page.goto(url)
        page.wait_for_load_state("load")
        assert page.locator("#drawing").is_visible()
        assert not page.locator("#chain-canvas").is_visible()


def test_paper_gets_the_server_drawing() -> None:
    with served(page_of(every_sign())) as url, opened(**DESK) as (page, _):
        ready(page, url)
        page.emulate_media(media="print")
        assert page.locator("#drawing").is_visible()
        assert not page.locator("#chain-canvas").is_visible()
