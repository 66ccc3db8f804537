"""Decisions: as text with the line of every error, a person over a rule, withheld things gone at once."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from graph.claim import describe, link, undisclosed
from graph.errors import InputError
from graph.ledger import tables as t
from graph.ledger.decisions import (
    JoinDecision,
    as_text,
    inferred_ref,
    read_text,
    record_joins,
    record_on_claim,
)
from graph.ledger.store import Ledger
from tests.fixtures.ledgers import (
    BRAND,
    MILL,
    OWNER,
    UPDATE,
    WEAVER,
    counts,
    edition,
    links,
    names,
    nodes,
    origin,
    supplies,
)

SAME = JoinDecision("same", MILL.key, WEAVER.key, "one gate", "Ana", at="2026-11-23")
RULE = JoinDecision("same", MILL.key, WEAVER.key, "equal", "a rule", score=90)


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    edition(ledger, [*names(), supplies()])
    return ledger


def decide(ledger: Ledger, *decisions: JoinDecision) -> int:
    with ledger.write() as connection:
        return record_joins(connection, decisions)


def mills(ledger: Ledger, audience: int = 0) -> list[str]:
    return sorted({"mill", "weaver"} & set(nodes(ledger, audience)))


def test_text_is_read_as_it_was_written(tmp_path: Path) -> None:
    decisions = [SAME, JoinDecision("different", "os:1", "os:2", "Unit 1, Unit 2", "Bo", 1, "2026")]
    path = tmp_path / "decisions.tsv"
    path.write_text("\ufeff# why\n\n" + "\r\n".join(map(as_text, decisions)), "utf-8")

    assert read_text(path) == decisions


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("alike\ta\tb\tpublic\t\tme\twhy", "The verdict is one of same, different, unsure, not 'alike'."),
        ("same\ta\tb\tall\t\tme\twhy", "the audience is one of public, members, sealed, not 'all'."),
        ("same\ta\ta\tpublic\t\tme\twhy", "A decision needs two keys, not 'a' and 'a'."),
        ("same\t\tb\tpublic\t\tme\twhy", "A decision needs two keys, not '' and 'b'."),
        ("same\tundisclosed:buyer:1\tb\tpublic\t\tme\twhy",
         "A buyer or supplier that its list does not name is never joined with anything."),
    ],
)  # fmt: skip
def test_error_names_the_line(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "d.tsv"
    path.write_text(f"# a comment\n{as_text(SAME)}\n{line}\n", "utf-8")

    with pytest.raises(InputError) as caught:
        read_text(path)
    assert str(caught.value) == f"d.tsv, line 3: {problem}"


def test_missing_field_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "d.tsv"
    path.write_text("same\ta\tb", "utf-8")

    with pytest.raises(InputError, match=r"^d\.tsv, line 1: a decision has 7 fields .*, not 3\.$"):
        read_text(path)


def test_wrong_date_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "d.tsv"
    path.write_text("same\ta\tb\tpublic\t23.11.\tme\twhy", "utf-8")

    with pytest.raises(InputError, match=r"^The date in d\.tsv, line 1 must look like 2018"):
        read_text(path)


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.tsv"
    path.write_bytes(b"same\t\xff\tb")

    for wrong in (path, tmp_path / "none.tsv"):
        with pytest.raises(InputError, match=r"\.tsv cannot be read as decisions in UTF-8: "):
            read_text(wrong)


def test_decision_twice_is_one(ledger: Ledger) -> None:
    assert [decide(ledger, SAME), decide(ledger, SAME), decide(ledger, RULE)] == [1, 0, 0]
    assert counts(ledger)["decision"] == 1


def test_two_kinds_are_never_one(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="are of two kinds and cannot be one thing"):
        decide(ledger, JoinDecision("same", MILL.key, BRAND.key, "", ""))


def test_last_word_of_a_person_wins(ledger: Ledger) -> None:
    decide(ledger, SAME)
    assert mills(ledger) == ["mill"]

    decide(ledger, JoinDecision("different", WEAVER.key, MILL.key, "two gates", "Bo"))
    assert mills(ledger) == ["mill", "weaver"]

    decide(ledger, JoinDecision("same", MILL.key, WEAVER.key, "one gate after all", "Ana"))
    assert mills(ledger) == ["mill"]


@pytest.mark.parametrize("audience", [0, 1])
def test_rule_never_overrides_a_person(ledger: Ledger, audience: int) -> None:
    """… not even a rule that may tell everybody a person who told the members alone."""
    decide(ledger, JoinDecision("different", MILL.key, WEAVER.key, "two gates", "Bo", audience))
    decide(ledger, RULE)

    assert mills(ledger, 1) == ["mill", "weaver"]
    assert mills(ledger, 0) == (["mill", "weaver"] if audience == 0 else ["mill"])


def test_decision_waits_for_its_keys(ledger: Ledger) -> None:
    decide(ledger, JoinDecision("same", MILL.key, "row:late", "known before", "Ana"))
    assert "late" not in nodes(ledger)

    late = type(MILL)("Workplace", "row:late")
    edition(ledger, [describe(origin(), late, name="late"), supplies(start=late, end=OWNER)])

    assert sorted(end for _, _, end in links(ledger)) == ["brand", "owner"]
    assert len({start for start, _, _ in links(ledger)}) == 1


def test_undisclosed_is_never_joined(ledger: Ledger) -> None:
    edition(ledger, [describe(origin(), undisclosed(UPDATE), name="?")])

    with pytest.raises(InputError, match="is never joined with anything"):
        JoinDecision("same", undisclosed(UPDATE).key, BRAND.key, "", "")
    decide(ledger, JoinDecision("different", undisclosed(UPDATE).key, BRAND.key, "", ""))


def test_withheld_claim_is_gone_at_once(ledger: Ledger) -> None:
    before = (nodes(ledger), links(ledger))
    rule(ledger, "withhold", "SUPPLIES")
    assert links(ledger) == {}

    rule(ledger, "release", "SUPPLIES")
    assert (nodes(ledger), links(ledger)) == before


def test_withheld_name_is_not_told_by_its_key(ledger: Ledger) -> None:
    edition(ledger, [describe(origin(), type(MILL)("Organisation", "org:p:Jo Doe"), name="Jo Doe")])
    rule(ledger, "withhold", "DESCRIBES", "name", of="org:p:Jo Doe")

    shown = [row for row in nodes(ledger).values() if row["id"].startswith("OR-")]
    assert sorted(row["name"] for row in shown) == [
        "brand", f"organisation {_id(ledger, 'org:p:Jo Doe')}", "owner",
    ]  # fmt: skip


def test_inference_goes_with_what_it_quotes(ledger: Ledger) -> None:
    edition(ledger, [describe(origin(), MILL, address="Gate 1, EPZ")])
    shown = _claim(ledger, "DESCRIBES", MILL.key)[1]
    told = origin(UPDATE, row_ref=inferred_ref(shown), words="address: Gate 1, EPZ")
    edition(ledger, [link(told, "SUPPLIES", MILL, OWNER)])

    rule(ledger, "withhold", "DESCRIBES", "name", of=MILL.key)
    assert len(links(ledger)) == 2
    rule(ledger, "withhold", "DESCRIBES", "address", of=MILL.key)
    assert [end for _, _, end in links(ledger)] == ["brand"]
    rule(ledger, "release", "DESCRIBES", "address", of=MILL.key)
    assert len(links(ledger)) == 2


def test_unknown_verdict_is_refused(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="is one of withhold, release, sign-off, not 'delete'"):
        rule(ledger, "delete", "SUPPLIES")


def rule(ledger: Ledger, verdict: str, kind: str, property_: str = "", of: str = MILL.key) -> None:
    number = _claim(ledger, kind, of)[0]
    with ledger.write() as connection:
        record_on_claim(connection, verdict, number, why="asked", by="Ana", property_=property_)


def _claim(ledger: Ledger, kind: str, key: str) -> tuple[int, str]:
    """The newest claim of a kind on a key: its number and the id it shows."""
    c = t.claim.c
    with ledger.read() as connection:
        query = sa.select(c.id, c.shown_id).join(t.key, t.key.c.ord == c.subject_key)
        row = connection.execute(
            query.where(c.kind == kind, t.key.c.key == key).order_by(c.id.desc())
        ).first()
    assert row is not None
    return row.id, row.shown_id


def _id(ledger: Ledger, key: str) -> str:
    with ledger.read() as connection:
        return str(connection.scalar(sa.select(t.key.c.birth_id).where(t.key.c.key == key)))
