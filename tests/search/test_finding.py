import pytest

from graph.claim import country, describe, identified, organisation, undisclosed
from graph.ledger.store import Ledger
from graph.search import find
from graph.search.finding import Hit
from tests.search.books import LIST, a_zone, add, bring_up, names, origin, plant

YESUM, VIET_TIEN = "Yesum Vina Co., Ltd", "Tổng Công ty CP May Việt Tiến"
DHAKA, PANYU = "ঢাকা গার্মেন্টস লিমিটেড", "广州市番禺区恒胜制衣厂"
KHMER, ARABIC = "រោងចក្រកាត់ដេរអ៊ូលីន", "مصنع الإسكندرية للملابس"
BURMESE, THAI = "ရွှေအင်ဝအထည်ချုပ်", "บริษัท ไทยการ์เม้นต์ จำกัด"
LAO, TAMIL = "ໂຮງງານຕັດຫຍິບລາວ", "திருப்பூர் ஆயத்த ஆடை"
HINDI, KOREAN = "गुड़गांव वस्त्र उद्योग", "한솔섬유주식회사"


@pytest.fixture
def town(ledger: Ledger) -> Ledger:
    """Plants with names in many scripts, one of them in a zone."""
    zone, said = a_zone("Linh Trung Export Processing Zone II")
    add(
        ledger,
        *said,
        describe(origin(), country("VN"), name="Viet Nam"),
        *plant(YESUM, in_zone=zone, address="Lot 94, Thu Duc District", os_id="VN2019081DPNV4Z"),
        *plant(VIET_TIEN, address="7 Lê Minh Xuân, Tân Bình"),
        *plant("Vina Korea Garment", address="Vinh Phuc"),
        *plant("Regina Miracle International (Vietnam)", address="VSIP Hai Phong"),
        *plant(DHAKA, code="BD"),
        *plant(PANYU, code="CN"),
        *plant(KHMER, code="KH"),
        *plant(ARABIC, code="EG"),
        *plant(BURMESE, code="MM"),
        *plant(THAI, code="TH"),
        *plant(LAO, code="LA"),
        *plant(TAMIL, code="IN"),
        *plant(HINDI, code="IN"),
        *plant(KOREAN, code="KR"),
    )
    bring_up(ledger, [0])
    return ledger


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yes", YESUM),
        ("yesum vina", YESUM),
        ("YESUM  VINA,", YESUM),
        ("vina yesum", YESUM),
        ("yesum vinna", YESUM),
        ("yesun vina", YESUM),
        ("yseum", YESUM),
        ("yesumvina", YESUM),
        ("ye sum vina", YESUM),
        ("yesum thu duc", YESUM),
        ("yesum vietnam", YESUM),
        ("viet tien", VIET_TIEN),
        ("Việt Tiến", VIET_TIEN),
        ("VIỆT TIẾN", VIET_TIEN),
        ("mai viet tien", VIET_TIEN),
        ("reigna miracel", "Regina Miracle International (Vietnam)"),
        ("গার্মেন্টস", DHAKA),
        ("番禺", PANYU),
        ("番", PANYU),
        ("厂", PANYU),
        ("番禺制衣", PANYU),
        ("អ៊ូលីន", KHMER),
        ("الاسكندريه", ARABIC),
        ("အထည်", BURMESE),
        ("การ์เม้นต์", THAI),
        ("ລາວ", LAO),
        ("திருப்பூர்", TAMIL),
        ("वस्त्र", HINDI),
        ("섬유", KOREAN),
    ],
)
def test_best_hit_is_the_meant(town: Ledger, typed: str, meant: str) -> None:
    assert names(find(town, 0, typed, kinds=["Workplace"]))[:1] == [meant]


