"""The graph model, declared once: kinds of things, kinds of links, their properties and words.

Indexes, constraints, upserts, form labels, the docs page and the checks on claims are all derived from
`NODES` and `LINKS`. The words are DESIGN.md's vocabulary; rights categories are the ILO's.
How claims are made from it: `graph/claim.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

PropertyKind = Literal["text", "int", "float", "bool", "date", "texts", "ints"]


@dataclass(frozen=True)
class Property:
    """One property: `kind` is what the engines store (`texts` and `ints` are sorted flat lists)."""

    name: str
    kind: PropertyKind
    words: str
    choices: tuple[str, ...] = ()
    computed: bool = False  # by the projection, never stated by a claim


@dataclass(frozen=True)
class NodeType:
    """A kind of thing. `prefix` starts its ids; without one the key is the id (`iso:VN`)."""

    label: str
    words: str
    plural: str
    prefix: str | None
    properties: tuple[Property, ...] = ()
    page: str | None = None  # the first letter of its page's address


@dataclass(frozen=True)
class LinkType:
    """A kind of link, read from start to end by `words` and from end to start by `back`.

    `ends_by_absence`: a whole list that no longer names it says that it ended. Where a place stands or
    what it makes does not end because a list dropped the place.
    """

    kind: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    words: str
    back: str
    properties: tuple[Property, ...] = ()
    ends_by_absence: bool = True


def _p(name: str, kind: PropertyKind, words: str, *choices: str, computed: bool = False) -> Property:
    return Property(name, kind, words, choices, computed)


ROLES = (
    "brand", "retailer", "vendor", "agent", "labour_agency", "holding", "fund", "private_equity", "lender",
    "public_buyer", "union", "global_union", "employers_body", "ngo", "ncp", "complaint_body", "manufacturer",
    "ship_owner", "ship_operator", "undisclosed",
)  # fmt: skip
CATEGORIES = (
    "freedom_of_association", "forced_labour", "child_labour", "discrimination", "safe_healthy_work",
    "wages", "hours", "contracts", "social_protection", "violence_harassment", "environment",
)  # fmt: skip
STATUSES = ("reported", "corroborated", "verified", "refuted", "unknown")
REMEDIES = ("none", "partial", "full", "full_confirmed_by_workers", "unknown")
PRECISIONS = ("rooftop", "street", "zone", "city", "region", "country", "unknown")
AGREEMENT_KINDS = (
    "collective_agreement", "global_framework_agreement", "enforceable_accord", "company_commitment",
    "trade_agreement", "investment_treaty", "loan", "joint_declaration", "procurement_contract",
    "just_transition_agreement", "industrial_policy",
)  # fmt: skip
COMPLAINT_KINDS = (
    "oecd_ncp", "ifi_mechanism", "trade_mechanism", "import_ban", "due_diligence_authority",
    "accord_mechanism", "multi_stakeholder",
)  # fmt: skip
ZONE_KINDS = (
    "export_processing_zone", "special_economic_zone", "free_zone", "bonded_zone", "industrial_park",
    "qualifying_industrial_zone", "unknown",
)  # fmt: skip

EVERY_NODE = (
    _p("name", "text", "name"),
    _p("other_names", "texts", "other names", computed=True),
    _p("disputed", "texts", "what its sources disagree on", computed=True),
    _p("first_seen", "date", "first held by us", computed=True),
    _p("last_seen", "date", "last seen", computed=True),
)

EVERY_LINK = (
    _p("since", "date", "since", computed=True),
    _p("until", "date", "until", computed=True),
    _p("first_seen", "date", "first held by us", computed=True),
    _p("last_seen", "date", "last seen", computed=True),
    _p("confidence", "int", "how sure", computed=True),
    _p("n_claims", "int", "number of claims", computed=True),
    _p("sources", "texts", "sources", computed=True),
    _p("n_publishers", "int", "independent publishers", computed=True),
    _p("disputed", "texts", "what its sources disagree on", computed=True),
)

_NODES = (
    NodeType("Workplace", "workplace", "workplaces", "WP", (
        _p("os_id", "text", "OS ID"),
        _p("address", "text", "address"),
        _p("lat", "float", "latitude"),
        _p("lon", "float", "longitude"),
        _p("precision", "text", "precision of the coordinates", *PRECISIONS),
        _p("opened", "date", "opened"),
        _p("closed", "date", "closed"),
        _p("n_buyers", "int", "buyers", computed=True),
        _p("n_suppliers", "int", "suppliers", computed=True),
    ), page="w"),
    NodeType("Organisation", "organisation", "organisations", "OR", (
        _p("lei", "text", "LEI"),
        _p("register_id", "text", "number in its register"),
        _p("country", "text", "country of registration"),
        _p("address", "text", "address"),
        _p("roles", "texts", "roles", *ROLES),
        _p("disclosed", "bool", "named by its source"),
        _p("parent_exception", "texts", "why no parent is reported"),
        _p("complaint_kind", "text", "what kind of complaint it takes", *COMPLAINT_KINDS),
        _p("complaint_url", "text", "address for complaints"),
        _p("complaint_email", "text", "e-mail for complaints"),
        _p("complaint_who", "text", "who may complain"),
        _p("complaint_needs", "text", "what a complaint needs"),
        _p("complaint_time_limit", "text", "time limits"),
        _p("n_buyers", "int", "buyers", computed=True),
        _p("n_suppliers", "int", "suppliers", computed=True),
    ), page="o"),
    NodeType("Zone", "zone", "zones", "ZN", (
        _p("kind", "text", "kind of zone", *ZONE_KINDS),
        _p("location", "text", "location"),
        _p("area_ha", "float", "area in hectares"),
        _p("lat", "float", "latitude"),
        _p("lon", "float", "longitude"),
    ), page="z"),
    NodeType("Regime", "regime", "regimes", "RG", (
        _p("country", "text", "country"),
        _p("laws", "texts", "laws it rests on"),
        _p("authority", "text", "authority"),
        _p("applies_to", "text", "what it applies to", "zone", "company", "both"),
    )),
    NodeType("Country", "country", "countries", None, (_p("code", "text", "ISO 3166-1 code"),), page="c"),
    NodeType("Product", "product", "products", None, (_p("code", "text", "HS 2022 code"),)),
    NodeType("Sector", "sector", "sectors", None, (_p("code", "text", "ISIC Rev. 4 code"),)),
    NodeType("Finding", "finding", "findings", "FN", (
        _p("polarity", "text", "violation, practice or check", "violation", "positive_practice", "check"),
        _p("category", "text", "right", *CATEGORIES),
        _p("harm", "text", "harm"),
        _p("date", "date", "date"),
        _p("status", "text", "status", *STATUSES),
        _p("remedy", "text", "remedy", *REMEDIES),
        _p("people", "int", "people affected"),
        _p("proceeding", "text", "proceeding"),
        _p("text", "text", "what the source says"),
        _p("source", "text", "source", computed=True),
    )),
    NodeType("Observation", "observation", "observations", "OB", (
        _p("indicator", "text", "indicator"),
        _p("value", "float", "value"),
        _p("text", "text", "value in words"),
        _p("unit", "text", "unit"),
        _p("year", "int", "year"),
        _p("sex", "text", "sex"),
        _p("age_group", "text", "age group"),
        _p("source", "text", "source", computed=True),
    )),
    NodeType("Agreement", "agreement", "agreements", "AG", (
        _p("kind", "text", "kind of agreement", *AGREEMENT_KINDS),
        _p("binding", "bool", "binding"),
        _p("covers_suppliers", "text", "covers the suppliers of its parties", "yes", "part", "no"),
        _p("categories", "texts", "rights it is about", *CATEGORIES),
        _p("labour_depth", "int", "depth of its labour provisions, 0 (none) to 5"),
        _p("since", "date", "since"),
        _p("until", "date", "until"),
        _p("complaint_body", "text", "where to complain"),
        _p("complaint_url", "text", "address of the complaint body"),
        _p("source", "text", "source", computed=True),
    )),
    NodeType("Source", "source", "sources", "SR", (
        _p("publisher", "text", "publisher", computed=True),
        _p("licence", "text", "licence", computed=True),
        _p("url", "text", "address", computed=True),
        _p("date", "date", "newest date in it", computed=True),
        _p("derived_from", "text", "copied from", computed=True),
    ), page="source"),
)  # fmt: skip

_FIRMS = ("Workplace", "Organisation")
_LINKS = (
    LinkType("SUPPLIES", _FIRMS, _FIRMS, "supplies", "is supplied by", (
        _p("kinds", "texts", "what is supplied", "goods", "service", "labour", "waste"),
        _p("tiers", "ints", "tiers as stated"),
        _p("products", "texts", "products as stated"),
        _p("years", "ints", "years as stated"),
        _p("share", "float", "share in percent"),
    )),
    LinkType("OPERATED_BY", ("Workplace",), ("Organisation",), "is run by", "runs"),
    LinkType("PART_OF", ("Workplace",), ("Workplace",), "is part of", "has the part", ends_by_absence=False),
    LinkType("EMPLOYS_AT", ("Organisation",), ("Workplace",), "employs people at", "has people employed by", (
        _p("kind", "text", "kind", "direct", "agency", "contractor", "homework"),
    )),
    LinkType("OWNED_BY", ("Organisation",), ("Organisation",), "is owned by", "owns", (
        _p("kinds", "texts", "kind of ownership", "direct", "ultimate", "fund_managed", "subfund", "branch"),
        _p("share", "float", "share in percent"),
    )),
    LinkType("BRAND_OF", ("Organisation",), ("Organisation",), "is a brand of", "has the brand", (
        _p("kind", "text", "kind", "owns", "licenses", "retails"),
        _p("years", "ints", "years as stated"),
    )),
    LinkType("IN_ZONE", ("Workplace", "Organisation"), ("Zone",), "stands in", "holds", (
        _p("precision", "text", "how it was placed", "address", "geometry", "stated"),
    ), ends_by_absence=False),
    LinkType("IN_COUNTRY", ("Workplace", "Zone", "Organisation"), ("Country",), "is in", "holds", (
        _p("precision", "text", "how it was placed", "stated", "address"),
    ), ends_by_absence=False),
    LinkType("REGISTERED_IN", ("Organisation",), ("Country",), "is registered in", "registers",
             ends_by_absence=False),
    LinkType("UNDER_REGIME", ("Zone", "Workplace", "Organisation"), ("Regime",), "is under", "covers"),
    LinkType("MAKES", _FIRMS, ("Product", "Sector"), "makes", "is made by", ends_by_absence=False),
    LinkType("ABOUT", ("Finding", "Observation"), (
        "Workplace", "Organisation", "Zone", "Regime", "Country", "Product", "Sector",
    ), "is about", "has", (
        _p("role", "text", "role", "subject", "place", "product", "supplier", "buyer", "contributed"),
    )),
    LinkType("REPRESENTS", ("Organisation",), ("Workplace",), "represents people at", "is represented by", (
        _p("recognised", "bool", "recognised"),
        _p("members_band", "text", "members"),
        _p("independence", "text", "independence", "independent", "employer_run", "state_run", "unknown"),
    )),
    LinkType("AFFILIATED_TO", ("Organisation",), ("Organisation",), "is affiliated to", "has the affiliate"),
    LinkType("SIGNED", ("Organisation",), ("Agreement",), "signed", "was signed by", (
        _p("role", "text", "role", "party", "host"),
    )),
    LinkType("COVERS", ("Agreement",), ("Organisation", "Workplace", "Country", "Zone", "Sector"),
             "covers", "is covered by", (_p("role", "text", "role", "party", "host", "site"),)),
)  # fmt: skip

NODES: Mapping[str, NodeType] = MappingProxyType({node.label: node for node in _NODES})
LINKS: Mapping[str, LinkType] = MappingProxyType({link.kind: link for link in _LINKS})
CONFIDENCE: Mapping[int, str] = MappingProxyType({3: "sure", 2: "likely", 1: "in doubt"})


class Audience:
    """Who may see a claim. The numbers are ordered: what an audience sees has its number or a lower one."""

    PUBLIC, MEMBERS, SEALED = 0, 1, 2
    NAMES = ("public", "members", "sealed")
    PROJECTED = (PUBLIC, MEMBERS)  # sealed claims never leave the ledger


def node_properties(label: str) -> tuple[Property, ...]:
    """Everything that a node of this kind can have beside its `id`."""
    return EVERY_NODE + NODES[label].properties


def link_properties(kind: str) -> tuple[Property, ...]:
    """Everything that a link of this kind can have."""
    return EVERY_LINK + LINKS[kind].properties
