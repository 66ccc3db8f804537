"""Zone regimes: a rule a topic with its words; the zones under a regime by kind and country, in doubt."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from graph.ledger import tables as t
from graph.ledger.store import Ledger
from importers.regime_of_zones.importer import kind_of
from importers.runner import Asked, import_file
from importers.zone_regimes.importer import TOPICS
from tests.fixtures.claimed import FIXTURES, claimed

REGISTER = FIXTURES / "zone_regimes" / "regimes.csv"
BD = "regime:its compiler:BD-EPZ"
HEADINGS = "regime_id,country,name,applies_to,topic,effect,value\n"


def test_rule_is_about_its_regime() -> None:
    found = claimed(REGISTER)

    rule = "obs:zone_regimes:BD-EPZ:association:restricted:2019"
    assert (found.source, found.refused) == ("zone_regimes", [])
    assert found.said[:3] == [
        (
            "DESCRIBES",
            BD,
            None,
            {"name": "Bangladesh export processing zones", "country": "BD",
             "laws": ["Bangladesh EPZ Labour Act 2019 (Act No. II of 2019)"],
             "authority": "Bangladesh Export Processing Zones Authority (BEPZA)", "applies_to": "zone"},
        ),
        (
            "DESCRIBES",
            rule,
            None,
            {"name": "regime association", "indicator": "regime_association",
             "text": "restricted: Workers' Welfare Associations instead of trade unions", "year": 2019},
        ),
        ("ABOUT", rule, BD, {"role": "subject"}),
    ]  # fmt: skip
    assert found.claims[1].origin.words.endswith(
        "source_words: The newly enacted EPZ Labour Act 2019 (Act No. II of 2019) has made Trade Unions"
        " illegal; accessed: 2026-11-23"
    )


def test_tax_holiday_is_years_where_one_number_is_said() -> None:
    rules = [claim.properties for claim in claimed(REGISTER).claims if "indicator" in claim.properties]

    assert [rule for rule in rules if rule["indicator"] == "regime_tax_holiday_years"] == [
        {"name": "regime tax holiday years", "indicator": "regime_tax_holiday_years", "year": 1990,
         "text": "exempt: 10 (then 25 % rate)", "value": 10.0, "unit": "years"},
        {"name": "regime tax holiday years", "indicator": "regime_tax_holiday_years",
         "text": "exempt: 2 to 15, by type of enterprise"},
    ]  # fmt: skip


def test_rule_that_ended_says_when() -> None:
    rules = [claim.properties.get("text") for claim in claimed(REGISTER).claims]

    assert [text for text in rules if text and "Labour Act" in str(text)] == [
        "exempt: Labour Act 1992 suspended (until 1996)",
        "same_as_country: Labour Act applies",
    ]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("X,Atlantis,Zones,zone,strike,exempt,", "country", "'Atlantis' is no country that is known."),
        (
            "X,BD,Zones,zone,weather,exempt,",
            "topic",
            f"'weather' is not one of {', '.join(TOPICS)}.",
        ),
        (
            "X,BD,Zones,zone,strike,bad,",
            "effect",
            "'bad' is not one of exempt, restricted, own_rules, same_as_country, text.",
        ),
        ("X,BD,Zones,zone,strike,text,", "value", "The effect is in words ('text'), and there are none."),
    ],
)
def test_rule_without_meaning_is_set_aside(tmp_path: Path, row: str, column: str, reason: str) -> None:
    path = tmp_path / "regimes.csv"
    path.write_text(HEADINGS + row + "\n", "utf-8")

    assert claimed(path).refused == [("2", column, reason)]


@pytest.mark.parametrize(
    ("name", "code", "kind"),
    [
        ("Bangladesh export processing zones", "BD", "export_processing_zone"),
        ("Philippines special economic zones (ecozones)", "PH", "special_economic_zone"),
        ("Viet Nam export processing enterprises and zones", "VN", "export_processing_zone"),
        ("Dominican Republic export free zones", "DO", "free_zone"),
        ("Jordan qualifying industrial zones", "JO", "qualifying_industrial_zone"),
        ("Dominican Republic border free zones", "DO", None),
        ("Kerala special economic zone policy", "IN", None),
        ("Nicaragua Belt and Road special economic zones", "NI", None),
        ("Sri Lanka Board of Investment enterprises and zones", "LK", None),
        ("Bangladesh export processing zones", "PK", None),
    ],
)
def test_scope_is_read_from_the_whole_name(name: str, code: str, kind: str | None) -> None:
    assert kind_of(name, code) == kind


@pytest.mark.parametrize("order", [("zones", "regimes"), ("regimes", "zones")])
def test_zones_of_the_kind_are_under_the_regime(tmp_path: Path, order: tuple[str, str]) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path}/ledger.db")
    zones = tmp_path / "zones.csv"
    zones.write_text(
        "name,country,kind\nDhaka EPZ,BD,export processing zone\nMirsarai,BD,economic zone\n"
        "Karachi EPZ,PK,export processing zone\nAthi River EPZ,KE,export processing zone\n",
        "utf-8",
    )
    files = {"zones": zones, "regimes": REGISTER}
    for name in (*order, *order):
        import_file(ledger, Asked(files[name]))

    assert _under(ledger) == [
        (
            "zone:Zones register: zones:BD:Dhaka EPZ",
            "regime:Zone regimes: regimes:BD-EPZ",
            1,
            "regime: Bangladesh export processing zones; zone: Dhaka EPZ; kind: export_processing_zone",
        )
    ]


def _under(ledger: Ledger) -> list[tuple[str, str, int, str]]:
    c, start, end = t.claim.c, t.key.alias(), t.key.alias()
    with ledger.read() as connection:
        rows = connection.execute(
            sa.select(start.c.key, end.c.key, c.confidence, c.words)
            .join(start, start.c.ord == c.subject_key)
            .join(end, end.c.ord == c.object_key)
            .where(c.kind == "UNDER_REGIME")
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows]
