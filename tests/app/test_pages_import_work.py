"""The work behind the import pages: its queue, being stopped, broken off, looked at again, taken back."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import uploads
from app.asking import EXTENSION
from app.taking import broken_off
from app.uploads import Upload
from graph.workspace import Workspace
from tests.app.import_page import KNOWN, claims, do, how_far, over, sent, shown, token
from tests.app.site import close, opened, said

MORE = KNOWN + "Second Mill,Gate 2,Viet Nam\n,Gate 3,Viet Nam\nFourth Mill,Gate 4,Viet Nam\n"


@contextmanager
def another_writer(site: Flask) -> Iterator[None]:
    """Somebody else writes to the ledger meanwhile."""
    workspace: Workspace = site.extensions[EXTENSION]
    with workspace.ledger.write():
        yield


def at_stage(client: FlaskClient, path: str, stage: str) -> dict[str, Any]:
    """What a page tells once its work has come to a stage."""
    while True:
        now = how_far(client, path)
        if now["stage"] == stage:
            return now


def press(client: FlaskClient, path: str, what: str) -> None:
    """Press a button and wait for nothing."""
    assert client.post(path, data={"token": token(client), "do": what}).status_code == 303


def test_work_waits_its_turn(fresh_site: Flask, fresh: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pages.importing.AT_ONCE", 0.01)
    with another_writer(fresh_site):
        first, second, third = (sent(fresh, KNOWN, f"{name}.csv") for name in "abc")
        told = at_stage(fresh, first, "wait")
        assert {name: told[name] for name in ("state", "what", "ahead", "rows", "can_stop")} == {
            "state": "running", "what": "look", "ahead": 0, "rows": 0, "can_stop": True,
        }  # fmt: skip
        page = fresh.get(third).text
        assert "It waits for what was begun before it" in said(page)
        assert "2 before it" in said(page)
        assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
        assert "c.csv in work" in said(fresh.get("/import").text)
        press(fresh, third, "stop")
        assert "It was stopped. Nothing was changed." in said(fresh.get(third).text)
        press(fresh, second, "take")
    assert over(fresh, first)["state"] == "looked"
    assert over(fresh, second)["state"] == "looked"
    assert "Look at it" in said(fresh.get(third).text)
    assert "c.csv waits for you" in said(fresh.get("/import").text)


def test_taking_in_can_be_stopped(
    fresh_site: Flask, fresh: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.pages.importing.AT_ONCE", 0.01)
    path = sent(fresh, KNOWN)
    over(fresh, path)
    with another_writer(fresh_site):
        press(fresh, path, "take")
        assert at_stage(fresh, path, "wait")["of"] == 1
        press(fresh, path, "stop")
    page = shown(fresh, path)
    assert "It was stopped. Nothing was changed." in page
    assert claims(tmp_path) == 0
    do(fresh, path, "take")
    assert "Taken in: this is run 1." in shown(fresh, path)


def test_a_look_is_kept(
    fresh_site: Flask, fresh: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sent(fresh, MORE)
    before = shown(fresh, path)
    with another_writer(fresh_site):  # no new look could come to its end
        assert said(fresh.get(path).text) == before
        again = fresh.get(f"{path}/aside")
    assert again.headers["Content-Disposition"] == 'attachment; filename="set-aside-look.csv"'
    assert again.data.decode("utf-8-sig").splitlines()[1].startswith(",Gate 3,Viet Nam,")
    other = sent(fresh, KNOWN, "other.csv")
    do(fresh, other, "take")
    assert "The record has changed since this look." in shown(fresh, path)
    do(fresh, path, "look")
    page = shown(fresh, path)
    assert "The record has changed" not in page
    assert "4 rows read, 1 set aside." in page


def test_a_long_file_is_looked_at_in_part(fresh: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LOOKED_AT", 2)
    do(
        fresh,
        sent(fresh, KNOWN + "Old Mill,Gate 9,Viet Nam\n", buyer="B", list_name="ours", whole="yes"),
        "take",
    )
    path = sent(fresh, MORE, buyer="B", list_name="ours", whole="yes")
    page = shown(fresh, path)
    assert "The file is long: we looked at its first 2 rows. All of it is read when you take it in." in page
    assert "2 rows read, 0 set aside." in page
    assert "Old Mill" not in page
    do(fresh, path, "look_at_all")
    page = shown(fresh, path)
    assert "The file is long" not in page
    assert "4 rows read, 1 set aside." in page
    assert "Ended: 1 Old Mill supplies B" in page


def test_what_is_said_anew_is_shown(fresh: FlaskClient) -> None:
    row = "Factory Name,Address,Country,Lat,Lng\nMill One,Gate 1,Viet Nam,{},106.5\n"
    do(fresh, sent(fresh, row.format(10.5), list_name="ours", as_of="2023"), "take")
    page = shown(fresh, sent(fresh, row.format(10.75), list_name="ours", as_of="2024"))
    assert "Changed: 1 Mill One : lat was 10.5 , becomes 10.75" in page


def test_what_a_link_says_anew_is_shown(fresh: FlaskClient) -> None:
    row = "Factory Name,Address,Country,Product type\nMill One,Gate 1,Viet Nam,{}\n"
    given = {"list_name": "ours", "buyer": "Big Brand"}
    do(fresh, sent(fresh, row.format("Shoes"), as_of="2023", **given), "take")
    page = shown(fresh, sent(fresh, row.format("Shirts"), as_of="2024", **given))
    assert "Changed: 1 Mill One supplies Big Brand : products was Shoes , becomes Shirts" in page


def test_a_run_is_taken_back_and_put_back(fresh: FlaskClient) -> None:
    path = sent(fresh, KNOWN, buyer="Big Brand")
    do(fresh, path, "take")
    page = fresh.get(path).text
    assert "Some of what it names Yesum Vina workplace Big Brand organisation" in said(page)
    assert "Take run 1 back, with 4 claims?" in said(page)
    assert fresh.post(path, data={"token": "", "do": "undo"}).status_code == 403
    do(fresh, path, "undo")
    page = shown(fresh, path)
    assert "Taken back: run 1 counts no longer." in page
    assert over(fresh, path)["state"] == "undone"
    assert "Yesum Vina" not in page
    assert "Yesum Vina" not in said(fresh.get("/find?q=yesum").text)
    do(fresh, path, "redo")
    assert "Taken in: this is run 1." in shown(fresh, path)
    assert "Yesum Vina" in said(fresh.get("/find?q=yesum").text)


def test_a_run_undone_elsewhere_is_told(fresh_site: Flask, fresh: FlaskClient) -> None:
    from graph.repair import take_back

    path = sent(fresh, KNOWN)
    do(fresh, path, "take")
    take_back(fresh_site.extensions[EXTENSION].ledger, 1)
    page = shown(fresh, path)
    assert "Taken back: run 1 counts no longer." in page
    do(fresh, path, "undo")
    assert shown(fresh, path) == page


def test_a_page_out_of_date_does_nothing(fresh: FlaskClient) -> None:
    path = sent(fresh, MORE)
    do(fresh, path, "undo")
    do(fresh, path, "take")
    page = shown(fresh, path)
    assert "Taken in: this is run 1." in page
    for button in ("look", "look_at_all", "columns", "take", "drop", "stop", "redo"):
        assert do(fresh, path, button).headers["Location"] == path
        assert shown(fresh, path) == page
    do(fresh, path, "undo")
    page = shown(fresh, path)
    assert "Taken back: run 1 counts no longer." in page
    do(fresh, path, "undo")
    assert shown(fresh, path) == page


def break_off(home: Path, key: str) -> Upload:
    """An upload as a machine leaves it that stops while it is taken in."""
    upload = uploads.find(home, key)
    assert upload
    upload.note_work("take", "begun", before=0)
    return upload


def test_what_was_broken_off_is_told(fresh: FlaskClient, tmp_path: Path) -> None:
    path = sent(fresh, KNOWN)
    over(fresh, path)
    break_off(tmp_path, path.rpartition("/")[2])
    page = shown(fresh, path)
    assert "Linkwork was stopped while it was being taken in. Nothing was changed: begin again." in page
    do(fresh, path, "take")
    assert "Taken in: this is run 1." in shown(fresh, path)


def test_the_next_start_says_what_it_found(fresh_site: Flask, fresh: FlaskClient, tmp_path: Path) -> None:
    taken, lost, whole = sent(fresh, KNOWN, "taken.csv"), sent(fresh, KNOWN, "lost.csv"), sent(fresh, MORE)
    do(fresh, taken, "take")
    over(fresh, lost)
    over(fresh, whole)
    break_off(tmp_path, taken.rpartition("/")[2])
    break_off(tmp_path, whole.rpartition("/")[2])
    assert sorted(broken_off(fresh_site.extensions[EXTENSION])) == [
        f"list.csv was being taken in when Linkwork stopped: nothing of it was changed. See {whole}",
        f"taken.csv was being taken in when Linkwork stopped: it is in the ledger as run 1. See {taken}",
    ]
    assert list(broken_off(fresh_site.extensions[EXTENSION])) == []
    assert "begin again" in shown(fresh, whole)
    assert "begin again" not in shown(fresh, taken)


def test_what_waited_when_it_stopped_was_not_taken(
    fresh_site: Flask, fresh: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.pages.importing.AT_ONCE", 0.01)
    first, second = sent(fresh, KNOWN, buyer="One"), sent(fresh, KNOWN, buyer="Another")
    over(fresh, first)
    over(fresh, second)
    folder = tmp_path / "uploads" / second.rpartition("/")[2]
    with another_writer(fresh_site):
        press(fresh, first, "take")
        at_stage(fresh, first, "wait")
        press(fresh, second, "take")
        shutil.copytree(folder, tmp_path / "as it was")
        press(fresh, second, "stop")
    over(fresh, first)
    over(fresh, second)
    shutil.rmtree(folder)
    shutil.move(tmp_path / "as it was", folder)
    assert list(broken_off(fresh_site.extensions[EXTENSION])) == [
        f"list.csv was being taken in when Linkwork stopped: nothing of it was changed. See {second}"
    ]
    assert "Nothing was changed: begin again." in shown(fresh, second)


def test_what_was_taken_before_a_stop_is_told(fresh: FlaskClient, tmp_path: Path) -> None:
    path = sent(fresh, MORE)
    over(fresh, path)
    folder = tmp_path / "uploads" / path.rpartition("/")[2]
    shutil.copytree(folder, tmp_path / "as it was")
    do(fresh, path, "take")
    shutil.rmtree(folder)
    shutil.move(tmp_path / "as it was", folder)
    break_off(tmp_path, folder.name)
    page = shown(fresh, path)
    assert "Taken in: this is run 1." in page
    assert "4 rows read, 1 set aside, 10 claims. Linkwork was stopped just after; all of it is there." in page
    assert fresh.get(f"{path}/aside").status_code == 200
    assert not (folder / "file").exists()


def test_the_end_of_the_site_breaks_work_off(tmp_path: Path) -> None:
    site = opened(tmp_path)
    client = site.test_client()
    path = sent(client, KNOWN)
    over(client, path)
    with another_writer(site):
        press(client, path, "take")
        site.extensions["linkwork-jobs"].of(path.rpartition("/")[2]).stop(site_ends=True)
    close(site)
    again = opened(tmp_path)
    page = shown(again.test_client(), path)
    close(again)
    assert "Linkwork was stopped while it was being taken in." in page
    assert claims(tmp_path) == 0
