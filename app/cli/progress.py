"""How far it is: a moving line on a terminal, plain lines elsewhere, always on standard error."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from app.cli.output import tell

_EVERY = 5.0  # seconds between plain lines


@contextmanager
def counting(what: str, unit: str) -> Iterator[Callable[[int], None]]:
    """Give a function that takes how many more are done."""
    if sys.stderr.isatty():
        with _moving(what, unit) as more:
            yield more
    else:
        yield _plain(what, unit)


@contextmanager
def _moving(what: str, unit: str) -> Iterator[Callable[[int], None]]:
    text = TextColumn("{task.description} {task.completed:,.0f} {task.fields[unit]}")
    columns = (SpinnerColumn(), text, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None, unit=unit)
        yield lambda more: progress.advance(task, more)


def _plain(what: str, unit: str) -> Callable[[int], None]:
    done, said = 0, time.monotonic()

    def more(count: int) -> None:
        nonlocal done, said
        done += count
        if time.monotonic() - said >= _EVERY:
            said = time.monotonic()
            tell(f"{what} {done:,} {unit}")

    return more
