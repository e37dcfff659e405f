"""The XML of an ODT made plain for pandoc: content in unusual places and wrappers is moved into the text.

Changes the tree it is given; no I/O. Follows OpenDocument 1.3, part 3.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml import etree

from octavo.readers.xml_tree import remove, unwrap
from octavo.tree.elements import names

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = f"{{{_OASIS}text:1.0}}"
DRAW = f"{{{_OASIS}drawing:1.0}}"
OFFICE = f"{{{_OASIS}office:1.0}}"
TABLE = f"{{{_OASIS}table:1.0}}"
STYLE = f"{{{_OASIS}style:1.0}}"
SVG = f"{{{_OASIS}svg-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"

_LEFT_OUT = {
    f"{OFFICE}annotation": "comments",
    f"{TEXT}table-of-content": "a table of contents (Octavo makes its own)",
    f"{TEXT}alphabetical-index": "an index of page numbers",
    f"{TEXT}illustration-index": "a list of figures with page numbers",
    f"{TEXT}table-index": "a list of tables with page numbers",
    f"{TEXT}object-index": "a list of objects with page numbers",
}
_KNOWN = frozenset(
    f"{TEXT}{name}"
    for name in names(
        "p h span a s tab line-break soft-page-break note note-citation note-body list list-item list-header section"
        " bookmark bookmark-start bookmark-end bookmark-ref reference-mark reference-mark-start reference-mark-end"
        " reference-ref sequence sequence-ref sequence-decls sequence-decl bibliography-mark"
        " change change-start change-end"
    )
)
_UNWRAPPED = ("bibliography", "index-body", "index-title", "user-index", "numbered-paragraph", "ruby")
_NUMBER = re.compile(r"\A\s*+(?:[\dA-Za-z]{1,4}\.)++\s*+")
_RAISED = "octavo-raised"
_SHAPES = ("custom-shape", "rect", "ellipse", "circle", "line", "polygon", "polyline", "path", "connector", "caption")
_APART = frozenset(
    [f"{TEXT}p", f"{TEXT}h", f"{TEXT}list-item", f"{TABLE}table-cell", f"{TEXT}line-break", f"{TEXT}tab", f"{TEXT}s"]
)


def prepare(root: etree._Element) -> tuple[list[str], list[str]]:
    """Make the document plain; say what was brought into the text and what was left out, in words."""
    left_out = []
    for tag, what in _LEFT_OUT.items():
        for node in list(root.iter(tag)):
            if " ".join(map(str, node.itertext())).strip() and what not in left_out:
                left_out.append(what)
            remove(node)
    for node in list(root.iter(f"{TEXT}ruby-text")):
        node.text = f"({node.text or ''}"
        last = node[-1] if len(node) else None
        if last is not None:
            last.tail = f"{last.tail or ''})"
        else:
            node.text += ")"
    _lead_to_headings(root)
    _raise_note_numbers(root)
    _without_dead_references(root)
    for mark in list(root.iter(f"{TEXT}reference-mark")):  # pandoc knows those of a stretch of text alone
        end = etree.Element(f"{TEXT}reference-mark-end", {f"{TEXT}name": mark.get(f"{TEXT}name", "")})
        end.tail, mark.tail = mark.tail, None
        mark.tag = f"{TEXT}reference-mark-start"
        mark.addnext(end)
    for heading in list(root.iter(f"{TEXT}h")):
        if next(heading.iterancestors(f"{TABLE}table-cell"), None) is not None:
            heading.tag = f"{TEXT}p"  # pandoc drops headings of cells
    for name in _UNWRAPPED:
        for node in list(root.iter(TEXT + name)):
            _unwrap(node)
    for node in root.iter():
        # Fields hold their last value as text.
        if str(node.tag).startswith(TEXT) and node.tag not in _KNOWN and not len(node) and (node.text or "").strip():
            node.tag = f"{TEXT}span"
    for node in root.iter(f"{TEXT}ruby-base", f"{TEXT}ruby-text"):
        node.tag = f"{TEXT}span"
    brought = ["text boxes"] if _text_boxes(root) else []
    return brought, left_out


def _lead_to_headings(root: etree._Element) -> None:
    """Links within the text by a heading's words or by a bookmark's name become references, as pandoc reads them.

    Word processors write ``#1.2.Words of the heading|outline``, with the heading's number or without.
    """
    links = [(node, unquote(node.get(f"{XLINK}href", "")[1:])) for node in root.iter(f"{TEXT}a") if _is_inner(node)]
    if not links:
        return
    headings: dict[str, etree._Element] = {}
    for heading in root.iter(f"{TEXT}h"):
        headings.setdefault(_letters(" ".join(map(str, heading.itertext()))), heading)
    marks = {node.get(f"{TEXT}name") for node in root.iter(f"{TEXT}bookmark", f"{TEXT}bookmark-start")}
    for link, name in links:
        words, _, kind = name.rpartition("|")
        if kind == "outline" and name not in marks:
            for heading in [headings[own] for own in _without_numbers(words) if own in headings][:1]:
                mark = etree.Element(f"{TEXT}bookmark", {f"{TEXT}name": name})
                mark.tail, heading.text = heading.text, None
                heading.insert(0, mark)
                marks.add(name)
        if name in marks:
            link.tag = f"{TEXT}bookmark-ref"
            link.attrib.clear()
            link.set(f"{TEXT}ref-name", name)
            link.set(f"{TEXT}reference-format", "text")


def _raise_note_numbers(root: etree._Element) -> None:
    """The number of a note that is called once more is kept, raised; pandoc drops it."""
    again = list(root.iter(f"{TEXT}note-ref"))
    styles = root.find(f"{OFFICE}automatic-styles")
    if again and styles is None:
        root.insert(0, styles := etree.Element(f"{OFFICE}automatic-styles"))
    if again and styles is not None:
        raised = etree.SubElement(styles, f"{STYLE}style", {f"{STYLE}name": _RAISED, f"{STYLE}family": "text"})
        etree.SubElement(raised, f"{STYLE}text-properties", {f"{STYLE}text-position": "super 58%"})
    for node in again:
        node.tag = f"{TEXT}span"
        node.attrib.clear()
        node.set(f"{TEXT}style-name", _RAISED)


def _is_inner(link: etree._Element) -> bool:
    return link.get(f"{XLINK}href", "").startswith("#")


def _without_numbers(words: str) -> tuple[str, str]:
    """The letters of a heading's words as they are, and without the number before them."""
    return _letters(words), _letters(_NUMBER.sub("", words))


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()


