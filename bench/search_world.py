"""The made-up places that `bench.search` fills a ledger with: seeded, so each run makes the same ones.

Names of made-up and common words, addresses, six countries and a rare one, a tenth in other scripts, buyers
of which one has a tenth of all places; among them real names of the sample's lists and some in ten scripts.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.claim import Claim, ListRef, Origin, country, describe, link, organisation, workplace_row
from graph.ledger.append import Appender, RowClaims, RunInfo
from graph.ledger.sources import SourceInfo
from graph.ledger.store import Ledger, chunks

COMMON = ["Garment", "Textile", "Vina", "Apparel", "Fashion", "Knitwear", "International", "Industries"]
TOWNS = ["Thu Duc", "Bien Hoa", "Gazipur", "Savar", "Tiruppur", "Phnom Penh", "Tangerang", "Dongguan"]
COUNTRIES, RARE_COUNTRY = ["VN", "BD", "CN", "IN", "KH", "ID"], "LA"
SCRIPTS = [
    "Tổng Công ty CP May Việt Tiến", "ঢাকা গার্মেন্টস লিমিটেড", "广州市番禺区恒胜制衣厂", "រោងចក្រកាត់ដេរអ៊ូលីន",
    "مصنع الإسكندرية للملابس", "ရွှေအင်ဝအထည်ချုပ်", "บริษัท ไทยการ์เม้นต์ จำกัด", "திருப்பூர் ஆயத்த ஆடை", "गुड़गांव वस्त्र उद्योग",
    "한솔섬유주식회사",
]  # fmt: skip
_LIST = ListRef("bench", "Bench", "synthetic")
_FORMS = ["Co., Ltd", "Ltd", "JSC", "PT", "Sdn Bhd", "Company Limited", ""]
_SYLLABLES = [c + v + e for c in "bcdghklmnprstvy" for v in "aeiou" for e in ("", "n", "m", "ng", "s")]
_LISTS = Path(__file__).parents[1] / "data" / "sample" / "open_supply_hub" / "facility_lists"
_HAN = "广州番禺制衣厂深圳东莞服装有限公司纺织华兴隆盛达发金龙"
_CYRILLIC = str.maketrans("abcdeghiklmnoprstuvy", "абкдегхиклмнопрстувй")
_BUYERS = 2_000


@dataclass(frozen=True)
class World:
    """The names of the made-up places and of the real ones, and of the buyers, the largest first."""

    names: Sequence[str]
    real: Sequence[str]
    buyers: Sequence[str]


def make(count: int) -> World:
    """So many made-up names, and the others."""
    random_ = random.Random(3)
    buyers = list(dict.fromkeys(f"{_own(random_)} {random_.choice(COMMON)}" for _ in range(_BUYERS)))
    return World([_name(random_) for _ in range(count)], _real(), buyers)


def fill(ledger: Ledger, world: World) -> None:
    """One list that names them all."""
    random_ = random.Random(4)
    with ledger.write() as connection:
        appender = Appender(connection, SourceInfo("Bench", "bench", "Bench"), RunInfo("bench", as_of="2024"))
        for some in chunks(_rows(world, random_)):
            appender.append(some)
        appender.finish()


def cyrillic(name: str) -> str:
    """The name in Cyrillic letters."""
    return name.lower().translate(_CYRILLIC).title()


def _name(random_: random.Random) -> str:
    kind = random_.random()
    if kind < 0.05:
        return "".join(random_.choices(_HAN, k=random_.randint(4, 9)))
    own = " ".join(_own(random_) for _ in range(random_.randint(1, 2)))
    if kind < 0.1:
        return cyrillic(f"{own} tekstil")
    return f"{own} {random_.choice(COMMON)} {random_.choice(_FORMS)}".strip()


def _own(random_: random.Random) -> str:
    return "".join(random_.choices(_SYLLABLES, k=random_.randint(2, 3))).title()


def _rows(world: World, random_: random.Random) -> Iterator[RowClaims]:
    for number, name in enumerate([*world.names, *world.real]):
        street = "".join(random_.choices(_SYLLABLES, k=3)).title()
        address = f"Lot {random_.randint(1, 400)}, {street} Road, {random_.choice(TOWNS)}"
        code = RARE_COUNTRY if random_.random() < 0.0005 else random_.choice(COUNTRIES)
        row, thing = Origin(_LIST, str(number)), workplace_row(_LIST, name, address, code)
        said: list[Claim] = [describe(row, thing, name=name, address=address)]
        said.append(link(row, "IN_COUNTRY", thing, country(code)))
        bought_by = sorted(_bought_by(world.buyers, random_))
        said += [link(row, "SUPPLIES", thing, organisation("Bench", buyer)) for buyer in bought_by]
        yield RowClaims(row.row_ref, {}, said)
    for number, name in enumerate(world.buyers):
        row = Origin(_LIST, f"buyer {number}")
        yield RowClaims(row.row_ref, {}, [describe(row, organisation("Bench", name), name=name)])


def _bought_by(buyers: Sequence[str], random_: random.Random) -> set[str]:
    """The largest for one in ten, and for two in five one to three others."""
    some = {buyers[0]} if random_.random() < 0.1 else set()
    if random_.random() < 0.4:
        some.update(random_.choices(buyers, k=random_.randint(1, 3)))
    return some


def _real() -> list[str]:
    """The names on the sample's facility lists, and some in other scripts."""
    found = set(SCRIPTS)
    for path in sorted(_LISTS.glob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            found.update(row["name"].strip() for row in csv.DictReader(file) if row.get("name"))
    return sorted(found - {""})
