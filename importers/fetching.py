"""Fetching a file from the web: only when asked for by its address, politely, and within limits.

    robots.txt → conditional GET (RFC 9110, 13) → resume where a transfer broke (14) → checksum → cache

What was fetched before is asked for by its ETag or its date, so that an unchanged file is not sent again.
Servers that are busy are asked again, later each time. No address within the own network is ever reached by
way of a public name or a redirect (server-side request forgery), unless the caller allows it.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests
from urllib3.exceptions import HTTPError

from graph.errors import InputError
from importers.fetched import Kept, file_name, read_json, sha256_of
from importers.guarded import AGENT, PrivateAddressError, guarded_session

BLOCK = 1 << 18
ROBOTS_BYTES = 512 * 1024  # RFC 9309: at least 500 KiB are to be read
AGAIN = frozenset({429, 500, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Limits:
    """How much, how long, how often. `wait` seconds double with every attempt, or are the server's."""

    bytes: int = 2 * 1024**3
    seconds: float = 1800
    attempts: int = 5
    wait: float = 1
    longest_wait: float = 60
    redirects: int = 5
    own_network: bool = False


@dataclass(frozen=True)
class Fetched:
    """A file in the cache: where, from which address, its SHA-256, and whether it is new or as before."""

    path: Path
    url: str
    sha256: str
    is_new: bool


