"""How long the search index takes to fill and a search to answer: `python -m bench.search [--names N]`.

Synthetic workplaces (seeded): names of made-up and common words, addresses, a few in other scripts; among
them the real names of the sample's lists and some in nine scripts. Prints one JSON object. Times are CPU
time, of searches in milliseconds: they stay comparable on a machine that does other work.
"""

import argparse
import csv
import json
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from graph.claim import Claim, ListRef, Origin, country, describe, link, workplace_row
from graph.ledger.append import Appender, RowClaims, RunInfo
from graph.ledger.sources import SourceInfo
from graph.ledger.store import Ledger, chunks
from graph.model import Audience
from graph.resolution.resolve import resolve
from graph.search import find, follow

_LIST = ListRef("bench", "Bench", "synthetic")
_COMMON = ["Garment", "Textile", "Vina", "Apparel", "Fashion", "Knitwear", "International", "Industries"]
_FORMS = ["Co., Ltd", "Ltd", "JSC", "PT", "Sdn Bhd", "Company Limited", ""]
_TOWNS = ["Thu Duc", "Bien Hoa", "Gazipur", "Savar", "Tiruppur", "Phnom Penh", "Tangerang", "Dongguan"]
_SYLLABLES = [c + v + e for c in "bcdghklmnprstvy" for v in "aeiou" for e in ("", "n", "m", "ng", "s")]
_LISTS = Path(__file__).parents[1] / "data" / "sample" / "open_supply_hub" / "facility_lists"
_SCRIPTS = [
    "Tổng Công ty CP May Việt Tiến", "ঢাকা গার্মেন্টস লিমিটেড", "广州市番禺区恒胜制衣厂", "រោងចក្រកាត់ដេរអ៊ូលីន",
    "مصنع الإسكندرية للملابس", "ရွှေအင်ဝအထည်ချုပ်", "บริษัท ไทยการ์เม้นต์ จำกัด", "திருப்பூர் ஆயத்த ஆடை", "गुड़गांव वस्त्र उद्योग",
    "한솔섬유주식회사",
]  # fmt: skip
_HAN = "广州番禺制衣厂深圳东莞服装有限公司纺织华兴隆盛达发金龙"


def _name(random_: random.Random) -> str:
    if random_.random() < 0.05:
        return "".join(random_.choices(_HAN, k=random_.randint(4, 9)))
    own = ["".join(random_.choices(_SYLLABLES, k=random_.randint(2, 3))).title() for _ in range(2)]
    return " ".join([*own[: random_.randint(1, 2)], random_.choice(_COMMON), random_.choice(_FORMS)]).strip()


def _rows(names: list[str], random_: random.Random) -> Iterator[RowClaims]:
    for number, name in enumerate(names):
        street = "".join(random_.choices(_SYLLABLES, k=3)).title()
        address = f"Lot {random_.randint(1, 400)}, {street} Road, {random_.choice(_TOWNS)}"
        row, thing = Origin(_LIST, str(number)), workplace_row(_LIST, name, address, "VN")
        said: list[Claim] = [describe(row, thing, name=name, address=address)]
        yield RowClaims(row.row_ref, {}, [*said, link(row, "IN_COUNTRY", thing, country("VN"))])


def _real() -> list[str]:
    """The names on the sample's facility lists, and some in other scripts."""
    found = set(_SCRIPTS)
    for path in sorted(_LISTS.glob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            found.update(row["name"].strip() for row in csv.DictReader(file) if row.get("name"))
    return sorted(found - {""})


def _questions(names: list[str], real: list[str], random_: random.Random) -> dict[str, list[tuple[str, str]]]:
    """Of most kinds 100, of slips 2,000: what is typed, and the name that is meant."""
    latin = random_.sample([name for name in names if name.isascii()], 100)
    han = [name for name in names if not name.isascii()][:100]
    made = random_.sample(names, 2000 - min(len(real), 1000))
    return {
        "whole": [(name, name) for name in latin],
        "prefix": [(name[: random_.randint(4, 7)], name) for name in latin],
        "typo": [(_mistyped(name, random_), name) for name in made],
        "typo_real": [(_mistyped(name, random_), name) for name in real[:1000]],
        "typo_scripts": [(_mistyped(name, random_), name) for name in _SCRIPTS for _ in range(10)],
        "reversed": [(" ".join(reversed(name.split()[:2])), name) for name in latin],
        "han": [(name[1:4], name) for name in han],
        "common": [(word, "") for word in [*_COMMON, *_TOWNS]],
        "common_two": [(f"{word} {town}", "") for word in _COMMON for town in _TOWNS],
        "common_three": [(f"{word} {town} Vina", "") for word in _COMMON for town in _TOWNS],
        "common_apart": [(f"{one} {two}", "") for one in _COMMON for two in _COMMON if one != two],
    }


def _mistyped(name: str, random_: random.Random) -> str:
    """The name with one letter left out, doubled, replaced, or changed with the next."""
    at = random_.choice([at for at, letter in enumerate(name) if letter.isalnum()])
    other = random_.choice("aeiostnr") if name.isascii() else random_.choice(name)
    return name[:at] + random_.choice([
        name[at + 1 :], name[at] + name[at:], other + name[at + 1 :],
        name[at + 1 : at + 2] + name[at] + name[at + 2 :],
    ])  # fmt: skip


def _asked(ledger: Ledger, questions: list[tuple[str, str]]) -> dict[str, float]:
    """Milliseconds, and the share of questions whose meant name is among the first five hits, if one is."""
    times, met = [], 0
    for typed, meant in questions:
        start = time.process_time()
        hits = find(ledger, Audience.PUBLIC, typed, limit=5)
        times.append(time.process_time() - start)
        met += meant in [hit.name for hit in hits]
    times.sort()
    asked = {f"p{p}": round(1000 * times[int(len(times) * p / 100)], 1) for p in (50, 95)}
    return asked | ({"recall_at_5": round(met / len(questions), 3)} if questions[0][1] else {})


def _fill(ledger: Ledger, names: list[str], random_: random.Random) -> None:
    with ledger.write() as connection:
        appender = Appender(connection, SourceInfo("Bench", "bench", "Bench"), RunInfo("bench", as_of="2024"))
        for some in chunks(_rows(names, random_)):
            appender.append(some)
        appender.finish()


def _measure(home: Path, count: int) -> dict[str, object]:
    random_ = random.Random(3)
    real = _real()
    names = [_name(random_) for _ in range(count)]
    ledger = Ledger(f"sqlite:///{home / 'ledger.db'}")
    _fill(ledger, names + real, random_)
    resolve(ledger, Audience.PUBLIC)
    size = (home / "ledger.db").stat().st_size
    start = time.process_time()
    follow(ledger, Audience.PUBLIC)
    seconds = time.process_time() - start
    result: dict[str, object] = {"names": count + len(real), "fill_cpu_seconds": round(seconds, 1)}
    result["index_mb"] = round(((home / "ledger.db").stat().st_size - size) / 1e6)
    for kind, questions in _questions(names, real, random_).items():
        result[kind] = _asked(ledger, questions)
    ledger.close()
    return result


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=100_000)
    with tempfile.TemporaryDirectory() as home:
        print(json.dumps(_measure(Path(home), parser.parse_args().names)))


if __name__ == "__main__":
    main()
