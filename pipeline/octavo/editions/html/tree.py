"""The body's tree made fit for a screen: wide things in boxes that scroll, pictures inside the file, roles.

In: copies of the body's tree and notes, changed in place. Nothing here adds or removes a word of the text.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from octavo.body import HEADINGS, Note, block_text
from octavo.body.marks import is_marked, write_marks
from octavo.editions.html.write import child, element
from octavo.languages.labels import Labels
from octavo.languages.part_names import BY_CLASS
from octavo.model import PageStart, Picture

NARROWEST = 32
"""So many characters of code fit into one line of the narrowest screen (320 CSS pixels)."""
BROADEST = 88
"""A table of longer words than this, in one row, does not fit on a sheet of paper unless they are divided."""
WIDE_FORMULA = 14
"""A displayed formula of more signs than this may be wider than the narrowest screen."""

LONG = 60_000
"""A text of more characters than this is long ..."""
CHAPTER = 4_000
"""... and its parts of more than this are drawn when they come into sight."""
LATE = "o-late"
_ROLES = {name: kind.role for name, kind in BY_CLASS.items() if kind.role}


@dataclass
class Counts:
    """The numbers by which boxes that scroll are told apart."""

    tables: int = 0
    codes: int = 0
    formulas: int = 0


def prepare(tree: _Element, pictures: Mapping[str, Picture], labels: Labels, counts: Counts) -> None:
    """Make a tree ready for the page: the body's, then each note's."""
    write_marks(tree)
    for node in list(tree.iter()):
        tag = node.tag
        if tag == "table":
            counts.tables += 1
            _box_table(node, f"{labels.table} {counts.tables}")
        elif tag == "pre":
            _scrollable_code(node, labels, counts)
        elif tag == "math":
            _box_formula(node, labels, counts)
        elif tag == "img":
            _embed(node, pictures)
        elif tag == "li":
            if is_marked(node, block_text(node)):
                node.set("class", "o-task")
        elif tag == "a" and node.get("class") == "noteref":
            node.set("role", "doc-noteref")
        node.attrib.pop("data-b", "")


def landmarks(tree: _Element, form: str) -> None:
    """Roles for the parts of a book: chapters, and the list of cited works."""
    for section in list(tree.iter("section")):
        name = _heading_id(section)
        if section.get("class") == "references":
            section.set("role", "doc-bibliography")
            if not name:
                section.tag = "div"  # HTML allows no section without a heading (HTML, section 4.3.3)
        elif section.get("class") in _ROLES:
            section.set("role", _ROLES[section.get("class", "")])
            if not name and (title := section.attrib.pop("data-title", "")):
                section.set("aria-label", title)
        elif form == "book" and name and (section.getparent() is tree or _is_part(section.getparent())):
            section.set("role", "doc-chapter")
        if section.get("role") and name:
            section.set("aria-labelledby", name)


def draw_late(tree: _Element) -> None:
    """In a long text, mark the parts that need not be drawn before they come into sight.

    Parts of the size of a chapter: whole books would be drawn at once, single paragraphs cost more than they save.
    """
    sections = list(tree.iter("section"))
    sizes = {section: sum(len(str(text)) for text in section.itertext()) for section in sections}
    if sum(sizes[section] for section in sections if section.getparent() is tree) < LONG:
        return
    for section in sections:
        inner = any(sizes[part] >= CHAPTER for part in section.iterchildren("section"))
        above = any((parent.get("class") or "").endswith(LATE) for parent in section.iterancestors("section"))
        if sizes[section] >= CHAPTER and not above and not (inner and sizes[section] >= LONG):
            section.set("class", f"{section.get('class') or ''} {LATE}".strip())


def _is_part(section: _Element | None) -> bool:
    return section is not None and section.get("class") == "part"


def _heading_id(section: _Element | None) -> str | None:
    first = section[0] if section is not None and len(section) else None
    return first.get("id") if first is not None and first.tag in HEADINGS else None


class Markers:
    """Makes the mark at the beginning of each page of the printed edition, each with its own identifier."""

    def __init__(self, labels: Labels, pages: Sequence[PageStart]) -> None:
        self._labels = labels
        self.ids: dict[int, str] = {}
        taken: set[str] = set()
        for page in pages:
            name = "page-" + "".join(sign if sign.isalnum() else "-" for sign in page.label)
            self.ids[page.index] = f"{name}.{page.index}" if name in taken else name
            taken.add(name)

    def __call__(self, page: PageStart) -> _Element:
        """The mark: empty, so that neither copying nor searching meets it; the style sheet draws its number."""
        # The name is in title: axe allows no aria-label on a span, whatever its DPUB-ARIA role.
        said = f"{self._labels.page} {page.label}"
        return element(
            "span", class_="o-page", id=self.ids[page.index], role="doc-pagebreak", title=said, data_page=page.label
        )


def endnotes(notes: tuple[Note, ...], labels: Labels) -> _Element:
    """The notes as a section at the end, each with a way back to its call."""
    section = element("section", class_="o-notes", role="doc-endnotes", aria_labelledby="notes")
    child(section, "h2", labels.notes, id="notes")
    entries, before = section, 0
    for note in notes:
        if note.number != before + 1 or entries is section:  # numbers go on from those of an earlier page
            entries = child(section, "ol", **({"start": str(note.number)} if note.number > 1 else {}))
        before = note.number
        entry = child(entries, "li", id=note.id)
        entry.text = note.tree.text
        entry.extend(list(note.tree))
        last = entry[-1] if len(entry) and entry[-1].tag == "p" else child(entry, "p")
        said = f"{labels.back_note} {note.number}"
        space_after(last)
        child(last, "a", class_="o-back", href=f"#{note.call}", role="doc-backlink", aria_label=said)
    return section


def space_after(node: _Element) -> None:
    """A no-break space after everything that is in the element."""
    if len(node):
        node[-1].tail = (node[-1].tail or "") + "\u00a0"
    elif node.text:
        node.text += "\u00a0"


def _box_table(table: _Element, name: str) -> None:
    caption = table.find("caption")
    words = block_text(caption).strip() if caption is not None else ""
    wide = _least_width(table)
    box = element("div", class_="o-table o-broad" if wide > BROADEST else "o-table")
    if wide > NARROWEST:
        _make_region(box, f"{name}: {words[:80]}" if words else name, "region")
    _wrap(table, box)


def _least_width(table: _Element) -> int:
    """The characters of the longest words of all columns together, the space between the columns included."""
    longest: dict[int, int] = {}
    for row in table.iter("tr"):
        column = 0
        for cell in row:
            span = int(cell.get("colspan", "1"))
            words = "".join(map(str, cell.itertext())).split()
            longest[column] = max(longest.get(column, 0), max(map(len, words), default=0) // span)
            column += span
    return sum(longest.values()) + 3 * len(longest)


def _scrollable_code(pre: _Element, labels: Labels, counts: Counts) -> None:
    lines = "".join(map(str, pre.itertext())).split("\n")
    if max(map(len, lines), default=0) > NARROWEST:
        counts.codes += 1
        _make_region(pre, f"{labels.code} {counts.codes}", "group")


def _box_formula(math: _Element, labels: Labels, counts: Counts) -> None:
    if math.get("display") != "block":
        return
    box = element("span", class_="formula")
    if _signs(math) > WIDE_FORMULA:
        counts.formulas += 1
        _make_region(box, f"{labels.formula} {counts.formulas}", "group")
    _wrap(math, box)


def _signs(math: _Element) -> float:
    """How many signs wide a formula is at the most: its letters, the room around operators, explicit spaces."""
    wide = 0.0
    for part in math.iter("mi", "mn", "mo", "mtext", "mspace"):
        wide += len((part.text or "").strip()) + (part.tag == "mo")
        space = str(part.get("width", "")) if part.tag == "mspace" else ""
        if space.endswith("em"):
            wide += 2 * float(space.removesuffix("em") or 0)
    return wide


def _make_region(node: _Element, name: str, role: str) -> None:
    """What scrolls must be reachable by keyboard, and what is reachable must have a name (WCAG 2.1.1, 4.1.2)."""
    node.set("tabindex", "0")
    node.set("role", role)
    node.set("aria-label", name)


def _wrap(node: _Element, box: _Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    box.tail, node.tail = node.tail, None
    parent.replace(node, box)
    box.append(node)


def _embed(image: _Element, pictures: Mapping[str, Picture]) -> None:
    """The picture's bytes into the page; an ``img`` runs no script and fetches nothing, whatever its SVG says."""
    picture = pictures.get((image.get("src") or "").removeprefix("images/"))
    if picture is None:
        image.tag = "span"
        image.text = image.get("alt")
        for name in ("src", "alt", "width", "height", "style"):
            image.attrib.pop(name, "")
        return
    image.set("src", f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode('ascii')}")
