"""The optional bridge for py2neo, against a real Neo4j."""

import gc
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from graph.chain import Chain
from graph.engines.neo4j_server import ServerState
from graph.engines.py2neo_bridge import from_subgraph, py2neo_graph, to_subgraph
from graph.errors import InputError, UnreachableError
from tests.fixtures.chains import every_sign, scripts

# py2neo leaves its sockets to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

EVERYTHING = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN n, r"


@pytest.fixture
def py2neo(empty_neo4j: ServerState) -> Iterator[Any]:
    made = py2neo_graph(empty_neo4j.bolt_url, empty_neo4j.user, empty_neo4j.password)
    yield made
    made.service.connector.close()
    gc.collect()


def kept(chain: Chain) -> Chain:
    """What a subgraph keeps of a chain, as the bridge gives it back."""
    return replace(
        chain,
        engine="neo4j",
        nodes=sorted(chain.nodes, key=lambda node: node.id),
        links=sorted(
            (replace(link, claims=list(link.claims)) for link in chain.links),
            key=lambda link: (link.start, link.kind, link.end),
        ),
        paths=(),
        complete=False,
        notice="Read from a py2neo subgraph, which keeps no paths.",
        direction="up",
    )


@pytest.mark.parametrize("chain", [every_sign(), scripts()], ids=["every_sign", "scripts"])
def test_subgraph_keeps_nodes_links_claims(chain: Chain) -> None:
    assert from_subgraph(to_subgraph(chain), chain.root, chain.audience) == kept(chain)


@pytest.mark.neo4j
@pytest.mark.parametrize("chain", [every_sign(), scripts()], ids=["every_sign", "scripts"])
def test_chain_survives_the_database(py2neo: Any, chain: Chain) -> None:
    py2neo.merge(to_subgraph(chain))
    py2neo.merge(to_subgraph(chain))

    counts = py2neo.run(
        "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS links"
    )
    assert counts.data() == [{"nodes": len(chain.nodes), "links": len(chain.links)}]
    found = py2neo.run(EVERYTHING).to_subgraph()
    assert from_subgraph(found, chain.root, chain.audience) == kept(chain)


@pytest.mark.neo4j
def test_wrong_password_is_one_sentence(neo4j_server: ServerState) -> None:
    with pytest.raises(UnreachableError) as caught:
        py2neo_graph(neo4j_server.bolt_url, "neo4j", "not the password")
    assert str(caught.value) == (
        f"py2neo cannot connect to {neo4j_server.bolt_url}: "
        "no answer, or the user or the password is refused."
    )


def test_link_without_claims_is_refused() -> None:
    subgraph = to_subgraph(every_sign())
    for link in subgraph.relationships:
        link["claims"] = "[]"

    with pytest.raises(InputError, match="has no claims, and no link is without a source"):
        from_subgraph(subgraph, "WP-1", "public")


def test_root_must_be_in_it() -> None:
    with pytest.raises(InputError, match="The subgraph has no node with the id 'WP-9'"):
        from_subgraph(to_subgraph(every_sign()), "WP-9", "public")


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py2neo", None)

    with pytest.raises(InputError, match=r"pip install 'linkwork\[py2neo\]'"):
        to_subgraph(every_sign())
