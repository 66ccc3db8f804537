"""A file is fetched once, again only if it changed, on from where it broke, never from where it must not."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph.errors import InputError
from importers.fetching import Fetched, Limits, fetch

LIST = b"name,address\nAlpha,Road 1\n" * 40
QUICK = Limits(wait=0.01, attempts=3, own_network=True)
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Gives the server's answers one after the other, the last for ever, and notes what was asked."""

    protocol_version = "HTTP/1.1"
    server: "Site"

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.reply(200 if self.server.robots else 404, self.server.robots)
            return
        self.server.asked.append(dict(self.headers))
        answers = self.server.answers
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        answer(self)

    def reply(self, status: int, content: bytes = b"", length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content) if length is None else length))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


class Site(ThreadingHTTPServer):
    """A site on loopback: its answers, its robots.txt, and the headers of each request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[Answer] = []
        self.robots = b""
        self.asked: list[dict[str, str]] = []

    def url(self, path: str = "/lists/list%202024.csv") -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves early is no fault."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as made:
        threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield made
        made.shutdown()


def whole(handler: Handler) -> None:
    handler.reply(200, LIST, ETag='"v1"', Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT")


def status(code: int, **headers: str) -> Answer:
    return lambda handler: handler.reply(code, b"", **headers)


def broken(handler: Handler) -> None:
    """Half of the file, then the line is cut."""
    handler.reply(200, LIST[:500], len(LIST), ETag='"v1"', Accept_Ranges="bytes")
    handler.close_connection = True


def rest(handler: Handler) -> None:
    start = int(handler.headers["Range"].removeprefix("bytes=").removesuffix("-"))
    told = f"bytes {start}-{len(LIST) - 1}/{len(LIST)}"
    handler.reply(206, LIST[start:], ETag='"v1"', Content_Range=told)


def refusal(site: Site, cache: Path, limits: Limits = QUICK, url: str = "") -> str:
    with pytest.raises(InputError) as caught:
        fetch(url or site.url(), cache, limits)
    return str(caught.value).removeprefix(url or site.url())


def test_file_is_fetched_with_its_checksum(site: Site, tmp_path: Path) -> None:
    site.answers = [whole]
    seen: list[int] = []

    found = fetch(site.url(), tmp_path, QUICK, seen.append)

    assert found == Fetched(found.path, site.url(), hashlib.sha256(LIST).hexdigest(), is_new=True)
    assert (found.path.name, found.path.read_bytes(), sum(seen)) == ("list_2024.csv", LIST, len(LIST))
    assert site.asked[0]["User-Agent"].startswith("linkwork/")
    assert sorted(path.name for path in found.path.parent.iterdir()) == ["kept.json", "list_2024.csv"]


def test_unchanged_file_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.answers = [whole, status(304)]
    first, again = fetch(site.url(), tmp_path, QUICK), fetch(site.url(), tmp_path, QUICK)

    assert (again.path, again.sha256, again.is_new) == (first.path, first.sha256, False)
    assert {name: site.asked[1][name] for name in ("If-None-Match", "If-Modified-Since")} == {
        "If-None-Match": '"v1"',
        "If-Modified-Since": "Mon, 02 Nov 2026 10:00:00 GMT",
    }


def test_changed_cache_is_fetched_anew(site: Site, tmp_path: Path) -> None:
    site.answers = [whole]
    fetch(site.url(), tmp_path, QUICK).path.write_bytes(b"something else")

    again = fetch(site.url(), tmp_path, QUICK)

    assert (again.path.read_bytes(), again.is_new) == (LIST, True)
    assert "If-None-Match" not in site.asked[1]


def test_broken_transfer_goes_on(site: Site, tmp_path: Path) -> None:
    site.answers = [broken, rest]

    assert fetch(site.url(), tmp_path, QUICK).path.read_bytes() == LIST
    assert (site.asked[1]["Range"], site.asked[1]["If-Range"]) == ("bytes=500-", '"v1"')


def test_file_that_changed_meanwhile_begins_anew(site: Site, tmp_path: Path) -> None:
    site.answers = [broken, whole]

    assert fetch(site.url(), tmp_path, QUICK).path.read_bytes() == LIST


def test_part_that_no_longer_fits_begins_anew(site: Site, tmp_path: Path) -> None:
    site.answers = [broken, status(416), whole]

    assert fetch(site.url(), tmp_path, QUICK).path.read_bytes() == LIST
    assert [asked.get("Range") for asked in site.asked] == [None, "bytes=500-", None]


def test_busy_server_is_asked_again(site: Site, tmp_path: Path) -> None:
    site.answers = [status(429, Retry_After="0"), status(503), whole]

    assert fetch(site.url(), tmp_path, QUICK).path.read_bytes() == LIST


def test_server_that_stays_busy_is_told(site: Site, tmp_path: Path) -> None:
    site.answers = [status(503)]

    assert refusal(site, tmp_path) == " is busy, 3 times: try again later."
    assert len(site.asked) == 3


def test_refusal_is_not_asked_again(site: Site, tmp_path: Path) -> None:
    site.answers = [status(404)]

    assert refusal(site, tmp_path) == " cannot be had: the server answers 404 Not Found."
    assert len(site.asked) == 1


@pytest.mark.parametrize("says_so", [True, False])
def test_too_large_a_file_is_refused(site: Site, tmp_path: Path, says_so: bool) -> None:
    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(b"x" * 2_000_000)

    site.answers = [status(200)] if says_so else [endless]
    if says_so:
        site.answers = [lambda handler: handler.reply(200, b"", 3_000_000)]

    limits = Limits(bytes=1024**2, own_network=True)
    assert refusal(site, tmp_path, limits) == " is over 1 MB: fetch a part of it, or split it."
    assert not list(tmp_path.rglob("part"))


def test_slow_server_ends_at_the_limit(site: Site, tmp_path: Path) -> None:
    gone = threading.Event()

    def trickle(handler: Handler) -> None:
        handler.reply(200, b"", len(LIST), ETag='"v1"')
        while not gone.wait(0.02):
            handler.wfile.write(b"x")

    site.answers = [trickle]
    told = refusal(site, tmp_path, Limits(seconds=0.4, attempts=1, own_network=True))
    gone.set()

    assert told in (
        " took over 0.4 seconds: run it again, it goes on where it stopped.",
        " did not answer (ConnectionError), 1 times: try again later.",
    )


def test_redirect_is_followed(site: Site, tmp_path: Path) -> None:
    site.answers = [status(302, Location="/newest.csv"), whole]

    assert fetch(site.url(), tmp_path, QUICK).path.read_bytes() == LIST


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.org/list.csv"])
def test_redirect_elsewhere_is_refused(site: Site, tmp_path: Path, location: str) -> None:
    site.answers = [status(302, Location=location)]

    assert refusal(site, tmp_path) == (
        " leads to another kind of address, which is not followed: look for the file."
    )


def test_redirects_in_a_circle_end(site: Site, tmp_path: Path) -> None:
    site.answers = [status(301, Location="/lists/list%202024.csv")]

    assert refusal(site, tmp_path) == " leads on more than 5 times: look for the file's own address."


def test_robots_are_respected(site: Site, tmp_path: Path) -> None:
    site.robots, site.answers = b"User-agent: *\nDisallow: /lists/\n", [whole]

    assert refusal(site, tmp_path) == (
        " is closed to programs by its site's robots.txt: download it in a browser."
    )
    assert site.asked == []
    assert fetch(site.url("/open.csv"), tmp_path, QUICK).path.read_bytes() == LIST


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_own_network_is_not_reached(site: Site, tmp_path: Path, host: str) -> None:
    site.answers = [whole]
    url = site.url().replace("127.0.0.1", host)

    assert refusal(site, tmp_path, Limits(attempts=1), url) == (
        " leads to 127.0.0.1, which is not public: only public addresses are fetched."
    )
    assert site.asked == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/a", "http://", "http://a:b@example.org/"]
)
def test_other_addresses_are_refused(site: Site, tmp_path: Path, url: str) -> None:
    assert refusal(site, tmp_path, url=url) == (
        " is no address of a file that can be fetched: it begins with https://."
    )
