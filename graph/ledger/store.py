"""Opening the ledger: SQLite in WAL mode, or any database that SQLAlchemy speaks to.

A writing transaction takes the write lock at its beginning (one writer at a time), so that numbers
can be given out and keys looked up before they are inserted.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from graph.errors import InputError, LinkworkError, UnreachableError
from graph.ledger import tables
from graph.settings import masked

CHUNK = 5000  # values in one IN (…): SQLite takes 32,766
_BUSY_MS = 600_000  # as long as another import may take
_GROWN = sa.text("""
SELECT oid::regclass::text FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
  AND pg_relation_size(oid) / current_setting('block_size')::int > 1.5 * relpages + 20
""")
Plain = int | str | bytes | None
_BROKEN = (sa.exc.OperationalError, sa.exc.InternalError)  # locked, full, gone; not a fault in our SQL


class Ledger:
    """A connection pool on one ledger, its schema up to date."""

    def __init__(self, url: str) -> None:
        """Open, create or migrate. Raises `UnreachableError` with the reason and what to do."""
        try:
            _make_folder(url)
            self.engine = sa.create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
            _prepare(self.engine)
            self._migrate()
        except CommandError as error:
            self.close()
            raise UnreachableError(
                f"The ledger {_shown(url)} was written by a newer Linkwork; install that one."
            ) from error
        except (sa.exc.SQLAlchemyError, ImportError, OSError) as error:
            raise UnreachableError(
                f"The ledger {_shown(url)} cannot be opened: {_reason(error)}. Check LINKWORK_LEDGER and"
                " LINKWORK_HOME."
            ) from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state for as long as it is held; `UnreachableError` when it breaks."""
        reading = self.engine
        if reading.dialect.name == "postgresql":
            reading = reading.execution_options(isolation_level="REPEATABLE READ")
        with _told("The ledger cannot be read: {}."), reading.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction with the write lock; rolled back on any error."""
        writing = self.engine.execution_options(linkwork_write=True)
        broken = "The ledger could not be written: {}. Nothing was changed; try again."
        with _told(broken), writing.begin() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execute(sa.text(f"SET LOCAL lock_timeout = {_BUSY_MS}"))
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(5267)"))
            yield connection
            count_grown(connection)

    def database(self) -> str:
        """What it is kept in, as in "PostgreSQL 15.18"."""
        with self.read() as connection:
            version = connection.dialect.server_version_info or ()
        name = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}.get(self.engine.name, self.engine.name)
        return f"{name} {'.'.join(map(str, version))}"

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()

    def _migrate(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        newest = ScriptDirectory.from_config(config).get_current_head()
        with self.engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
        if found == newest:
            return
        with self.write() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _make_folder(url: str) -> None:
    """The folder of a new ledger is the owner's alone: what is for members and what is sealed lies in it."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)


def _prepare(engine: Engine) -> None:
    """On SQLite: WAL, foreign keys, and transactions that begin where SQLAlchemy says so."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={_BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON",
            "cache_size=-64000", "temp_store=MEMORY",
        ):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("linkwork_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _told(broken: str) -> Iterator[None]:
    """What a database says when it breaks, in a sentence; NUL, which PostgreSQL refuses, is the input's."""
    try:
        yield
    except _BROKEN as error:
        raise UnreachableError(broken.format(_reason(error))) from error
    except sa.exc.DataError as error:
        if "NUL" not in _reason(error):
            raise
        raise InputError("A text that was given holds the character NUL: take it out.") from error


def _shown(url: str) -> str:
    try:
        return masked(sa.make_url(url).render_as_string())
    except sa.exc.ArgumentError:
        return "that LINKWORK_LEDGER names"


def _reason(error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name == "psycopg":
        return 'PostgreSQL\'s driver is not installed; run: pip install "linkwork[postgresql]"'
    cause = getattr(error, "orig", None) or error
    return str(cause).splitlines()[0].rstrip(".")


def chunks(values: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """Cut values into lists short enough for one statement."""
    batch: list[Any] = []
    for value in values:
        batch.append(value)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def count_grown(connection: Connection) -> None:
    """On PostgreSQL: count anew what grew by half, as its own process does a minute later.

    Its planner goes by those counts; without them, what follows an import took minutes instead of a second.
    """
    if connection.dialect.name == "postgresql":
        for table in connection.scalars(_GROWN).all():
            connection.execute(sa.text(f"ANALYZE {table}"))


def take_numbers(connection: Connection, name: str, count: int) -> int:
    """Reserve `count` numbers of a numbered table and give the first. Needs the write lock."""
    counter = tables.counter
    found = connection.scalar(sa.select(counter.c.last).where(counter.c.name == name))
    if found is None:
        connection.execute(counter.insert().values(name=name, last=count))
        return 1
    connection.execute(counter.update().where(counter.c.name == name).values(last=found + count))
    return int(found) + 1


def last_number(connection: Connection, name: str) -> int:
    """The newest number of a numbered table, 0 when none was given."""
    found = connection.scalar(sa.select(tables.counter.c.last).where(tables.counter.c.name == name))
    return int(found or 0)


def insert(connection: Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    """Insert many rows; nothing for none."""
    if rows:
        connection.execute(table.insert(), rows)


def insert_plain(connection: Connection, table: sa.Table, rows: Sequence[tuple[Plain, ...]]) -> None:
    """Insert very many rows of plain values, each in the order of the table's columns.

    They go to the driver as they are: SQLAlchemy's handling of each value costs more than the database's.
    """
    if rows:
        dialect, names = connection.dialect, table.c.keys()
        given: list[Any] = list(rows)
        if not dialect.positional:
            given = [dict(zip(names, row, strict=True)) for row in rows]
        connection.exec_driver_sql(str(table.insert().compile(dialect=dialect)), given)


def touch(connection: Connection, *, claims: Iterable[int] = (), keys: Iterable[int] = ()) -> None:
    """Note what changed, so that `resolve` looks at it. In the transaction that changes it."""
    what = [(claim, None) for claim in claims] + [(None, key) for key in keys]
    first = take_numbers(connection, "touched", len(what)) if what else 0
    insert_plain(connection, tables.touched, [
        (seq, claim, key) for seq, (claim, key) in enumerate(what, start=first)
    ])  # fmt: skip


def bug(sentence: str) -> LinkworkError:
    """A state that cannot be: our fault, said plainly."""
    return LinkworkError(f"{sentence} This is a fault in Linkwork; please report it.")
