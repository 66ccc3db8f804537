from graph.claim import Ref, describe, link, organisation
from graph.ledger.decisions import JoinDecision, record_joins
from graph.ledger.store import Ledger
from graph.model import Audience
from graph.search import find
from graph.search.neighbours import MOST_BUYERS
from tests.search.books import LIST, add, bring_up, names, origin, plant, supply

LEVI, NIKE = organisation("Brand", "Levi Strauss & Co."), organisation("Brand", "Nike, Inc.")
BIEN_HOA, HUE = Ref("Workplace", "row:a"), Ref("Workplace", "row:b")


def two_plants(ledger: Ledger) -> None:
    """A plant in Bien Hoa that supplies Levi Strauss, one in Hue that supplies Nike."""
    add(
        ledger,
        describe(origin(), LEVI, name="Levi Strauss & Co."),
        describe(origin(), NIKE, name="Nike, Inc."),
        *plant("Yupoong Vietnam", key="a", address="Bien Hoa"),
        *plant("Sao Mai", key="b", address="Hue"),
        supply(BIEN_HOA, LEVI),
        supply(HUE, NIKE),
    )


def found(ledger: Ledger, typed: str, audience: int = 0) -> list[tuple[str, str]]:
    """What is found, and why."""
    return [(hit.name, hit.why) for hit in find(ledger, audience, typed)]


def test_buyer_finds_its_suppliers_after_itself(ledger: Ledger) -> None:
    two_plants(ledger)
    bring_up(ledger)
    assert found(ledger, "levi strauss") == [
        ("Levi Strauss & Co.", "name starts with what you typed"),
        ("Yupoong Vietnam", "supplies Levi Strauss & Co."),
    ]
    assert found(ledger, "levi strauss bien hoa") == [
        ("Yupoong Vietnam", "in the address: bien hoa; supplies Levi Strauss & Co."),
        ("Levi Strauss & Co.", "in its name; not found: bien hoa"),
    ]
    assert names(find(ledger, 0, "levi straus", kinds=["Workplace"])) == ["Yupoong Vietnam"]


def test_supplier_is_well_behind_its_buyer(ledger: Ledger) -> None:
    """So that a brand's name alone still means the brand."""
    two_plants(ledger)
    bring_up(ledger)
    first, second = find(ledger, 0, "nike inc")
    assert (first.name, second.name, first.score - second.score >= 10) == ("Nike, Inc.", "Sao Mai", True)


def test_buyer_in_another_script_finds_its_suppliers(ledger: Ledger) -> None:
    two_plants(ledger)
    bring_up(ledger)
    assert found(ledger, "Леви Страусс") == [
        ("Levi Strauss & Co.", "sounds like: леви страусс ≈ Levi Strauss & Co."),
        ("Yupoong Vietnam", "supplies Levi Strauss & Co."),
    ]


def test_buyer_named_anew_is_followed(ledger: Ledger) -> None:
    two_plants(ledger)
    bring_up(ledger)
    add(ledger, describe(origin(), LEVI, name="Dockers Holding"), as_of="2025")
    bring_up(ledger)
    assert found(ledger, "dockers holding bien hoa")[0] == (
        "Yupoong Vietnam",
        "in the address: bien hoa; supplies Dockers Holding",
    )
    assert found(ledger, "levi strauss")[-1] == ("Yupoong Vietnam", "supplies Dockers Holding")


def test_merged_buyer_is_followed(ledger: Ledger) -> None:
    two_plants(ledger)
    bring_up(ledger)
    with ledger.write() as connection:
        record_joins(connection, [JoinDecision("same", LEVI.key, NIKE.key, "seen", "test", 0)])
    bring_up(ledger)
    assert {name for name, why in found(ledger, "levi strauss") if "supplies" in why} == {
        "Yupoong Vietnam",
        "Sao Mai",
    }


def test_members_link_to_a_buyer_stays(ledger: Ledger) -> None:
    two_plants(ledger)
    add(ledger, supply(HUE, LEVI, audience=Audience.MEMBERS))
    bring_up(ledger)
    assert names(find(ledger, 0, "levi", kinds=["Workplace"])) == ["Yupoong Vietnam"]
    assert sorted(names(find(ledger, 1, "levi", kinds=["Workplace"]))) == ["Sao Mai", "Yupoong Vietnam"]


def test_members_name_of_a_buyer_stays(ledger: Ledger) -> None:
    two_plants(ledger)
    add(ledger, describe(origin(Audience.MEMBERS), LEVI, name="Whispered Trade"), as_of="2023")
    bring_up(ledger)
    assert found(ledger, "whispered", 0) == []
    assert names(find(ledger, 1, "whispered", kinds=["Workplace"])) == ["Yupoong Vietnam"]


def test_only_sure_links_that_stand_count(ledger: Ledger) -> None:
    two_plants(ledger)
    add(ledger, supply(HUE, LEVI, confidence=1))
    bring_up(ledger)
    assert names(find(ledger, 0, "levi", kinds=["Workplace"])) == ["Yupoong Vietnam"]
    add(ledger, supply(HUE, LEVI, until="2019"))
    bring_up(ledger)
    assert names(find(ledger, 0, "levi", kinds=["Workplace"])) == ["Yupoong Vietnam"]
    add(ledger, supply(BIEN_HOA, LEVI, stance="denies"))
    bring_up(ledger)
    assert names(find(ledger, 0, "levi", kinds=["Workplace"])) == []


def test_so_many_buyers_of_one_plant_are_held(ledger: Ledger) -> None:
    buyers = [organisation("Brand", f"Brand{number:02} Wear") for number in range(MOST_BUYERS + 1)]
    said = [describe(origin(), buyer, name=buyer.key.rpartition(":")[2]) for buyer in buyers]
    add(ledger, *said, *plant("Sao Mai", key="b"), *(supply(HUE, buyer) for buyer in buyers))
    bring_up(ledger, [0])
    held = [b for b in range(MOST_BUYERS + 1) if find(ledger, 0, f"brand{b:02} wear", kinds=["Workplace"])]
    assert len(held) == MOST_BUYERS


def test_common_first_word_is_no_buyer(ledger: Ledger) -> None:
    """“Vina” alone does not mean Vina Trading, whose suppliers would drown what is called so."""
    vina = organisation("Brand", "Vina Trading House")
    others = [claim for number in range(1200) for claim in plant(f"Vina {number}")]
    add(ledger, describe(origin(), vina, name="Vina Trading House"), *plant("Sao Mai", key="b"), *others)
    add(ledger, supply(HUE, vina))
    bring_up(ledger, [0])
    assert "Sao Mai" not in names(find(ledger, 0, "vina hue", kinds=["Workplace"], limit=50))
    assert names(find(ledger, 0, "vina trading house", kinds=["Workplace"]))[:1] == ["Sao Mai"]


def test_undisclosed_buyer_is_no_name(ledger: Ledger) -> None:
    hidden = Ref("Organisation", f"undisclosed:{LIST.identity}")
    add(ledger, describe(origin(), hidden, name="Buyer not named", disclosed=False))
    add(ledger, *plant("Sao Mai", key="b"), link(origin(), "SUPPLIES", HUE, hidden))
    bring_up(ledger, [0])
    assert names(find(ledger, 0, "buyer not named", kinds=["Workplace"])) == []
