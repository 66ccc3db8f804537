"""Writes SVG elements: with classes for a page, with the light colours as attributes for other programs.

A page's policy allows no style attribute, and programs that open an exported file know nothing of our
style sheet. So each class is declared here once more as attributes; a test holds it to the style sheet.
"""

from collections.abc import Mapping
from html import escape

from app.lettering import runs_rtl, xml_safe

FONTS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Bengali', 'Noto Naskh Arabic', sans-serif"
LIGHT = {
    "paper": "#fff", "sheet": "#f5f5f1", "ink": "#1a1d21", "ink2": "#545b63", "edge": "#7b817d",
    "link": "#174ea6", "owns": "#6a3ba0", "runs": "#0b6670", "hatch": "#d9d9cf",
}  # fmt: skip

Style = Mapping[str, str]
STYLES: Mapping[str, Style] = {
    "nm": {"font-size": "13px", "fill": "ink"},
    "t": {"font-weight": "600"},
    "s": {"font-size": "11.5px", "fill": "ink2"},
    "col": {"font-size": "11.5px", "fill": "ink2", "font-weight": "600"},
    "box": {"fill": "paper", "stroke": "ink", "stroke-width": "1.5"},
    "zone": {"fill": "sheet", "stroke": "edge", "stroke-width": "1.5"},
    "brand2": {"fill": "none", "stroke": "ink", "stroke-width": "1"},
    "dash": {"stroke-dasharray": "5 3"},
    "lk": {"fill": "none", "stroke": "ink", "stroke-width": "1.75"},
    "own": {"stroke": "owns"},
    "run": {"stroke": "runs"},
    "oth": {"stroke": "ink2"},
    "c3": {"stroke-width": "3.5"},
    "c2": {},
    "c1": {"stroke-dasharray": "6 4"},
    "may": {"stroke-dasharray": "11 5"},
    "old": {"stroke-opacity": ".72"},
    "hit": {"fill": "none", "stroke": "none"},
    "tip": {"fill": "ink"},
    "tipo": {"fill": "owns"},
    "tipr": {"fill": "paper", "stroke": "runs", "stroke-width": "1.5"},
    "labo": {"fill": "paper", "stroke": "edge", "stroke-dasharray": "2 2"},
    "seln": {"stroke": "link", "stroke-width": "3"},
    "sell": {"stroke": "link"},
    "self": {"fill": "link"},
    "hl": {"stroke": "hatch", "stroke-width": "1.5", "fill": "none"},
    "ba": {"fill": "ink"},
    "bt": {"fill": "paper", "font-weight": "700", "font-size": "11.5px"},
    "ic": {"fill": "ink2"},
    "io": {"fill": "none", "stroke": "ink2"},
}


class Pen:
    """Makes elements as text; every value that it is given is escaped."""

    def __init__(self, standalone: bool = False) -> None:
        self.standalone = standalone

    def draw(self, tag: str, classes: str, inside: str = "", /, **attributes: object) -> str:
        """One element; `inside` is markup made by a pen, an underscore in an attribute's name is a hyphen."""
        looks = self._looks(classes)
        given = {
            name.strip("_").replace("_", "-"): value
            for name, value in attributes.items()
            if value is not None
        }
        written = "".join(f' {name}="{_number(value)}"' for name, value in (looks | given).items())
        return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"

    def text(
        self, words: str, at: tuple[float, float], classes: str, *, rtl: bool = False, anchor: str = ""
    ) -> str:
        """One line. It begins at the reading start `at`, whichever way its own letters run."""
        letters_rtl = runs_rtl(words)
        anchor = anchor or ("start" if letters_rtl == rtl else "end")
        direction = "rtl" if letters_rtl else "ltr"
        return self.draw(
            "text", f"nm {classes}", plain(words) or " ", x=at[0], y=at[1], text_anchor=anchor,
            direction=direction, unicode_bidi="isolate",
        )  # fmt: skip

    def _looks(self, classes: str) -> dict[str, object]:
        if not self.standalone:
            shown = " ".join(name for name in classes.split() if name != "nm")
            return {"class": shown} if shown else {}
        merged: dict[str, object] = {}
        for name in classes.split():
            merged |= {key: LIGHT.get(value, value) for key, value in STYLES[name].items()}
        return merged


def plain(text: str) -> str:
    """Text as it may stand between tags: escaped, and without characters that XML forbids."""
    return escape(xml_safe(text), quote=False)


def _number(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return escape(xml_safe(str(value)))
