"""A lock between processes that the operating system lets go of when its holder dies."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def locked(path: Path, seconds: float = 600.0) -> Iterator[None]:
    """Hold the lock file `path`; wait for another holder for at most `seconds`, then `TimeoutError`.

    SQLite's own file lock is used because it is the one in the standard library that works on every
    platform and is never left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=seconds, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise TimeoutError(f"{path} is held by another process.") from error
        yield
