"""Headings, a title and quotations of an OpenDocument text that its styles do not identify.

Changes the tree it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.readers.office.headings import Line, Look, headings_by_look
from octavo.readers.office.odt_xml import DRAW, OFFICE, STYLE, TEXT, words_of
from octavo.readers.office.opendocument.styles import FO, OdtStyles
from octavo.readers.xml_tree import Element, remove

_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt\Z")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%\Z")
_USUAL = 24
"""Half points of a text that says nothing of its size."""
_QUOTED = "OctavoQuotation"
_TAKEN = ("list", "caption", "contents", "index", "quotation", "preformatted", "footer", "header", "table", "figure")


def guess_odt_headings(body: Element, styles: OdtStyles, front: dict[str, str]) -> None:
    """Make headings of lines in bold or larger letters, where no heading has a style; a title goes to the front."""
    if any(words_of(node).strip() for node in body.iter(f"{TEXT}h")):
        return
    lines = [
        Line(node, text, _look(node, styles), plain=_is_plain(node, styles))
        for node in body
        if node.tag == f"{TEXT}p" and (text := words_of(node)).strip()
    ]
    levels, title = headings_by_look(lines)
    if title is not None and "title" not in front and title.find(f".//{TEXT}note") is None:
        front["title"] = " ".join(words_of(title).split())
        remove(title)
    for paragraph, level in levels.items():
        paragraph.tag = f"{TEXT}h"
        paragraph.attrib.clear()
        paragraph.set(f"{TEXT}outline-level", str(level))
        for span in paragraph.iter(f"{TEXT}span"):
            span.attrib.clear()


def quote_by_style(body: Element, styles: OdtStyles) -> None:
    """Set paragraphs in the style of quotations in, by which pandoc knows them."""
    found = [
        node
        for node in body.iter(f"{TEXT}p")
        if any(name.startswith("quotation") for name in styles.names("paragraph", node.get(f"{TEXT}style-name", "")))
    ]
    if not found:
        return
    style = body.makeelement(f"{STYLE}style", {f"{STYLE}name": _QUOTED, f"{STYLE}family": "paragraph"})
    style.append(style.makeelement(f"{STYLE}paragraph-properties", {f"{FO}margin-left": "2cm"}))
    root = body.getroottree().getroot()
    home = root.find(f"{OFFICE}automatic-styles")
    if home is None:
        home = root.makeelement(f"{OFFICE}automatic-styles")
        root.insert(0, home)
    home.append(style)
    for paragraph in found:
        paragraph.set(f"{TEXT}style-name", _QUOTED)


def _is_plain(paragraph: Element, styles: OdtStyles) -> bool:
    names = styles.names("paragraph", paragraph.get(f"{TEXT}style-name", ""))
    inside = paragraph.iter(f"{DRAW}frame", f"{TEXT}tab", f"{TEXT}line-break")
    return not any(name.startswith(_TAKEN) for name in names) and not any(True for _ in inside)


def _look(paragraph: Element, styles: OdtStyles) -> Look:
    own = paragraph.get(f"{TEXT}style-name", "")
    runs = [span for span, text in _runs(paragraph) if text.strip()]

    def said(span: str, attribute: str) -> str:
        return (styles.property("text", span, "text", attribute) if span else "") or styles.property(
            "paragraph", own, "text", attribute
        )

    def every(attribute: str, *values: str) -> bool:
        return bool(runs) and all(said(span, attribute) in values for span in runs)

    text = words_of(paragraph)
    capitals = text.isupper() and sum(char.isalpha() for char in text) > 3
    return Look(
        min((_size(said(span, f"{FO}font-size")) for span in runs), default=_USUAL),
        every(f"{FO}font-weight", "bold", "600", "700", "800", "900"),
        capitals or every(f"{FO}text-transform", "uppercase"),
        every(f"{STYLE}text-underline-style", "solid", "dotted", "dash", "long-dash", "wave"),
        styles.property("paragraph", own, "paragraph", f"{FO}text-align") == "center",
    )


def _runs(paragraph: Element) -> Iterator[tuple[str, str]]:
    """Pieces of text, each with the style of the span that it is in."""
    stack: list[tuple[Element, str, bool]] = [(paragraph, "", False)]
    while stack:
        node, style, tail = stack.pop()
        if tail:
            yield style, node.tail or ""
            continue
        if node is not paragraph:
            stack.append((node, style, True))
            if node.tag == f"{TEXT}span":
                style = node.get(f"{TEXT}style-name", "") or style
            elif node.tag == f"{TEXT}note":
                continue
        yield style, node.text or ""
        stack.extend((child, style, False) for child in reversed(node))


def _size(said: str) -> int:
    if found := _POINTS.match(said):
        return round(float(found[1]) * 2)
    if found := _PERCENT.match(said):
        return round(float(found[1]) / 100 * _USUAL)
    return _USUAL
