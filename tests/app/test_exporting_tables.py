"""CSV and GraphML, read back by other programs."""

import csv
import io
from pathlib import Path

import igraph
import networkx
import pytest

from app.exporting import export_chain, export_rows
from app.exporting.tables import defuse
from graph.chain import Chain
from tests.fixtures.chains import HOSTILE_NAMES, TODAY, every_sign, large, scripts, star


def rows_of(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def exported(chain: Chain, format: str) -> bytes:  # noqa: A002
    return export_chain(chain, format, title="A chain", made_on=TODAY, permalink="/chain/WP-1").body


def test_csv_has_one_row_a_link() -> None:
    rows = rows_of(exported(every_sign(), "csv"))
    assert len(rows) == 9
    found = next(row for row in rows if row["to_id"] == "OR-1")
    assert {name: value for name, value in found.items() if name != "notice"} == {
        "from_id": "WP-1", "from_name": "Yesum Vina Co., Ltd.", "from_kind": "Workplace",
        "from_country": "VN",
        "from_tier": "0", "link": "SUPPLIES", "to_id": "OR-1", "to_name": "VF Corporation",
        "to_kind": "Organisation", "to_country": "US", "to_tier": "1", "since": "", "until": "",
        "last_seen": "2018-11-07", "confidence": "sure", "basis": "stated",
        "sources": "VF supplier list; Union list", "publishers": "WikiRate; A union", "as_of": "2018-11-07",
        "words": "Tier 1 Supplier", "rows": "vf.csv Sheet1!153; vf.csv Sheet1!4", "licences": "CC BY 4.0",
        "claims": "c153; c4", "title": "A chain", "made_on": "2026-11-23", "audience": "public",
    }  # fmt: skip
    assert next(row for row in rows if row["to_id"] == "OR-6")["basis"] == "composed"


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", " =", "\ufeff="]
)
def test_formulas_are_defused(start: str) -> None:
    assert defuse(f"{start}1+1") == f"'{start}1+1"


def test_other_cells_stay_as_they_are() -> None:
    assert [defuse(value) for value in ("a=b", "", -5, 1.5, None, "Ö")] == ["a=b", "", -5, 1.5, None, "Ö"]


def test_no_cell_of_a_csv_is_a_formula() -> None:
    names = ["=HYPERLINK(1)", "+1", "-1", "@SUM", "\t=1", "＝1", *HOSTILE_NAMES, 'quo"te, comma\nline']
    rows = rows_of(exported(star(names), "csv"))
    assert len(rows) == len(names)
    cells = [cell for row in rows for name, cell in row.items() if name != "from_tier"]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]
    assert {row["from_name"].removeprefix("'") for row in rows} == set(names)


def test_csv_of_rows_repeats_the_notices() -> None:
    made = export_rows(
        ["name", "tiers"], [("=A", [1, 2])], "csv", title="List", made_on=TODAY, audience="members"
    )
    (row,) = rows_of(made.body)
    assert (row["name"], row["tiers"], row["audience"]) == ("'=A", "1; 2", "members — do not publish")
    assert row["notice"].startswith("A link implies no wrongdoing.")


def test_networkx_reads_the_graphml() -> None:
    graph = networkx.read_graphml(io.BytesIO(exported(every_sign(), "graphml")), force_multigraph=True)
    assert (graph.number_of_nodes(), graph.number_of_edges(), graph.is_directed()) == (9, 9, True)
    assert graph.nodes["OR-4"]["prop_roles"] == "brand"
    assert (graph.nodes["WP-1"]["tier"], graph.nodes["OR-2"]["disclosed"]) == (0, False)
    (edge,) = graph.get_edge_data("WP-1", "OR-1").values()
    assert (edge["kind"], edge["sources"], edge["confidence"]) == (
        "SUPPLIES",
        "VF supplier list; Union list",
        "sure",
    )
    assert graph.graph["made_on"] == "2026-11-23"
    assert "Union list (A union, CC BY 4.0, 2018-11-07)" in graph.graph["sources"]


@pytest.mark.parametrize(
    ("chain", "counts"), [(every_sign(), (9, 9)), (scripts(), (9, 8)), (large(300), (300, 338))]
)
def test_igraph_reads_the_graphml(tmp_path: Path, chain: Chain, counts: tuple[int, int]) -> None:
    path = tmp_path / "chain.graphml"
    path.write_bytes(exported(chain, "graphml"))
    graph = igraph.Graph.Read_GraphML(str(path))
    assert (graph.vcount(), graph.ecount()) == counts
    assert set(graph.vs["name"]) == {node.name for node in chain.nodes}


def test_graphml_keeps_hostile_names_as_text() -> None:
    graph = networkx.read_graphml(io.BytesIO(exported(star(HOSTILE_NAMES), "graphml")), force_multigraph=True)
    named = {data["name"] for _, data in graph.nodes(data=True)}
    assert named >= {name.replace("\x00", "\ufffd").replace("\x0b", "\ufffd") for name in HOSTILE_NAMES}
