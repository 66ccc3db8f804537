"""Settings, all from the environment with the prefix `LINKWORK_`; nothing else reads it."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

import platformdirs

from graph.errors import InputError

LOOPBACK = ("127.0.0.1", "::1", "localhost")
_PASSWORD = re.compile(r"(://[^:/@?]*:).*(?=@)|(?<=[?&])(password=)[^&]*")


@dataclass(frozen=True)
class Settings:
    """Where things are and who may reach them.

    `graph` and `graph_public` are `embedded` or an address (`bolt://…`, `neo4j://…`, `neo4j+s://…`).
    """

    home: Path
    ledger: str
    graph: str = "embedded"
    graph_public: str = "embedded"
    graph_user: str = "neo4j"
    graph_password: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 8000
    secret_key: str = field(default="", repr=False)
    require_neo4j: bool = False
    require_postgres: bool = False
    debug: bool = False

    @property
    def snapshots(self) -> Path:
        """Where the embedded engine keeps its snapshot files."""
        return self.home / "graph"

    @property
    def cache(self) -> Path:
        """What can be made again, shared by all homes of this user (the assembled Neo4j)."""
        return Path(platformdirs.user_cache_dir("linkwork"))

    def graph_for(self, audience: str) -> str:
        """The engine that serves an audience."""
        return self.graph_public if audience == "public" else self.graph

    def shown(self) -> dict[str, str]:
        """Every setting by its environment name, secrets masked."""
        hidden = ("graph_password", "secret_key")
        return {
            f"LINKWORK_{f.name.upper()}": (
                ("set" if getattr(self, f.name) else "not set")
                if f.name in hidden
                else masked(str(getattr(self, f.name)))
            )
            for f in fields(self)
        }


def masked(url: str) -> str:
    """An address without the password that it may hold; any other text as it is."""
    return _PASSWORD.sub(r"\1\2***", url)


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment. Raises `InputError` naming the setting that cannot be used."""
    env = os.environ if environ is None else environ

    def value(name: str, default: str = "") -> str:
        return env.get(f"LINKWORK_{name}", "").strip() or default

    home = Path(value("HOME", platformdirs.user_data_dir("linkwork"))).expanduser().absolute()
    settings = Settings(
        home=home,
        ledger=value("LEDGER", f"sqlite:///{home / 'ledger.db'}"),
        graph=_graph("GRAPH", value("GRAPH", "embedded")),
        graph_public=_graph("GRAPH_PUBLIC", value("GRAPH_PUBLIC", "embedded")),
        graph_user=value("GRAPH_USER", "neo4j"),
        graph_password=value("GRAPH_PASSWORD"),
        host=value("HOST", "127.0.0.1"),
        port=_port(value("PORT", "8000")),
        secret_key=value("SECRET_KEY"),
        require_neo4j=_flag(value("REQUIRE_NEO4J")),
        require_postgres=_flag(value("REQUIRE_POSTGRES")),
        debug=_flag(value("DEBUG")),
    )
    if settings.graph == settings.graph_public != "embedded":
        raise InputError(
            "LINKWORK_GRAPH and LINKWORK_GRAPH_PUBLIC name the same database: one server holds one audience,"
            " so give each its own or leave one of them embedded."
        )
    return settings


def secret_key(settings: Settings) -> str:
    """The key that signs cookies: given, or on a laptop made once and kept in home (mode 600)."""
    if settings.secret_key:
        return settings.secret_key
    if settings.host not in LOOPBACK:
        raise InputError("LINKWORK_SECRET_KEY must be given when LINKWORK_HOST is not this machine alone.")
    kept = settings.home / "secret_key"
    if not kept.exists():
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_hex(32))
    return kept.read_text().strip()


def _graph(name: str, text: str) -> str:
    schemes = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")
    if text == "embedded" or text.startswith(schemes):
        return text
    raise InputError(
        f"LINKWORK_{name} is 'embedded' or an address such as bolt://127.0.0.1:7687, not {text!r}."
    )


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise InputError(f"LINKWORK_PORT is a number from 1 to 65535, not {text!r}.")
    return int(text)


def _flag(text: str) -> bool:
    return text.lower() not in ("", "0", "no", "false")