def _without_dead_references(root: etree._Element) -> None:
    """References to places that are not there are words only."""
    for target, reference in (("bookmark", "bookmark-ref"), ("reference-mark", "reference-ref")):
        marks = root.iter(f"{TEXT}{target}", f"{TEXT}{target}-start")
        there = {node.get(f"{TEXT}name") for node in marks}
        for node in list(root.iter(TEXT + reference)):
            if node.get(f"{TEXT}ref-name") not in there:
                node.tag = f"{TEXT}span"
                node.attrib.clear()


def descriptions(root: etree._Element) -> dict[str, str]:
    """What the document says of each picture, by its name in the package."""
    found: dict[str, str] = {}
    for image in root.iter(f"{DRAW}image"):
        frame = image.getparent()
        texts = [frame.find(f"{SVG}{name}") for name in ("desc", "title")] if frame is not None else []
        given = (" ".join((node.text or "").split()) for node in texts if node is not None)
        words = next(filter(None, given), "")
        if words:
            found.setdefault(image.get(f"{XLINK}href", "").removeprefix("./"), words)
    return found


def words_of(root: etree._Element) -> str:
    """The text of the body as its XML has it, paragraphs set apart."""
    body = next(iter(root.iter(f"{OFFICE}text")), root)
    parts: list[str] = []
    for event, node in etree.iterwalk(body, events=("start", "end")):
        apart = "\n" if node.tag in _APART else ""
        parts.append(apart)
        if event == "start":
            if str(node.tag).startswith(TEXT) and node.tag != f"{TEXT}note-citation":
                parts.append(node.text or "")
        elif node is not body:
            parts.append(node.tail or "")
    return "".join(parts)


def _text_boxes(root: etree._Element) -> int:
    """Move what is in text boxes and shapes behind the paragraph that they hang on."""
    moved = 0
    for box in list(root.iter(f"{DRAW}text-box", *(DRAW + name for name in _SHAPES))):
        content = [child for child in box if child.tag.startswith((TEXT, TABLE))]
        if box.find(f".//{DRAW}image") is not None and len(list(box.iter(f"{TEXT}p"))) == 1:
            continue  # a picture with its caption, which pandoc knows
        target = None
        for up in box.iterancestors(f"{TEXT}p", f"{TEXT}h"):
            target = up
        if target is None:
            # It hangs on the page: it then is where it is named.
            target = box.getparent() if box.tag == f"{DRAW}text-box" else box
        if target is None or not any(" ".join(map(str, node.itertext())).strip() for node in content):
            continue
        for child in reversed(content):
            child.tail = None
            target.addnext(child)
        moved += 1
    return moved


def _unwrap(node: etree._Element) -> None:
    """Put what is in an element in its place; bare text in a span, since it may land between paragraphs."""
    if (node.text or "").strip():
        span = etree.Element(f"{TEXT}span")
        span.text, node.text = node.text, None
        node.insert(0, span)
    unwrap(node)
