"""The PDF edition read back: its text by PDFium, its structure by QPDF. Neither was used to make it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

from octavo.check.around.document import About, about
from octavo.check.inventories.inventory import plain
from octavo.check.pages.places import Spot
from octavo.check.pages.structure import Structure
from octavo.check.painted import Painted, read_page
from octavo.check.tagged import read_structure

# PDFium sets U+FFFE where it takes a hyphen at a line's end for that of a divided word, and may drop the line's end.
_LINE_END = re.compile("[\u0002\ufffe][ \t]*(?:\r?\n)?|(?:(?<=\\w)[\\-\u00ad\u2010])?[ \t]*\r?\n")
_ELEMENTS = {
    **dict.fromkeys(("/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"), "headings"),
    "/LI": "items",
    "/TD": "cells",
    "/TH": "cells",
    "/Table": "tables",
    "/Note": "notes",
    "/FENote": "notes",
}


@dataclass
class Sheets:
    """What a PDF holds: the text page by page, its outline, its tags, its links and its metadata.

    ``leads`` are the entries of the outline with the places they lead to, ``names`` the places that links can name,
    ``labels`` the labels of the pages.
    """

    pages: list[str] = field(default_factory=list)
    outline: list[str] = field(default_factory=list)
    leads: list[Spot] = field(default_factory=list)
    names: dict[str, Spot] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    alternatives: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
    structure: Structure | None = None
    unseen: list[str] = field(default_factory=list)
    about: About | None = None
    title: str = ""
    author: str = ""
    lang: str = ""
    problems: list[str] = field(default_factory=list)


def read_pdf(data: bytes) -> Sheets:
    """Read a PDF. Never raises for a damaged one: faults are listed in ``problems``."""
    sheets = Sheets()
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            tagged = "/StructTreeRoot" in pdf.Root
            painted = _read_pages(data, sheets, tagged)
            sheets.unseen = painted.unseen
            sheets.labels = [str(page.label) for page in pdf.pages]
            _read_structure(pdf, sheets)
            if tagged:
                sheets.structure = read_structure(pdf, painted)
            sheets.about = about(pdf, frozenset(sheets.structure.tied) if sheets.structure else None)
            sheets.problems += sheets.about.problems
    except pypdfium2.PdfiumError as error:
        sheets.problems.append(f"PDFium cannot read it: {error}")
    except (pikepdf.PdfError, ValueError, KeyError, AttributeError, TypeError) as error:
        sheets.problems.append(f"QPDF cannot read it: {error}")
    return sheets


def page_labels(data: bytes) -> list[str]:
    """The labels of a PDF's pages, as a viewer shows them; none for a PDF that cannot be read."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return [str(page.label) for page in pdf.pages]
    except (pikepdf.PdfError, ValueError, KeyError, AttributeError, TypeError):
        return []


def _read_pages(data: bytes, sheets: Sheets, tagged: bool) -> Painted:
    """Read the pages: their text, and with a structure what they paint, by mark."""
    document = pypdfium2.PdfDocument(data)
    painted = Painted()
    try:
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            if tagged:
                read_page(page, index, text.raw, painted)
            # Behind a hyphen may be the foot of the page and not the rest of the word: no hyphen, no guess.
            sheets.pages.append(_LINE_END.sub("\n", text.get_text_range()))
            text.close()
            page.close()
        for entry in document.get_toc(max_depth=32):
            sheets.outline.append(plain(entry.get_title()))
            if (place := entry.get_dest()) is not None:
                sheets.leads.append(_spot(sheets.outline[-1], place))
    finally:
        document.close()
    return painted


def _spot(text: str, place: pypdfium2.PdfDest) -> Spot:
    view = place.get_view()[1]
    return Spot(text, place.get_index() or 0, float(view[1]) if len(view) > 1 else 0.0)


def _read_structure(pdf: pikepdf.Pdf, sheets: Sheets) -> None:
    root = pdf.Root
    sheets.title = plain(str(pdf.docinfo.get("/Title", "")))
    sheets.author = plain(str(pdf.docinfo.get("/Author", "")))
    sheets.lang = str(root.get("/Lang", ""))
    places = _destinations(root)
    names = frozenset(places)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for name, place in places.items():
        if isinstance(place, pikepdf.Array) and len(place) > 3 and place[0].objgen in numbers:
            sheets.names[name] = Spot(name, numbers[place[0].objgen], float(place[3]))
    for page in pdf.pages:
        for note in page.obj.get("/Annots", ()):
            if note.get("/Subtype") == "/Link":
                _read_link(note, names, sheets)
    if "/StructTreeRoot" in root:
        _read_tags(root.StructTreeRoot, sheets)


def _destinations(root: Any) -> dict[str, Any]:
    if "/Names" not in root or "/Dests" not in root.Names:
        return {}
    return {str(name): place for name, place in pikepdf.NameTree(root.Names.Dests).items()}


def _read_link(note: Any, names: frozenset[str], sheets: Sheets) -> None:
    action = note.get("/A")
    if action is not None and action.get("/S") == "/URI":
        sheets.addresses.append(str(action.get("/URI", "")))
        return
    target = note.get("/Dest") if action is None else action.get("/D")
    if isinstance(target, pikepdf.Array):
        return
    if target is None or str(target) not in names:
        sheets.dead.append(str(target))


def _read_tags(root: Any, sheets: Sheets) -> None:
    """Count the elements of the structure tree; collect the alternative texts in the order of the tree."""
    roles = {str(name): str(role) for name, role in root.get("/RoleMap", {}).items()}
    stack: list[Any] = [root.get("/K")]
    seen: set[tuple[int, int]] = set()
    while stack:
        node = stack.pop()
        if isinstance(node, pikepdf.Array):
            stack.extend(reversed(list(node)))
            continue
        if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
            continue
        if node.is_indirect:
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        kind = str(node.S)
        kind = roles.get(kind, kind)
        if kind in _ELEMENTS:
            sheets.counts[_ELEMENTS[kind]] += 1
        if kind in ("/Figure", "/Formula"):
            sheets.alternatives.append(plain(str(node.get("/Alt", ""))))
        if "/K" in node:
            stack.append(node.K)
