"""Several names in one cell: "H&M; Zara", "C&A / Gap", one a line, or "Gap, Zara, Mango"."""

import re

from importers.values import clean

LONGEST = 24  # characters of each name between commas; a longer one may have a comma of its own
# What follows a comma and is no firm: "Levi Strauss & Co., Ltd", "Gap, Inc.", "Bestseller, A/S".
_LEGAL_FORM = re.compile(
    r"(co|company|corp|corporation|inc|incorporated|ltd|limited|llc|llp|lp|plc|pte|pty|gmbh|ag|kg|bv|nv|sa|sas|"
    r"sarl|srl|spa|sl|ab|as|aps|oy|oyj|kk|group|holding|holdings)( ltd| limited| inc| kg)?",
    re.IGNORECASE,
)


def names_in(cell: str) -> list[str]:
    """The names that a cell holds, each once, in their order.

    Semicolons, bars and line ends part names always, a slash where there is a name of three letters and more
    on either side, commas only where every part is short and none is the legal form of the one before it.
    """
    parts = [clean(part) for part in re.split(r"[;|\n\r]+", cell)]
    names = [name for part in parts for whole in _by_slash(part) for name in _by_comma(whole)]
    return list(dict.fromkeys(name for name in names if name))


def _by_slash(text: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"/", text)]
    return parts if all(len(part) >= 3 for part in parts) else [text]


def _by_comma(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    return parts if all(map(_is_name, parts)) else [text]


def _is_name(part: str) -> bool:
    bare = re.sub(r"[./]", "", part).strip()
    return len(bare) > 1 and len(part) <= LONGEST and not _LEGAL_FORM.fullmatch(bare)
