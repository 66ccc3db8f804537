"""Opening, locking and losing the ledger: one sentence each, and never half a transaction."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from graph.claims import LedgerClaims
from graph.errors import InputError, UnreachableError
from graph.ledger import store
from graph.ledger import tables as t
from graph.ledger.store import Ledger, chunks, take_numbers
from graph.model import Audience
from tests.fixtures.ledgers import POSTGRES, Ledgers, counts, edition, names, new_ledger, nodes, supplies

ROOT = Path(__file__).parents[2]
OPEN = "import sys; from graph.ledger.store import Ledger; Ledger(sys.argv[1])"
END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
HOLD = """
import sys
from graph.ledger.store import Ledger, take_numbers
with Ledger(sys.argv[1]).write() as connection:
    take_numbers(connection, "claim", 1000)
    print("held", flush=True)
    sys.stdin.read()
"""


def test_ledger_is_made_where_it_is_missing(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'a' / 'b' / 'ledger.db'}")

    assert set(counts(ledger).values()) == {0}


def test_new_folder_is_its_owners_alone(tmp_path: Path) -> None:
    Ledger(f"sqlite:///{tmp_path / 'home' / 'ledger.db'}")

    assert oct((tmp_path / "home").stat().st_mode)[-3:] == "700"


def test_tables_are_what_migrations_make(ledger: Ledger) -> None:
    inspector = sa.inspect(ledger.engine)

    for name, table in t.metadata.tables.items():
        found = {column["name"]: column["nullable"] for column in inspector.get_columns(name)}
        assert found == {column.name: column.nullable for column in table.columns}, name
        indexes = {
            tuple(index["column_names"])
            for index in inspector.get_indexes(name)
            if "duplicates_constraint" not in index
        }
        assert indexes == {tuple(column.name for column in index.columns) for index in table.indexes}, name


def test_first_start_of_several_at_once(ledgers: Ledgers, tmp_path: Path) -> None:
    url = ledgers.url(tmp_path, tables=False)
    started = [
        subprocess.Popen([sys.executable, "-c", OPEN, url], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(4)
    ]

    assert [(one.communicate()[1], one.returncode) for one in started] == [(b"", 0)] * 4


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:////dev/null/ledger.db", "The ledger sqlite:////dev/null/ledger.db cannot be opened: "),
        ("nonsense", "The ledger that LINKWORK_LEDGER names cannot be opened: Could not parse"),
        ("oracle://u:secret@h/d", r"The ledger oracle://u:\*\*\*@h/d cannot be opened: No module named"),
        ("postgresql+psycopg://u:secret@127.0.0.1:1/d",
         r"The ledger postgresql\+psycopg://u:\*\*\*@127\.0\.0\.1:1/d cannot be opened: "),
    ],
)  # fmt: skip
def test_ledger_out_of_reach_is_a_sentence(url: str, sentence: str) -> None:
    with pytest.raises(UnreachableError, match=f"^{sentence}") as caught:
        Ledger(url)
    assert caught.value.code == 4
    assert str(caught.value).endswith("Check LINKWORK_LEDGER and LINKWORK_HOME.")


def test_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    sentence = (
        r"^The ledger postgresql://u@h/d cannot be opened: .*; run: pip install \"linkwork\[postgresql\]\"\."
    )
    with pytest.raises(UnreachableError, match=sentence):
        Ledger("postgresql://u@h/d")


def test_file_of_another_kind_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_text("This is a letter to a friend, and a long one at that. " * 40)

    with pytest.raises(UnreachableError, match="cannot be opened: file is not a database"):
        new_ledger(tmp_path)


def test_ledger_of_a_newer_version_is_refused(ledger: Ledger, ledgers: Ledgers, tmp_path: Path) -> None:
    with ledger.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(UnreachableError, match="was written by a newer Linkwork; install that one"):
        ledgers.open(tmp_path)


def test_read_sees_one_state(ledger: Ledger) -> None:
    count = sa.select(sa.func.count()).select_from(t.claim)
    with ledger.read() as connection:
        before = connection.scalar(count)
        edition(ledger, [supplies()])
        assert (before, connection.scalar(count)) == (0, 0)
    assert counts(ledger)["claim"] == 1


def test_error_leaves_nothing_behind(ledger: Ledger) -> None:
    with pytest.raises(ZeroDivisionError), ledger.write() as connection:
        take_numbers(connection, "claim", 5 // (take_numbers(connection, "claim", 5) - 1))
    assert counts(ledger)["counter"] == 0


def test_second_writer_waits_for_the_lock(
    ledgers: Ledgers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """… a reader does not; after its time is up it is told so; a killed holder changed nothing."""
    edition(ledgers.open(tmp_path), names())
    monkeypatch.setattr(store, "_BUSY_MS", 50)
    ledger = ledgers.open(tmp_path)
    before = counts(ledger)
    command = [sys.executable, "-c", HOLD, ledgers.url(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(
            UnreachableError, match=r"could not be written: (database is locked|.* lock timeout)"
        ):
            edition(ledger, [supplies()])
        assert counts(ledger) == before
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert edition(ledger, [supplies()]).new == 1


def test_full_disk_changes_nothing(tmp_path: Path) -> None:
    """A limit on file size stands for the disk."""
    ledger = new_ledger(tmp_path)
    edition(ledger, names())
    before = counts(ledger)
    size = sum(path.stat().st_size for path in tmp_path.iterdir())
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, old[1]))
    try:
        with pytest.raises(
            UnreachableError, match=r"^The ledger could not be written: .*Nothing was changed"
        ):
            edition(ledger, [supplies(row_ref=str(n), words="x" * 1000 + str(n)) for n in range(2000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, ignored)

    assert counts(ledger) == before
    assert edition(ledger, [supplies()]).new == 1


def test_ledger_that_breaks_while_read_is_a_sentence(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path)

    sentence = r"^The ledger cannot be read: no such table: gone\.$"
    with pytest.raises(UnreachableError, match=sentence), ledger.read() as connection:
        connection.execute(sa.text("SELECT * FROM gone"))


@pytest.mark.parametrize("ledgers", POSTGRES, indirect=True)
def test_server_that_ends_meanwhile_is_a_sentence(ledger: Ledger) -> None:
    sentence = r"^The ledger could not be written: terminating connection .*Nothing was changed; try again\.$"
    with pytest.raises(UnreachableError, match=sentence), ledger.write() as connection:
        _lose(connection)

    assert counts(ledger)["counter"] == 0


@pytest.mark.parametrize("ledgers", POSTGRES, indirect=True)
def test_server_that_began_anew_is_asked_again(ledger: Ledger, ledgers: Ledgers, tmp_path: Path) -> None:
    before = counts(ledger)
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with ledgers.open(tmp_path).read() as connection:
        ended = connection.scalars(
            sa.text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        )
        assert ended.all() == [True]

    assert counts(ledger) == before


@pytest.mark.parametrize("ledgers", POSTGRES, indirect=True)
def test_nul_is_the_inputs_fault(ledger: Ledger) -> None:
    sentence = r"^A text that was given holds the character NUL: take it out\.$"
    with pytest.raises(InputError, match=sentence):
        LedgerClaims(ledger, Audience.PUBLIC).claim("a\0b")
    with pytest.raises(InputError, match=sentence):
        edition(ledger, [supplies(words="a\0b")])
    assert counts(ledger)["run"] == 0


@pytest.mark.parametrize("ledgers", POSTGRES, indirect=True)
def test_planner_knows_what_grew(ledger: Ledger) -> None:
    """… at once, for what follows an import is asked at once."""
    edition(ledger, [supplies(words=f"{number} {'x' * 400}") for number in range(1000)])

    with ledger.read() as connection:
        known = connection.execute(sa.text("SELECT relname, reltuples FROM pg_class"))
        assert {name: rows for name, rows in known if name in ("claim", "list")} == {
            "claim": 1000,
            "list": -1,
        }


def _lose(connection: sa.Connection) -> None:
    """Write something, and be cut off."""
    take_numbers(connection, "claim", 5)
    connection.execute(sa.text("SELECT pg_terminate_backend(pg_backend_pid())"))


def test_numbers_are_given_once(ledger: Ledger) -> None:
    with ledger.write() as connection:
        taken = [take_numbers(connection, "claim", count) for count in (3, 1, 2)]

    assert taken == [1, 4, 5]


def test_numbers_grow_beyond_four_bytes(ledger: Ledger) -> None:
    """The followers' too: every claim that any import sees takes one."""
    with ledger.write() as connection:
        take_numbers(connection, "touched", 2**33)
        take_numbers(connection, "dirty", 2**33)
    edition(ledger, names())

    assert set(nodes(ledger)) == {"S", "mill", "weaver", "brand", "owner"}
    edition(ledger, [supplies()])
    assert nodes(ledger)["mill"]["n_buyers"] == 1
    with ledger.read() as connection:
        given = [connection.scalar(sa.select(sa.func.min(c))) for c in (t.touched.c.seq, t.dirty.c.seq)]
    assert all(number > 2**33 for number in given), given


def test_values_are_cut_into_statements() -> None:
    assert list(chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(chunks([], 2)) == []
