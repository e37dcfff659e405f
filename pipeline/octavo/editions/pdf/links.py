"""Links that work on paper: the page of an internal link, the address of an external one.

An internal link gets the class ``xref``, from which the style sheet prints the page. An external link gets a mark and
a note with its address at the foot of the page, each address once a chapter. Where a page would have more than six of
them, all those of the chapter are at its end, run in, and so is a very long one. Or, as ``qr``, codes are at the end of
each chapter. All of it is generated content or is in blocks without a number: it is not the document's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count

from lxml import etree
from lxml.etree import _Element

from octavo.body import is_note_call
from octavo.editions.pdf.etree import text_of
from octavo.editions.pdf.notes import put_behind, put_late
from octavo.languages.labels import Labels
from octavo.languages.scripts import amount

_MOST_ON_A_PAGE = 6
_LONGEST_AT_FOOT = 400
"""Longer addresses are at the end of their chapter: a page may be too small for them. In notes they are not printed."""
_LONGEST_FOR_QR = 1500
"""Longer addresses do not go into a code that a telephone can read from paper."""


@dataclass
class _Chapter:
    """The addresses of one chapter with their numbers, which are taken from ``counter``."""

    counter: Iterator[int]
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, href: str) -> int:
        """The number of an address: the one that it has in this chapter, or the next."""
        if href not in self.numbers:
            self.numbers[href] = next(self.counter)
        return self.numbers[href]


def print_links(
    tree: _Element,
    how: str,
    files: dict[str, tuple[bytes, str]],
    labels: Labels,
    title_id: str = "",
    page: int = 300,
    *,
    anew: bool = True,
) -> None:
    """Make the links of the tree (with the notes already in it) useful on paper, in place.

    ``how`` is ``notes``, ``qr`` or ``none``. A link to the title (``title_id``) needs no number of a page; so many
    words are on a ``page``. Numbers begin ``anew`` in each chapter where no page holds two of them.
    """
    if how == "none":
        return
    chapters: dict[_Element, _Chapter] = {}
    throughout = count(1)
    links = [node for node in tree.iter("a") if not is_note_call(node)]
    crowded = _crowded(tree, links, page) if how == "notes" else set()
    for link in links:
        href = link.get("href") or ""
        if href.startswith("#"):
            to_itself = any(parent.get("id") == href[1:] for parent in link.iterancestors())
            if not href.startswith("#ref-") and not to_itself and href != f"#{title_id}":
                link.set("class", "o-xref")
        elif href and not _says_itself(link, href):
            outermost = _outermost(link, tree)
            chapter = chapters.setdefault(outermost, _Chapter(count(1) if anew else throughout))
            mark, note = _address(link, href, chapter, how)
            if note is not None and (outermost in crowded or len(href) > _LONGEST_AT_FOOT):
                note.set("class", "o-late-note o-link-note")
                put_late(note, link, tree)
            elif note is not None:
                put_behind(mark, note)
    if how == "qr":
        for place, chapter in chapters.items():
            place.append(_codes(chapter, files, labels))


def _crowded(tree: _Element, links: Sequence[_Element], page: int) -> set[_Element]:
    """The chapters in which some page would have more notes of links than it has room for, by a count of words."""
    noted = [link for link in links if _is_noted(link)]
    if len(noted) <= _MOST_ON_A_PAGE:
        return set()
    wanted = set(noted)
    places: dict[_Element, list[int]] = {}
    said: dict[_Element, set[str]] = {}
    words = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            if node in wanted:
                chapter, href = _outermost(node, tree), node.get("href", "")
                if href not in said.setdefault(chapter, set()):
                    said[chapter].add(href)
                    places.setdefault(chapter, []).append(words)
            words += amount(node.text or "")
        else:
            words += amount(node.tail or "")
    return {
        chapter
        for chapter, found in places.items()
        if any(last - first < page for first, last in zip(found, found[_MOST_ON_A_PAGE:], strict=False))
    }


def _is_noted(link: _Element) -> bool:
    href = link.get("href") or "#"
    return not href.startswith("#") and not _says_itself(link, href)


def _says_itself(link: _Element, href: str) -> bool:
    """Whether the link's text already is its address."""
    text = text_of(link).strip().rstrip("/")
    short = href.removeprefix("mailto:").removeprefix("tel:").rstrip("/")
    return text in (href.rstrip("/"), short) or f"https://{text}" == short or f"http://{text}" == short


def _address(link: _Element, href: str, chapter: _Chapter, how: str) -> tuple[_Element, _Element | None]:
    """Put the mark behind a link; it and the note with the address, which has no place yet, where there shall be one.

    Where no note can be, the link itself is marked.
    """
    inside = {parent.tag for parent in link.iterancestors()}
    if how == "notes" and inside & {"aside", "thead", "tfoot"}:
        # No note can be within a note, nor in what is repeated on each page; nor can an address that fills pages.
        if len(href) <= _LONGEST_AT_FOOT:
            link.set("class", "o-address")
        return link, None
    known = href in chapter.numbers
    number = chapter.number(href)
    mark = etree.Element("span", {"class": "o-link-mark", "data-n": str(number)})
    put_behind(link, mark)
    if how != "notes" or known:
        return mark, None
    note = etree.Element("aside", {"class": "o-footnote o-link-note"})
    text = etree.SubElement(note, "p", {"data-n": str(number)})
    address = etree.SubElement(text, "span", {"class": "o-url"})
    address.text = href.removeprefix("mailto:").removeprefix("tel:")
    return mark, note


def _outermost(node: _Element, tree: _Element) -> _Element:
    sections = [parent for parent in node.iterancestors() if parent.tag == "section"]
    return sections[-1] if sections else tree


def _codes(chapter: _Chapter, files: dict[str, tuple[bytes, str]], labels: Labels) -> _Element:
    section = etree.Element("section", {"class": "o-qr-links"})
    etree.SubElement(section, "p", {"class": "o-qr-title"}).text = labels.links
    for href, number in chapter.numbers.items():
        item = etree.SubElement(section, "div", {"class": "o-qr"})
        if len(href) <= _LONGEST_FOR_QR:
            name = f"qr-{len(files)}.svg"
            files[name] = (qr_code(href), "image/svg+xml")
            etree.SubElement(item, "img", {"class": "o-qr-code", "src": name, "alt": href})
        text = etree.SubElement(item, "p", {"data-n": str(number)})
        etree.SubElement(text, "span", {"class": "o-url"}).text = href
    return section


def qr_code(text: str) -> bytes:
    """A QR code (ISO/IEC 18004) with the quiet zone around it, as SVG."""
    import segno

    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True)
    return out.getvalue()