def test_a_hit_says_everything(town: Ledger) -> None:
    (hit,) = find(town, 0, "yesum vinna")
    assert hit == Hit(
        id=hit.id, kind="Workplace", name=YESUM, country="VN", zone="Linh Trung Export Processing Zone II",
        why="one letter differs: yesum vinna ≈ Yesum Vina", score=80, address="Lot 94, Thu Duc District",
        alike="yesum vina co ltd",
    )  # fmt: skip
    assert list(hit.as_json()) == ["id", "kind", "name", "country", "zone", "why", "score"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("yesum vina", "name starts with what you typed"),
        ("Yesum Vina Co Ltd", "the name is what you typed"),
        ("vina yesum", "in its name"),
        ("VN2019081DPNV4Z", "its OS ID"),
        ("vn 2019-081-dpnv4z", "its OS ID"),
        ("yesum linh trung", "in its name; in its zone's name: linh trung"),
        ("thu duc yesum", "in its name; in the address: thu duc"),
        ("yesum vietnam", "in its name; in its country: vietnam"),
        ("yesum qqq", "in its name; not found: qqq"),
    ],
)
def test_why_is_said_in_words(town: Ledger, typed: str, why: str) -> None:
    assert [hit.why for hit in find(town, 0, typed, kinds=["Workplace"])] == [why]


def test_several_words_may_differ(town: Ledger) -> None:
    (hit,) = find(town, 0, "reigna miracel")
    assert hit.why == "2 letters differ: reigna miracel ≈ Regina Miracle"


def test_own_id_finds_its_thing(town: Ledger) -> None:
    (hit,) = find(town, 0, "yesum vina")
    spellings = [hit.id, hit.id.lower(), hit.id.replace("-", ""), f" {hit.id} "]
    assert [[(h.name, h.score, h.why) for h in find(town, 0, typed)] for typed in spellings] == [
        [(YESUM, 100, "its id")]
    ] * 4
    assert [(h.kind, h.name) for h in find(town, 0, "iso:VN")] == [("Country", "Viet Nam")]


def test_zone_and_what_stands_in_it(town: Ledger) -> None:
    assert [(h.kind, h.name, h.zone) for h in find(town, 0, "linh trung")] == [
        ("Zone", "Linh Trung Export Processing Zone II", None),
        ("Workplace", YESUM, "Linh Trung Export Processing Zone II"),
    ]


def test_whole_zone_name_finds_what_stands_in_it(ledger: Ledger) -> None:
    """Nothing but the zone is called so, yet it does not shut them out; another zone's are no hits."""
    park, said = a_zone("Vietnam Singapore Industrial Park")
    other, more = a_zone("Phu Nghia Industrial Park")
    add(ledger, *said, *more, *plant("Regina Miracle", in_zone=park), *plant("Singapore Knit", in_zone=park))
    add(ledger, *plant("Star Fashion", in_zone=other))
    bring_up(ledger, [0])
    assert [(hit.name, hit.why) for hit in find(ledger, 0, "Vietnam Singapore Industrial Park")] == [
        ("Vietnam Singapore Industrial Park", "the name is what you typed"),
        ("Singapore Knit", "in its name; in its zone's name: vietnam industrial park"),
        ("Regina Miracle", "in its zone's name: vietnam singapore industrial park"),
    ]


def test_kind_and_country_limit(town: Ledger) -> None:
    assert names(find(town, 0, "linh trung", kinds=["Zone"])) == ["Linh Trung Export Processing Zone II"]
    assert names(find(town, 0, "vina", country="vn")) == ["Vina Korea Garment", YESUM]
    assert find(town, 0, "vina", country="BD") == []
    assert find(town, 0, "vina", kinds=[]) == []


@pytest.mark.parametrize(
    "typed", ["", "  ", "-", "'", '"', "*", "a/b AND (", "%", "_", "\x00", "zzzz", "x" * 5000]
)
def test_odd_text_finds_nothing(town: Ledger, typed: str) -> None:
    assert find(town, 0, typed, kinds=["Workplace"]) == []


def test_code_hides_no_beginning(town: Ledger) -> None:
    add(town, describe(origin(), country("YE"), name="Yemen"))
    bring_up(town, [0])
    assert [(h.name, h.why) for h in find(town, 0, "ye")] == [
        ("Yemen", "its code"),
        (YESUM, "name starts with what you typed"),
    ]


