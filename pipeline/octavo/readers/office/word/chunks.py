"""Other documents that lie inside a Word file (``altChunk``) and are printed at their place.

Changes the tree it is given.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from lxml import etree, html

from octavo.errors import SeedError
from octavo.readers.office.docx_xml import RELATION, W, text_run
from octavo.readers.office.package import Package, open_package
from octavo.readers.xml_tree import Element
from octavo.tree.elements import names

_LINES = re.compile(r"\s*\n\s*")
_BLOCKS = names("p div li headings tr pre blockquote br dt dd")


def bring_chunks(root: Element, package: Package, main: str) -> tuple[int, list[str]]:
    """Put the words of inner documents in their place; say how many came and name those that cannot be read."""
    chunks = list(root.iter(f"{W}altChunk"))
    if not chunks:
        return 0, []
    folder, _, name = main.rpartition("/")
    relations = package.xml(f"{folder}/_rels/{name}.rels")
    targets = {node.get("Id"): node.get("Target", "") for node in relations} if relations is not None else {}
    came, left = 0, []
    for chunk in chunks:
        target = targets.get(chunk.get(f"{RELATION}id"), "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        try:
            blocks = _blocks(package.read(path), package) if path in package.names else None
        except SeedError:
            blocks = None
        parent = chunk.getparent()
        if parent is None:
            continue
        if blocks is None:
            left.append(target or "without a name")
        else:
            came += 1
            for block in blocks:
                chunk.addprevious(block)
        parent.remove(chunk)
    return came, left


def _blocks(data: bytes, package: Package) -> list[Element] | None:
    """What an inner document holds, as paragraphs and tables; None for a kind that is not read here."""
    if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data)):
        inner = open_package(data, package.place, package.limits).xml("word/document.xml")
        body = inner.find(f"{W}body") if inner is not None else None
        return None if body is None else [node for node in body if node.tag in (f"{W}p", f"{W}tbl", f"{W}sdt")]
    if data.lstrip()[:5].lower() == b"{\\rtf":
        return None
    text = data.decode("utf-8", "replace")
    if re.search(r"<(?:html|body|p|div|h\d|br)\b", text[:4096], re.IGNORECASE):
        return [_paragraph(line) for line in _text_of_page(text)]
    return [_paragraph(line) for line in text.splitlines() if line.strip()]


def _text_of_page(text: str) -> list[str]:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    page = etree.fromstring(text.encode(), parser)
    parts: list[str] = []
    for event, node in etree.iterwalk(page, events=("start", "end")) if page is not None else ():
        if node.tag in ("script", "style", "head", "title"):
            continue
        if node.tag in _BLOCKS:
            parts.append("\n")
        if event == "start":
            parts.append(" ".join((node.text or "").split("\n")))
        else:
            parts.append(" ".join((node.tail or "").split("\n")))
    return [line for line in _LINES.split("".join(parts)) if line.strip()]


def _paragraph(text: str) -> Element:
    paragraph = etree.Element(f"{W}p")
    paragraph.append(text_run(" ".join(text.split())))
    return paragraph
