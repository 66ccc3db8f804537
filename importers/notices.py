"""What an importer notices about rows: told once a run, with the rows it is true of, or counted by kind."""

from collections import Counter
from dataclasses import dataclass, field

NAMED = 8  # rows in a sentence


@dataclass
class Notices:
    """Notices with their rows, `add("looks old", "12")`, or counted, `count("Not read", "Address")`."""

    found: dict[str, list[str]] = field(default_factory=dict)
    counted: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, what: str, ref: str) -> None:
        """Notice something (said of one row: "looks old") about the row at `ref`."""
        self.found.setdefault(what, []).append(ref)

    def count(self, what: str, kind: str) -> None:
        """Count one of a kind, where there may be too many to name them."""
        self.counted.setdefault(what, Counter())[kind] += 1

    def sentences(self) -> list[str]:
        """One sentence a kind, naming the first rows, or how many of each there were."""
        told = [_sentence(what, rows) for what, rows in self.found.items()]
        return told + [f"{what}: {_counts(kinds)}." for what, kinds in self.counted.items()]


def _sentence(what: str, rows: list[str]) -> str:
    more = f" and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    return f"{'Row' if len(rows) == 1 else 'Each of the rows'} {', '.join(rows[:NAMED])}{more} {what}."


def _counts(kinds: Counter[str]) -> str:
    return ", ".join(f"{n:,} {kind}" for kind, n in sorted(kinds.items(), key=lambda one: (-one[1], one[0])))
