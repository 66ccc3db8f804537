"""HTML: one file that asks nothing of any network, for a browser, a printer, a message."""

import hashlib
from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.drawing import legend, svg
from app.exporting.common import RIGHT_OF_REPLY, About, notices_of, sources_of
from app.exporting.picture import source_line
from app.exporting.steps import steps_of
from app.layout import Layout
from graph.chain import Chain

_HERE = Path(__file__).parent
_STYLES = _HERE.parent / "static" / "linkwork.css"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def chain_html(chain: Chain, layout: Layout, about: About) -> bytes:
    """Drawing, legend, every step with its claims, sources, notices. Its policy lets nothing be fetched."""
    styles = _STYLES.read_text(encoding="utf-8")
    page = (
        _environment()
        .get_template("chain.html")
        .render(
            about=about,
            styles=Markup(styles),  # noqa: S704  (our own style sheet)
            policy=f"default-src 'none'; style-src '{style_hash(styles)}'; form-action 'none'",
            drawing=svg(chain, layout, today=about.made_on),
            legend=legend(chain, layout, today=about.made_on),
            steps=steps_of(chain),
            sources=[source_line(source) for source in sources_of(chain)],
            notices=[*notices_of(chain, about.made_on), RIGHT_OF_REPLY],
            chain=chain,
        )
    )
    return page.encode("utf-8", "replace")


def style_hash(styles: str) -> str:
    """A style element's hash as a policy names it (CSP 3, section 2.3.1)."""
    return "sha256-" + b64encode(hashlib.sha256(styles.encode()).digest()).decode()
