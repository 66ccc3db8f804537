"""Checks that every query file is portable Cypher and uses the model's words: `python -m graph.lint`."""

import sys

from graph.model import LINKS, NODES, link_properties, node_properties
from queries.catalog import ROOT
from queries.lint import Vocabulary, lint_files


def vocabulary() -> Vocabulary:
    """The labels and link types of the model with their properties; every node has an `id`."""
    return Vocabulary(
        {label: frozenset({"id", *(p.name for p in node_properties(label))}) for label in NODES},
        {kind: frozenset(p.name for p in link_properties(kind)) for kind in LINKS},
    )


def main() -> int:
    """Writes one line a refusal to standard error; gives 1 when there is any."""
    refusals = lint_files(ROOT, vocabulary())
    sys.stderr.writelines(f"{refusal}\n" for refusal in refusals)
    return 1 if refusals else 0


if __name__ == "__main__":
    raise SystemExit(main())
