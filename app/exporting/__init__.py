"""Exports: what is on the screen as a file, with its sources, date and standing notices.

A file holds only the claims of the chain that it is given, and a public file takes a public chain alone.
"""

from app.exporting.common import FORMATS, Export
from app.exporting.export import export_chain, export_rows

__all__ = ["FORMATS", "Export", "export_chain", "export_rows"]
