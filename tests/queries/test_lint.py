from pathlib import Path

import pytest

from graph.lint import main, vocabulary
from queries.lint import lint

BLOCKS = [
    block.splitlines()
    for block in (Path(__file__).parent / "refused.txt").read_text("utf-8").split("\n\n")[1:]
]
NAMES = [block[0] for block in BLOCKS]


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_bad_query_is_refused(block: list[str]) -> None:
    marked, words = block[1].removeprefix("- "), block[2].removeprefix("= ")
    where = f"q.cypher:1:{marked.index('¦') + 1}: "

    refusals = [str(error) for error in lint(marked.replace("¦", ""), vocabulary(), "q.cypher")]

    assert any(text.startswith(where) and words in text for text in refusals), refusals


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_good_query_passes(block: list[str]) -> None:
    assert [str(error) for error in lint(block[3].removeprefix("+ "), vocabulary())] == []


def test_shipped_queries_are_portable(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(), capsys.readouterr().err) == (0, "")


def test_words_in_strings_are_text() -> None:
    text = """
        MATCH (w:Workplace) // DELETE everything?
        WHERE w.name = 'CREATE (x); // \\' /* SET' AND w.address = "https://a/b"
        RETURN w.id AS id ORDER BY id"""

    assert lint(text, vocabulary()) == []


def test_long_query_is_refused() -> None:
    text = "MATCH (w:Workplace)" + "\n" * 40 + "RETURN w.id AS id ORDER BY id"

    assert [str(error) for error in lint(text, vocabulary(), "q.cypher")] == [
        "q.cypher:41:1: 41 lines; a query has at most 40, so make two of it"
    ]
