"""What an export would hold, for the audience that it is meant for: a chain, or rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.asking import Asking
from app.drawing.sayings import unique
from app.exporting import Export, export_chain, export_rows
from app.presenting import today
from graph.chain import Chain
from graph.engines.base import Row
from graph.query import Result

ZONE_ROWS = 1000  # as many as one page lookup gives


@dataclass(frozen=True)
class Outgoing:
    """What leaves the house. `chain` is None where rows are exported; `address` is where to check it."""

    title: str
    address: str
    audience: str
    chain: Chain | None = None
    columns: Sequence[str] = ()
    rows: Sequence[Row] = ()
    notices: Sequence[str] = ()

    def file(self, format_: str) -> Export:
        """The file. InputError for a form that there is not."""
        if self.chain is not None:
            return export_chain(
                self.chain, format_, title=self.title, made_on=today(), audience=self.audience,
                permalink=self.address,
            )  # fmt: skip
        return export_rows(
            self.columns, [[row.get(name) for name in self.columns] for row in self.rows], format_,
            title=self.title, made_on=today(), audience=self.audience, permalink=self.address,
            notices=self.notices,
        )  # fmt: skip


def of_chain(chain: Chain, address: str) -> Outgoing:
    """A chain as it would leave."""
    name = chain.node(chain.root).name
    what = {
        "up": "whom it supplies, and who owns them",
        "down": "who supplies it",
        "both": "its chain, both ways",
    }
    return Outgoing(f"{name}: {what[chain.direction]}", address, chain.audience, chain)


def of_zone(asking: Asking, id_: str, address: str) -> Outgoing:
    """The workplaces of a zone, one row for each buyer, with the sources of the link."""
    card = asking.card("page/zone", id_)
    rows = [
        _zone_row(card, place, buyer)
        for place in asking.rows("page/zone_workplaces", id=id_, skip=0, limit=ZONE_ROWS)
        for buyer in asking.rows("page/buyers", id=place["id"], skip=0, limit=100) or [{}]
    ]
    sources = _sources(asking, [id_ for row in rows for id_ in row["sources"]])
    more = card["n_workplaces"] > ZONE_ROWS
    notices = [sources, f"The first {ZONE_ROWS} of {card['n_workplaces']} workplaces." if more else ""]
    return Outgoing(
        f"{card['name']}: who works there for whom", address, asking.audience,
        columns=tuple(rows[0]) if rows else ("zone", "workplace"), rows=rows,
        notices=[notice for notice in notices if notice],
    )  # fmt: skip


def _zone_row(card: Row, place: Row, buyer: Mapping[str, object]) -> Row:
    named = buyer.get("disclosed") is not False
    return {
        "zone": card["name"], "zone_id": card["id"], "workplace": place["name"], "workplace_id": place["id"],
        "address": place["address"], "buyer": buyer.get("name"), "buyer_id": buyer.get("id"),
        "buyer_named": ("yes" if named else "no") if buyer else None, "tiers": buyer.get("tiers"),
        "last_seen": buyer.get("last_seen"), "until": buyer.get("until"),
        "sources": buyer.get("sources") or [],
    }  # fmt: skip


def of_rows(asking: Asking, result: Result, title: str, address: str) -> Outgoing:
    """A query's rows with the sources that they name."""
    sources = _sources(asking, [id_ for row in result.rows for id_ in row.get("sources") or ()])
    cut = f"The first {len(result.rows)} rows; there are more." if result.more else ""
    return Outgoing(
        title, address, asking.audience, columns=result.columns, rows=result.rows,
        notices=[notice for notice in (sources, cut) if notice],
    )  # fmt: skip


def _sources(asking: Asking, ids: Sequence[str]) -> str:
    """The credit line: every source with publisher and licence."""
    wanted = set(ids)
    found = [row for row in asking.rows("page/sources", limit=10_000) if row["id"] in wanted or not wanted]
    lines = unique(
        f"{row['name']} ({row['publisher']}, {row['licence'] or 'licence not stated'})" for row in found
    )
    return f"Sources: {'; '.join(lines)}." if lines else ""
