"""The site over the sample, and over a small world of claims of every audience; and what a page says."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app, jobs
from app.asking import EXTENSION
from graph.claim import (
    Claim,
    ListRef,
    Origin,
    Ref,
    country,
    describe,
    finding,
    keyed,
    link,
    observation,
    organisation,
    undisclosed,
    zone,
)
from graph.ledger.append import Appender, RowClaims, RunInfo
from graph.ledger.sources import SourceInfo
from graph.ledger.store import Ledger
from graph.model import Audience
from graph.search import Hit
from graph.settings import read_settings
from graph.workspace import Workspace

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> javascript:x \u202egnp.exe \u2028 “x”"
)
LIST = ListRef("supplier_list", "Brand list", "suppliers")


def opened(home: Path) -> Flask:
    """The site of a home, both graphs up to date. Close it with `close`."""
    settings = read_settings({"LINKWORK_HOME": str(home)})
    workspace = Workspace(settings)
    for audience in ("members", "public"):
        workspace.follow(audience)
    return create_app(settings, workspace)


def close(site: Flask) -> None:
    """Let go of a site's work and its workspace."""
    site.extensions[jobs.EXTENSION].close()
    site.extensions[EXTENSION].close()


@pytest.fixture(scope="session")
def sample_site(sample_home: Path) -> Iterator[Flask]:
    """The site over the sample; only read it."""
    site = opened(sample_home)
    yield site
    close(site)


@pytest.fixture
def client(sample_site: Flask) -> FlaskClient:
    """A reader of the sample's site."""
    return sample_site.test_client()


def hit(site: Flask, words: str, kind: str = "Workplace") -> Hit:
    """The thing that words find first."""
    workspace: Workspace = site.extensions[EXTENSION]
    return workspace.find("members", words, kinds=[kind], limit=1)[0]


def found(site: Flask, words: str, kind: str = "Workplace") -> str:
    """Its id."""
    return hit(site, words, kind).id


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.tags: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def said(page: str) -> str:
    """What a page says, as a reader sees it, on one line."""
    parser = _Text()
    parser.feed(page)
    return " ".join(" ".join(parser.parts).split())


def tags(page: str) -> list[str]:
    """The elements of a page in their order."""
    parser = _Text()
    parser.feed(page)
    return parser.tags


@dataclass
class World:
    """A home with a few things of every audience. `add` appends claims, one row each."""

    home: Path
    rows: int = 0

    def origin(
        self, audience: int = Audience.PUBLIC, as_of: str | None = "2024-05-06", sure: int = 2
    ) -> Origin:
        """A fresh row of the one list."""
        self.rows += 1
        return Origin(LIST, str(self.rows), f"words of row {self.rows}", as_of, sure, audience)

    def add(self, *claims: Claim) -> None:
        """One run that says these claims."""
        ledger = Ledger(read_settings({"LINKWORK_HOME": str(self.home)}).ledger)
        source = SourceInfo("Brand list", "supplier_list", "A brand", licence="CC BY 4.0")
        with ledger.write() as connection:
            appender = Appender(connection, source, RunInfo("supplier_list", "list.csv"))
            rows = [RowClaims(claim.origin.row_ref, {"Name": "as given"}, [claim]) for claim in claims]
            appender.append(rows)
            appender.finish()
        ledger.close()


PLANT, SECRET = Ref("Workplace", "row:plant"), Ref("Workplace", "row:secret")
BRAND, VENDOR, HIDDEN = organisation("B", "Brand"), organisation("B", "Vendor"), undisclosed(LIST)
UNION, OWNER, RUNNER = (organisation("B", name) for name in ("Union", "Owner", "Runner"))
ZONE = zone("B", "VN", "Zone One")


def _claims(world: World) -> Iterator[Claim]:
    members, sealed = Audience.MEMBERS, Audience.SEALED
    yield describe(world.origin(), PLANT, name="Plant One", address="1 Gate Road")
    yield link(world.origin(), "IN_COUNTRY", PLANT, country("VN"))
    yield link(world.origin(), "IN_ZONE", PLANT, ZONE, precision="stated")
    yield describe(world.origin(), ZONE, name="Zone One", kind="export_processing_zone")
    yield describe(world.origin(), VENDOR, name="Vendor Ltd", roles=["vendor"])
    yield describe(world.origin(), BRAND, name="Big Brand", roles=["brand"])
    yield describe(world.origin(), HIDDEN, name="Buyer not named by suppliers", disclosed=False)
    yield link(world.origin(), "SUPPLIES", PLANT, VENDOR, tiers=[2])
    yield link(world.origin(as_of="2019"), "SUPPLIES", VENDOR, BRAND)
    yield link(world.origin(as_of=None), "SUPPLIES", PLANT, HIDDEN)
    yield describe(world.origin(), OWNER, name="Owner Holding")
    yield link(world.origin(sure=3), "OWNED_BY", BRAND, OWNER, kinds=["direct"])
    yield describe(world.origin(), RUNNER, name="Runner Ltd")
    yield link(world.origin(), "OPERATED_BY", PLANT, RUNNER)
    yield describe(world.origin(members), UNION, name="Plant Union", roles=["union"])
    yield link(world.origin(members), "REPRESENTS", UNION, PLANT, recognised=True, independence="independent")
    yield describe(world.origin(sealed), SECRET, name="Witness Workshop")
    yield link(world.origin(sealed), "SUPPLIES", SECRET, BRAND)
    yield from observation(
        world.origin(), "wage_vs_living_wage", [(PLANT, "subject")], 2023, value=41.5, unit="percent"
    )
    garments = keyed("mat", "garments")
    yield describe(world.origin(), garments, name="Garments")
    about = [(country("VN"), "place"), (garments, "product")]
    yield from finding(
        world.origin(), "g", "Garments: child labour", about, polarity="violation", category="child_labour"
    )
    subject = [(PLANT, "subject")]
    yield from finding(
        world.origin(),
        "p",
        "Unpaid overtime",
        subject,
        polarity="violation",
        category="wages",
        status="verified",
    )


def _rules(world: World) -> Iterator[Claim]:
    """A regime of the zone, an accord that has run out, a body in the vendor's country."""
    regime, accord, body = (
        Ref("Regime", "regime:1"),
        Ref("Agreement", "agreement:1"),
        organisation("B", "NCP"),
    )
    yield describe(world.origin(), regime, name="Zone law", country="VN", laws=["Decree 1"])
    yield link(world.origin(), "UNDER_REGIME", ZONE, regime)
    text = "restricted: associations in their stead"
    yield from observation(world.origin(), "regime_association", [(regime, "subject")], 2019, text=text)
    dates = {"since": "2017-06", "until": "2021-05-31"}
    yield describe(
        world.origin(), accord, name="Old Accord", kind="enforceable_accord", binding=True, **dates
    )
    yield link(world.origin(), "SIGNED", VENDOR, accord, role="party")
    yield link(world.origin(), "COVERS", accord, country("BD"))
    yield link(world.origin(), "IN_COUNTRY", VENDOR, country("NO"))
    kind = {"roles": ["ncp"], "complaint_kind": "oecd_ncp", "complaint_needs": "a form"}
    yield describe(world.origin(), body, name="Contact Point", **kind)
    yield link(world.origin(), "IN_COUNTRY", body, country("NO"))


@pytest.fixture(scope="session")
def world_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site over the small world; only read it."""
    world = World(tmp_path_factory.mktemp("world"))
    world.add(*_claims(world), *_rules(world))
    site = opened(world.home)
    yield site
    close(site)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An empty home, to be filled."""
    return World(tmp_path)
