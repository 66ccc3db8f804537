"""The pages, one blueprint a file."""

from app.pages import (
    chain,
    claim,
    country,
    export,
    find,
    finding,
    home,
    importing,
    organisation,
    query,
    review,
    source,
    theme,
    workplace,
    zone,
)

BLUEPRINTS = tuple(
    page.blueprint
    for page in (
        home,
        find,
        workplace,
        organisation,
        zone,
        country,
        chain,
        query,
        source,
        claim,
        export,
        review,
        importing,
        finding,
        theme,
    )
)
