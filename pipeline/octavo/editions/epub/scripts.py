"""Adds style rules that the document's script needs. Typefaces are left to the e-reader. Pure."""

from __future__ import annotations

from octavo.editions.epub.engines.two_ways import both_ways
from octavo.editions.fonts.by_script import RUNNING, typefaces_of_language
from octavo.languages.writing import SLANTED, of_language
from octavo.themes import Theme

_PHRASES = "h1:lang(ja), h2:lang(ja), h3:lang(ja), h4:lang(ja), h5:lang(ja), h6:lang(ja) { word-break: auto-phrase; }\n"
"""Engines that can tell phrases break headings between them, and not amid a word in katakana."""
_UPRIGHT = "h6, caption, .o-subtitle, .tok-co, div.epigraph, div.dedication { font-style: normal; }\n"


def sheet_for_script(theme: Theme, lang: str, direction: str) -> str:
    """The theme's sheet for e-readers, with no slant where a script has none, and its indents and headings."""
    own = typefaces_of_language(lang)
    sheet = theme.stylesheet("reader", **({"indent": own.indent} if own and own.indent else {}))
    if own and of_language(lang) not in SLANTED:
        sheet += _UPRIGHT
    if own and own.lines:
        sheet += f"h1, h2, h3, h4, h5, h6 {{ line-height: {own.lines[1]}; }}\n"
    if own and own.indents_all:
        sheet += f"{RUNNING}, body > p:not([class]) {{ text-indent: {own.indent}; }}\n"
    if of_language(lang) == "Jpan":
        sheet += _PHRASES
    return both_ways(sheet, direction)
