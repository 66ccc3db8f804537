"""What tests of pages and commands share."""

from tests.commands import sample_copy, sample_home

__all__ = ["sample_copy", "sample_home"]
