"""Drawings of chains: SVG made here, and the data from which the browser's canvas draws the same."""

from app.drawing.key import legend
from app.drawing.network import network_data
from app.drawing.picture import link_id, svg
from app.drawing.sayings import years_note

__all__ = ["legend", "link_id", "network_data", "svg", "years_note"]
