"""How long a list takes to be decided against a whole ledger: `python -m bench.resolution [--places N]`.

Synthetic workplaces (seeded, those of `bench.search_world`); the list names half of its rows after held ones,
with another legal form, a slip of the hand or a fuller address. Prints one JSON object: seconds to mark what
is held and to decide on the list, how many pairs were joined and how many wait for a person.
"""

import argparse
import json
import random
import tempfile
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench.search import _mistyped
from bench.search_world import _name
from graph.claim import Claim, ListRef, Origin, country, describe, link, workplace_row
from graph.ledger import tables as t
from graph.ledger.append import Appender, RowClaims, RunInfo
from graph.ledger.sources import SourceInfo
from graph.ledger.store import Ledger, chunks
from graph.resolution.deciding import decide

_TOWNS = ["Thu Duc", "Bien Hoa", "Gazipur", "Savar", "Tiruppur", "Phnom Penh", "Tangerang", "Dongguan"]
Row = tuple[str, str]


def _held(count: int, random_: random.Random) -> list[Row]:
    return [(_name(random_), _address(random_)) for _ in range(count)]


def _address(random_: random.Random) -> str:
    street = _name(random_).split()[0]
    return f"Lot {random_.randint(1, 400)}, {street} Road, {street[:4]} Zone {random_.randint(1, 3)}, " + (
        random_.choice(_TOWNS)
    )


def _again(row: Row, random_: random.Random) -> Row:
    name, address = row
    changed = random_.choice([f"{name} Co., Ltd", name.upper(), _mistyped(name, random_)])
    return changed, random_.choice([address, f"{address}, Viet Nam", address.replace("Lot", "Lot No.")])


def _append(ledger: Ledger, name: str, rows: list[Row]) -> int:
    of = ListRef("bench", name, name)
    with ledger.write() as connection:
        appender = Appender(connection, SourceInfo(name, "bench", name), RunInfo("bench", as_of="2024"))
        for some in chunks(enumerate(rows), 5000):
            appender.append([_claims(of, number, *row) for number, row in some])
        appender.finish()
        return appender.run_id


def _claims(of: ListRef, number: int, name: str, address: str) -> RowClaims:
    row, thing = Origin(of, str(number)), workplace_row(of, f"{name} {number}", address, "VN")
    said: list[Claim] = [describe(row, thing, name=name, address=address)]
    return RowClaims(row.row_ref, {}, [*said, link(row, "IN_COUNTRY", thing, country("VN"))])


def _timed(ledger: Ledger, run: int) -> float:
    start = time.perf_counter()
    with ledger.write() as connection:
        decide(connection, run)
    return round(time.perf_counter() - start, 1)


def _measure(home: Path, places: int, count: int) -> dict[str, Any]:
    random_ = random.Random(4)
    held = _held(places, random_)
    known = random_.sample(held, count // 2)
    rows = [_again(row, random_) for row in known] + _held(count - len(known), random_)
    ledger = Ledger(f"sqlite:///{home / 'ledger.db'}")
    _append(ledger, "held", held)
    empty = _append(ledger, "first", [("Nothing", "Nowhere")])
    marking = _timed(ledger, empty)
    run = _append(ledger, "list", rows)
    found: dict[str, Any] = {"places": places, "rows": count, "mark_held_seconds": marking}
    found["decide_seconds"] = _timed(ledger, run)
    found |= {"known": len(known)} | _counted(ledger)
    ledger.close()
    return found


def _counted(ledger: Ledger) -> dict[str, int]:
    with ledger.read() as connection:
        joined = connection.scalar(sa.select(sa.func.count()).select_from(t.decision)) or 0
        waiting = connection.scalar(sa.select(sa.func.count()).select_from(t.review)) or 0
    return {"joined": joined, "waiting": waiting}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        print(json.dumps(_measure(Path(home), asked.places, asked.rows)))


if __name__ == "__main__":
    main()
