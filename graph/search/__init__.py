"""Search: our own index beside the ledger, one per audience, the same for every engine."""

from graph.search.finding import Hit, find
from graph.search.following import clear, follow

__all__ = ["Hit", "clear", "find", "follow"]
