"""The body's tree cut into the files of the EPUB, each named after its heading."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.etree import _Element

from octavo.body import HEADINGS, Heading, block_text
from octavo.editions.epub.package import TEXT
from octavo.editions.epub.text import file_stem
from octavo.languages.part_names import BIBLIOGRAPHY, BY_CLASS, CHAPTER, PART, PLAIN, ROLES, Kind, is_part, kind_of

ONE_FLOW = 24_000
"""An article up to this length (about a dozen pages) is one file: its sections do not each open a new screen."""
LONG = 80_000
"""A chapter above this length is cut at the next lower headings: reading systems slow down on long files."""
CHAPTER_LENGTH = 3_000
"""Subsections of at least this length on average read as chapters, and their section as a part."""
OWN_TEXT = 1_500
"""A part may open with some text of its own, up to this length."""
TOO_LONG = 300_000
REFERENCES = "references"
"""The class of a list of cited works."""


@dataclass
class Chapter:
    """One file of text, while it is being made. ``name`` is its path; ``blocks`` are the children of its body."""

    name: str
    title: str
    kind: Kind
    blocks: list[_Element] = field(default_factory=list)
    notes: list[_Element] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """The file's name without folder and suffix."""
        return self.name.removeprefix(TEXT).removesuffix(".xhtml")


def split(tree: _Element, outline: tuple[Heading, ...], form: str, bibliography: str, before: int = 0) -> list[Chapter]:
    """The chapters in reading order, made of the nodes of ``tree``, which is emptied.

    The first has no heading: it holds what comes before the first one (perhaps nothing) and will carry the title.
    ``bibliography`` is the title of a list of works that has no heading; so many children stand ``before`` the text.
    """
    titles = {heading.id: heading.text for heading in outline}
    front = Chapter(f"{TEXT}title.xhtml", "", PLAIN)
    chapters = [front]
    one_flow = form == "article" and _length(tree) <= ONE_FLOW
    for index, child in enumerate(list(tree)):
        tree.remove(child)
        if one_flow or child.tag != "section":
            chapters[-1].blocks.append(child)
            continue
        for section, kind in _pieces(child, None):
            heading = _heading(section)
            if heading is not None:
                title = titles.get(heading.get("id", ""), "")
            else:
                title = bibliography if section.get("class") == REFERENCES else _own_title(section)
            named = kind or _kind(section, title)
            named = replace(named, division="frontmatter") if index < before else named
            ident = (section if heading is None else heading).get("id") or section.get("class") or "text"
            chapters.append(Chapter(ident, title, named, [section]))
    taken = {front.name}
    for chapter in chapters[1:]:
        chapter.name = free_name(chapter.name, taken)
        taken.add(chapter.name)
    return chapters


def free_name(ident: str, taken: set[str]) -> str:
    """A path for the file of a heading that is not ``taken``.

    Ids are unique, so only letter case or a reserved name can make it clash.
    """
    name = f"{TEXT}{file_stem(ident)}.xhtml"
    while name in taken:
        ident += "_"
        name = f"{TEXT}{file_stem(ident)}.xhtml"
    return name


def _pieces(section: _Element, kind: Kind | None) -> list[tuple[_Element, Kind | None]]:
    """The whole section, or what comes before its subsections and each of these."""
    subsections = [child for child in section if child.tag == "section" and _heading(child) is not None]
    if not _worth_splitting(section, subsections):
        return [(section, kind)]
    part = section.get("class") == "part" or (kind is None and _reads_as_part(section, subsections))
    pieces: list[tuple[_Element, Kind | None]] = [(section, PART if part else kind)]
    below = None if part else PLAIN
    for child in list(section):
        if child in subsections:
            section.remove(child)
            pieces += _pieces(child, below)
        elif child.tag == "section":
            section.remove(child)
            pieces.append((child, None))
    return pieces


def _worth_splitting(section: _Element, subsections: list[_Element]) -> bool:
    if section.get("class") == "part" and subsections:
        return True
    if len(subsections) < 2:
        return False
    length = _length(section)
    if length > LONG:
        return length / len(subsections) >= CHAPTER_LENGTH / 2 or length > TOO_LONG
    return _reads_as_part(section, subsections)


def _reads_as_part(section: _Element, subsections: list[_Element]) -> bool:
    below = sum(_length(child) for child in subsections)
    own = _length(section) - below
    heading = _heading(section)
    named = heading is not None and is_part(block_text(heading))
    return own <= OWN_TEXT and below / len(subsections) >= (CHAPTER_LENGTH / 3 if named else CHAPTER_LENGTH)


def _kind(section: _Element, title: str) -> Kind:
    role = section.get("class", "")
    if role == REFERENCES:
        return BIBLIOGRAPHY
    named = kind_of(title) if title else CHAPTER
    if role in ROLES:
        return BY_CLASS[role]
    if role in BY_CLASS and (named is CHAPTER or role in ("part", "appendix")):
        return BY_CLASS[role]
    return named


def _own_title(section: _Element) -> str:
    """What a page without a heading is called."""
    return str(section.attrib.pop("data-title", "") or section.get("aria-label", ""))


def _heading(section: _Element) -> _Element | None:
    first = section[0] if len(section) else None
    return first if first is not None and first.tag in HEADINGS else None


def _length(element: _Element) -> int:
    return sum(len(text) for text in element.itertext(etree.Element))
