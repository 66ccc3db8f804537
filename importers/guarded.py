"""A session that connects to public addresses alone, whatever a name is resolved to (OWASP SSRF Prevention).

The address is checked on the connection that the request will use, so that a name that answers differently
the second time (DNS rebinding) gains nothing. Proxies, `.netrc` and cookies are not used.
"""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

AGENT = "linkwork"


class PrivateAddressError(Exception):
    """The name leads into the own network, to this machine, or to no public place: no fault of the net."""


def _check_peer(sock: socket.socket) -> None:
    address = ipaddress.ip_address(str(sock.getpeername()[0]).partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    if not (mapped or address).is_global:
        sock.close()
        raise PrivateAddressError(f"leads to {address}, which is not public")


class _PublicConnection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _check_peer(self.sock)


class _PublicSecureConnection(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _check_peer(self.sock)


class _PublicPool(HTTPConnectionPool):
    ConnectionCls = _PublicConnection


class _PublicSecurePool(HTTPSConnectionPool):
    ConnectionCls = _PublicSecureConnection


class _PublicAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        pools = {"http": _PublicPool, "https": _PublicSecurePool}
        self.poolmanager.pool_classes_by_scheme = pools


@contextmanager
def guarded_session(*, own_network: bool = False) -> Iterator[requests.Session]:
    """A session that says who asks; `own_network` lets it reach private addresses too."""
    with requests.Session() as session:
        session.trust_env = False
        session.headers.update({"User-Agent": f"{AGENT}/{version(AGENT)}", "Accept-Encoding": "identity"})
        if not own_network:
            for scheme in ("http://", "https://"):
                session.mount(scheme, _PublicAdapter())
        yield session
