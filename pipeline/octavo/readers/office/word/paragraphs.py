"""What each paragraph of a Word file is: heading, item of a list, how it is set. Marks it so for after pandoc.

Changes the trees it is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from octavo.readers.office.docx_xml import W, words_of
from octavo.readers.office.marks import Facts, Marks
from octavo.readers.office.word.labels import place_of, put_in_front, typed_label
from octavo.readers.office.word.numbering import Label
from octavo.readers.office.word.styles import Styles, number, style_of, switched, value
from octavo.readers.xml_tree import Element

HEADING = "OctavoHeading"
_NAMED = re.compile(r"heading ([1-9])\Z")
_FRONT = frozenset(["title", "subtitle", "author", "date", "abstract"])
_CAPTIONS = frozenset(["caption", "table caption", "image caption"])
_CODE = frozenset(["source code", "html preformatted", "macro text", "plain text"])
_ALIGNED = {"center": "center", "right": "right", "end": "right"}


@dataclass(frozen=True)
class Reader:
    """Goes through the paragraphs of a part. ``levels`` are those of headings found by other means than styles."""

    styles: Styles
    labels: dict[Element, Label]
    marks: Marks

    def mark_all(self, root: Element) -> None:
        """Mark every paragraph that pandoc would not read as Word prints it."""
        for paragraph in list(root.iter(f"{W}p")):
            self._mark(paragraph)

    def _mark(self, paragraph: Element) -> None:
        names = self.styles.names(style_of(paragraph) or self.styles.default)
        if _FRONT.intersection(names[:1]) or _CAPTIONS.intersection(names):
            self._label_only(paragraph)
            return
        level = heading_level(paragraph, self.styles)
        label = self.labels.get(paragraph)
        if level and words_of(paragraph).strip():
            if label is not None:
                put_in_front(paragraph, typed_label(label, None))
            _restyle(paragraph, f"{HEADING}{min(level, 6)}")
            facts = Facts()
        else:
            facts = self._facts(paragraph, label)
        if facts.telling:
            put_in_front(paragraph, self.marks.text(facts))

    def _label_only(self, paragraph: Element) -> None:
        label = self.labels.get(paragraph)
        if label is not None and label.form != "bullet":
            put_in_front(paragraph, typed_label(label, None))

    def _facts(self, paragraph: Element, label: Label | None) -> Facts:
        if label is not None and (label.text.strip() or label.form == "bullet"):
            place = place_of(label)
            put_in_front(paragraph, typed_label(label, place))
            _restyle(paragraph, "")
            return Facts(item=place)
        facts = Facts()
        left = number(value(self.styles.of_paragraph(paragraph, "ind"), "left") or "0")
        names = self.styles.names(style_of(paragraph))
        if left > 0 and words_of(paragraph).strip() and any(name.startswith("list") for name in names):
            _restyle(paragraph, "")
            facts = replace(facts, left=left)
        return facts


def heading_level(paragraph: Element, styles: Styles) -> int:
    """The level of a heading by its style's name or its outline level (from 1); 0 for no heading."""
    outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None:
        level = number(value(outline), 9)
        return level + 1 if 0 <= level < 9 else 0
    for style in styles.chain(style_of(paragraph)):
        found = _NAMED.match(value(style.find(f"{W}name")).lower())
        if found:
            return int(found[1])
        inherited = style.find(f"{W}pPr/{W}outlineLvl")
        if inherited is not None:
            level = number(value(inherited), 9)
            return level + 1 if 0 <= level < 9 else 0
    return 0


def with_headings(styles: Element) -> None:
    """Give a styles part the styles that headings are set in for pandoc."""
    for level in range(1, 7):
        style = styles.makeelement(f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": f"{HEADING}{level}"})
        name = style.makeelement(f"{W}name", {f"{W}val": f"heading {level}"})
        style.append(name)
        styles.append(style)


def is_hidden(paragraph: Element) -> bool:
    """Whether the mark at a paragraph's end is hidden, which joins it to the next."""
    return switched(paragraph.find(f"{W}pPr/{W}rPr/{W}vanish"))


def _restyle(paragraph: Element, style: str) -> None:
    """Another style, without the indents that pandoc would take for a quotation."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, properties)
    for name in ("pStyle", "ind", "outlineLvl"):
        for node in properties.findall(f"{W}{name}"):
            properties.remove(node)
    if style:
        properties.insert(0, properties.makeelement(f"{W}pStyle", {f"{W}val": style}))


__all__ = ["HEADING", "Reader", "heading_level", "is_hidden", "with_headings"]
