"""From the body to trees that can be laid out: the text with its notes, pictures and breaks.

The steps change a copy of the body's tree, one after another; ``text_tree`` is the list of them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement

from lxml import etree
from lxml.etree import _Element

from octavo.body import HEADINGS, Body
from octavo.body.marks import MARK, is_marked
from octavo.editions.fonts import characters
from octavo.editions.fonts.symbol_fonts import wrap_standins
from octavo.editions.index_list import index_ids
from octavo.editions.pdf import front
from octavo.editions.pdf.code import fit_code
from octavo.editions.pdf.design import Design
from octavo.editions.pdf.dress import open_chapters, set_lines, set_speakers
from octavo.editions.pdf.etree import targets, to_layout
from octavo.editions.pdf.figures import place_pictures
from octavo.editions.pdf.formulas import set_formulas
from octavo.editions.pdf.leftwards import turn_paragraphs
from octavo.editions.pdf.links import print_links
from octavo.editions.pdf.nesting import flatten
from octavo.editions.pdf.notes import put_notes
from octavo.editions.pdf.tables import set_tables
from octavo.editions.pdf.weasyprint_door.grid import GRID
from octavo.editions.pdf.words.breaks import allow_breaks, keep_compounds, keep_endless, keep_options, keep_spelling
from octavo.editions.pdf.words.hyphens import part_joints, respells
from octavo.editions.pdf.words.index_marks import hold_words
from octavo.languages.direction import LTR
from octavo.metadata.fields import values_for
from octavo.model import Level, Notice, PageMap, PageStart, Place
from octavo.notices import Code
from octavo.pagemap import mark
from octavo.themes import Theme

_PLAIN = frozenset(
    "o-indented o-together center right speech stage dateline recipient salutation closing signature".split()
)
_BOXES = frozenset("epigraph abstract warning note tip important caution o-late-notes o-qr-links o-qr".split())
_OFF_GRID = ("li", "dd", "td", "th", "blockquote", "aside", "figure", "header")
"""What has lines of its own: small type, or half a line of room around it."""

_FRONT = "data-front"

Files = dict[str, tuple[bytes, str]]


@dataclass
class Text:
    """The text, ready to be laid out: its tree, its pictures by name, and what was noticed on the way.

    ``front`` has what comes before the text of a book.
    """

    tree: _Element
    front: _Element = field(default_factory=lambda: etree.Element("div"))
    files: Files = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def text_tree(
    body: Body, design: Design, theme: Theme, standins: Collection[str], pages: PageMap | None = None
) -> Text:
    """Make the tree of the text: every block keeps its number.

    ``pages`` is the standard PDF's page map, when its numbers are to be in the margin.
    """
    text = Text(body.copy_tree())
    for node in list(text.tree)[: body.front]:
        node.set(_FRONT, "")
    tree, notes, layout = text.tree, body.copy_notes(), design.layout
    if pages is not None and design.margin_pages:
        mark(tree, notes, pages, _standard_page)
    hold_words(tree)
    for note in notes:
        hold_words(note.tree)
    put_notes(tree, notes, most=_longest_note(design))
    flatten(tree, layout.ems)
    for unread in set_formulas(tree, text.files, theme.value("ink"), layout.ems * 0.96):
        said = f"a formula could not be drawn and is shown as TeX: {(unread.text or '')[:60]}"
        text.notices.append(Notice(Code.formula_unread, said, _place(body, unread)))
    wide = theme.values.get("figures") == "wide"
    placed = place_pictures(tree, body.pictures, text.files, layout, design.shop, wide=wide, to_edge=design.to_edge)
    for coarse in placed:
        said = f"the picture {coarse.get('src', '')} has too few dots to be sharp in print"
        text.notices.append(Notice(Code.layout, said, _place(body, coarse), "use a larger one: 300 dots per inch"))
    per_page, of_book = _words_a_page(design), body.form == "book"  # a book's chapters begin on a new page
    print_links(tree, design.print_links, text.files, body.labels, body.title_id, per_page, anew=of_book)
    for table, how in set_tables(tree, layout, may_turn=design.tagged):
        text.notices.append(Notice(Code.shrunk, f"a wide table {how}", _place(body, table), level=Level.info))
    for pre in tree.iter("pre"):
        fit_code(pre, layout.ems * (0.8 if _within(pre, "aside", "li", "blockquote", "td") else 1))
    keep_endless(tree)
    keep_options(tree)
    for title in tree.iter(*HEADINGS):
        keep_compounds(title)
    allow_breaks(tree)
    if (respelt := respells(body.metadata.lang)) is not None:
        keep_spelling(tree, respelt)
    part_joints(tree, body.metadata.lang)
    if standins:
        wrap_standins(tree, standins)
    _dress_lists(tree)
    turn_paragraphs(tree, body.direction)
    set_lines(tree)
    _put_on_grid(tree)
    set_speakers(tree, opening=(opens := theme.values.get("opening") == "smallcaps"))
    if opens:
        open_chapters(tree)
    front.label_headings(tree, body, standins)
    for alone in tree.iterfind("section[@class='part']"):
        if alone.find("section") is None and (behind := alone.getnext()) is not None:
            behind.set("data-recto", "")  # the back of a part's page stays empty
    _part_front(text)
    return text


def _part_front(text: Text) -> None:
    """Move what comes before the text into a tree of its own."""
    marked = [at for at, node in enumerate(text.tree, 1) if node.get(_FRONT) is not None]
    text.front.extend(list(text.tree)[: max(marked, default=0)])
    for node in text.front:
        node.attrib.pop(_FRONT, "")


def _standard_page(start: PageStart) -> _Element:
    return etree.Element("span", {"class": "o-standard-page", "data-n": start.label})


def page(body: Body, css_class: str, parts: list[_Element], ids: Collection[str], epoch: int) -> Element:
    """Make the ``html`` element around the parts: language, direction and metadata for the PDF."""
    metadata = body.metadata
    html = Element("html", {"lang": metadata.lang or "und"})
    if body.direction != LTR:
        html.set("dir", body.direction)
    head = SubElement(html, "head")
    SubElement(head, "title").text = characters.tidy(metadata.title) or "—"
    for name, value in _metas(body, epoch):
        SubElement(head, "meta", {"name": name, "content": value})
    inside = SubElement(html, "body", {"class": css_class})
    for part in parts:
        inside.append(to_layout(part, lambda text: characters.unjoined(characters.tidy(text)), ids))
    return html


def wanted_ids(parts: list[_Element], body: Body) -> set[str]:
    """The ids that must stay: those of the headings and of link targets."""
    wanted = {heading.id for heading in body.outline} | {body.title_id} | index_ids(body)
    for part in parts:
        wanted |= targets(part)
    return wanted


def _metas(body: Body, epoch: int) -> list[tuple[str, str]]:
    metadata = body.metadata
    moment = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    metas = [("author", author) for author in metadata.authors]
    said: dict[str, list[str]] = {}
    for name, texts in values_for(metadata, "meta"):
        said.setdefault(name, []).extend(texts)
    for name, found in said.items():
        words = [word.replace(",", " ") if name == "keywords" else word for word in found]
        metas.append((name, ", ".join(words)))
    return [*metas, ("generator", "Octavo"), ("dcterms.created", moment), ("dcterms.modified", moment)]


def _words_a_page(design: Design) -> int:
    """About how many words are on a page of text."""
    layout = design.layout
    lines = layout.height / (layout.size * 0.3528 * (design.line or 1.45))
    return int(lines * layout.ems * 2.1 / 6)


def _longest_note(design: Design) -> int:
    """How many characters a note at the foot of the page may have: a third of what a page holds."""
    layout = design.layout
    lines = layout.height / (layout.size * 0.3528 * 0.8 * 1.35)
    return int(lines * layout.ems / 0.8 * 2.1 / 3)


def _dress_lists(tree: _Element) -> None:
    """Write what HTML says by attributes in a way that style sheets see: the kind and start of a list, tasks."""
    for ordered in tree.iter("ol"):
        if (kind := ordered.get("type")) and kind in ("a", "A", "i", "I"):
            ordered.set("data-n", kind)
        if (start := ordered.get("start")) and start.lstrip("-").isdigit():
            ordered.set("style", f"counter-reset: list-item {int(start) - 1}")
    for item in tree.iter("li"):
        first = item if (item.text or "").strip() else (item[0] if len(item) else item)
        if is_marked(item, first.text):
            item.set("class", "o-task")
            continue
        if mark := item.get(MARK):
            item.set("style", f'list-style-type: "{mark} "')
        if len(item) and not (item.text or "").strip() and item[0].tag in ("p", "div", "pre", "blockquote", "figure"):
            _wrap_content(item)


def _put_on_grid(tree: _Element) -> None:
    """Mark the paragraphs of the running text: their lines are at the same heights on every page."""
    for paragraph in tree.iter("p"):
        plain = not set((paragraph.get("class") or "").split()) - _PLAIN
        if plain and not _within(paragraph, *_OFF_GRID) and not _in_box(paragraph):
            paragraph.set(GRID, "")


def _in_box(node: _Element) -> bool:
    return any(not _BOXES.isdisjoint((parent.get("class") or "").split()) for parent in node.iterancestors())


def _wrap_content(item: _Element) -> None:
    """Put the blocks of an item into one division: the body of the item, in a PDF's structure."""
    around = etree.Element("div", {"class": "o-item"})
    around.extend(list(item))
    item.append(around)


def _within(node: _Element, *tags: str) -> bool:
    return any(parent.tag in tags for parent in node.iterancestors())


def _place(body: Body, node: _Element) -> Place | None:
    """Where the block that holds a node comes from: its place in the seed."""
    at: _Element | None = node
    while at is not None:
        number = at.get("data-b")
        if number is not None and int(number) < len(body.blocks):
            return body.blocks[int(number)].place
        at = at.getparent()
    return None
