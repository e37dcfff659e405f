"""The rules of style in an edition, against those of its theme. Pure.

A rule can hide words or add some. Those of a theme are taken on trust; any other was put there by somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from octavo.body import Body
from octavo.check.inventories.epub import read_epub
from octavo.check.inventories.html import read_html
from octavo.check.inventories.site import read_site
from octavo.editions.epub.formulas import RULES
from octavo.editions.epub.scripts import sheet_for_script
from octavo.editions.html import style_rules
from octavo.themes import Theme

_FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_FORMULAS = re.compile(r'math \{ font-family: "Octavo Formula", math \}\s*')


def styles_of(theme: Theme, body: Body) -> dict[str, str]:
    """The rules that a theme gives to the editions that a reader's program lays out, by their names."""
    book = _bare(sheet_for_script(theme, body.metadata.lang, body.direction))
    page = _bare(style_rules(theme, body))
    return {"html": page, "site": page, **dict.fromkeys(("epub", "kindle", "kobo"), book)}


def foreign_rules(
    name: str, data: bytes, styles: Mapping[str, str], further: Mapping[str, bytes] | None = None
) -> Iterator[str]:
    """Tell when an edition has other rules of style than its theme; ``further`` are the other files of a folder."""
    if name not in styles:
        return
    if name == "site":
        site = read_site(data, further or {})
        pages = [*site.pages.values(), *([site.search] if site.search else [])]
        found = {_bare(page.style) for page in pages}
    else:
        found = {_bare(read_html(data).style if name == "html" else read_epub(data).style)}
    if found != {styles[name]}:
        yield "its rules of style are not those of the theme; octavo build makes it again"


def _bare(style: str) -> str:
    """The rules without the fonts, which depend on the letters of the text."""
    style = style.replace("<\\/", "</").replace(RULES, "")
    return _FORMULAS.sub("", _FONTS.sub("", style)).strip()
