"""Paragraphs get the numbers that Word prints: as list items where pandoc has that form, else as text.

Changes the trees it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from octavo.readers.office.docx_xml import W, text_run
from octavo.readers.office.marks import ListPlace
from octavo.readers.office.word.numbering import Label, Numbering
from octavo.readers.office.word.styles import Styles
from octavo.readers.xml_tree import Element

_STYLES = {
    "decimal": "Decimal",
    "lowerLetter": "LowerAlpha",
    "upperLetter": "UpperAlpha",
    "lowerRoman": "LowerRoman",
    "upperRoman": "UpperRoman",
}
_DELIMITERS = {"{}.": "Period", "{})": "OneParen", "({})": "TwoParens"}
_BULLETS = frozenset("•·●○◦o▪■□▫◼◻◾◽–—-‐−*➢➤►▶▸‣⁃∙⋅◆◇❖♦⬧⬥→⇒➔➨➲➳✦❑❒◉◎")
_TICKS = frozenset("☐☑☒")


def labels_of(body: Element, numbering: Numbering, styles: Styles) -> dict[Element, Label]:
    """The label of each numbered paragraph, in the order in which they are counted."""
    found = {}
    for paragraph in body.iter(f"{W}p"):
        if paragraph.getparent() is None:
            continue
        label = numbering.label(paragraph, styles)
        if label is not None:
            found[paragraph] = label
    return found


def place_of(label: Label) -> ListPlace:
    """Where a numbered paragraph is in which list."""
    style, delimiter, typed = "", "", False
    if label.form == "bullet":
        typed = bool(label.text.strip()) and label.text.strip() not in _BULLETS | _TICKS
    else:
        shape = label.pattern.strip().replace(f"%{label.level + 1}", "{}")
        style, delimiter = _STYLES.get(label.form, ""), _DELIMITERS.get(shape, "")
        typed = not (style and delimiter) or not _readable(style, label.number)
        # A number without its usual sign in front of a legal paragraph shows all levels in digits.
        typed = typed or _in_digits(label) != (label.form == "decimal")
    return ListPlace(
        level=label.level,
        number=label.number,
        style="" if typed else style,
        delimiter="" if typed else delimiter,
        family=label.family,
        left=label.left,
        typed=typed,
    )


def typed_label(label: Label, place: ListPlace | None) -> str:
    """The words to put in front of a paragraph: its label where the list does not say it."""
    text = label.text.strip()
    if place is not None and not place.typed:
        return f"{text} " if text in _TICKS else ""
    if label.form == "bullet" and text in _BULLETS and place is None:
        return ""
    return text + ("" if label.after == "nothing" else " ") if text else ""


def put_in_front(paragraph: Element, text: str) -> None:
    """Put words at the beginning of a paragraph."""
    if not text:
        return
    run = text_run(text)
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        properties.addnext(run)
    else:
        paragraph.insert(0, run)


def without_numbers(roots: Iterable[Element | None]) -> None:
    """Remove all numbering from parts, so that pandoc does not number them again."""
    for root in roots:
        if root is not None:
            for node in list(root.iter(f"{W}numPr")):
                parent = node.getparent()
                if parent is not None:
                    parent.remove(node)


def _in_digits(label: Label) -> bool:
    return bool(re.search(r"\d", label.text))


def _readable(style: str, number: int) -> bool:
    """Whether the manuscript's marks can say this number in this style, also as the first of a list.

    A lone letter is read as a letter, ``i`` as a Roman one.
    """
    if style in ("LowerAlpha", "UpperAlpha"):
        return 1 <= number <= 26
    return number >= 1 if style != "Decimal" else number >= 0
