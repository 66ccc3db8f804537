"""What the tests of the docs share with those of the commands."""

from tests.commands import sample_home

__all__ = ["sample_home"]
