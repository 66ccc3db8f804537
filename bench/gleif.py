"""How much memory and time a full GLEIF file takes to become claims: `python -m bench.gleif [--records N]`.

A generated level 1 file (seeded) as XML and as CSV, each alone in a zip archive, is read in a process of its
own, once with a tenth of the records and once with all. Prints one JSON object: seconds, records a second,
and the largest memory of each process in MB; where that is flat, the file's size does not matter.
"""

import argparse
import csv
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from xml.sax.saxutils import escape

from importers.given import Given
from importers.reading import open_file
from importers.recognising import read_rows, recognise
from importers.row import Row
from importers.sources import load_importer

FIELDS = (
    "LEI", "Entity.LegalName", "Entity.LegalAddress.FirstAddressLine", "Entity.LegalAddress.City",
    "Entity.LegalAddress.Country", "Entity.LegalAddress.PostalCode",
    "Entity.RegistrationAuthority.RegistrationAuthorityID",
    "Entity.RegistrationAuthority.RegistrationAuthorityEntityID", "Entity.LegalJurisdiction",
    "Entity.EntityCategory", "Entity.EntityStatus", "Registration.LastUpdateDate",
    "Registration.RegistrationStatus", "Registration.NextRenewalDate",
)  # fmt: skip
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_XMLNS = "http://www.gleif.org/data/schema/leidata/2016"


def _records(count: int) -> Iterator[tuple[str, ...]]:
    random_ = random.Random(17)
    for number in range(count):
        name = f"{''.join(random_.choices(_LETTERS, k=8)).title()} & {random_.choice(_LETTERS)} Holdings Ltd"
        yield (
            f"{number:018d}00", name, f"{random_.randint(1, 999)} High Street", "Springfield", "US",
            f"{random_.randint(10000, 99999)}", "RA000665", f"S{number:09d}", "US-DE", "GENERAL", "ACTIVE",
            "2025-05-18T15:41:20Z", random_.choice(("ISSUED", "LAPSED")), "2026-05-18T15:48:53Z",
        )  # fmt: skip


def _as_xml(record: tuple[str, ...]) -> str:
    """Fields nested by their dotted names; those of one parent stand together."""
    told, open_ = "", list[str]()
    for field, value in zip(FIELDS, record, strict=True):
        steps = field.split(".")
        while open_ != steps[: len(open_)]:
            told += f"</lei:{open_.pop()}>"
        for step in steps[len(open_) : -1]:
            told += f"<lei:{step}>"
            open_.append(step)
        told += f"<lei:{steps[-1]}>{escape(value)}</lei:{steps[-1]}>"
    return f"<lei:LEIRecord>{told}{''.join(f'</lei:{step}>' for step in reversed(open_))}</lei:LEIRecord>\n"


def _xml(count: int) -> Iterator[str]:
    header = "<lei:LEIHeader><lei:ContentDate>2026-06-05T08:20:51Z</lei:ContentDate></lei:LEIHeader>"
    yield f'<?xml version="1.0" encoding="UTF-8"?><lei:LEIData xmlns:lei="{_XMLNS}">{header}\n'
    yield "<lei:LEIRecords>"
    yield from map(_as_xml, _records(count))
    yield "</lei:LEIRecords></lei:LEIData>"


def _csv(count: int) -> Iterator[str]:
    for record in chain((FIELDS,), _records(count)):
        line = io.StringIO()
        csv.writer(line).writerow(record)
        yield line.getvalue()


def _packed(path: Path, lines: Iterable[str]) -> Path:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(path.stem, "w", force_zip64=True) as member,
    ):
        member.writelines(line.encode() for line in lines)
    return path


def _read(path: Path) -> dict[str, float]:
    """In a process of its own: the file to claims, which are counted and let go."""
    started = time.perf_counter()
    document = open_file(path)
    spec = recognise(document)
    claims = load_importer(spec).claims
    given = Given(spec.name, spec.title, spec.publisher, "bench")
    rows = made = 0
    for row in read_rows(document, spec):
        assert isinstance(row, Row), row
        rows += 1
        made += sum(1 for _ in claims(row, given))
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "records": rows,
        "claims": made,
        "seconds": round(seconds, 1),
        "records_a_second": round(rows / seconds),
        "peak_mb": round(peak, 1),
    }


def _measured(path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.gleif", "--read", str(path)]
    told: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--read", type=Path, help="read one file and tell (what the other processes do)")
    asked = parser.parse_args()
    if asked.read:
        print(json.dumps(_read(asked.read)))
        return
    with tempfile.TemporaryDirectory() as folder:
        told = {
            f"{kind} of {count} records": _measured(
                _packed(Path(folder) / f"{count}.{kind}.zip", made(count))
            )
            for kind, made in (("xml", _xml), ("csv", _csv))
            for count in (asked.records // 10, asked.records)
        }
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
