"""What comes before the text: the title block or title page, and the list of contents.

All of it is made from the metadata and the outline; none of it has a block's number.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lxml import etree
from lxml.etree import _Element

from octavo.body import HEADINGS, Body, Heading
from octavo.editions.pdf.etree import text_of
from octavo.editions.pdf.words.breaks import keep_compounds
from octavo.metadata import shown

_MOST_ENTRIES = 240
_INLINE_ENTRIES = 36
_TITLE_PAGE_WORDS = 15_000


def has_title_page(body: Body) -> bool:
    """Whether a document is long enough for a title page: a book, a long article, or one with a long list."""
    return body.form == "book" or body.words > _TITLE_PAGE_WORDS or len(entries(body)) > _INLINE_ENTRIES


def entries(body: Body) -> tuple[Heading, ...]:
    """The headings that the list of contents names: three levels, or fewer when there are very many."""
    for deepest in (4, 3):
        found = tuple(heading for heading in body.listed if heading.level <= deepest)
        if len(found) <= _MOST_ENTRIES:
            return found
    return tuple(heading for heading in body.listed if heading.level == 2)


def title_block(body: Body) -> _Element:
    """The head of a short document: title, subtitle, people, date and abstract above the text."""
    seen = shown(body.metadata)
    block = etree.Element("header", {"class": "o-title-block"})
    _titles(block, body)
    if seen.authors:
        _paragraph(block, "o-authors", ", ".join(seen.authors), body)
    for names in seen.credits:
        _paragraph(block, "o-others", names, body)
    for line in seen.head:
        _paragraph(block, f"o-{line.key}", line.text, body)
    for part in seen.abstract:
        _paragraph(block, "o-abstract", part, body)
    return block


def title_page(body: Body) -> _Element:
    """The title page of a book, and on its back the imprint when there is something to say."""
    seen = shown(body.metadata)
    page = etree.Element("header", {"class": "o-title-page"})
    if seen.authors:
        _paragraph(page, "o-authors", ", ".join(seen.authors), body)
    _titles(page, body)
    for names in seen.credits:
        _paragraph(page, "o-others", names, body)
    foot = [line.text for line in (*seen.page, *seen.head)]
    if foot:
        _paragraph(page, "o-publisher", " · ".join(foot), body)
    return page


def half_title(body: Body) -> _Element:
    """The first page of a book: its title alone."""
    page = etree.Element("header", {"class": "o-half-title"})
    _paragraph(page, "", body.metadata.title, body)
    return page


def imprint(body: Body) -> _Element | None:
    """The back of the title page: rights, series, identifier; None when nothing is known."""
    seen = shown(body.metadata)
    if not (lines := (*seen.imprint, *seen.back)):
        return None
    page = etree.Element("section", {"class": "o-imprint"})
    for line in lines:
        _paragraph(page, "", line.text, body)
    return page


def contents(body: Body, pages: Mapping[str, str], unknown: str = "") -> _Element:
    """The list of contents. ``pages`` are labels by id; for those not known yet ``unknown`` holds the place."""
    # A leader is set dot by dot; beyond some hundred entries that takes longer than the text itself.
    many = len(entries(body)) > _MOST_ENTRIES
    nav = etree.Element("nav", {"class": "o-contents o-many" if many else "o-contents"})
    title = etree.SubElement(nav, "h2", {"class": "o-contents-title"})
    title.text = body.labels.contents
    if _is_raised(body):
        title.set("data-raised", "1")
    open_lists: list[tuple[int, _Element]] = []
    top = min((heading.level for heading in entries(body)), default=2)
    for heading in entries(body):
        while open_lists and open_lists[-1][0] > heading.level:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < heading.level:
            parent = open_lists[-1][1][-1] if open_lists else nav
            level = heading.level if open_lists else top
            open_lists.append((level, etree.SubElement(parent, "ol")))
        item = etree.SubElement(open_lists[-1][1], "li")
        link = etree.SubElement(item, "a", {"href": f"#{heading.id}"})
        _say(link, heading.text, body)
        link.set("data-page", pages.get(heading.id, unknown))
    return nav


def cut_off_name(tree: _Element) -> _Element:
    """Take out what names a text without a title of its own, its first heading or paragraph; gives a tree of that.

    So a list of contents can be set below it.
    """
    name = etree.Element(tree.tag)
    name.attrib.update(tree.attrib)
    first = tree[0] if len(tree) else None
    if first is not None and first.tag == "section" and len(first):
        first = first[0]
    if first is not None:
        name.append(first)
    return name


def running(text: str, most: int = 64) -> str:
    """A title short enough for the head of a page."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + " …"


def label_headings(tree: _Element, body: Body, standins: Collection[str]) -> None:
    """Give each heading its bookmark and the words for the heads of pages, in place.

    Where no title is above the text, the structure of the PDF has them one level higher.

    The characters in ``standins``, which no font has, show as a square there.
    """
    squares = str.maketrans(dict.fromkeys(standins, "\u25a1"))
    texts = {heading.id: heading.text for heading in body.outline}
    title, raised = body.metadata.title, _is_raised(body)
    in_parts = list(tree.iterfind(".//section[@class='part']/section"))
    for node in tree.iter(*HEADINGS):
        text = texts.get(node.get("id") or "") or " ".join(text_of(node).split())
        text = text.translate(squares)
        node.set("data-label", text)
        if raised:
            node.set("data-raised", "1")
        if node.tag == "h2" or node.getparent() in in_parts:
            node.set("data-running", running(text))
            node.set("data-page", running(title.translate(squares)))


def _is_raised(body: Body) -> bool:
    """Whether the headings are one level higher in the structure, since no title is above them."""
    return not body.titled and not has_title_page(body)


def _titles(parent: _Element, body: Body) -> None:
    words = body.metadata.title
    if body.titled or has_title_page(body):
        title = etree.SubElement(parent, "h1", {"data-label": words, "data-running": running(words)})
        if body.title_id:
            title.set("id", body.title_id)
        _say(title, words, body)
    else:
        etree.SubElement(parent, "div", {"class": "o-running", "data-running": running(words)})
    if body.metadata.subtitle:
        _paragraph(parent, "o-subtitle", body.metadata.subtitle, body)


def _paragraph(parent: _Element, name: str, text: str, body: Body) -> None:
    _say(etree.SubElement(parent, "p", {"class": name} if name else {}), text, body)


def _say(element: _Element, text: str, body: Body) -> None:
    """Write words into an element; those that run the other way into a ``span``, so that the element keeps its side."""
    if turned := body.turned(text):
        element = etree.SubElement(element, "span", {"dir": turned})
    element.text = text
    keep_compounds(element)
