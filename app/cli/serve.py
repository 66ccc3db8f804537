"""`linkwork serve`: the site, for this machine alone."""

import logging
import socket
import sys
import threading

import click
import waitress

from app import create_app, jobs
from app.cli.options import opened
from app.cli.output import show, tell
from app.cli.progress import counting
from app.following import start_following
from app.taking import broken_off
from graph.errors import InputError
from graph.settings import LOOPBACK, Settings, read_settings

_THREADS = 8
_STACK = 64 * 1024 * 1024  # bytes: the embedded engine reads nested queries by recursion


@click.command("serve")
def command() -> None:
    """Serve the site at LINKWORK_HOST and LINKWORK_PORT until it is stopped."""
    settings = read_settings()
    listening = _listen(settings)
    threading.stack_size(_STACK)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short wait is nobody's business
    with listening, opened(settings) as workspace:
        with counting("Writing", "nodes and links") as more:
            workspace.follow("members", progress=more)
        app = create_app(settings, workspace)
        for sentence in broken_off(workspace):
            tell(sentence)
        follower = start_following(app)
        server = waitress.create_server(app, sockets=[listening], threads=_THREADS, ident=None)
        show(f"Linkwork is at {_address(settings)}")
        sys.stdout.flush()
        try:
            server.run()
        except KeyboardInterrupt:
            pass
        finally:
            server.close()
            app.extensions[jobs.EXTENSION].close()
            follower.stop()


def _listen(settings: Settings) -> socket.socket:
    """Take the port before anything is loaded, so that a taken one is told at once."""
    if settings.host not in LOOPBACK:
        raise InputError(
            f"LINKWORK_HOST is {settings.host}: Linkwork has no accounts yet and serves this machine alone;"
            " leave it at 127.0.0.1."
        )
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(socket.SOMAXCONN)
    except OSError as error:
        listening.close()
        raise InputError(
            f"Port {settings.port} of {settings.host} is taken ({error.strerror}); choose another one with"
            f" LINKWORK_PORT, for example LINKWORK_PORT={settings.port + 1}."
        ) from error
    return listening


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"
