"""The structure of a PDF told to a ``Collector``: the same inventory as that of the body and of every other edition.

The structure tree (ISO 32000-1, 14.7) has the document's elements in reading order, whatever stands between them on
the pages. The text itself is a child of the document's, in a division; the title, a list of contents and the notes at
the feet of pages have children of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from octavo.check.inventories.held import Inventory
from octavo.check.inventories.inventory import Collector
from octavo.check.painted import Box, Mark, Painted

_TAGS = {
    **{f"/H{n}": f"h{n}" for n in range(1, 7)},
    "/P": "p",
    "/L": "ul",
    "/LI": "li",
    "/Table": "table",
    "/Caption": "caption",
    "/THead": "thead",
    "/TR": "tr",
    "/TH": "th",
    "/TD": "td",
    "/BlockQuote": "blockquote",
    "/Code": "code",
}
_OWN_NUMBER = re.compile(r"\s*↗\s*\d+")
_ORNAMENT = re.compile(r"\s*\*(?:\s*\*){2}\s*")
_SPACES = re.compile(r"[^\S\n]+")


@dataclass
class Structure:
    """What the structure of a PDF holds. ``empty`` counts pictures and formulas that draw nothing.

    ``tied`` are the annotations that belong to it, ``astray`` the addresses of links that lie elsewhere than their
    words, ``kinds`` how often each kind of element occurs, ``spoken`` what is to be said in the place of words.
    """

    inventory: Inventory
    labels: list[str] = field(default_factory=list)
    figures: int = 0
    empty: int = 0
    tied: set[tuple[int, int]] = field(default_factory=set)
    astray: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    spoken: list[tuple[str, str]] = field(default_factory=list)


def read_structure(pdf: pikepdf.Pdf, painted: Painted) -> Structure:
    """Read the structure of a tagged PDF; ``painted`` is what its pages paint."""
    reader = _Reader(pdf, painted)
    document = pdf.Root.StructTreeRoot.get("/K")
    for child in _children(document):
        for part in _children(child.get("/K")) if _kind(child, reader.roles) == "/Document" else [child]:
            reader.part(part)
    reader.collector.finish()
    return reader.found


def _children(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]


def _kind(node: Any, roles: Mapping[str, str]) -> str:
    kind = str(node.get("/S", "")) if isinstance(node, pikepdf.Dictionary) else ""
    return roles.get(kind, kind)


def lines_kept(text: str) -> str:
    """One line without spaces at the ends; the ends of lines on the page stay as they are."""
    text = _SPACES.sub(" ", text).strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


class _Reader:
    """Walks the structure, and tells the collector what it finds."""

    def __init__(self, pdf: pikepdf.Pdf, painted: Painted) -> None:
        self.roles = {str(name): str(role) for name, role in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}
        self.collector = Collector(lines_kept)
        self.found = Structure(self.collector.inventory)
        self._painted = painted
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._last: Mark | None = None
        self._note_name = ""

    def part(self, node: Any) -> None:
        """A child of the document: its text, its notes, or its front matter."""
        notes = any(_kind(child, self.roles) == "/Note" for child in _children(node.get("/K")))
        if notes or _kind(node, self.roles) == "/Div":
            self._walk(node, 0)
            return
        self.collector.start("header", {})
        self._walk(node, 0)
        self.collector.end("header")

    def _walk(self, node: Any, page: int) -> None:
        """An element and what is in it, without recursion: structures may be deep."""
        stack: list[tuple[Any, int, str]] = [(node, page, "")]
        while stack:
            node, page, closing = stack.pop()
            if closing:
                self.collector.end(closing)
                continue
            if isinstance(node, int):
                self._piece((page, node))
                continue
            if not isinstance(node, pikepdf.Dictionary):
                continue
            if "/Pg" in node:
                page = self._pages.get(node.Pg.objgen, page)
            if "/MCID" in node:
                self._piece((page, int(node.MCID)))
                continue
            kind = _kind(node, self.roles)
            self._note_kind(kind, node, page)
            if not kind or self._alone(kind, node, page):
                continue
            tag = _TAGS.get(kind, "")
            if tag:
                self.collector.start(tag, {})
                stack.append((None, page, tag))
            stack.extend((child, page, "") for child in reversed(_children(node.get("/K"))))

    def _note_kind(self, kind: str, node: Any, page: int) -> None:
        self.found.kinds[kind] += 1
        for child in _children(node.get("/K")):
            if isinstance(child, pikepdf.Dictionary) and "/Obj" in child:
                self.found.tied.add(child.Obj.objgen)
        if "/ActualText" in node:
            self.found.spoken.append((str(node.ActualText), self._words(node, page)))

    def _alone(self, kind: str, node: Any, page: int) -> bool:
        """Take an element that is more than its text; true when all of it is taken."""
        if kind in ("/Figure", "/Formula"):
            self.collector.drawn("formula" if kind == "/Formula" else "picture", str(node.get("/Alt", "")))
            self.found.figures += 1
            self.found.empty += not self._drawn(node, page)
            return kind == "/Figure" or not self._words(node, page).strip()
        if kind == "/Lbl":
            self.found.labels.append(" ".join(self._words(node, page).split()))
            return True
        if kind == "/Note":
            self._note(node, page)
            return True
        if kind == "/Link":
            return self._link(node, page)
        return False

    def _link(self, node: Any, page: int) -> bool:
        """A link: the call of a note, one of the text's own, or words that a medium with pages adds behind one."""
        address = _address(node)
        if not address:
            return True
        self._lies_on_words(node, page, address)
        if re.fullmatch(r"#fn-\d+", address):
            self.collector.start("a", {"href": address, "class": "noteref"})
            self.collector.end("a")
            return True
        self.collector.start("a", {"href": address})
        for child in _children(node.get("/K")):
            self._walk(child, page)
        self.collector.end("a")
        return True

    def _lies_on_words(self, node: Any, page: int, address: str) -> None:
        """A link can be clicked on where its words are painted."""
        boxes = [box for mark in self._marks(node, page) if (box := self._painted.boxes.get(mark))]
        areas = [[*map(float, child.Obj.Rect)] for child in _children(node.get("/K")) if _is_area(child)]
        if boxes and areas and not any(_meet(box, area) for box in boxes for area in areas):
            self.found.astray.append(address)

    def _note(self, node: Any, page: int) -> None:
        marks = [mark for mark in self._marks(node, page) if self._painted.text.get(mark, "").strip()]
        first = self._painted.text[marks[0]].strip() if marks else ""
        if _OWN_NUMBER.match(first):
            self._note_name = ""
        elif first.isdigit() and len(marks) > 1:
            self._note_name = f"fn-{first}"
            self._painted.text.pop(marks[0])
        if not self._note_name:  # the medium's own, or what goes on of it
            return
        self.collector.start("aside", {"id": self._note_name})
        for child in _children(node.get("/K")):
            self._walk(child, page)
        self.collector.end("aside")

    def _piece(self, mark: Mark) -> None:
        text = self._painted.text.get(mark)
        if text is None or _OWN_NUMBER.fullmatch(text.strip()):
            return
        if _ORNAMENT.fullmatch(text):  # it is between two blocks, and belongs to neither
            self.collector.start("div", {})
            self.collector.text(text)
            self.collector.end("div")
            return
        self.collector.text(self._painted.between(self._last, mark) + text)
        self._last = mark

    def _marks(self, node: Any, page: int) -> list[Mark]:
        found: list[Mark] = []
        stack: list[tuple[Any, int]] = [(node, page)]
        while stack:
            node, page = stack.pop()
            if isinstance(node, int):
                found.append((page, node))
            elif isinstance(node, pikepdf.Dictionary):
                page = self._pages.get(node.Pg.objgen, page) if "/Pg" in node else page
                if "/MCID" in node:
                    found.append((page, int(node.MCID)))
                else:
                    stack.extend((child, page) for child in reversed(_children(node.get("/K"))))
        return found

    def _words(self, node: Any, page: int) -> str:
        return " ".join(self._painted.text.get(mark, "") for mark in self._marks(node, page))

    def _drawn(self, node: Any, page: int) -> bool:
        marks = self._marks(node, page)
        return any(mark in self._painted.drawn or mark in self._painted.text for mark in marks)


def _is_area(child: Any) -> bool:
    return isinstance(child, pikepdf.Dictionary) and "/Obj" in child and "/Rect" in child.Obj


def _meet(box: Box, area: list[float]) -> bool:
    left, right = sorted((area[0], area[2]))
    bottom, top = sorted((area[1], area[3]))
    return box[0] <= right and box[2] >= left and box[1] <= top and box[3] >= bottom


def _address(node: Any) -> str:
    """Where a link leads: an address, or ``#`` and the name of a place; nothing for one without an annotation."""
    for child in _children(node.get("/K")):
        if isinstance(child, pikepdf.Dictionary) and "/Obj" in child:
            note: Any = child.Obj
            action = note.get("/A")
            if action is not None and action.get("/S") == "/URI":
                return str(action.get("/URI", ""))
            target = note.get("/Dest") if action is None else action.get("/D")
            return f"#{target}" if isinstance(target, pikepdf.String) else "#"
    return ""
