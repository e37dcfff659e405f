"""Prepares a whole OpenDocument text for pandoc: numbers added, hidden text removed, the rest of its losses marked.

Changes the trees it is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from octavo.languages.detect import detect
from octavo.metadata import language_tag
from octavo.readers.office.marks import TAB, Facts, Marks
from octavo.readers.office.odt_xml import OFFICE, TABLE, TEXT, words_of
from octavo.readers.office.opendocument.headings import guess_odt_headings, quote_by_style
from octavo.readers.office.opendocument.lists import ListFlattener
from octavo.readers.office.opendocument.spans import mark_spans
from octavo.readers.office.opendocument.styles import FO, OdtStyles, read_odt_styles
from octavo.readers.xml_tree import Element, remove

_FRONT = ("title", "subtitle", "author", "date")
_HIDDEN = ("hidden-text", "hidden-paragraph")
_ALIGNED = {"center": "center", "end": "right", "right": "right"}


@dataclass
class OdtOutcome:
    """What was found on the way."""

    marks: Marks
    front: dict[str, str] = field(default_factory=dict)
    lang: str = ""


def make_odt_plain(root: Element, styles_part: Element | None, marks: Marks) -> OdtOutcome:
    """Make the content of a document plain. ``marks`` are those that were given out before."""
    styles, outcome = read_odt_styles(styles_part, root), OdtOutcome(marks)
    body = next(iter(root.iter(f"{OFFICE}text")), None)
    if body is None:
        return outcome
    outcome.lang = _language(body, styles)
    _take_front(body, styles, outcome)
    guess_odt_headings(body, styles, outcome.front)
    mark_spans(body, styles, outcome.lang, outcome.marks)
    quote_by_style(body, styles)
    flattener = ListFlattener(styles, outcome.marks)
    flattener.flatten(body)
    _set_apart(body, flattener, outcome.marks)
    for paragraph in list(body.iter(f"{TEXT}p", f"{TEXT}h")):
        _mark(paragraph, styles, flattener, outcome.marks)
    return outcome


def without_hidden(body: Element, styles_part: Element | None) -> list[str]:
    """Take out what is not shown; give the words."""
    styles = read_odt_styles(styles_part, body)
    gone: list[Element] = [node for node in body.iter(f"{TEXT}section") if node.get(f"{TEXT}display") == "none"]
    for name in _HIDDEN:
        for node in body.iter(TEXT + name):
            if node.get(f"{TEXT}is-hidden") == "true":
                paragraph = next(node.iterancestors(f"{TEXT}p", f"{TEXT}h"), None)
                gone.append(paragraph if name == "hidden-paragraph" and paragraph is not None else node)
    for node in body.iter(f"{TEXT}span", f"{TEXT}p", f"{TEXT}h"):
        family = "text" if node.tag == f"{TEXT}span" else "paragraph"
        if styles.property(family, node.get(f"{TEXT}style-name", ""), "text", f"{TEXT}display") == "none":
            gone.append(node)
    found: list[str] = []
    for node in gone:
        words = " ".join(" ".join(map(str, node.itertext())).split())
        if node.getparent() is not None:
            remove(node)
            found += [words] if words else []
    return found


def _language(body: Element, styles: OdtStyles) -> str:
    """The language that the document says paragraphs have, unless its words are clearly in another."""
    language, country = styles.default("text", f"{FO}language"), styles.default("text", f"{FO}country")
    if not language or language in ("none", "zxx"):
        return ""
    tag = language_tag(f"{language}-{country}" if country and country != "none" else language)
    found = detect(words_of(body))
    return tag if found == "und" or found.partition("-")[0] == tag.partition("-")[0] else ""


def _take_front(body: Element, styles: OdtStyles, outcome: OdtOutcome) -> None:
    """Title, subtitle, author and date by their styles go into the metadata."""
    for paragraph in [node for node in body if node.tag == f"{TEXT}p"]:
        names = styles.names("paragraph", paragraph.get(f"{TEXT}style-name", ""))
        key = next((name for name in names if name in _FRONT), "")
        words = " ".join(words_of(paragraph).split())
        if (
            key
            and words
            and not any(True for _ in paragraph.iter(f"{TEXT}note", f"{TEXT}a"))
            and key not in outcome.front
        ):
            outcome.front[key] = words
            remove(paragraph)


def _set_apart(body: Element, flattener: ListFlattener, marks: Marks) -> None:
    """Tables within tables, items and notes move to the end of the document; a mark is in their place."""
    moved = [
        table
        for table in body.iter(f"{TABLE}table")
        if table in flattener.lefts or any(True for _ in table.iterancestors(f"{TABLE}table", f"{TEXT}note"))
    ]
    for table in reversed(moved):
        place = table.makeelement(f"{TEXT}p")
        place.text = marks.text(Facts(left=flattener.lefts.get(table, 0), block=marks.apart))
        marks.apart += 1
        table.addprevious(place)
        parent = table.getparent()
        if parent is not None:
            parent.remove(table)
        table.tail = None
        before = table.makeelement(f"{TEXT}p")
        before.text = marks.text(Facts(begins=marks.apart - 1))
        body.extend([before, table])
    if moved:
        end = body.makeelement(f"{TEXT}p")
        end.text = marks.text(Facts(begins=-2))
        body.append(end)


def _mark(paragraph: Element, styles: OdtStyles, flattener: ListFlattener, marks: Marks) -> None:
    if paragraph in flattener.headings:
        _in_front(paragraph, flattener.headings[paragraph])
        return
    if paragraph.tag == f"{TEXT}h":
        return
    name = paragraph.get(f"{TEXT}style-name", "")
    if paragraph in flattener.places:
        place, words = flattener.places[paragraph]
        _in_front(paragraph, words)
        _plain(paragraph)
        facts = Facts(item=place)
    elif re.match("[\ufdd0]", paragraph.text or ""):
        return
    elif paragraph in flattener.lefts:
        _plain(paragraph)
        facts = Facts(left=flattener.lefts[paragraph])
    elif "preformatted text" in styles.names("paragraph", name) and not any(
        True for _ in paragraph.iter(f"{TEXT}note")
    ):
        facts = Facts(code=_literal(paragraph))
    elif "horizontal line" in styles.names("paragraph", name):
        facts = Facts(rule=True)
    else:
        inside = any(True for _ in paragraph.iterancestors(f"{TABLE}table-cell", f"{TEXT}note"))
        align = styles.property("paragraph", name, "paragraph", f"{FO}text-align")
        broken = styles.property("paragraph", name, "paragraph", f"{FO}break-before") == "page"
        shown = bool(words_of(paragraph).strip())
        facts = Facts(
            align=_ALIGNED.get(align, "") if shown and not inside else "",
            page_break=broken and not inside,
            tabbed=_tabs(paragraph),
        )
    if facts.telling:
        _in_front(paragraph, marks.text(facts))


def _in_front(paragraph: Element, text: str) -> None:
    if text:
        # A space at the beginning of the words does not count; one at the end of a label does.
        paragraph.text = text + (paragraph.text or "").lstrip()


def _plain(paragraph: Element) -> None:
    paragraph.attrib.pop(f"{TEXT}style-name", "")


def _tabs(paragraph: Element) -> bool:
    """Put marks where tabs part words."""
    tabs = list(paragraph.iter(f"{TEXT}tab"))
    for tab in tabs:
        tab.tag = f"{TEXT}span"
        tab.attrib.clear()
        tab.text = TAB
    return bool(tabs)


def _literal(paragraph: Element) -> str:
    """The characters of a line of code."""
    parts: list[str] = [paragraph.text or ""]
    for node in paragraph.iterdescendants():
        if node.tag == f"{TEXT}s":
            count = node.get(f"{TEXT}c", "1")
            parts.append(" " * (min(int(count), 200) if count.isdigit() else 1))
        elif node.tag == f"{TEXT}tab":
            parts.append("    ")
        elif node.tag == f"{TEXT}line-break":
            parts.append("\n")
        else:
            parts.append(node.text or "")
        parts.append(node.tail or "")
    return "".join(parts)
