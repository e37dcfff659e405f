"""Cheap checks of what a finished file claims (PDF/A, PDF/UA, EPUB ...). Pure: bytes in, sentences out.

The full validators (veraPDF, EPUBCheck, Nu) are Java programs and belong to the tests. Here are the likeliest
faults: fonts that are not embedded, missing tags, markup that does not parse, page counts that differ.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from lxml import etree

from octavo.check.inventories.epub import DAMAGED, read_epub
from octavo.check.inventories.html import read_html
from octavo.check.inventories.site import read_site
from octavo.model import PageMap

_ROUNDED = 1.0  # points
_XML = (".xhtml", ".opf", ".ncx", ".xml", ".svg")


def claims(name: str, data: bytes, pages: PageMap | None, further: Mapping[str, bytes] | None = None) -> Iterator[str]:
    """What is wrong with an edition as a file. ``pages`` is the publication's page map, where there is one.

    ``further`` are the other files of an edition that is a folder.
    """
    if name == "pdf":
        yield from _pdf(data, pages)
    elif name == "epub":
        yield from _epub(data, pages)
    elif name == "html":
        yield from _labels(pages, read_html(data).inventory.pages)
    elif name == "site":
        marked = read_site(data, further or {}).inventory.pages
        order = {page.label: page.index for page in pages.pages} if pages else {}
        # Notes are on the page of the site that calls them, so a printed page that begins in one may come early.
        yield from _labels(pages, sorted(marked, key=lambda label: order.get(label, 0)))
    elif data.startswith(b"%PDF"):
        yield from _pdf(data, None)


def _labels(pages: PageMap | None, marked: Sequence[str]) -> Iterator[str]:
    """The pages that are marked must be pages of the PDF, in their order."""
    if pages is None:
        return
    expected = [page.label for page in pages.pages if page.block is not None]
    if list(marked) != expected:
        differing = next((a for a, b in zip(expected, marked, strict=False) if a != b), "")
        yield f"{len(marked)} pages are marked, {len(expected)} pages of the PDF hold text" + (
            f"; they differ from page {differing} on" if differing else ""
        )


def _epub(data: bytes, pages: PageMap | None) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.endswith(_XML):
                    try:
                        etree.fromstring(archive.read(name), parser)
                    except etree.XMLSyntaxError as error:
                        yield f"{name} is not well-formed: {error}"
    except DAMAGED as error:
        yield f"the archive is damaged: {error}"
        return
    book = read_epub(data)
    if pages is not None and book.pages:
        yield from _labels(pages, [link.text for link in book.pages])


def _pdf(data: bytes, pages: PageMap | None) -> Iterator[str]:
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            yield from pdf.check_pdf_syntax()
            yield from _promises(pdf)
            yield from _fonts(pdf)
        document = pypdfium2.PdfDocument(data)
        try:
            labels = [document.get_page_label(index) or str(index + 1) for index in range(len(document))]
        finally:
            document.close()
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, KeyError, AttributeError, TypeError) as error:
        yield f"it cannot be read: {error}"
        return
    if pages is not None and labels != [page.label for page in pages.pages]:
        yield "the page labels are not those of the page map"


def _promises(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Who says PDF/A or PDF/UA must have what those ask for (ISO 19005-3, ISO 14289-1)."""
    root: Any = pdf.Root
    packet = root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in root else ""
    archival = re.search(r"pdfaid:part\W+\d", packet)
    accessible = re.search(r"pdfuaid:part\W+\d", packet)
    needed = {
        "no identifier (/ID)": bool(archival) and "/ID" not in pdf.trailer,
        "no output intent": bool(archival) and "/OutputIntents" not in root,
        "it is encrypted": bool(archival) and pdf.is_encrypted,
        "no structure": bool(archival or accessible) and "/StructTreeRoot" not in root,
        "not marked as tagged": bool(archival or accessible) and not root.get("/MarkInfo", {}).get("/Marked", False),
        "no language": bool(accessible) and not str(root.get("/Lang", "")),
        "its title is not shown": bool(accessible) and not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"),
    }
    for said, wrong in needed.items():
        if wrong:
            yield f"it claims a standard, but {said}"
    if "/OpenAction" in root and "/S" in root.OpenAction:
        yield "it has an action that runs when it is opened"
    if "/JavaScript" in root.get("/Names", {}):
        yield "it has a script"
    if "/AA" in root or any("/AA" in page.obj for page in pdf.pages):
        yield "it has actions that run while it is read"
    for number, page in enumerate(pdf.pages, 1):
        sheet, shown = [*map(float, page.mediabox)], [*map(float, page.cropbox)]
        if any(abs(a - b) > _ROUNDED for a, b in zip(sheet, shown, strict=True)):
            yield f"only a part of page {number} is shown"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every font of every page is embedded (ISO 19005-3, 6.2.11.4)."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        resources: Any = page.obj.get("/Resources", {})
        fonts: Any = resources.get("/Font", {})
        for font in fonts.values():
            if font.objgen in seen:
                continue
            seen.add(font.objgen)
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            files = inner.get("/FontDescriptor", {})
            if str(inner.get("/Subtype")) != "/Type3" and not any(f"/FontFile{n}" in files for n in ("", "2", "3")):
                yield f"the font {font.get('/BaseFont', '')} is not embedded"
