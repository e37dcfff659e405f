"""Feeds the structure of a PDF to a ``Collector``, which makes the same inventory as for all other editions.

The structure tree (ISO 32000-1, 14.7) has the document's elements in reading order, wherever they are on the pages. The
text itself is in a division, a child of the document; the title, a list of contents and the notes at
the feet of pages have children of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import pikepdf

from octavo.check.inventories.held import Link
from octavo.check.inventories.inventory import Collector, plain
from octavo.check.inventories.trail import Trail
from octavo.check.pages.drawings import Drawn, shows_nothing
from octavo.check.pages.ink import is_off
from octavo.check.pages.links import address_of, children, is_area, meet
from octavo.check.pages.places import Spot
from octavo.check.pages.structure import Structure
from octavo.check.painted import Mark, Painted
from octavo.text import JOINT
from octavo.tree.elements import HEADINGS

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
_ORNAMENT = re.compile(rf"[\s{JOINT}]*\*(?:[\s{JOINT}]*\*){{2}}[\s{JOINT}]*")
_IN_OWN_NOTE = frozenset(("/P", "/Span", "/NonStruct", "/Link"))
_SPACES = re.compile(r"[^\S\n]+")


def read_structure(pdf: pikepdf.Pdf, painted: Painted) -> Structure:
    """Read the structure of a tagged PDF; ``painted`` is what its pages paint."""
    reader = _Reader(pdf, painted)
    root = pdf.Root.StructTreeRoot
    for child in children(root):
        for part in children(child) if _kind(child, reader.roles) == "/Document" else [child]:
            reader.part(part)
    reader.collector.finish()
    tied = set(reader.marks(root.get("/K"), 0))
    loose = {mark: text for mark, text in painted.text.items() if mark not in tied}
    reader.found.heads = {page: [text for mark, text in loose.items() if mark[0] == page] for page in reader.with_text}
    painted.unseen += [text for mark, text in loose.items() if is_off(painted.boxes[mark], painted.windows[mark[0]])]
    reader.found.loose = [*loose.values()]
    return reader.found


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
        trail = Trail()
        self.collector = Collector(lines_kept, trail=trail)
        self.found = Structure(self.collector.inventory, trail=trail)
        self._painted = painted
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._last: Mark | None = None
        self._note_name = ""
        self._is_front = False
        self._codes = 0  # how many elements of code the piece that is read is in
        self.with_text: set[int] = set()
        self._address = ""
        self._led_to: set[str] = set()

    def part(self, node: Any) -> None:
        """A child of the document: its text, its notes, or its front matter."""
        notes = any(_kind(child, self.roles) == "/Note" for child in children(node))
        if notes or _kind(node, self.roles) == "/Div":
            self._walk(node, 0)
            return
        self._is_front = True
        self.collector.start("header", {})
        self._walk(node, 0)
        self.collector.end("header")
        self._is_front = False

    def _walk(self, node: Any, page: int) -> None:
        """An element and what is in it, without recursion: structures may be deep."""
        stack: list[tuple[Any, int, str]] = [(node, page, "")]
        while stack:
            node, page, closing = stack.pop()
            if closing:
                self._codes -= closing == "code"
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
            if kind == "/NonStruct" and [_kind(child, self.roles) for child in children(node)] == ["/Code"]:
                tag = "div"  # a block of code, which ends the block before it
            if tag in HEADINGS:
                self._heading(node, page)
            if tag:
                self._codes += tag == "code"
                self.collector.start(tag, {})
                stack.append((None, page, tag))
            stack.extend((child, page, "") for child in reversed(children(node)))

    def _note_kind(self, kind: str, node: Any, page: int) -> None:
        self.found.kinds[kind] += 1
        for child in children(node):
            if isinstance(child, pikepdf.Dictionary) and "/Obj" in child:
                self.found.tied.add(child.Obj.objgen)
        if "/ActualText" in node:
            self.found.spoken.append((str(node.ActualText), self._words(node, page)))

    def _alone(self, kind: str, node: Any, page: int) -> bool:
        """Take an element that is more than its text; true when all of it is taken."""
        if kind in ("/Figure", "/Formula"):
            said, is_formula = str(node.get("/Alt", "")), kind == "/Formula"
            self.collector.drawn("formula" if is_formula else "picture", said)
            self.found.figures += 1
            self.found.empty += not self._drawn(node, page) and not (is_formula and shows_nothing(said))
            self._draws(node, page, is_formula=is_formula)
            return kind == "/Figure" or not self._words(node, page).strip()
        if kind == "/Lbl":
            label = self._words(node, page)
            self.found.labels.append(" ".join(label.split()))
            self.found.shifted += [label.strip()] if label[:1].isspace() else []
            return True
        if kind == "/Note":
            self._note(node, page)
            return True
        if kind == "/Link":
            return self._link(node, page)
        return False

    def _link(self, node: Any, page: int) -> bool:
        """A link: the call of a note, one of the text's own, or words that a medium with pages adds behind one."""
        address = address_of(node)
        if not address:
            self.found.mentions.append(" ".join(self._words(node, page).split()))
            return True
        if self._is_front:
            marks = self.marks(node, page)
            texts = [self._painted.text.get(mark, "") for mark in marks]
            self.found.contents.append(Link(address, " ".join(text for text in texts if any(map(str.isalnum, text)))))
            # What a mark has no text of was painted once; a space that leads nowhere is no leader.
            told = [
                (text.strip(), self._painted.pieces[mark])
                for mark, text in zip(marks, texts, strict=True)
                if text.strip() or not text
            ]
            self.found.leaders += [text * max(times, 1) for text, times in told if not any(map(str.isalnum, text))]
        self._lies_on_words(node, page, address)
        self._address = address
        self._led_to.add(address)
        if re.fullmatch(r"#fn-\d+", address):
            self.collector.start("a", {"href": address, "class": "noteref"})
            self.collector.end("a")
            return True
        self.collector.start("a", {"href": address})
        for child in children(node):
            self._walk(child, page)
        self.collector.end("a")
        return True

    def _lies_on_words(self, node: Any, page: int, address: str) -> None:
        """A link can be clicked on where its words are painted."""
        boxes = [box for mark in self.marks(node, page) if (box := self._painted.boxes.get(mark))]
        areas = [[*map(float, child.Obj.Rect)] for child in children(node) if is_area(child)]
        if boxes and areas and not any(meet(box, area) for box in boxes for area in areas):
            self.found.astray.append(address)

    def _note(self, node: Any, page: int) -> None:
        marks = [mark for mark in self.marks(node, page) if self._painted.text.get(mark, "").strip()]
        first = self._painted.text[marks[0]].strip() if marks else ""
        if _OWN_NUMBER.match(first) or self._goes_on(node, page, first):
            self._note_name = ""
        elif first.isdigit() and len(marks) > 1:
            self._note_name = f"fn-{first}"
            self._painted.text.pop(marks[0])
        if not self._note_name:  # the medium's own, or what goes on of it
            self.found.own_notes.append(self._words(node, page))
            inside = [(child, _kind(child, self.roles)) for child in self._inside(node)]
            told = [child for child, _ in inside if "/ActualText" in child]
            self.found.spoken += [(str(child.ActualText), self._words(child, page)) for child in told]
            if _OWN_NUMBER.match(first):
                self.found.odd += [kind for _, kind in inside if kind not in _IN_OWN_NOTE]
            return
        self.collector.start("aside", {"id": self._note_name})
        for child in children(node):
            self._walk(child, page)
        self.collector.end("aside")

    def _goes_on(self, node: Any, page: int, first: str) -> bool:
        """Whether a note without a number is the rest of an address, from the page before; others may be between."""
        rest = "" if first.isdigit() else "".join(self._words(node, page).split())
        return bool(rest) and any(address.endswith(rest) for address in self._led_to)

    def _piece(self, mark: Mark) -> None:
        text = self._painted.text.get(mark)
        if text is None or _OWN_NUMBER.fullmatch(text.strip()):
            self.found.called += [(text.strip(" ↗"), self._address)] if text else []
            return
        if not self._codes and _ORNAMENT.fullmatch(text):  # it is between two blocks, and belongs to neither
            self.collector.start("div", {})
            self.collector.text(text)
            self.collector.end("div")
            return
        if not self._is_front:
            self.with_text.add(mark[0])
        self.collector.text(self._painted.between(self._last, mark) + text, self._painted.looks.get(mark, ()))
        self._last = mark

    def _inside(self, node: Any) -> list[Any]:
        """The elements within an element."""
        found: list[Any] = []
        stack = children(node)
        while stack:
            if _kind(child := stack.pop(), self.roles):
                found.append(child)
                stack += children(child)
        return found

    def marks(self, node: Any, page: int) -> list[Mark]:
        """The marks of the pieces of a page that belong to an element, in order."""
        found: list[Mark] = []
        stack: list[tuple[Any, int]] = [(node, page)]
        while stack:
            node, page = stack.pop()
            if isinstance(node, int):
                found.append((page, node))
            elif isinstance(node, pikepdf.Array):
                stack.extend((child, page) for child in reversed(list(node)))
            elif isinstance(node, pikepdf.Dictionary):
                page = self._pages.get(node.Pg.objgen, page) if "/Pg" in node else page
                if "/MCID" in node:
                    found.append((page, int(node.MCID)))
                else:
                    stack.extend((child, page) for child in reversed(children(node)))
        return found

    def _words(self, node: Any, page: int) -> str:
        return " ".join(self._painted.text.get(mark, "") for mark in self.marks(node, page))

    def _heading(self, node: Any, page: int) -> None:
        marks = [mark for mark in self.marks(node, page) if mark in self._painted.boxes]
        if marks:
            tops = [self._painted.boxes[mark][3] for mark in marks if mark[0] == marks[0][0]]
            self.found.headings.append(Spot(self._words(node, page), marks[0][0], max(tops)))

    def _draws(self, node: Any, page: int, *, is_formula: bool) -> None:
        marks = self.marks(node, page)
        pictures = tuple(digest for mark in marks for digest in self._painted.pictures.get(mark, ()))
        shapes = sum(self._painted.strokes[mark] for mark in marks)
        self.found.drawn.append(Drawn(is_formula, plain(str(node.get("/Alt", ""))), pictures, shapes))

    def _drawn(self, node: Any, page: int) -> bool:
        marks = self.marks(node, page)
        return any(mark in self._painted.drawn or mark in self._painted.text for mark in marks)
