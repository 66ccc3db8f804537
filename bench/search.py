"""How long the search index takes to fill and a search to answer: `python -m bench.search [--names N]`.

The places are made up (`bench.search_world`). Prints one JSON object. Times are CPU time, of searches in
milliseconds: they stay comparable on a machine that does other work. `recall_at_5` is the share of questions
whose meant name is among the first five hits; of beginnings and parts only those count that no more than five
names share, for which five come is chance otherwise.
"""

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import search_world as world_of
from graph.folding import words
from graph.ledger.store import Ledger
from graph.model import Audience
from graph.resolution.resolve import resolve
from graph.search import Hit, find, follow


@dataclass(frozen=True)
class Asked:
    """What is typed, the name that is meant (if one is), what it is limited to, and a part of `why`."""

    typed: str
    meant: str = ""
    country: str | None = None
    kinds: Sequence[str] | None = None
    why: str = ""

    def met(self, hits: Sequence[Hit]) -> bool:
        """Whether the hits hold what was meant."""
        return any(hit.name == self.meant or (self.why and self.why in hit.why) for hit in hits)


def _questions(world: world_of.World, random_: random.Random) -> dict[str, list[Asked]]:
    """Of most kinds 100, of slips 2,000."""
    names, real = world.names, world.real
    latin = random_.sample([name for name in names if name.isascii()], 100)
    made = random_.sample(names, 2000 - min(len(real), 1000))
    return {
        "whole": [Asked(name, name) for name in latin],
        "typo": [Asked(_mistyped(name, random_), name) for name in made],
        "typo_real": [Asked(_mistyped(name, random_), name) for name in real[:1000]],
        "typo_scripts": [
            Asked(_mistyped(name, random_), name) for name in world_of.SCRIPTS for _ in range(10)
        ],
        "reversed": [Asked(" ".join(reversed(name.split()[:2])), name) for name in latin],
        **_parts(names, latin, random_),
        **_common(),
        **_limited(),
        **_other_scripts(names, latin, random_),
        **_of_buyers(world.buyers),
    }


def _parts(names: Sequence[str], latin: Sequence[str], random_: random.Random) -> dict[str, list[Asked]]:
    """Beginnings and parts; meant only where at most five names have it."""
    begun = [Asked(name[: random_.randint(4, 7)], name) for name in latin]
    han = [name for name in names if not name.isascii() and len(words(name)) == 1 and len(name) > 4]
    parts = [Asked(name[1:4], name) for name in han[:100]]
    beginnings = Counter(name[:many].casefold() for name in names for many in range(4, 8))
    shared = Counter(one.typed for one in parts for name in han if one.typed in name)
    return {
        "prefix": [_if_few(one, beginnings[one.typed.casefold()]) for one in begun],
        "han": [_if_few(one, shared[one.typed]) for one in parts],
    }


def _if_few(asked: Asked, sharing: int) -> Asked:
    return asked if sharing <= 5 else Asked(asked.typed)


def _common() -> dict[str, list[Asked]]:
    common, towns = world_of.COMMON, world_of.TOWNS
    pairs = [(word, town) for word in common for town in towns]
    return {
        "common": [Asked(word) for word in [*common, *towns]],
        "common_two": [Asked(f"{word} {town}") for word, town in pairs],
        "common_three": [Asked(f"{word} {town} Vina") for word, town in pairs],
        "common_apart": [Asked(f"{one} {two}") for one in common for two in common if one != two],
        "common_eight": [
            Asked(" ".join([*(common[at:] + common[:at])[:4], *towns[: 2 + at % 2], "Company", "Ltd"]))
            for at in range(len(common))
            for _ in range(5)
        ],
    }


def _limited() -> dict[str, list[Asked]]:
    common = [*world_of.COMMON, *world_of.TOWNS, "Ltd", "Lot"]
    return {
        "rare_country": [Asked(word, country=world_of.RARE_COUNTRY) for word in common],
        "rare_kind": [Asked(word, kinds=["Organisation"]) for word in common],
        "rare_both": [
            Asked(f"{one} {two}", country=world_of.RARE_COUNTRY, kinds=["Workplace"])
            for one in world_of.COMMON
            for two in world_of.TOWNS
        ],
        "common_country": [Asked(word, country=code) for word in common for code in world_of.COUNTRIES],
        "prefix_rare_country": [
            Asked(letters, country=world_of.RARE_COUNTRY) for letters in ("g", "ba", "kin", "tex", "garm")
        ],
    }


