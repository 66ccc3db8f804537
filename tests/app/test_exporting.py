"""What every export has in common, and JSON."""

import json
from dataclasses import asdict, replace

import pytest

from app.exporting import FORMATS, export_chain, export_rows
from app.exporting.common import About, file_name, notices_of, sources_of
from graph.chain import NOTICE_NAMES, NOTICE_WRONG, Chain
from graph.errors import InputError
from tests.fixtures.chains import TODAY, claim, every_sign, link, star


def exported(chain: Chain, format: str = "json", audience: str = "public", title: str = "A chain") -> bytes:  # noqa: A002
    return export_chain(chain, format, title=title, made_on=TODAY, audience=audience).body


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_has_sources_date_notices_audience(format_: str) -> None:
    chain = star(["Factory", "Mill"], audience="members")
    text = exported(chain, format_, "members").decode("utf-8-sig")
    for needed in (
        "2026-11-23", "VF supplier list", "WikiRate", "CC BY 4.0", "A link implies no wrongdoing.",
        "Names may be duplicates", "members — do not publish", "Every link was last seen in 2018",
    ):  # fmt: skip
        assert needed in text, (format_, needed)


@pytest.mark.parametrize("format_", FORMATS)
def test_public_file_refuses_members_chain(format_: str) -> None:
    with pytest.raises(InputError, match="ask for the chain with the audience public"):
        exported(star(["A"], audience="members"), format_)
    smuggled = replace(
        star(["A"]), links=[link("WP-0", "SUPPLIES", "OR-R", claims=(claim(1, audience="members"),))]
    )
    with pytest.raises(InputError, match="must not show"):
        exported(smuggled, format_)


def test_sealed_never_leaves() -> None:
    sealed = replace(
        star(["A"]), links=[link("WP-0", "SUPPLIES", "OR-R", claims=(claim(1, audience="sealed"),))]
    )
    with pytest.raises(InputError, match="must not show"):
        exported(sealed, audience="members")
    with pytest.raises(InputError, match="public or members, not 'sealed'"):
        exported(star(["A"]), audience="sealed")


def test_unknown_format_is_told() -> None:
    with pytest.raises(InputError, match="html, svg, csv, graphml, json, not as 'pdf'"):
        exported(every_sign(), "pdf")
    with pytest.raises(InputError, match="csv or json, not as 'svg'"):
        export_rows(["a"], [], "svg", title="x", made_on=TODAY)


def test_json_is_the_chain_and_what_it_rests_on() -> None:
    chain = every_sign()
    expected = json.loads(json.dumps(chain.as_json())) | {
        "title": "A chain", "made_on": "2026-11-23", "audience_note": "public", "permalink": "",
        "sources": [asdict(source) for source in sources_of(chain)], "notices": notices_of(chain, TODAY),
    }  # fmt: skip
    assert json.loads(exported(chain)) == expected


def test_sources_name_file_rows_and_dates() -> None:
    chain = replace(
        star(["A", "B"]),
        links=[
            link("WP-0", "SUPPLIES", "OR-R", claims=(claim(10, as_of="2017"), claim(9))),
            link("WP-1", "SUPPLIES", "OR-R", claims=(claim(2, as_of=None),)),
        ],
    )
    assert [asdict(source) for source in sources_of(chain)] == [{
        "id": "SR-0000-0001", "name": "VF supplier list", "publisher": "WikiRate", "licence": "CC BY 4.0",
        "files": "vf.csv", "rows": "Sheet1!2, Sheet1!9, Sheet1!10", "as_of": "2017 to 2018-11-07",
    }]  # fmt: skip


def test_cut_and_composed_chains_say_so() -> None:
    told = notices_of(
        replace(every_sign(), complete=False, notice=f"{NOTICE_NAMES} {NOTICE_WRONG} Showing 500 of 8,212."),
        TODAY,
    )
    assert told == [
        "A link implies no wrongdoing.",
        "Names may be duplicates: two records may be one place, or one record two. Confirm by address.",
        "A path marked “may” is put together from several sources; no single source states it.",
        "Showing 500 of 8,212.",
        "This is a part: a limit cut the chain.",
        "What is not known is shown as not known.",
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Công ty «Đức» / ../etc", "linkwork-cong-ty-uc-etc-2026-11-23.csv"),
        ("شركة", "linkwork-chain-2026-11-23.csv"),
        ('a"\r\nSet-Cookie: x', "linkwork-a-set-cookie-x-2026-11-23.csv"),
        ("x" * 300, f"linkwork-{'x' * 60}-2026-11-23.csv"),
    ],
)
def test_file_names_are_plain(title: str, name: str) -> None:
    assert file_name(About(title, TODAY, "public"), "csv") == name


def test_members_file_shows_it_in_its_name() -> None:
    made = export_chain(star(["A"], "members"), "svg", title="A chain", made_on=TODAY, audience="members")
    assert (made.filename, made.mimetype) == ("linkwork-a-chain-members-2026-11-23.svg", "image/svg+xml")


def test_rows_are_exported_as_json() -> None:
    made = export_rows(
        ["name", "n"], [("A", 1), ("B", None)], "json", title="List", made_on=TODAY, notices=["Sources: x."]
    )
    assert json.loads(made.body) == {
        "title": "List", "made_on": "2026-11-23", "audience_note": "public", "permalink": "",
        "columns": ["name", "n"], "rows": [["A", 1], ["B", None]],
        "notices": [
            "A link implies no wrongdoing.",
            "Names may be duplicates: two records may be one place, or one record two.", "Sources: x.",
        ],
    }  # fmt: skip


@pytest.mark.parametrize("format_", FORMATS)
def test_broken_text_breaks_no_file(format_: str) -> None:
    assert exported(star(["half a pair \ud800"]), format_, title="\udfff")
