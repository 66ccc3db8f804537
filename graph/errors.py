"""The errors that a person is meant to read: one sentence, and how the command ends.

Raised anywhere below `app`, caught once in `app/errors.py` (pages) and once in `app/cli` (command).
The exit codes are part of the interface: 1 our fault, 2 the input's, 3 nothing or more than one
found, 4 the graph or the ledger cannot be reached.
"""


class LinkworkError(Exception):
    """A sentence for a person. `code` is the exit code, `status` the HTTP status."""

    code = 1
    status = 500


class InputError(LinkworkError):
    """What was given cannot be used; nothing was changed."""

    code = 2
    status = 400


class LayoutError(InputError):
    """A file can be read, and no one source fits its columns: a person may say what they are."""


class RowError(InputError):
    """One row cannot be used. It is set aside with this reason; the others go on."""

    def __init__(self, reason: str, column: str | None = None) -> None:
        super().__init__(reason)
        self.column = column


class ModelError(InputError):
    """A claim that the model does not allow: an unknown word, a link without a source."""


class NotOneError(LinkworkError):
    """Words that fit nothing, or several things. `choices` are ids with names."""

    code = 3
    status = 404

    def __init__(self, sentence: str, choices: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(sentence)
        self.choices = choices


class UnreachableError(LinkworkError):
    """The graph or the ledger cannot be reached."""

    code = 4
    status = 503


class MovedError(UnreachableError):
    """The graph was updated between two questions of one reader: ask again with a new one."""
