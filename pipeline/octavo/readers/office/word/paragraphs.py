"""What each paragraph of a Word file is: heading, item of a list, how it is set. Marks it so for after pandoc.

Changes the trees it is given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from octavo.readers.office.docx_xml import W, text_run, words_of
from octavo.readers.office.marks import Facts, ListPlace, Marks
from octavo.readers.office.word.guesses import strip_start
from octavo.readers.office.word.labels import place_of, put_in_front, typed_label
from octavo.readers.office.word.looks import VERBATIM, Looks, as_verbatim
from octavo.readers.office.word.numbering import Label
from octavo.readers.office.word.styles import Styles, number, style_of, switched, value
from octavo.readers.xml_tree import Element

HEADING, TITLE = "OctavoHeading", "OctavoTitle"
_NAMED = re.compile(r"heading ([1-9])\Z")
_FRONT = frozenset(["title", "subtitle", "author", "date", "abstract"])
_CAPTIONS = frozenset(["caption", "table caption", "image caption"])
_SHOWN = tuple(f"{W}{name}" for name in ("drawing", "pict", "object", "br", "sectPr"))
_BLOCKS = (f"{W}p", f"{W}tbl", f"{W}sdt")
_JOINED = ("title", "subtitle")


@dataclass(frozen=True)
class Reader:
    """Goes through the paragraphs of a part."""

    styles: Styles
    labels: dict[Element, Label]
    marks: Marks
    looks: Looks
    levels: Mapping[Element, int] = field(default_factory=dict)
    items: Mapping[Element, tuple[ListPlace, int]] = field(default_factory=dict)

    def mark_all(self, root: Element) -> None:
        """Mark every paragraph that pandoc would not read as Word prints it."""
        paragraphs = list(root.iter(f"{W}p"))
        code = {paragraph: self.looks.code(paragraph) for paragraph in paragraphs}
        blank = {paragraph for paragraph in paragraphs if self.looks.blank_code(paragraph)}
        for paragraph in paragraphs:
            text = code[paragraph]
            if text is None or not text.strip():
                near = (paragraph.getprevious(), paragraph.getnext())
                within = paragraph in blank and all(one is not None and (code.get(one) or one in blank) for one in near)
                text = "" if within else None
            self._mark(paragraph, text)
        as_verbatim(root, self.looks)

    def _mark(self, paragraph: Element, code: str | None) -> None:
        names = self.styles.names(style_of(paragraph) or self.styles.default)
        in_front = style_of(paragraph) == TITLE or _FRONT.intersection(names[:1])
        if (in_front and paragraph not in self.levels) or _CAPTIONS.intersection(names):
            self._label_only(paragraph)
            return
        level = heading_level(paragraph, self.styles) or self.levels.get(paragraph, 0)
        label = self.labels.get(paragraph)
        if level and words_of(paragraph).strip():
            if label is not None:
                put_in_front(paragraph, typed_label(label, None))
            facts = Facts(page_break=self.looks.breaks(paragraph))
            self.looks.with_tabs(paragraph)
            _without_bold(paragraph, self.styles)
            _restyle(paragraph, f"{HEADING}{min(level, 6)}")
        else:
            facts = self._facts(paragraph, label, code)
        if facts.telling:
            put_in_front(paragraph, self.marks.text(facts))

    def _label_only(self, paragraph: Element) -> None:
        label = self.labels.get(paragraph)
        if label is not None and label.form != "bullet":
            put_in_front(paragraph, typed_label(label, None))

    def _facts(self, paragraph: Element, label: Label | None, code: str | None) -> Facts:
        if label is not None and (label.text.strip() or label.form == "bullet"):
            place = place_of(label)
            self.looks.with_tabs(paragraph)
            put_in_front(paragraph, typed_label(label, place))
            _restyle(paragraph, "")
            return Facts(item=place)
        if paragraph in self.items:
            place, length = self.items[paragraph]
            strip_start(paragraph, length)
            self.looks.with_tabs(paragraph)
            _restyle(paragraph, "")
            return Facts(item=place)
        if code is not None:
            return Facts(code=code)
        facts = Facts(page_break=self.looks.breaks(paragraph), tabbed=self.looks.with_tabs(paragraph))
        if words_of(paragraph).strip() and not any(True for _ in paragraph.iterancestors(f"{W}tc", f"{W}footnote")):
            facts = replace(facts, align=self.looks.align(paragraph))
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
    verbatim = styles.makeelement(f"{W}style", {f"{W}type": "character", f"{W}styleId": VERBATIM})
    verbatim.append(verbatim.makeelement(f"{W}name", {f"{W}val": "Verbatim Char"}))
    styles.append(verbatim)
    title = styles.makeelement(f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": TITLE})
    title.append(title.makeelement(f"{W}name", {f"{W}val": "Title"}))
    styles.append(title)
    for level in range(1, 7):
        style = styles.makeelement(f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": f"{HEADING}{level}"})
        name = style.makeelement(f"{W}name", {f"{W}val": f"heading {level}"})
        style.append(name)
        styles.append(style)


def _without_bold(paragraph: Element, styles: Styles) -> None:
    """A heading that is bold from end to end says nothing by it."""
    runs = [run for run in paragraph.iter(f"{W}r") if "".join(text.text or "" for text in run.iter(f"{W}t")).strip()]
    if all(switched(styles.of_run(run, "b")) for run in runs):
        for run in runs:
            for node in run.findall(f"{W}rPr/{W}b") + run.findall(f"{W}rPr/{W}rStyle"):
                properties = node.getparent()
                if properties is not None and (node.tag == f"{W}b" or value(node).lower() == "strong"):
                    properties.remove(node)


def gather_titles(body: Element, styles: Styles) -> dict[Element, int]:
    """Make one paragraph of a title in several; a title amid the text is a heading: its level, by its paragraph.

    Pandoc keeps one paragraph of each such style, and only at the beginning.
    """
    first: dict[str, Element] = {}
    beginning, apart = True, False
    later: dict[Element, int] = {}
    for paragraph in [node for node in body if node.tag in _BLOCKS]:
        names = styles.names(style_of(paragraph)) if paragraph.tag == f"{W}p" else ()
        kind = next((name for name in names if name in _FRONT), "")
        if paragraph.tag == f"{W}p" and not words_of(paragraph).strip():
            apart = True
            if kind and not any(True for _ in paragraph.iter(*_SHOWN)):
                body.remove(paragraph)  # pandoc would take its blank text for the title
            continue
        beginning = beginning and bool(kind) and not (apart and kind == "title" and kind in first)
        if not beginning and kind == "title":
            later[paragraph] = 1
        elif beginning and kind in _JOINED and kind in first:
            first[kind].append(text_run(" "))
            first[kind].extend([node for node in paragraph if node.tag != f"{W}pPr"])
            body.remove(paragraph)
        elif beginning:
            first.setdefault(kind, paragraph)
        apart = False
    return later


def as_title(paragraph: Element) -> None:
    """Set a paragraph in the style that pandoc takes for the title's."""
    _restyle(paragraph, TITLE)


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
