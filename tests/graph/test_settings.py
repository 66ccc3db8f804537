"""Settings: read from the environment, told with secrets masked, refused in one sentence."""

from pathlib import Path

import pytest

from graph.errors import InputError
from graph.settings import Settings, masked, read_settings, secret_key


def test_home_alone_is_enough(tmp_path: Path) -> None:
    found = read_settings({"LINKWORK_HOME": str(tmp_path)})

    assert found == Settings(home=tmp_path, ledger=f"sqlite:///{tmp_path}/ledger.db")
    assert (found.graph_for("members"), found.graph_for("public")) == ("embedded", "embedded")


def test_every_setting_is_read(tmp_path: Path) -> None:
    given = {
        "HOME": str(tmp_path), "LEDGER": "postgresql+psycopg://h/d", "GRAPH": "bolt://h:1",
        "GRAPH_PUBLIC": "neo4j://h", "GRAPH_USER": "u", "GRAPH_PASSWORD": "p", "HOST": "0.0.0.0",
        "PORT": "81", "SECRET_KEY": "k", "REQUIRE_NEO4J": "1",
        "REQUIRE_POSTGRES": "1", "DEBUG": "no",
    }  # fmt: skip
    found = read_settings({f"LINKWORK_{name}": value for name, value in given.items()})

    assert found == Settings(
        home=tmp_path, ledger="postgresql+psycopg://h/d", graph="bolt://h:1", graph_public="neo4j://h",
        graph_user="u", graph_password="p", host="0.0.0.0", port=81, secret_key="k",
        require_neo4j=True, require_postgres=True, debug=False,
    )  # fmt: skip
    assert (found.shown()["LINKWORK_GRAPH_PASSWORD"], found.shown()["LINKWORK_SECRET_KEY"]) == ("set", "set")
    assert "graph_password" not in repr(found)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql://u:p%40/@h:5/d?host=/x", "postgresql://u:***@h:5/d?host=/x"),
        ("postgresql:///d?user=u&password=p&host=/x", "postgresql:///d?user=u&password=***&host=/x"),
        ("bolt://u:p@p@h:1", "bolt://u:***@h:1"),
        ("bolt://h:7687", "bolt://h:7687"),
        ("sqlite:////home/a:b@c/ledger.db", "sqlite:////home/a:b@c/ledger.db"),
    ],
)
def test_passwords_in_addresses_are_masked(given: str, shown: str) -> None:
    assert masked(given) == shown


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "0", "LINKWORK_PORT is a number from 1 to 65535, not '0'."),
        ("PORT", "²", "LINKWORK_PORT is a number from 1 to 65535, not '²'."),
        (
            "GRAPH",
            "http://h",
            "LINKWORK_GRAPH is 'embedded' or an address such as bolt://127.0.0.1:7687, not 'http://h'.",
        ),
    ],
)
def test_wrong_setting_is_named(name: str, value: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        read_settings({f"LINKWORK_{name}": value})

    assert str(caught.value) == sentence


def test_one_database_holds_one_audience() -> None:
    both = {"LINKWORK_GRAPH": "bolt://h:1", "LINKWORK_GRAPH_PUBLIC": "bolt://h:1"}

    with pytest.raises(InputError, match="name the same database: one server holds one audience"):
        read_settings(both)


def test_laptop_keeps_its_own_secret(tmp_path: Path) -> None:
    on_loopback = read_settings({"LINKWORK_HOME": str(tmp_path / "new")})
    made = secret_key(on_loopback)

    assert (len(made), secret_key(on_loopback)) == (64, made)
    assert (tmp_path / "new" / "secret_key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(InputError, match="must be given when LINKWORK_HOST is not this machine alone"):
        secret_key(read_settings({"LINKWORK_HOME": str(tmp_path), "LINKWORK_HOST": "0.0.0.0"}))
