"""What a run brought: its state in the ledger, and some of the things that it names."""

from dataclasses import dataclass

from app.asking import ask, workspace
from app.presenting import thing_url
from graph.engines.base import Row
from graph.ledger.assigned import things_of
from graph.ledger.runs import named_keys, one_run
from graph.model import Audience

_CLAIMS = 500  # that are looked through
_SHOWN = 12  # things
_FIRST = ("Workplace", "Organisation", "Zone")


@dataclass(frozen=True)
class Taken:
    """A run: done or undone, how many claims it saw, and things with a page, workplaces first."""

    run: int
    state: str
    claims: int
    things: tuple[Row, ...]


def taken(number: int) -> Taken:
    """What a run brought, as far as the readers of this site may see it. NotOneError for no run."""
    asking = ask()
    with workspace().ledger.read() as connection:
        run = one_run(connection, number)
        keys = named_keys(connection, number, _CLAIMS)
        things = things_of(connection, Audience.NAMES.index(asking.audience), keys)
    ids = dict.fromkeys(things[key] for key in keys if key in things)
    names = asking.names([id_ for id_ in ids if thing_url(id_)])
    shown = [names[id_] for id_ in ids if id_ in names and names[id_]["kind"] in _FIRST]
    shown.sort(key=lambda row: _FIRST.index(row["kind"]))
    return Taken(number, run.state, run.claims, tuple(shown[:_SHOWN]))
