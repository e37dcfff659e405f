"""Hidden words are left out, and letters of symbol fonts become the characters that they show.

Changes the trees it is given.
"""

from __future__ import annotations

from octavo.readers.office.docx_xml import W, words_of
from octavo.readers.office.word.styles import Styles, switched, value
from octavo.readers.office.word.symbols import in_font, is_symbol_font, symbol
from octavo.readers.xml_tree import Element


def without_hidden(root: Element, styles: Styles) -> list[str]:
    """Take out what Word does not print; give the words."""
    found: list[str] = []
    for row in list(root.iter(f"{W}tr")):
        home = row.getparent()
        if switched(row.find(f"{W}trPr/{W}hidden")) and home is not None:
            found.append(words_of(row))
            home.remove(row)
    for run in list(root.iter(f"{W}r")):
        home = run.getparent()
        if home is None:
            continue
        if not switched(styles.of_run(run, "vanish")) or any(
            True for _ in run.iter(f"{W}fldChar", f"{W}instrText", f"{W}footnoteReference", f"{W}endnoteReference")
        ):
            continue
        found.append(words_of(run))
        home.remove(run)
    for paragraph in list(root.iter(f"{W}p")):
        home = paragraph.getparent()
        mark = switched(paragraph.find(f"{W}pPr/{W}rPr/{W}vanish"))
        if (
            mark
            and home is not None
            and home.tag != f"{W}tc"
            and paragraph.find(f"{W}r") is None
            and len(paragraph) < 2
        ):
            home.remove(paragraph)
    return [" ".join(words.split()) for words in found if words.strip()]


def with_symbols(root: Element, styles: Styles) -> list[str]:
    """Write signs of symbol fonts in Unicode; name those that are not known."""
    unknown: list[str] = []
    for node in list(root.iter(f"{W}sym")):
        font, code = value(node, "font"), value(node, "char")
        try:
            char = symbol(font, int(code, 16))
        except ValueError:
            char = ""
        if not char:
            unknown.append(f"{code or '?'} of the font {font or '?'}")
        node.tag = f"{W}t"
        node.attrib.clear()
        node.text = char or "\ufffd"
    for text in root.iter(f"{W}t"):
        run = text.getparent()
        if run is None or not text.text or run.tag != f"{W}r":
            continue
        fonts = styles.of_run(run, "rFonts")
        font = value(fonts, "ascii") or value(fonts, "hAnsi")
        if is_symbol_font(font) or any("\uf000" <= char <= "\uf0ff" for char in text.text):
            text.text = in_font(text.text, font)
    return list(dict.fromkeys(unknown))
