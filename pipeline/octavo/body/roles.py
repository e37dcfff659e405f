"""The parts of a book: what comes before its text, what each section is, which pages have no heading. Floor 2.

A section is what its class says (a file's name, ``role:``, an attribute of the heading), else what its heading says.
"""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

from octavo.body import HEADINGS, block_text
from octavo.languages.part_names import BY_CLASS, CHAPTER, ROLES, WITHOUT_HEADING, is_part, kind_of, role_of
from octavo.languages.scripts import amount

_ONLY_IN_BOOKS = frozenset(ROLES) - {"introduction", "conclusion", "appendix", "glossary", "bibliography"}
_ALSO_BEFORE = ("acknowledgments", "colophon")
"""What may come before the text or after it."""
_SHORT = 150
"""Words: a longer text is no dedication, only because it is called so."""


def is_named_a_book(tree: _Element) -> bool:
    """Whether a section of a nested tree is what only books have, by its class."""
    return any(section.get("class") in _ONLY_IN_BOOKS for section in tree.iterchildren("section"))


def settle_roles(tree: _Element) -> tuple[int, bool]:
    """Give each section of a book's nested tree its class, in place.

    Gives how many of the tree's first children come before the text, and whether headings were taken out.
    """
    said = {section for section in tree.iterchildren("section") if section.get("class")}
    _set_apart(tree)
    for section in tree.iterchildren("section"):
        heading = _heading(section)
        if not section.get("class") and heading is not None:
            kind = kind_of(block_text(heading))
            if kind is not CHAPTER:
                section.set("class", kind.epub_type)
            elif is_part(block_text(heading)) and (len(section) == 1 or section.find("section") is not None):
                section.set("class", "part")
    front = _before_the_text(tree)
    bare = [section for section in list(tree)[:front] if _has_no_heading(section, said)]
    taken = [_take_heading(section) for section in bare]
    return front, any(taken)


def _set_apart(tree: _Element) -> None:
    """Make sections of the dedication and the epigraphs with which a text begins."""
    for node in list(tree):
        role = next((name for name in (node.get("class") or "").split() if name in WITHOUT_HEADING), "")
        if node.tag != "div" or not role:
            return
        section = etree.Element("section", {"class": role})
        tree.replace(node, section)
        node.attrib.pop("class")
        section.append(node)


def _before_the_text(tree: _Element) -> int:
    front = 0
    for index, node in enumerate(tree, 1):
        kind = BY_CLASS.get(node.get("class", "")) if node.tag == "section" else None
        if kind and (kind.division == "frontmatter" or kind.epub_type in _ALSO_BEFORE):
            front = index
        elif node.tag == "section":
            break
    return front if front < len(tree) else 0


def _heading(section: _Element) -> _Element | None:
    return section[0] if len(section) and section[0].tag in HEADINGS else None


def _has_no_heading(section: _Element, said: set[_Element]) -> bool:
    if section.get("class") not in WITHOUT_HEADING or section.find("section") is not None:
        return False
    return section in said or amount(" ".join(map(str, section.itertext()))) <= _SHORT


def _take_heading(section: _Element) -> bool:
    """Take out a heading that only says what the page is; one that says more becomes a line of the text."""
    heading = _heading(section)
    if heading is None:
        return False
    words = " ".join(block_text(heading).split())
    if heading.get("id"):
        section.set("id", heading.attrib.pop("id"))
    plain = all(child.tag == "span" and not child.get("class") for child in heading)  # it may run the other way
    if role_of(words) == section.get("class") and plain and len(section) > 1:
        section.set("data-title", words)
        section.remove(heading)
    else:
        heading.tag = "p"
        heading.attrib.pop("class", "")
    return True
