"""Titles of Word files that stand in several paragraphs, or further down in the text.

Pandoc keeps one paragraph of each such style and only at the beginning. Changes the tree it is given.
"""

from __future__ import annotations

from octavo.readers.office.docx_xml import W, text_run, words_of
from octavo.readers.office.word.styles import Styles, style_of
from octavo.readers.xml_tree import Element

_SHOWN = tuple(f"{W}{name}" for name in ("drawing", "pict", "object", "br", "sectPr"))
_BLOCKS = (f"{W}p", f"{W}tbl", f"{W}sdt")
_JOINED = ("title", "subtitle")
_AT_THE_BEGINNING = ("title", "subtitle", "author", "authors", "date", "abstract")


def gather_titles(body: Element, styles: Styles) -> dict[Element, int]:
    """Make one paragraph of a title in several; a title amid the text is a heading: its level, by its paragraph."""
    first: dict[str, Element] = {}
    beginning, apart = True, False
    later: dict[Element, int] = {}
    for paragraph in [node for node in body if node.tag in _BLOCKS]:
        names = styles.names(style_of(paragraph)) if paragraph.tag == f"{W}p" else ()
        kind = next((name for name in names if name in _AT_THE_BEGINNING), "")
        if paragraph.tag == f"{W}p" and not words_of(paragraph).strip():
            apart = True
            if kind and not any(True for _ in paragraph.iter(*_SHOWN)):
                body.remove(paragraph)  # pandoc would take its blank text for the title
            continue
        beginning = beginning and bool(kind) and not (apart and kind == "title" and kind in first)
        if not beginning and kind == "title":
            later[paragraph] = 1
        elif beginning and kind in _JOINED and kind in first:
            first[kind].append(text_run(" "))
            first[kind].extend([node for node in paragraph if node.tag != f"{W}pPr"])
            body.remove(paragraph)
        elif beginning:
            first.setdefault(kind, paragraph)
        apart = False
    return later
