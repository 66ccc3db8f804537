"""`linkwork review`: pairs of workplaces that may be one, side by side, decided and taken back."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from app.cli.errors import GraphBehindError
from app.cli.options import json_option, opened
from app.cli.output import cell, show, show_json, table, tell
from graph.errors import InputError, UnreachableError
from graph.ledger.decisions import JOIN_VERDICTS, as_text, read_text, record_joins
from graph.model import Audience
from graph.resolution import queue
from graph.workspace import Workspace

_BY = "linkwork review"
_KEYS = {"s": "same", "d": "different", "u": "unsure"}
_COLUMNS = ("score", "left", "right", "reasons")


@dataclass(frozen=True)
class _Asked:
    """What was asked for; each of these alone, but for verdict and why."""

    left: str
    right: str
    verdict: str
    why: str
    reason: str
    limit: int
    by: str


@click.command("review")
@click.option("--list", "listed", is_flag=True, help="List the pairs that wait, the likeliest first.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many at most."
)
@click.option("--reason", default="", help="Only pairs with these words among their reasons.")
@click.option("--left", default="", help="A key; with --right, one pair, waiting or not.")
@click.option("--right", default="", help="The other key.")
@click.option("--verdict", type=click.Choice(JOIN_VERDICTS), help="On that pair, or on all with --reason.")
@click.option("--why", default="", help="Why, for those who come after you.")
@click.option("--by", default=_BY, show_default=True, help="Who decides.")
@click.option("--undo", is_flag=True, help="Take back the last verdict.")
@click.option("--export", "target", type=click.Path(path_type=Path), help="Write all verdicts, one a line.")
@click.option("--import", "given", type=click.Path(path_type=Path), help="Read verdicts from such a file.")
@json_option
def command(**options: Any) -> None:
    """Decide which workplaces are one: S same, D different, U unsure, Z take back, N next, Q quit.

    Every pair is shown with its reasons. A verdict can be taken back at any time, and a later one
    splits what an earlier one joined, with all claims where they were.
    """
    as_json, listed, undo = options.pop("as_json"), options.pop("listed"), options.pop("undo")
    target, given = options.pop("target"), options.pop("given")
    asked = _Asked(**{**options, "verdict": options["verdict"] or ""})
    with opened() as workspace:
        if target:
            _tell(_exported(workspace, target), as_json)
        elif given:
            _tell(_imported(workspace, given), as_json)
        elif undo:
            _tell(_undone(workspace, asked.by), as_json)
        elif asked.verdict:
            _tell(_decided(workspace, asked), as_json)
        elif asked.left or asked.right:
            _show_one(workspace, asked, as_json)
        elif listed or as_json or not sys.stdin.isatty():
            _list(workspace, asked, as_json)
        else:
            _walk(workspace, asked)


def _tell(told: dict[str, Any], as_json: bool) -> None:
    if as_json:
        show_json(told)
    else:
        show("; ".join(f"{name}: {cell(value)}" for name, value in told.items()))


def _exported(workspace: Workspace, target: Path) -> dict[str, Any]:
    with workspace.ledger.read() as connection:
        lines = [as_text(decision) for decision in queue.export_decisions(connection)]
    head = "# Verdicts on which keys are one thing: verdict, left key, right key, audience, date, by, why."
    target.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return {"written": len(lines), "file": str(target)}


def _imported(workspace: Workspace, given: Path) -> dict[str, Any]:
    decisions = read_text(given)
    with workspace.ledger.write() as connection:
        new = record_joins(connection, decisions)
    return _followed(workspace, {"read": len(decisions), "new": new})


def _undone(workspace: Workspace, by: str) -> dict[str, Any]:
    with workspace.ledger.write() as connection:
        decision = queue.take_back(connection, by)
    told = {"left": decision.left, "right": decision.right, "verdict": decision.verdict, "why": decision.why}
    return _followed(workspace, told)


def _decided(workspace: Workspace, asked: _Asked) -> dict[str, Any]:
    if bool(asked.left) != bool(asked.right) or bool(asked.left) == bool(asked.reason):
        raise InputError("A verdict is on one pair (--left and --right) or on all with the same --reason.")
    with workspace.ledger.write() as connection:
        if asked.left:
            pairs = [queue.pair_of(connection, asked.left, asked.right)]
        else:
            pairs = queue.waiting(connection, Audience.SEALED, reason=asked.reason)
        new = queue.decide_pairs(connection, pairs, asked.verdict, asked.why, asked.by)
    return _followed(workspace, {"verdict": asked.verdict, "pairs": len(pairs), "new": new})


def _followed(workspace: Workspace, told: dict[str, Any]) -> dict[str, Any]:
    try:
        workspace.follow("members")
    except UnreachableError as error:
        raise GraphBehindError(
            f"The ledger has it, the graph not yet: {error} Then run: linkwork project", told
        ) from error
    return told


def _show_one(workspace: Workspace, asked: _Asked, as_json: bool) -> None:
    if not (asked.left and asked.right):
        raise InputError("A pair needs both --left and --right.")
    with workspace.ledger.read() as connection:
        pair = queue.pair_of(connection, asked.left, asked.right)
    if as_json:
        show_json(pair.as_json())
    else:
        _side_by_side(pair)


def _list(workspace: Workspace, asked: _Asked, as_json: bool) -> None:
    with workspace.ledger.read() as connection:
        pairs = queue.waiting(connection, Audience.SEALED, asked.limit, asked.reason)
        total = queue.count_waiting(connection, Audience.SEALED)
    if as_json:
        show_json({"waiting": total, "pairs": [pair.as_json() for pair in pairs]})
        return
    for line in table(
        _COLUMNS, ((p.score, _named(p.left), _named(p.right), "; ".join(p.reasons)) for p in pairs)
    ):
        show(line)
    tell(f"{len(pairs)} of {total} pairs that wait.")


def _named(side: queue.Side) -> str:
    return side.wordings[-1][0] if side.wordings else side.key


def _side_by_side(pair: queue.Pair) -> None:
    for side in (pair.left, pair.right):
        show(side.key)
        for wording in side.wordings:
            show("    " + " · ".join(part for part in wording if part))
    show(f"{pair.score} of 100: {'; '.join(pair.reasons)}")
    if pair.verdict:
        show(f"decided: {pair.verdict}")


def _walk(workspace: Workspace, asked: _Asked) -> None:
    """One pair after the other, by single keys."""
    with workspace.ledger.read() as connection:
        pairs = queue.waiting(connection, Audience.SEALED, reason=asked.reason)
    for number, pair in enumerate(pairs, start=1):
        show(f"\n{number} of {len(pairs)}")
        _side_by_side(pair)
        while (key := _asked_key()) == "z":
            _tell(_undone(workspace, asked.by), as_json=False)
        if key == "q":
            break
        if key in _KEYS:
            why = asked.why or f"looked at side by side: {'; '.join(pair.reasons)}"
            with workspace.ledger.write() as connection:
                queue.decide_pairs(connection, [pair], _KEYS[key], why, asked.by)
    _followed(workspace, {})


def _asked_key() -> str:
    while True:
        tell("[S]ame  [D]ifferent  [U]nsure  [N]ext  [Z] take back  [Q]uit")
        key = click.getchar().casefold()
        if key in {*_KEYS, "n", "z", "q"}:
            return key
