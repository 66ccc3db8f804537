"""HTML and SVG files, opened as somebody who was sent one would."""

import re
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from playwright.sync_api import Page

from app.exporting import export_chain
from graph.chain import Chain
from tests.app.browser import opened
from tests.fixtures.chains import HOSTILE_NAMES, TODAY, every_sign, large, scripts, star


def exported(chain: Chain, format: str, title: str = "Who buys") -> str:  # noqa: A002
    return export_chain(
        chain, format, title=title, made_on=TODAY, permalink="https://linkwork.example/chain/WP-1"
    ).body.decode()


def texts(svg: str) -> str:
    return "\n".join(e.text or "" for e in fromstring(svg).iter() if e.tag.endswith("text"))


def test_svg_carries_its_sources_and_notices() -> None:
    written = texts(exported(every_sign(), "svg"))
    for line in (
        "Who buys", "Linkwork, 2026-11-23, public", "Sources", "Read this first",
        "A link implies no wrongdoing.",
        "1. Union list, A union. vf.csv, rows Sheet1!4. 2018-11-07. CC BY 4.0",
        "https://linkwork.example/chain/WP-1",
    ):  # fmt: skip
        assert line in written.split("\n"), line


@pytest.mark.parametrize("chain", [every_sign(), scripts(), star(HOSTILE_NAMES), large(300)])
def test_svg_is_well_formed_and_alone(chain: Chain) -> None:
    root = fromstring(exported(chain, "svg", HOSTILE_NAMES[0]))
    assert (root.tag, root.get("role")) == ("{http://www.w3.org/2000/svg}svg", "img")
    assert not [
        e for e in root.iter() if e.tag.rpartition("}")[2] in ("script", "style", "image", "use", "a")
    ]
    assert not [name for e in root.iter() for name in e.attrib if name.startswith("on") or "href" in name]


def test_html_names_nothing_to_fetch() -> None:
    page = exported(every_sign(), "html")
    assert re.search(r"default-src &#39;none&#39;; style-src &#39;sha256-[\w+/]{43}=&#39;", page)
    assert not re.findall(r"<(?:script|link|img|iframe|object|base)\b", page)
    assert not re.findall(r"\b(?:src|href|srcset|style|on\w+)=", page.split("</style>")[1])
    assert "url(" not in page
    assert "@import" not in page


def test_html_lists_every_claim() -> None:
    chain = every_sign()
    page = exported(chain, "html")
    for link in chain.links:
        for claim in link.claims:
            assert f"claim {claim.id} " in page
    assert page.count("<tr>") == len(chain.links) + 1
    assert "may: no single source states the whole path" in page


@pytest.mark.browser
@pytest.mark.parametrize(
    "chain", [every_sign(), star(HOSTILE_NAMES), large(300)], ids=["all", "hostile", "large"]
)
def test_html_opens_from_a_disk_without_a_request(tmp_path: Path, chain: Chain) -> None:
    path = tmp_path / "chain.html"
    path.write_text(exported(chain, "html", HOSTILE_NAMES[1]), encoding="utf-8")
    with opened(viewport={"width": 1440, "height": 900}) as (page, complaints):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        assert asked == [path.as_uri()]
        assert complaints == []
        assert page.locator("h1").inner_text() == HOSTILE_NAMES[1]
        assert (
            page.locator("h1").evaluate("e => getComputedStyle(e).fontSize") == "32px"
        )  # our styles are in force


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_html_fits_every_screen(tmp_path: Path, width: int, scheme: str) -> None:
    path = tmp_path / "chain.html"
    path.write_text(exported(scripts(), "html"), encoding="utf-8")
    how = {"viewport": {"width": width, "height": 740}, "color_scheme": scheme, "java_script_enabled": False}
    with opened(**how) as (page, _):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_html_prints_on_landscape_pages(tmp_path: Path) -> None:
    path = tmp_path / "chain.html"
    path.write_text(exported(star(["A", "B"]), "html"), encoding="utf-8")
    with opened() as (page, _):
        page.goto(path.as_uri())
        printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 84[12][\d.]* 59[45]", printed)


@pytest.mark.browser
def test_no_name_leaves_its_box(tmp_path: Path) -> None:
    path = tmp_path / "chain.html"
    path.write_text(exported(scripts(), "html"), encoding="utf-8")
    with opened() as (page, _):
        page.goto(path.as_uri())
        assert outside(page) == []


def outside(page: Page) -> list[str]:
    """The lines of names that reach over the shape of their node, as the browser's own fonts draw them."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('[data-node]')].flatMap(node => {
             const box = node.querySelector('.box').getBoundingClientRect();
             return [...node.querySelectorAll('text')].filter(text => {
               const line = text.getBoundingClientRect();
               return line.left < box.left || line.right > box.right || line.bottom > box.bottom + 2;
             }).map(text => text.textContent);
           })"""
    )
    return found
