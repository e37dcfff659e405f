"""The XML of a DOCX made plain for pandoc: content in unusual places and wrappers is moved into the text.

Changes the trees it is given; no I/O. Follows ECMA-376, part 1 (WordprocessingML) and part 3 (markup compatibility).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from octavo.readers.xml_tree import remove, unwrap

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHAPES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W = f"{{{WORD}}}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_UNWRAPPED = ("smartTag", "customXml", "bdo", "dir")
_BREAKS = frozenset([f"{W}br", f"{W}tab", f"{W}cr", f"{W}p", f"{W}tc", f"{W}noBreakHyphen", f"{DRAWING}p"])


def transitional(data: bytes) -> bytes:
    """A part in the strict form of the standard, with the namespaces of the usual form."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return data


def with_usual_prefix(root: etree._Element) -> etree._Element:
    """The same part with ``w`` for Word's names, which pandoc goes by; some programs write ``ns0``."""
    if root.prefix == "w" or not str(root.tag).startswith(W):
        return root
    others = {prefix: name for prefix, name in root.nsmap.items() if prefix and name != WORD}
    made = etree.Element(root.tag, nsmap={**others, "w": WORD})
    made.extend(list(root))
    etree.cleanup_namespaces(made, top_nsmap={"w": WORD})
    return made


def prepare(root: etree._Element) -> list[str]:
    """Make a part plain and say what was brought into the text, in words."""
    brought: list[str] = []
    for fallback in list(root.iter(f"{MC}Fallback")):
        remove(fallback)
    for name in _UNWRAPPED:
        for node in list(root.iter(W + name)):
            _unwrap(node)
    for what, bring in (
        ("text boxes", _text_boxes),
        ("readings of characters", _ruby),
        ("descriptions of pictures that are not in the file", _descriptions),
    ):
        if bring(root):
            brought.append(what)
    return brought


def has_undated(root: etree._Element) -> bool:
    """Whether there are insertions without a date, which pandoc drops."""
    return any(node.get(f"{W}date") is None and len(node) for node in root.iter(f"{W}ins", f"{W}moveTo"))


def drop_galleries(root: etree._Element) -> bool:
    """Take out contents lists that are in a box of their own."""
    dropped = False
    for gallery in list(root.iter(f"{W}docPartGallery")):
        box = next(gallery.iterancestors(f"{W}sdt"), None)
        if gallery.get(f"{W}val") == "Table of Contents" and box is not None:
            remove(box)
            dropped = True
    return dropped


def uncalled_notes(root: etree._Element, part: etree._Element, kind: str) -> Iterator[etree._Element]:
    """The paragraphs of notes in ``part`` that nothing in ``root`` calls; ``kind`` is footnote or endnote."""
    called = {node.get(f"{W}id") for node in root.iter(f"{W}{kind}Reference")}
    for note in part.iter(f"{W}{kind}"):
        if note.get(f"{W}type") in (None, "normal") and note.get(f"{W}id") not in called:
            yield from (child for child in list(note) if child.tag in (f"{W}p", f"{W}tbl") and words_of(child).strip())


def append(root: etree._Element, paragraphs: list[etree._Element]) -> None:
    """Put paragraphs at the end of the body."""
    body = root.find(f"{W}body")
    if body is None:
        return
    last = body.find(f"{W}sectPr")
    for paragraph in paragraphs:
        if last is not None:
            last.addprevious(paragraph)
        else:
            body.append(paragraph)


def words_of(root: etree._Element) -> str:
    """The text of a part as its XML has it, paragraphs set apart."""
    parts: list[str] = []
    for node in root.iter():
        if node.tag in (f"{W}t", f"{DRAWING}t"):
            parts.append(node.text or "")
        elif node.tag in _BREAKS:
            parts.append("\n")
    return "".join(parts)


def _text_boxes(root: etree._Element) -> int:
    """Move what is in text boxes behind the paragraph that they hang on."""
    moved = 0
    for box in list(root.iter(f"{W}txbxContent")):
        outer = None
        for up in box.iterancestors(f"{W}p"):
            outer = up
        if outer is None:
            continue
        for child in reversed(list(box)):
            if child.tag in (f"{W}p", f"{W}tbl", f"{W}sdt"):
                outer.addnext(child)
        moved += 1
    return moved


def _ruby(root: etree._Element) -> int:
    """Small readings above characters are behind them in parentheses."""
    found = list(root.iter(f"{W}ruby"))
    for ruby in found:
        home = ruby.getparent()
        if home is None:
            continue
        base = [run for part in ruby.iter(f"{W}rubyBase") for run in part.iter(f"{W}r")]
        reading = "".join(text.text or "" for part in ruby.iter(f"{W}rt") for text in part.iter(f"{W}t"))
        for run in (*base, text_run(f"({reading})")):
            home.addprevious(run)
        home.remove(ruby)
    return len(found)


def _descriptions(root: etree._Element) -> int:
    """Pictures that are only linked to, charts and diagrams leave their descriptions."""
    left = 0
    for drawing in list(root.iter(f"{W}drawing")):
        if any(inner.get(f"{RELATION}embed") for inner in drawing.iter()):
            continue
        about = next(drawing.iter(f"{SHAPES}docPr"), None)
        words = about.get("descr", "").strip() if about is not None else ""
        home = drawing.getparent()
        if words and home is not None and words not in words_of(drawing):
            drawing.addprevious(_text(f" {words} "))
            home.remove(drawing)
            left += 1
    return left


def text_run(text: str) -> etree._Element:
    """A run of text."""
    run = etree.Element(f"{W}r")
    run.append(_text(text))
    return run


def _text(text: str) -> etree._Element:
    node = etree.Element(f"{W}t")
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return node


def _unwrap(node: etree._Element) -> None:
    """Put an element's children in its place."""
    parent = node.getparent()
    if parent is None or parent.tag in (f"{W}rPr", f"{W}trPr", f"{W}pPr"):
        return
    unwrap(node)
