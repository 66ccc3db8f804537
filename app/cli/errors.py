"""What a command that failed says, and the error of a command whose work was done all the same."""

import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.errors import LinkworkError, NotOneError, UnreachableError
from graph.settings import read_settings

_ROOT = Path(__file__).parents[2]
_PACKAGES = ("app", "graph", "importers", "queries")


class GraphBehindError(UnreachableError):
    """The ledger has it, the graph does not yet. `report` is what was done."""

    def __init__(self, sentence: str, report: Mapping[str, Any]) -> None:
        super().__init__(sentence)
        self.report = report


def sentence(error: LinkworkError) -> str:
    """The error in words, with the choices that there are, one a line."""
    choices = error.choices if isinstance(error, NotOneError) else ()
    return "\n  ".join([str(error), *(f"{id_}  {name}" for id_, name in choices)])


def as_json(error: LinkworkError) -> dict[str, Any]:
    """`error` and `code`; `choices` where several things fit; `report` of what was done all the same."""
    found: dict[str, Any] = {"error": str(error), "code": error.code}
    if isinstance(error, NotOneError) and error.choices:
        found["choices"] = [{"id": id_, "name": name} for id_, name in error.choices]
    if isinstance(error, GraphBehindError):
        found["report"] = error.report
    return found


def fault(error: Exception) -> str:
    """What broke and where, in one sentence that can be copied into a report."""
    ours = [
        f"{path} line {frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if (path := _ours(Path(frame.filename)))
    ]
    what = ", ".join([f"{type(error).__name__}: {error}", *ours[-1:]])
    return (
        f"A fault in Linkwork, not in what you gave it ({what}): please report this line as CONTRIBUTING.md"
        " says under “Reporting a fault”; LINKWORK_DEBUG=1 shows more."
    )


def _ours(file: Path) -> Path | None:
    if not file.is_relative_to(_ROOT):
        return None
    path = file.relative_to(_ROOT)
    return path if path.parts[0] in _PACKAGES else None


def debugging() -> bool:
    """Does the person want tracebacks?"""
    try:
        return read_settings().debug
    except LinkworkError:
        return False
