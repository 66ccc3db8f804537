from pathlib import Path

import pytest

from queries.catalog import Param, catalog, listed, parse, read
from queries.tokens import CypherError

HEADER = """// title: A title
// asks: What?
// category: trace
// params: company: Organisation; country: Country?; n: int = 4 (1..6); by: choice a|b = a; at: date = today
// returns: table
// rests_on: ILO C087
"""
BODY = "MATCH (o:Organisation {id: $company}) WHERE $country <> $by AND $n > 0 AND $at > ''\n"
END = "RETURN o.id AS id, o.name, count(*) AS n ORDER BY id\n"


def test_header_becomes_a_query() -> None:
    query = parse(HEADER + BODY + END, "a_query", Path("a_query.cypher"))

    assert query.params == (
        Param("company", "Organisation"),
        Param("country", "Country", optional=True),
        Param("n", "int", 4, (1, 6)),
        Param("by", "choice", "a", None, ("a", "b")),
        Param("at", "date", "today"),
    )
    assert (query.title, query.asks, query.category, query.returns) == ("A title", "What?", "trace", "table")
    assert (query.rests_on, query.columns, query.listed) == ("ILO C087", ("id", "o.name", "n"), True)


def test_version_changes_with_the_text() -> None:
    versions = {parse(HEADER + BODY + end, "q", Path("q")).version for end in (END, END + "\n", END)}

    assert len(versions) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEADER + END, "q.cypher:4:1: params declares at, by, company, country, n, which nothing uses"),
        (HEADER + BODY + "WITH o, $x AS x " + END, "q.cypher:8:9: $x is not declared in params"),
        (HEADER.replace("table", "rows") + BODY + END, "q.cypher:5:1: returns is 'rows'; write one of"),
        (HEADER.replace("// asks: What?\n", "") + BODY + END, "q.cypher:1:1: the header lacks asks"),
        (HEADER.replace("asks", "ask") + BODY + END, "q.cypher:2:1: a header line is // and one of title"),
        (HEADER.replace("asks", "title") + BODY + END, "q.cypher:2:1: title stands twice"),
        (HEADER.replace("Organisation", "Firm") + BODY + END, "q.cypher:4:1: the parameter 'company: Firm'"),
        (HEADER.replace("= 4", "= 9") + BODY + END, "q.cypher:4:1: the default '9' does not fit n: int"),
        (HEADER.replace("a|b", "b|c") + BODY + END, "q.cypher:4:1: the default 'a' does not fit by: choice"),
        (HEADER.replace("choice", "text") + BODY + END, "q.cypher:4:1: by: a choice has words parted by |"),
        (
            HEADER.replace("n: int", "by: int") + BODY + END,
            "q.cypher:4:1: the parameter by is declared twice",
        ),
    ],
)
def test_wrong_header_names_file_and_line(text: str, sentence: str) -> None:
    with pytest.raises(CypherError) as caught:
        parse(text, "q", Path("q.cypher"))

    assert str(caught.value).startswith(sentence)


def test_steps_and_pages_are_not_listed() -> None:
    names = {query.name for query in listed()}

    assert {"chain/cards", "page/workplace"} <= set(catalog())
    assert {
        "chain_down_from_buyer", "chains_up_from_workplace", "find_workplace", "findings_along_chain",
        "paths_between", "sister_workplaces", "zone_workplaces_behind_company",
    } <= names  # fmt: skip
    assert not [name for name in names if "/" in name]


def test_new_query_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "rights").mkdir()
    path = tmp_path / "rights" / "new_one.cypher"
    path.write_text(HEADER + BODY + END, encoding="utf-8")

    assert catalog(tmp_path) == {"new_one": read(path, tmp_path)}


def test_listing_has_its_documented_shape() -> None:
    shown = catalog()["zone_workplaces_behind_company"].as_json()

    assert shown == {
        "name": "zone_workplaces_behind_company",
        "title": "Zone workplaces behind a company",
        "asks": "Which workplaces in export processing zones supply this company, and through whom?",
        "category": "export processing zones",
        "params": [
            {"name": "company", "type": "Organisation", "default": None, "bounds": None},
            {"name": "max_tier", "type": "int", "default": 4, "bounds": [1, 6]},
            {"name": "past", "type": "choice", "default": "no", "bounds": ["no", "yes"]},
            {"name": "industrial_parks", "type": "choice", "default": "no", "bounds": ["no", "yes"]},
        ],
        "returns": "chain",
        "rests_on": "ILO C087, C098; UN Guiding Principle 13",
    }
