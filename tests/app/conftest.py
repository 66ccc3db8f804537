"""What tests of pages and commands share."""

from tests.app.import_page import fresh, fresh_site
from tests.app.site import client, sample_site, world, world_site
from tests.commands import sample_copy, sample_home

__all__ = [
    "client",
    "fresh",
    "fresh_site",
    "sample_copy",
    "sample_home",
    "sample_site",
    "world",
    "world_site",
]
