"""A list that no source knows, taken in by a browser without JavaScript."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
import waitress
from playwright.sync_api import expect

from tests.app.site import close
from tests.app.site import opened as site_of
from tests.browser.conftest import visited

pytestmark = pytest.mark.browser
LIST = "Betriebsname X;Wo;Land Y\nNäherei Nord;Hafenstraße 1;DE\n<img src=x>;Hafenstraße 2;DE\n;Gasse 3;DE\n"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    """Where the site of an empty home is served."""
    site = site_of(tmp_path / "home")
    listening = socket.create_server(("127.0.0.1", 0))
    server = waitress.create_server(site, sockets=[listening], threads=2, ident=None)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.close()
    thread.join(10)
    close(site)
    with closing(listening):
        pass


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
        page.get_by_text("Others that it may have").click()
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
        page.get_by_label("Workplace, company or zone").fill("Naherei")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("link", name="Näherei Nord").first).to_be_visible()