def _other_scripts(
    names: Sequence[str], latin: Sequence[str], random_: random.Random
) -> dict[str, list[Asked]]:
    """Typed in Latin letters where the list has Cyrillic ones, and the other way round."""
    held = [name for name in names if name.endswith("Текстил")]
    back = {world_of.cyrillic(name): name for name in latin}
    return {
        "latin_for_cyrillic": [Asked(_latin(name), name) for name in random_.sample(held, 100)],
        "cyrillic_for_latin": [
            Asked(" ".join(typed.split()[:2]), meant) for typed, meant in back.items() if "." not in typed
        ],
    }


def _latin(name: str) -> str:
    return name.translate({ord(world_of.cyrillic(one)): one for one in "Abcdeghiklmnoprstuvy".lower()} | {
        ord(world_of.cyrillic(one).lower()): one for one in "abdeghiklmnoprstuvy"
    })  # fmt: skip


def _of_buyers(buyers: Sequence[str]) -> dict[str, list[Asked]]:
    """A buyer with a town: the one with a tenth of all places, and others."""
    said = [
        Asked(f"{buyer} {town}", why=f"supplies {buyer}") for buyer in buyers[:13] for town in world_of.TOWNS
    ]
    return {"hub_and_town": said[: len(world_of.TOWNS)], "buyer_and_town": said[len(world_of.TOWNS) :]}


def _mistyped(name: str, random_: random.Random) -> str:
    """The name with one letter left out, doubled, replaced, or changed with the next."""
    at = random_.choice([at for at, letter in enumerate(name) if letter.isalnum()])
    other = random_.choice("aeiostnr") if name.isascii() else random_.choice(name)
    return name[:at] + random_.choice([
        name[at + 1 :], name[at] + name[at:], other + name[at + 1 :],
        name[at + 1 : at + 2] + name[at] + name[at + 2 :],
    ])  # fmt: skip


def _answered(ledger: Ledger, questions: Sequence[Asked]) -> dict[str, float]:
    """Milliseconds, and the share of questions with a meant name that it meets, with how many have one."""
    times, met = [], []
    for asked in questions:
        start = time.process_time()
        hits = find(
            ledger, Audience.PUBLIC, asked.typed, limit=5, kinds=asked.kinds, country=asked.country
        )  # fmt: skip
        times.append(time.process_time() - start)
        met += [asked.met(hits)] if asked.meant or asked.why else []
    times.sort()
    told = {f"p{p}": round(1000 * times[int(len(times) * p / 100)], 1) for p in (50, 95)}
    told |= {"worst": round(1000 * times[-1], 1)}
    return told | ({"recall_at_5": round(sum(met) / len(met), 3), "of": len(met)} if met else {})


def _filled(ledger: Ledger, home: Path, world: world_of.World) -> dict[str, object]:
    """What filling took; a folder that was filled before keeps it."""
    kept = home / "filled.json"
    if not kept.exists():
        world_of.fill(ledger, world)
        resolve(ledger, Audience.PUBLIC)
        size = (home / "ledger.db").stat().st_size
        start = time.process_time()
        follow(ledger, Audience.PUBLIC)
        seconds = time.process_time() - start
        grown = (home / "ledger.db").stat().st_size - size
        kept.write_text(json.dumps({"fill_cpu_seconds": round(seconds, 1), "index_mb": round(grown / 1e6)}))
    return dict(json.loads(kept.read_text()))


def _measure(home: Path, count: int) -> dict[str, object]:
    world = world_of.make(count)
    ledger = Ledger(f"sqlite:///{home / 'ledger.db'}")
    result: dict[str, object] = {"names": count + len(world.real), **_filled(ledger, home, world)}
    for kind, questions in _questions(world, random.Random(5)).items():
        result[kind] = _answered(ledger, questions)
    ledger.close()
    return result


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument(
        "--home", type=Path, help="keep the ledger in this folder, and use the one that is there"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        home = given.home or Path(made)
        home.mkdir(parents=True, exist_ok=True)
        print(json.dumps(_measure(home, given.names)))


if __name__ == "__main__":
    main()
