"""No page breaks a rule of WCAG 2.2 A and AA that axe-core can check, light or dark, on phone and desk."""

from pathlib import Path

import pytest

from tests.browser.conftest import visited

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  const where = (rule) => rule.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ");
  return found.violations.map((rule) => `${rule.id}: ${where(rule)}`);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_pages_break_no_rule(
    address: str, pages: dict[str, str], tmp_path: Path, width: int, scheme: str
) -> None:
    how = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "bypass_csp": True}
    with visited(tmp_path, **how) as seen:
        broken = {}
        for name, path in pages.items():
            seen.page.goto(address + path)
            seen.page.add_script_tag(path=AXE)
            broken[name] = seen.page.evaluate(RUN)
        assert {name: rules for name, rules in broken.items() if rules} == {}
