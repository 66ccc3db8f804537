"""`linkwork find`: things by words, best first, and why each was found."""

import click

from app.cli.options import audience_option, json_option, opened
from app.cli.output import show, show_json, table, tell
from graph.errors import InputError, NotOneError
from importers.countries import country_code

_COLUMNS = ("id", "kind", "name", "country", "zone", "why")
_KINDS = ("Workplace", "Organisation", "Zone")


@click.command("find")
@click.argument("text")
@click.option("--country", help="Its name or its ISO 3166-1 code, such as VN.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at most."
)
@audience_option()
@json_option
def command(text: str, country: str | None, limit: int, audience: str, as_json: bool) -> None:
    """Find workplaces, organisations and zones by words; a typo or a part will do."""
    code = country_code(country) if country is not None else None
    if country is not None and code is None:
        raise InputError(f"'{country}' is no country that is known: use its name or its ISO code.")
    with opened() as workspace:
        workspace.follow(audience)
        hits = workspace.find(audience, text, kinds=_KINDS, country=code, limit=limit + 1)
    if not hits:
        where = f" in {code}" if code else ""
        raise NotOneError(f"Nothing is known by the words “{text}”{where}; try fewer or other words.")
    found = [hit.as_json() for hit in hits[:limit]]
    if as_json:
        show_json(found)
        return
    for line in table(_COLUMNS, ([hit[name] for name in _COLUMNS] for hit in found)):
        show(line)
    if len(hits) > limit:
        tell(f"The first {limit}; --limit shows more.")