class _AgainError(Exception):
    """Worth another attempt; `wait` is what the server asks for."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


def fetch(url: str, cache: Path, limits: Limits | None = None, progress: Progress | None = None) -> Fetched:
    """The file at an address, from the cache where the server says that it is unchanged.

    `progress` is told the bytes of each block. Raises InputError, one sentence, where the address cannot be
    used, the server refuses, robots.txt asks programs to stay away, or a limit is reached.
    """
    folder = cache / hashlib.sha256(url.encode()).hexdigest()[:24]
    folder.mkdir(parents=True, exist_ok=True)
    with guarded_session(own_network=(limits or Limits()).own_network) as session:
        return _Fetching(url, folder, limits or Limits(), progress or _silent, session).run()


def _silent(count: int) -> None:
    """Nobody looks on."""


class _Fetching:
    """One file on its way."""

    def __init__(
        self, url: str, folder: Path, limits: Limits, progress: Progress, session: requests.Session
    ) -> None:
        self._url = url
        self._folder = folder
        self._limits = limits
        self._progress = progress
        self._session = session
        self._part = folder / "part"
        self._deadline = time.monotonic() + limits.seconds
        self._allowed: set[str] = set()

    def run(self) -> Fetched:
        for attempt in range(self._limits.attempts):
            try:
                return self._attempt()
            except _AgainError as error:
                last = error
            except (requests.RequestException, HTTPError) as error:
                last = _AgainError(f"did not answer ({type(error).__name__})")
            if attempt + 1 < self._limits.attempts:
                self._wait(last.wait or self._limits.wait * 2**attempt)
        raise self._error(f"{last}, {self._limits.attempts} times: try again later.")

    def _attempt(self) -> Fetched:
        kept, started = self._kept(), self._started()
        with self._followed(self._conditions(kept, started)) as response:
            if response.status_code == 304 and kept:
                return Fetched(self._folder / kept.name, self._url, kept.sha256, is_new=False)
            if response.status_code == 416:  # the file is now shorter than what was begun
                self._part.unlink(missing_ok=True)
                raise _AgainError("changed while it was fetched")
            self._check(response)
            self._receive(response, started)
            return self._keep(response)

    def _conditions(self, kept: Kept | None, started: dict[str, str]) -> dict[str, str]:
        """The headers of the request: go on where it broke, or send it only if it changed."""
        if started:
            return {"Range": f"bytes={self._part.stat().st_size}-", "If-Range": started["validator"]}
        if kept is None:
            return {}
        asked = {"If-None-Match": kept.etag, "If-Modified-Since": kept.modified}
        return {name: value for name, value in asked.items() if value}

    @contextmanager
    def _followed(self, headers: dict[str, str]) -> Iterator[requests.Response]:
        """The response at the end of all redirects, each of which is checked as the first address is."""
        url = self._url
        for _ in range(self._limits.redirects + 1):
            self._check_address(url)
            self._check_robots(url)
            with self._get(url, headers) as response:
                if response.status_code not in REDIRECTS or "Location" not in response.headers:
                    yield response
                    return
                following = urljoin(url, response.headers["Location"])
            if urlsplit(following).scheme != urlsplit(url).scheme and not following.startswith("https://"):
                raise self._error(
                    "leads to another kind of address, which is not followed: look for the file."
                )
            url = following
        raise self._error(
            f"leads on more than {self._limits.redirects} times: look for the file's own address."
        )

    def _get(self, url: str, headers: dict[str, str]) -> requests.Response:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise self._too_slow()
        try:
            return self._session.get(
                url,
                headers=headers,
                stream=True,
                allow_redirects=False,
                timeout=(min(10, left), min(30, left)),
            )
        except PrivateAddressError as error:
            raise self._error(f"{error}: only public addresses are fetched.") from error
        except (requests.exceptions.InvalidURL, requests.exceptions.SSLError) as error:
            raise self._error("cannot be fetched safely: check the address.") from error

    def _check_address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise self._error("is no address of a file that can be fetched: it begins with https://.")

    def _check_robots(self, url: str) -> None:
        """RFC 9309: a missing robots.txt allows all, one that a server fails to send forbids all for now."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site + parts.path in self._allowed:
            return
        with self._get(f"{site}/robots.txt", {}) as response:
            if response.status_code in AGAIN:
                raise _AgainError("is busy", _asked_wait(response, self._limits))
            text = b""
            if response.status_code == 200:
                text = next(response.iter_content(ROBOTS_BYTES), b"")
        rules = RobotFileParser()
        rules.parse(text.decode("utf-8", errors="replace").splitlines())
        if not rules.can_fetch(AGENT, url):
            raise self._error("is closed to programs by its site's robots.txt: download it in a browser.")
        self._allowed.add(site + parts.path)

    def _check(self, response: requests.Response) -> None:
        if response.status_code in AGAIN:
            raise _AgainError("is busy", _asked_wait(response, self._limits))
        if response.status_code not in (200, 206):
            raise self._error(f"cannot be had: the server answers {response.status_code} {response.reason}.")
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > self._limits.bytes:
            raise self._too_large()

    def _receive(self, response: requests.Response, started: dict[str, str]) -> None:
        """Add to what was begun, if the server goes on with it; begin anew in all other cases."""
        size = self._part.stat().st_size if started else 0
        goes_on = response.status_code == 206 and response.headers.get("Content-Range", "").startswith(
            f"bytes {size}-"
        )
        if response.status_code == 206 and not goes_on:
            self._part.unlink(missing_ok=True)
            raise _AgainError("sent another part than was asked for")
        size = size if goes_on else 0
        self._note_start(response)
        with self._part.open("ab" if goes_on else "wb") as part:
            for block in _blocks(response):
                size += len(block)
                if size > self._limits.bytes:
                    raise self._too_large()
                if time.monotonic() > self._deadline:
                    raise self._too_slow()
                part.write(block)
                self._progress(len(block))

    def _note_start(self, response: requests.Response) -> None:
        """What tells the same file when the transfer breaks: a strong ETag, else the date (RFC 9110)."""
        etag = response.headers.get("ETag", "")
        validator = etag if etag.startswith('"') else response.headers.get("Last-Modified", "")
        told = self._folder / "part.json"
        if validator and response.headers.get("Accept-Ranges") != "none":
            told.write_text(json.dumps({"validator": validator}), "utf-8")
        else:
            told.unlink(missing_ok=True)

    def _started(self) -> dict[str, str]:
        """The validator of a transfer that broke, nothing where there is none to go on with."""
        told: dict[str, str] = read_json(self._folder / "part.json")
        return told if told and self._part.exists() and self._part.stat().st_size else {}

    def _keep(self, response: requests.Response) -> Fetched:
        name = file_name(response.url)
        kept = Kept(
            self._url, name, sha256_of(self._part),
            response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""),
        )  # fmt: skip
        self._part.replace(self._folder / name)
        (self._folder / "kept.json").write_text(json.dumps(asdict(kept)), "utf-8")
        (self._folder / "part.json").unlink(missing_ok=True)
        return Fetched(self._folder / name, self._url, kept.sha256, is_new=True)

    def _kept(self) -> Kept | None:
        """What is in the cache, if it is still whole."""
        told = read_json(self._folder / "kept.json")
        if not told:
            return None
        kept = Kept(**told)
        path = self._folder / kept.name
        return kept if path.exists() and sha256_of(path) == kept.sha256 else None

    def _wait(self, seconds: float) -> None:
        seconds = min(seconds, self._limits.longest_wait)
        if time.monotonic() + seconds > self._deadline:
            raise self._too_slow()
        time.sleep(seconds)

    def _too_large(self) -> InputError:
        self._part.unlink(missing_ok=True)
        return self._error(f"is over {self._limits.bytes // 1024**2} MB: fetch a part of it, or split it.")

    def _too_slow(self) -> InputError:
        return self._error(
            f"took over {self._limits.seconds:g} seconds: run it again, it goes on where it stopped."
        )

    def _error(self, what: str) -> InputError:
        return InputError(f"{self._url} {what}")


def _blocks(response: requests.Response) -> Iterator[bytes]:
    """What arrives, as it arrives, so that nothing is lost where the transfer breaks."""
    length = response.headers.get("Content-Length", "")
    left = int(length) if length.isdecimal() else 0
    while block := response.raw.read1(BLOCK):
        left -= len(block)
        yield block
    if left > 0:
        raise _AgainError("was cut short")


def _asked_wait(response: requests.Response, limits: Limits) -> float | None:
    """The seconds of a Retry-After; a date there is not read."""
    told = response.headers.get("Retry-After", "")
    return min(float(told), limits.longest_wait) if told.isdecimal() else None
