"""The language of a Word file by its own marks, and the words in it that are in another.

Changes the trees it is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from octavo.languages.detect import detect
from octavo.metadata import language_tag
from octavo.readers.office.docx_xml import W
from octavo.readers.office.marks import Marks
from octavo.readers.office.word.styles import Styles, value
from octavo.readers.xml_tree import Element

_LEAST = 3


def main_language(trees: Iterable[Element], styles: Styles) -> str:
    """The tag of the language that most letters are marked with, unless the words clearly say another."""
    counts: Counter[str] = Counter()
    words: list[str] = []
    for root in trees:
        for run in root.iter(f"{W}r"):
            text = "".join(node.text or "" for node in run.findall(f"{W}t"))
            if text.strip():
                words.append(text)
                counts[_tag(run, text, styles)] += sum(char.isalpha() for char in text)
    if not counts:
        return ""
    marked = counts.most_common(1)[0][0]
    found = detect(" ".join(words))
    if found == "und" or not marked:
        return marked
    if _base(marked) == _base(found):
        return marked
    # A template's language is often not the text's; one that the text has too is.
    return next((tag for tag, _ in counts.most_common() if tag and _base(tag) == _base(found)), "")


def mark_foreign(root: Element, styles: Styles, main: str, marks: Marks) -> None:
    """Mark the words that are in another language than the document."""
    for paragraph in root.iter(f"{W}p"):
        if paragraph.find(f".//{W}lang") is None:
            continue
        texts = [node for node in paragraph.iter(f"{W}t") if (node.text or "").strip()]

        def tag_of(node: Element) -> str:
            run = node.getparent()
            return (
                _tag(run, node.text or "", styles)
                if run is not None and run.find(f"{W}rPr/{W}lang") is not None
                else ""
            )

        for tag, group in groupby(texts, key=tag_of):
            members = list(group)
            text = "".join(node.text or "" for node in members)
            if not tag or _base(tag) == _base(main) or sum(char.isalpha() for char in text) < _LEAST:
                continue
            found = detect(text)
            if found != "und" and _base(found) != _base(tag):
                continue
            for node in members:
                node.text = _between(node.text or "", tag, marks)


def _between(text: str, tag: str, marks: Marks) -> str:
    """Marked text; blanks at its ends stay outside."""
    bare = text.strip()
    start = text.index(bare)
    return text[:start] + marks.language(bare, tag) + text[start + len(bare) :]


def _tag(run: Element, text: str, styles: Styles) -> str:
    """The language that a run is marked with, by the script of its letters."""
    name = "val"
    if any("\u0590" <= char <= "\u08ff" for char in text):
        name = "bidi"
    elif any("\u2e80" <= char <= "\ud7af" for char in text):
        name = "eastAsia"
    said = value(styles.of_run(run, "lang"), name)
    return "" if said.lower().startswith("x-") else language_tag(said)


def _base(tag: str) -> str:
    base = tag.partition("-")[0].lower()
    return {"nb": "no", "nn": "no"}.get(base, base)
