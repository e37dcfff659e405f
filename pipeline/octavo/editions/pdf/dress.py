"""The style of verse, of speakers and of openings of chapters: lines, small capitals. Words do not change."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

_TOGETHER = 12
"""Stanzas of up to so many lines stay on one page."""
_WORDS = re.compile(r"\S+(?:\s+\S+){2,4}(?=\s)")
_SHORT = 40
"""Letters: of a paragraph that fills no line, all would be in capitals."""
_LEAST, _MOST = 12, 34
"""Letters of an opening: fewer look like an accident, more are hard to read."""


def set_lines(tree: _Element) -> None:
    """Put each line of a stanza into a ``span``, in place. Words and their order stay what they are."""
    for stanza in tree.iter("p"):
        if stanza.get("class") == "verse":
            _set(stanza)


def _set(stanza: _Element) -> None:
    breaks = [child for child in stanza if child.tag == "br"]
    if len(breaks) != sum(1 for _ in stanza.iter("br")):
        return  # a line ends within emphasis: it is unknown where the emphasis begins again
    lines = [etree.Element("span", {"class": "o-line"})]
    lines[0].text, stanza.text = stanza.text, None
    for child in list(stanza):
        if child.tag != "br":
            lines[-1].append(child)
            continue
        lines.append(etree.Element("span", {"class": "o-line"}))
        lines[-1].text = child.tail
        stanza.remove(child)
    if all("".join(map(str, line.itertext())).strip() or len(line) for line in lines):
        stanza.extend(lines)
        names = "o-lines o-together" if len(lines) <= _TOGETHER else "o-lines"
        stanza.set("class", f"{stanza.get('class')} {names}")
        return
    _undo(stanza, lines)


def _undo(stanza: _Element, lines: list[_Element]) -> None:
    """A stanza with an empty line stays as it was."""
    stanza.text = lines[0].text
    stanza.extend(list(lines[0]))
    for line in lines[1:]:
        end = etree.SubElement(stanza, "br")
        end.tail = line.text
        stanza.extend(list(line))


def set_speakers(tree: _Element, *, opening: bool) -> None:
    """Tell the style sheet how the names of speakers become small capitals, in place.

    In a font the small form of ``A`` and that of ``a`` is one glyph, and a glyph has one text in a PDF: names in
    capitals get it only where nothing else does. ``opening``: chapters open in small capitals.
    """
    speakers = [node for node in tree.iter("span", "strong") if node.get("class") == "speaker"]
    names = ["".join(map(str, node.itertext())) for node in speakers]
    others = opening or any("smallcaps" in (node.get("class") or "").split() for node in tree.iter("span", "div"))
    alone = not others and all(name == name.upper() for name in names)
    for node, name in zip(speakers, names, strict=True):
        if name == name.upper():
            node.set("class", f"speaker {'o-capitals' if alone else 'o-lesser'}")


def open_chapters(tree: _Element) -> None:
    """Put the first words of each chapter into a ``span``, in place. The words stay what they are."""
    for section in tree.iterchildren("section"):
        for chapter in section.iterchildren("section") if section.get("class") == "part" else (section,):
            heading = next((child for child in chapter if isinstance(child.tag, str)), None)
            first = heading.getnext() if heading is not None and heading.tag in ("h2", "h3") else None
            if first is not None and first.tag == "p" and not (first.get("class") or ""):
                _open(first)


def _open(paragraph: _Element) -> None:
    text = paragraph.text or ""
    found = _WORDS.match(text)
    if found is None:
        return
    if len("".join(map(str, paragraph.itertext()))) < _SHORT:
        return
    words = found[0]
    while len(words) > _MOST and " " in words:
        words = words.rsplit(None, 1)[0]
    if len(words) < _LEAST:
        return
    span = etree.Element("span", {"class": "o-opening"})
    span.text, span.tail = words, text[len(words) :]
    paragraph.text = None
    paragraph.insert(0, span)
