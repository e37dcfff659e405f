"""From a flat row of blocks to a document: one title, heading levels without a gap, nested sections. Floor 2."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from lxml import etree
from lxml.etree import _Element

from octavo.body import HEADINGS, Heading, block_text
from octavo.languages.number_words import HAN_NUMERALS, NUMBER_WORDS
from octavo.languages.part_names import BY_CLASS

_NUMBER = re.compile(r"\d+|[ivxlc]+")
_HAN_NUMBER = re.compile(rf"(?<=第)[{HAN_NUMERALS}\d]+")
_STOPS = ".,;:!?…。！？،؛؟ "
_SENTENCE_ENDS = re.compile(r"[.!?…]\s|[。！？]")
FEWEST_ENTRIES = 4
"""With fewer headings there is a list of contents only if the metadata ask for one."""

_TELLING, _FEW = 8, 3
"""One heading in so many that says more than its number, a preface for instance, makes no list; more do."""

LONG_WORDS = 15_000
"""From this length on, a text with chapters is set as a book."""


def level_headings(tree: _Element) -> None:
    """Give every heading a level that never skips one: the first is ``h2``, each next at most one deeper.

    The document's own levels (``data-level``) say only what is deeper than what, so a document that uses levels 1
    and 4 gets ``h2`` and ``h3``.
    """
    open_levels: list[int] = []
    for heading in tree.iter(*HEADINGS):
        level = int(heading.attrib.pop("data-level", "1"))
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        heading.tag = f"h{min(len(open_levels) + 1, 6)}"


def title_heading(tree: _Element, title: str) -> _Element | None:
    """The heading that is the title said again: the first block, with the title's words.

    It is the title when it is the only heading of the highest level; the first of several chapters that lent the
    document its name stays a chapter.
    """
    first = tree[0] if len(tree) else None
    if first is None or first.tag not in HEADINGS or _folded(block_text(first)) != _folded(title):
        return None
    levels = [int(heading.get("data-level", "1")) for heading in tree.iter(*HEADINGS)]
    return first if levels.count(levels[0]) == 1 and levels[0] == min(levels) else None


def begins_with_title(tree: _Element, title: str) -> bool:
    """Whether the text begins with the title's words: the first of several chapters, a line or a sentence lent them.

    A title that was cut short ends with an ellipsis.
    """
    first = tree[0] if len(tree) else None
    while first is not None and first.tag in ("section", "div") and not first.text and len(first):
        first = first[0]
    if first is None or first.tag not in (*HEADINGS, "p", "div") or not title:
        return False
    opening, said = _folded(block_text(first).partition("\n")[0]), _folded(title)
    if said.endswith("…"):
        return opening.startswith(said[:-1])
    if not opening.startswith(said):
        return False
    rest = opening.removeprefix(said)
    return not rest.strip(_STOPS) or (first.tag == "p" and bool(_SENTENCE_ENDS.match(rest)))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def outline_of(tree: _Element) -> tuple[Heading, ...]:
    """The headings that are at the top of the tree or in its sections, in order."""
    return tuple(
        Heading(
            level=int(str(node.tag)[1]),
            id=node.get("id", ""),
            text=" ".join(_heading_text(node).split()),
            block=int(node.get("data-b", "0")),
        )
        for node in tree.iter(*HEADINGS)
    )


def _heading_text(node: _Element) -> str:
    """A heading's words for outlines: its text, formulas as TeX, pictures by their alternative text."""
    copy = etree.fromstring(etree.tostring(node, with_tail=False))
    for part in list(copy.iter("math", "img", "a")):
        words = {"math": part.get("alttext", ""), "img": part.get("alt", "")}.get(str(part.tag), "")
        if part.tag == "a":
            if part.get("class") != "noteref":
                continue
            part.text = ""
        else:
            for inner in list(part):
                part.remove(inner)
            part.text = words
    return "".join(str(piece) for piece in copy.itertext())


def nest_sections(tree: _Element) -> None:
    """Put every heading at the top of the tree and what follows it into a ``section``, nested by level."""
    blocks = list(tree)
    for block in blocks:
        tree.remove(block)
    open_sections: list[tuple[int, _Element]] = []
    for block in blocks:
        if block.tag in HEADINGS:
            level = int(str(block.tag)[1])
            while open_sections and open_sections[-1][0] >= level:
                open_sections.pop()
            holder = open_sections[-1][1] if open_sections else tree
            section = etree.SubElement(holder, "section")
            section.append(block)
            if role := next((name for name in block.get("class", "").split() if name in BY_CLASS), ""):
                section.set("class", role)
            open_sections.append((level, section))
        elif block.tag == "section" and block.get("class") == "references":
            holder = open_sections[-1][1] if open_sections else tree
            holder.append(block)
        else:
            (open_sections[-1][1] if open_sections else tree).append(block)


def wants_contents(chosen: bool | None, outline: tuple[Heading, ...]) -> bool:
    """Whether there is a list of contents: as somebody chose, else when it helps.

    It helps from ``FEWEST_ENTRIES`` headings up, unless nearly all that they say is "Chapter 1", "Chapter 2" and so on.
    """
    if chosen is not None or not outline:
        return bool(outline) and bool(chosen)
    if len(outline) < FEWEST_ENTRIES:
        return False
    most = Counter(_without_number(heading.text) for heading in outline).most_common(1)[0][1]
    return len(outline) - most > min(len(outline) // _TELLING, _FEW)


def _without_number(heading: str) -> str:
    """A heading without its number in figures, Roman figures or words."""
    words = _HAN_NUMBER.sub("", heading.casefold()).replace(".", " ").replace(":", " ").split()
    return " ".join(word for word in words if not _NUMBER.fullmatch(word) and word not in NUMBER_WORDS)


def form_of(wanted: str, words: int, outline: tuple[Heading, ...], *, named: bool = False) -> str:
    """``book`` or ``article``: as the metadata say, else by length and chapters.

    ``named``: it has parts that only books have.
    """
    if wanted in ("book", "article"):
        return wanted
    if named:
        return "book"
    chapters = sum(heading.level == 2 for heading in outline)
    return "book" if words >= LONG_WORDS and chapters >= 3 else "article"
