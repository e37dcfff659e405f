"""Parts of a PDF put together, by pikepdf: pages, structure, destinations, bookmarks; fonts once, pictures once. Pure.

ISO 32000-1: 7.9.6 and 7.9.7 (name and number trees), 12.3.3 (bookmarks), 14.7.4 (the parent tree: whose entry is
under a page's ``StructParents`` and under a link's ``StructParent``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf, Stream

from octavo.editions.pdf.weasyprint_door.parts import ASIDE
from octavo.errors import EditionError

Bookmark = tuple[str, tuple[int, float, float], Sequence[Any], str]
"""Words, page (from 0) with a point on it, bookmarks below, and whether they are shown (``open``)."""

_URI = Dictionary(S=Name.URI)
_STRANGE = "a chapter that was kept holds more than links: Octavo did not write it"
_REMOVE = "remove out/.chapters and build again"


@dataclass(frozen=True)
class Part:
    """A part: its bytes and the destinations that are its own. Its fonts are names alone; the first part has them."""

    data: bytes
    names: Collection[str]


@dataclass
class _Whole:
    """The PDF that grows: what of it the parts are hung into."""

    pdf: Pdf
    names: dict[bytes, Object] = field(default_factory=dict)
    pictures: dict[bytes, Object] = field(default_factory=dict)

    @property
    def document(self) -> Object:
        """The one structure element below the root."""
        return self.pdf.Root.StructTreeRoot.K[0]

    @property
    def parents(self) -> Object:
        return self.pdf.Root.StructTreeRoot.ParentTree.Nums


def merge(first: Part, others: Iterable[Part], bookmarks: Sequence[Bookmark]) -> bytes:
    """Put parts together behind the first, whose metadata, labels and fonts are those of all.

    The same parts give the same bytes. Raises ``EditionError`` when a part cannot be read.
    """
    try:
        with ExitStack() as stack:
            pdf = stack.enter_context(Pdf.open(BytesIO(first.data)))
            whole = _Whole(pdf)
            shared = pdf.pages[0].obj.Resources
            whole.names.update(_destinations(pdf, first.names))
            for part in others:
                _append(whole, stack.enter_context(Pdf.open(BytesIO(part.data))), part.names, shared)
            _write_names(whole)
            _write_bookmarks(pdf, bookmarks)
            out = BytesIO()
            pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return out.getvalue()
    except (pikepdf.PdfError, AttributeError, KeyError) as error:
        raise EditionError(f"the chapters of the PDF cannot be put together: {error}") from error


def _append(whole: _Whole, source: Pdf, names: Collection[str], shared: Object) -> None:
    pdf, before, key = whole.pdf, len(whole.pdf.pages), len(whole.parents) // 2
    for copied in source.pages:
        pdf.pages.append(copied)
    for number in range(before, len(pdf.pages)):
        page = pdf.pages[number].obj
        page.StructParents = int(page.StructParents) + key
        if "/AA" in page:
            raise EditionError(_STRANGE, hint=_REMOVE)
        for link in page.get("/Annots", ()):
            if link.Subtype != Name.Link or link.get("/A", _URI).S != Name.URI or "/AA" in link:
                raise EditionError(_STRANGE, hint=_REMOVE)
            if "/StructParent" in link:
                link.StructParent = int(link.StructParent) + key
    resources = pdf.pages[before].obj.Resources
    for kind in ("/Font", "/ColorSpace"):
        for name in set(resources[kind].keys()):
            resources[kind][name] = shared[kind][name]
    _share_pictures(whole, resources)
    root = source.Root.StructTreeRoot
    del root.K[0].P
    document = pdf.copy_foreign(root.K[0])
    for element in document.K:
        if len(element.get("/K", ())):  # a blank page between chapters has nothing to read
            element.P = whole.document
            whole.document.K.append(element)
    for element in document.get(f"/{ASIDE}", ()):
        element.P = whole.document
    entries = pdf.copy_foreign(source.make_indirect(root.ParentTree.Nums))
    for at in range(0, len(entries), 2):
        whole.parents.append(int(entries[at]) + key)
        whole.parents.append(entries[at + 1])
    for target, place in _destinations(source, names):
        whole.names.setdefault(target, pdf.copy_foreign(source.make_indirect(place)))


def _destinations(pdf: Pdf, own: Collection[str]) -> Iterable[tuple[bytes, Object]]:
    """The destinations of a part by name; without those of other parts, which it only points to."""
    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return
    entries = pdf.Root.Names.Dests.Names
    for at in range(0, len(entries), 2):
        if str(entries[at]) in own:
            yield bytes(entries[at]), entries[at + 1]


def _share_pictures(whole: _Whole, resources: Object) -> None:
    """Let a picture that an earlier part has be the same object here."""
    for name, picture in resources.get("/XObject", Dictionary()).items():
        if isinstance(picture, Stream) and picture.get("/Subtype") == Name.Image and "/SMask" not in picture:
            facts = repr([(key, str(value)) for key, value in sorted(picture.items()) if not isinstance(value, Stream)])
            digest = hashlib.sha256(facts.encode() + picture.read_raw_bytes()).digest()
            resources.XObject[name] = whole.pictures.setdefault(digest, picture)


def _write_names(whole: _Whole) -> None:
    tree = Array()
    for name, place in sorted(whole.names.items()):
        tree.append(pikepdf.String(name))
        tree.append(place)
    if "/Names" not in whole.pdf.Root:
        whole.pdf.Root.Names = Dictionary()
    whole.pdf.Root.Names.Dests = Dictionary(Names=tree)


def _write_bookmarks(pdf: Pdf, bookmarks: Sequence[Bookmark]) -> None:
    pages = [page.obj for page in pdf.pages]

    def made(bookmark: Bookmark) -> OutlineItem:
        label, (page, x, y), below, state = bookmark
        item = OutlineItem(label)
        item.destination = Array([pages[page], Name.XYZ, round(x, 4), round(y, 4), 0])
        item.is_closed = state == "closed"
        item.children.extend(made(child) for child in below)
        return item

    with pdf.open_outline() as outline:
        outline.root[:] = [made(bookmark) for bookmark in bookmarks]