def test_slips_stay_behind_the_word_itself(ledger: Ledger) -> None:
    for name in ("Nike Vietnam", "Niko Vietnam", "Nine West Vietnam"):
        add(ledger, *plant(name, code=""))
    bring_up(ledger, [0])
    assert names(find(ledger, 0, "nike")) == ["Nike Vietnam"]
    assert sorted(names(find(ledger, 0, "nika"))) == ["Nike Vietnam", "Niko Vietnam"]


def test_limit_is_kept(town: Ledger) -> None:
    assert names(find(town, 0, "vina", limit=1)) == ["Vina Korea Garment"]


def test_one_word_names_are_written_apart(ledger: Ledger) -> None:
    add(ledger, *plant("YesumVina"), *plant("Other Plant"))
    bring_up(ledger, [0])
    assert names(find(ledger, 0, "yesum vina")) == ["YesumVina"]


def test_organisation_by_lei_and_other_name(ledger: Ledger) -> None:
    firm, old = organisation("GLEIF", "Perry Ellis International, LLC"), organisation("GLEIF", "Supreme")
    lei = "549300N5PJSAVTOTSN53"
    add(
        ledger,
        describe(origin(), firm, name="Perry Ellis International, LLC", country="US"),
        describe(origin(), old, name="Supreme International"),
        *identified(origin(), firm, "lei", lei),
        *identified(origin(), old, "lei", lei),
    )
    bring_up(ledger, [0])
    found = [
        find(ledger, 0, typed)[0] for typed in ("549300n5pjsavtotsn53", "supreme", "supreme international")
    ]
    assert [(h.name, h.country, h.why) for h in found] == [
        ("Perry Ellis International, LLC", "US", "its LEI"),
        ("Perry Ellis International, LLC", "US", "other name: Supreme International"),
        ("Perry Ellis International, LLC", "US", "other name: Supreme International"),
    ]
    assert find(ledger, 0, "supreme international")[0].score == 99


def test_undisclosed_comes_last(ledger: Ledger) -> None:
    hidden = undisclosed(LIST)
    add(
        ledger,
        describe(origin(), hidden, name="Buyer not named", disclosed=False),
        describe(origin(), organisation("Brand", "Not Named Buyer Group"), name="Not Named Buyer Group"),
    )
    bring_up(ledger, [0])
    assert names(find(ledger, 0, "buyer not named")) == ["Not Named Buyer Group", "Buyer not named"]


def test_namesakes_can_be_grouped(ledger: Ledger) -> None:
    add(ledger, *plant("Hà Nội Garment", address="A"), *plant("HA NOI GARMENT", address="B"))
    bring_up(ledger, [0])
    assert sorted((h.address, h.alike, h.score) for h in find(ledger, 0, "ha noi garment")) == [
        ("A", "ha noi garment", 100),
        ("B", "ha noi garment", 100),
    ]


def test_common_words_together_are_found(ledger: Ledger) -> None:
    """Where every word is common, what holds them all is found among thousands that hold one."""
    many = [c for n in range(700) for w in ("Garment Fashion", "Textile Apparel") for c in plant(f"{w} {n}")]
    add(ledger, *many, *plant("Zeta Apparel Garment"))
    bring_up(ledger, [0])
    assert names(find(ledger, 0, "garment apparel"))[0] == "Zeta Apparel Garment"


def test_mistyped_common_words_together_are_found(ledger: Ledger) -> None:
    """A common word that is mistyped stands for the common ones it is near to."""
    many = [c for n in range(450) for w in ("Garment Fashion", "Textile Apparel") for c in plant(f"{w} {n}")]
    add(ledger, *many, *plant("Apparel and Garment Zeta"))
    bring_up(ledger, [0])
    assert names(find(ledger, 0, "garmnet apparel"))[0] == "Apparel and Garment Zeta"
