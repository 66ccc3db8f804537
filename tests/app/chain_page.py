"""A page as the site makes it, on loopback under the site's policy, for tests of the drawing's script."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, render_template_string

from app.drawing import legend, link_id, network_data, svg
from app.layout import place
from graph.chain import Chain
from tests.fixtures.chains import TODAY

STATIC = Path(__file__).parents[2] / "app" / "static"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Chain</title>
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/linkwork.css"></head>
<body><main class="wrap wide"><div id="drawing" class="draw">{{ drawing }}</div>{{ key }}
<table><tr data-link="WP-1~SUPPLIES~OR-1"><td><a id="row" href="#x">row</a></td></tr></table>
<script type="application/json" id="chain-data">{{ data | tojson }}</script>
<script src="/vendor/vis-data-8.0.6/vis-data.min.js" defer></script>
<script src="/vendor/vis-network-10.1.5/vis-network.min.js" defer></script>
<script src="/chain.js" defer></script></main></body></html>"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    page = b""

    def do_GET(self) -> None:
        if self.path.split("?")[0] == "/":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(self.page)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def page_of(chain: Chain, *, rtl: bool = False) -> bytes:
    """The page with the server's drawing and the data of the browser's."""
    layout = place(chain, rtl=rtl)

    def url(link: object) -> str:
        return f"/?link={link_id(link)}#link"  # type: ignore[arg-type]

    with Flask(__name__).app_context():
        return render_template_string(
            PAGE,
            drawing=svg(chain, layout, link_url=url, today=TODAY),
            key=legend(chain, layout, today=TODAY),
            data=network_data(chain, layout, link_url=url, today=TODAY),
        ).encode()


@contextmanager
def served(page: bytes) -> Iterator[str]:
    """The page's address on a free port of loopback."""
    handler = type("Handler", (_Handler,), {"page": page})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(STATIC))
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
