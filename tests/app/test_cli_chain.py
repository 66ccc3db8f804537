"""`linkwork find`, `chain` and `query` on the sample, on both engines."""

import json
from pathlib import Path

import pytest

from graph.engines.neo4j_server import ServerState
from tests.commands import linkwork, told

YESUM = """\
Yesum Vina Co., Ltd. · workplace · {workplace}
  Linh Trung Export Processing Zone II, VN
└─ supplies {buyer_name} ({buyer}) · US · tier 1 as stated · likely · last seen 2018-11 · says {source}
1 path (1 stated, 0 may be):
  Yesum Vina Co., Ltd. → {buyer_name} (stated, likely, last seen 2018)
{notice}
"""


def test_find_forgives_a_typo(sample_home: Path) -> None:
    hits = told(sample_home, "find", "yesum vinna")
    assert [(hit["name"], hit["kind"], hit["country"], hit["zone"]) for hit in hits] == [
        ("Yesum Vina Co., Ltd.", "Workplace", "VN", "Linh Trung Export Processing Zone II")
    ]
    assert list(hits[0]) == ["id", "kind", "name", "country", "zone", "why", "score"]


def test_find_leaves_out_codes_of_products(sample_home: Path) -> None:
    assert {hit["kind"] for hit in told(sample_home, "find", "bac")} == {"Workplace", "Organisation"}


def test_find_says_when_there_are_more(sample_home: Path) -> None:
    assert linkwork(sample_home, "find", "yesum vina", "--limit", "1").stderr == ""
    more = linkwork(sample_home, "find", "bac", "--limit", "1")
    assert (len(more.stdout.splitlines()), more.stderr) == (3, "The first 1; --limit shows more.\n")


def test_find_nothing_ends_with_three(sample_home: Path) -> None:
    result = linkwork(sample_home, "find", "zzzzqqqq")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "linkwork: Nothing is known by the words “zzzzqqqq”; try fewer or other words.\n"


def test_find_knows_countries_by_code_and_name(sample_home: Path) -> None:
    by_code = told(sample_home, "find", "yesum vina", "--country", "vn")
    assert [hit["name"] for hit in by_code] == ["Yesum Vina Co., Ltd."]
    assert told(sample_home, "find", "yesum vina", "--country", "Vietnam") == by_code
    elsewhere = linkwork(sample_home, "find", "yesum vina", "--country", "Norway")
    assert (elsewhere.exit_code, elsewhere.stderr) == (
        3, "linkwork: Nothing is known by the words “yesum vina” in NO; try fewer or other words.\n",
    )  # fmt: skip
    nowhere = linkwork(sample_home, "find", "yesum vina", "--country", "Atlantis")
    assert (nowhere.exit_code, nowhere.stderr) == (
        2, "linkwork: 'Atlantis' is no country that is known: use its name or its ISO code.\n",
    )  # fmt: skip


def test_every_link_of_a_chain_has_a_source(sample_home: Path) -> None:
    chain = told(sample_home, "chain", "yesum vina")
    assert chain["paths"]
    sources = [{claim["source"] for claim in link["claims"]} for link in chain["links"]]
    assert sources == [{"Suppliers that brands publish, collected on WikiRate"}]
    steps = [(link["from"], link["kind"], link["to"], link["last_seen"]) for link in chain["links"]]
    vf = told(sample_home, "find", "VF Corporation")[0]["id"]
    assert steps == [(chain["root"], "SUPPLIES", vf, "2018-11")]


def test_id_in_any_spelling_is_the_same(sample_home: Path) -> None:
    root = told(sample_home, "chain", "yesum vina")["root"]
    assert told(sample_home, "chain", root.lower().replace("-", ""))["root"] == root


def test_chain_reads_as_text(sample_home: Path) -> None:
    chain = told(sample_home, "chain", "yesum vina")
    buyer = chain["nodes"][1]
    assert linkwork(sample_home, "chain", "yesum vina").stdout == YESUM.format(
        workplace=chain["root"], buyer=buyer["id"], buyer_name=buyer["name"],
        source=chain["links"][0]["claims"][0]["source"], notice=chain["notice"],
    )  # fmt: skip


def test_words_for_several_things_list_them(sample_home: Path) -> None:
    result = linkwork(sample_home, "chain", "regina miracle")
    assert (result.exit_code, result.stdout) == (3, "")
    first, *choices = result.stderr.splitlines()
    assert first == "linkwork: The words “regina miracle” fit several things; take one by its id:"
    assert len(choices) > 1
    assert all("Regina Miracle" in choice for choice in choices)
    found = json.loads(linkwork(sample_home, "chain", "regina miracle", "--json").stdout)
    assert found == {
        "error": first.removeprefix("linkwork: "), "code": 3,
        "choices": [dict(zip(("id", "name"), line.strip().split("  "), strict=True)) for line in choices],
    }  # fmt: skip


def test_unknown_id_ends_with_three(sample_home: Path) -> None:
    result = linkwork(sample_home, "chain", "WP-0000-0000", "--json")
    assert (result.exit_code, json.loads(result.stdout)["code"]) == (3, 3)


def test_undisclosed_buyer_is_shown_as_such(sample_home: Path) -> None:
    chain = told(sample_home, "chain", "Regina Miracle Intimate Apparel (Shenzhen) Ltd.")
    undisclosed = [node["name"] for node in chain["nodes"] if not node["disclosed"]]
    assert sorted(undisclosed) == [f"Buyer not named by Open Supply Hub list {n}" for n in (15, 3, 7)]


def test_zone_query_names_workplace_and_zone(sample_home: Path) -> None:
    found = told(sample_home, "query", "zone_workplaces_behind_company", "--company", "VF Corporation")
    assert [(row["workplace"], row["zone"]) for row in found["rows"]] == [
        ("Yesum Vina Co., Ltd.", "Linh Trung Export Processing Zone II")
    ]


@pytest.mark.neo4j
def test_both_engines_give_the_same_answers(sample_home: Path, empty_neo4j: ServerState) -> None:
    there = {
        "graph": empty_neo4j.bolt_url, "graph_user": empty_neo4j.user, "graph_password": empty_neo4j.password,
    }  # fmt: skip
    told(sample_home, "project", **there)
    asked = (
        ("chain", "yesum vina"),
        ("chain", "VF Corporation"),
        ("chain", "Bac Giang garment corporation"),
        ("query", "zone_workplaces_behind_company", "--company", "VF Corporation"),
    )
    for args in asked:
        here_found, there_found = told(sample_home, *args), told(sample_home, *args, **there)
        assert here_found.pop("engine", "embedded") == "embedded"
        assert there_found.pop("engine", "neo4j") == "neo4j"
        assert there_found == here_found
    hashes = [told(sample_home, "doctor", "--graph-hash", **where) for where in ({}, there)]
    assert [found["engine"] for found in hashes] == ["embedded", "neo4j"]
    assert hashes[0]["sha256"] == hashes[1]["sha256"]
