"""What an importer notices about rows that it takes: told once a run, with the rows it is true of."""

from dataclasses import dataclass, field

NAMED = 8  # rows in a sentence


@dataclass
class Notices:
    """Kinds of notice, each with the rows: `add("looks old", "12")`."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, what: str, ref: str) -> None:
        """Notice something (said of one row: "looks old") about the row at `ref`."""
        self.found.setdefault(what, []).append(ref)

    def sentences(self) -> list[str]:
        """One sentence a kind, naming the first rows."""
        return [_sentence(what, rows) for what, rows in self.found.items()]


def _sentence(what: str, rows: list[str]) -> str:
    more = f" and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    return f"{'Row' if len(rows) == 1 else 'Each of the rows'} {', '.join(rows[:NAMED])}{more} {what}."
