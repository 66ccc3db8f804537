"""The sample's home, shared with the commands' tests."""

from tests.commands import sample_home

__all__ = ["sample_home"]
