"""A PDF's information about itself, and its parts besides the text. In: an open PDF; out: values and sentences.

Forms, layers, other attachments, rotated pages and annotations that are not links are faults: Octavo never writes them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from lxml import etree
from lxml.etree import _Element

from octavo.check.inventories.inventory import plain

_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_MOST = 20


@dataclass
class About:
    """What the packet of metadata says (titles, authors, the moment), the digest of the manuscript that goes with it.

    ``packet`` says whether there is one; ``info`` are further words of the document's own dictionary.
    """

    packet: bool = False
    titles: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    source: str = ""
    problems: list[str] = field(default_factory=list)


def about(pdf: pikepdf.Pdf, tied: frozenset[tuple[int, int]] | None) -> About:
    """Read it; ``tied`` are the annotations that belong to the structure, for a document that has one."""
    found = About()
    root: Any = pdf.Root
    moment = _packet(root, found)
    found.info = {key: plain(str(pdf.docinfo.get(f"/{key}", ""))) for key in ("Subject", "Keywords")}
    created = str(pdf.docinfo.get("/CreationDate", ""))
    if moment and _digits(created) != _digits(moment):
        found.problems.append(f"it was made on {created or 'no day'} in one place and on {moment} in another")
    found.source = _source(root)
    found.problems += [*_strange(root), *_annotations(pdf, tied)][:_MOST]
    return found


def _packet(root: Any, found: About) -> str:
    if "/Metadata" not in root:
        return ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree: _Element = etree.fromstring(root.Metadata.read_bytes().strip(), parser)
    except (etree.XMLSyntaxError, pikepdf.PdfError):
        found.problems.append("its packet of metadata cannot be read")
        return ""
    found.packet = True
    found.titles = _entries(tree, f"{_DC}title")
    found.authors = _entries(tree, f"{_DC}creator")
    return next((node.text or "" for node in tree.iter(f"{_XMP}CreateDate")), "")


def _entries(tree: _Element, name: str) -> list[str]:
    return [plain(entry.text or "") for node in tree.iter(name) for entry in node.iter(f"{_RDF}li")]


def _digits(moment: str) -> str:
    return re.sub(r"\D", "", moment)[:14]


def _source(root: Any) -> str:
    """The digest of the manuscript that goes with the document; nothing where there is none."""
    files = root.get("/AF", ())
    if len(files) != 1 or "/EF" not in files[0]:
        return ""
    return hashlib.sha256(files[0].EF.F.read_bytes()).hexdigest()


def _strange(root: Any) -> Iterator[str]:
    if "/AcroForm" in root:
        yield "it has a form"
    if "/OCProperties" in root:
        yield "it has layers that can be switched off"
    if "/EmbeddedFiles" in root.get("/Names", {}):
        yield "a file is attached to it"


def _annotations(pdf: pikepdf.Pdf, tied: frozenset[tuple[int, int]] | None) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        if int(page.obj.get("/Rotate", 0)) % 360:
            yield f"page {number} is turned"
        for note in page.obj.get("/Annots", ()):
            if note.get("/Subtype") != "/Link":
                yield f"page {number} has an annotation of kind {str(note.get('/Subtype', ''))[1:] or 'unknown'}"
            elif tied is not None and note.objgen not in tied:
                yield f"page {number} has a link that is not of the text"
