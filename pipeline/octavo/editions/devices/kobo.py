"""The edition for Kobo e-readers: a KEPUB, as kepubify makes it of an EPUB.

Kobo's own program counts pages, remembers places and keeps highlights only where every sentence is in a numbered
``span``. The file's name ends in ``.kepub.epub``: by this the e-reader knows which of its two programs opens it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.etree import _Element

from octavo.editions import Job
from octavo.editions.epub import compose
from octavo.editions.epub.container import pack
from octavo.editions.epub.package import XHTML_TYPE, File
from octavo.editions.epub.xhtml import PROLOGUE, XHTML
from octavo.model import Made
from octavo.tree.elements import names

SPAN = "koboSpan"
COLUMNS, INNER = "book-columns", "book-inner"
_SENTENCE = re.compile(r".*?[.!?:。！？][\"'’”»…)\]」』]*(?:\s+|(?<=[。！？」』]))|.+", re.DOTALL)
_NEW_PARAGRAPH = names("p ol ul dl headings table blockquote pre figure")
_LEFT = frozenset(("math", "svg", "script", "style", "head"))


def make(job: Job) -> Made:
    """The KEPUB of a body. Raises ``EditionError``."""
    package, notices = compose(job)
    files = tuple(_spanned(file) if file.media_type == XHTML_TYPE and file.linear else file for file in package.files)
    return Made(pack(replace(package, files=files)), notices=notices)


def _spanned(file: File) -> File:
    root = etree.fromstring(file.data)
    body = root.find(f"{{{XHTML}}}body")
    if body is None:
        return file
    number(body)
    _put_into_columns(body)
    return replace(file, data=PROLOGUE + etree.tostring(root, encoding="utf-8") + b"\n")


def number(body: _Element) -> None:
    """Put every sentence and every picture into a numbered span, in place: the paragraph, then the piece in it."""
    counter = _Counter()
    stack: list[tuple[_Element, bool]] = [(body, False)]
    while stack:
        node, done = stack.pop()
        tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        if done:
            if node.tail and node is not body:
                counter.behind(node)
            continue
        stack.append((node, True))
        if not tag or tag in _LEFT:
            continue
        if tag == "img":
            counter.begin()
            counter.around(node)
            continue
        if tag in _NEW_PARAGRAPH:
            counter.begin()
        inner = list(node)
        if node.text:
            counter.within(node)
        stack.extend((child, False) for child in reversed(inner))


class _Counter:
    """Makes the spans, in the order of the text."""

    def __init__(self) -> None:
        self._paragraph = self._piece = 0
        self._begins = True

    def begin(self) -> None:
        """The next piece is the first of a paragraph."""
        self._begins = True

    def within(self, node: _Element) -> None:
        """Put the text at the beginning of an element into spans."""
        spans = list(self._pieces(node.text or ""))
        if spans:
            node.text = None
            node[:0] = spans

    def behind(self, node: _Element) -> None:
        """Put the text behind an element into spans."""
        spans = list(self._pieces(node.tail or ""))
        parent = node.getparent()
        if spans and parent is not None:
            node.tail = None
            at = parent.index(node) + 1
            parent[at:at] = spans

    def around(self, node: _Element) -> None:
        """Put a picture into a span of its own."""
        parent = node.getparent()
        if parent is not None:
            span = self._span("")
            span.tail, node.tail = node.tail, None
            parent.replace(node, span)
            span.append(node)
            if span.tail:
                self.behind(span)

    def _pieces(self, text: str) -> Iterator[_Element]:
        if text.strip():  # what only sets blocks apart is no text
            for piece in _SENTENCE.findall(text):
                yield self._span(piece)

    def _span(self, text: str) -> _Element:
        if self._begins:
            self._paragraph, self._piece, self._begins = self._paragraph + 1, 0, False
        self._piece += 1
        name = f"kobo.{self._paragraph}.{self._piece}"
        span = etree.Element(f"{{{XHTML}}}span", {"class": SPAN, "id": name})
        span.text = text or None
        return span


def _put_into_columns(body: _Element) -> None:
    """The two boxes in which Kobo's program sets its columns."""
    columns = etree.Element(f"{{{XHTML}}}div", {"id": COLUMNS})
    inner = etree.SubElement(columns, f"{{{XHTML}}}div", {"id": INNER})
    inner.text, body.text = body.text, None
    inner.extend(list(body))
    body.append(columns)
