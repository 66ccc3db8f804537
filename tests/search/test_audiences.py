from dataclasses import replace

import sqlalchemy as sa

from graph.claim import ListRef, Ref, describe, link, organisation
from graph.ledger import tables as t
from graph.ledger.append import Appender, RowClaims, RunInfo
from graph.ledger.decisions import JoinDecision, record_joins
from graph.ledger.sources import SourceInfo
from graph.ledger.store import Ledger
from graph.model import Audience
from graph.search import find
from tests.search.books import a_zone, add, bring_up, names, origin, plant

PUBLIC, MEMBERS, SEALED = Audience.PUBLIC, Audience.MEMBERS, Audience.SEALED


def words_of(ledger: Ledger, audience: int) -> dict[str, int]:
    """An audience's vocabulary with how many entries hold each word; marks of kinds are left out."""
    w = t.search_word.c
    with ledger.read() as connection:
        rows = connection.execute(sa.select(w.word, w.entries).where(w.audience == audience)).all()
    return {row.word: row.entries for row in rows if not row.word.startswith(":")}


def test_members_name_is_not_in_public(ledger: Ledger) -> None:
    add(ledger, *plant("Yesum Vina", code=""), *plant("Hidden Dormitory", code="", audience=MEMBERS))
    bring_up(ledger)
    for typed in ("hidden dormitory", "hidden", "hiden", "dormitori", "hid"):
        assert names(find(ledger, PUBLIC, typed)) == []
        assert names(find(ledger, MEMBERS, typed)) == ["Hidden Dormitory"]
    assert words_of(ledger, PUBLIC) == {"yesum": 1, "vina": 1}
    assert words_of(ledger, MEMBERS) == {"yesum": 1, "vina": 1, "hidden": 1, "dormitory": 1}


def test_members_id_finds_nothing_in_public(ledger: Ledger) -> None:
    add(ledger, *plant("Hidden Dormitory", audience=MEMBERS, os_id="VN2024001AAAAAA"))
    bring_up(ledger)
    (hit,) = find(ledger, MEMBERS, "VN2024001AAAAAA")
    assert find(ledger, MEMBERS, hit.id) == [replace(hit, why="its id")]
    assert (find(ledger, PUBLIC, hit.id), find(ledger, PUBLIC, "VN2024001AAAAAA")) == ([], [])


def test_members_name_of_a_public_plant_stays(ledger: Ledger) -> None:
    add(ledger, *plant("Yesum Vina", key="a"), as_of="2020")
    add(ledger, *plant("Whispered Name", key="a", audience=MEMBERS), as_of="2024")
    bring_up(ledger)
    assert names(find(ledger, PUBLIC, "whispered")) == []
    assert names(find(ledger, PUBLIC, "yesum")) == ["Yesum Vina"]
    assert names(find(ledger, MEMBERS, "yesum")) == ["Whispered Name"]


def test_members_zone_stays(ledger: Ledger) -> None:
    zone, said = a_zone("Linh Trung EPZ")
    add(ledger, *plant("Yesum Vina", key="a"), *said)
    add(ledger, *plant("Yesum Vina", key="a", in_zone=zone, audience=MEMBERS))
    bring_up(ledger)
    assert [h.zone for h in find(ledger, PUBLIC, "yesum")] == [None]
    assert [h.zone for h in find(ledger, MEMBERS, "yesum")] == ["Linh Trung EPZ"]
    assert names(find(ledger, PUBLIC, "linh trung", kinds=["Workplace"])) == []


def test_sealed_names_are_nowhere(ledger: Ledger) -> None:
    witness, said = a_zone("Linh Trung EPZ")
    add(ledger, *said, describe(origin(SEALED), witness, name="Witness Nguyen"))
    add(ledger, *plant("Safe House", code="", audience=SEALED))
    bring_up(ledger)
    for audience in Audience.PROJECTED:
        assert [
            hit for typed in ("witness", "nguyen", "safe house") for hit in find(ledger, audience, typed)
        ] == []
        assert words_of(ledger, audience) == {"linh": 1, "trung": 1, "epz": 1}


def test_members_alias_finds_nothing_in_public(ledger: Ledger) -> None:
    add(ledger, *plant("Yesum Vina", key="a"), *plant("Hidden Dormitory", key="b", audience=MEMBERS))
    bring_up(ledger)
    (dormitory,) = find(ledger, MEMBERS, "hidden dormitory")
    with ledger.write() as connection:
        joined = JoinDecision("same", "row:a", "row:b", "seen", "test", MEMBERS)
        record_joins(connection, [joined])
    bring_up(ledger)
    assert [hit.why for hit in find(ledger, MEMBERS, dormitory.id)] == ["its id"]
    assert find(ledger, PUBLIC, dormitory.id) == []


def test_links_go_when_they_may_not_be_republished(ledger: Ledger) -> None:
    zone_, said = a_zone("Linh Trung EPZ")
    buyer = organisation("Brand", "Levi Strauss")
    add(ledger, *said, describe(origin(), buyer, name="Levi Strauss"), *plant("Yesum Vina", key="a"))
    row, yesum = origin(of=ListRef("closed", "Closed", "list")), Ref("Workplace", "row:a")
    links = [link(row, "SUPPLIES", yesum, buyer), link(row, "IN_ZONE", yesum, zone_)]
    seen = []
    for republish in ("yes", "no"):
        with ledger.write() as connection:
            source = SourceInfo("Closed", "closed", "Closed", republish=republish)
            appender = Appender(connection, source, RunInfo("closed", as_of="2024"))
            appender.append([RowClaims(row.row_ref, {}, links)])
            appender.finish()
        bring_up(ledger)
        seen += [[(h.why, h.zone) for h in find(ledger, of, "levi", kinds=["Workplace"])] for of in (0, 1)]
    assert seen == [[("supplies Levi Strauss", "Linh Trung EPZ")]] * 2 + [
        [],
        [("supplies Levi Strauss", "Linh Trung EPZ")],
    ]
    assert [h.zone for h in find(ledger, PUBLIC, "yesum")] == [None]
