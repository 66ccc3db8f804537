"""Statements that the projection writes: only the model's words go into their text."""

import pytest

from graph import cypher
from graph.errors import ModelError


def test_nodes_are_made_of_named_properties() -> None:
    assert cypher.create_nodes("Country", ("id", "name")) == (
        "UNWIND $rows AS row CREATE (n:Country {id: row.id, name: row.name})"
    )


def test_other_words_are_refused() -> None:
    with pytest.raises(ModelError, match="A Country has no name}"):
        cypher.create_nodes("Country", ("id", "name}) DETACH DELETE (n"))
    with pytest.raises(ModelError, match="no kind of thing"):
        cypher.create_nodes("Castle", ("id",))
