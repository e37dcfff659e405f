"""How Word prints a paragraph: its alignment, breaks, tabs, letters of a typewriter. Reads trees, changes runs only."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from octavo.readers.office.docx_xml import W, words_of
from octavo.readers.office.marks import TAB
from octavo.readers.office.word.styles import Styles, number, style_of, switched, value
from octavo.readers.xml_tree import Element

VERBATIM = "OctavoVerbatim"
_MONOSPACED = re.compile(
    r"courier|consol|\bmono\b|monaco|menlo|source code|fira code|cascadia|typewriter|lucida console|inconsolata|hack\b",
    re.IGNORECASE,
)
_CODE_STYLES = frozenset(["html preformatted", "source code", "preformatted text", "code"])
_ALIGNED = {"center": "center", "right": "right", "end": "right"}
_LEADERS = {
    "dot": "......",
    "middleDot": "······",
    "hyphen": "------",
    "underscore": "________________",
    "heavy": "____",
}
_STAYS = ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "fldChar", "br", "hyperlink", "sdt")


@dataclass(frozen=True)
class Looks:
    """What can be said of paragraphs by the way they look. ``typescript``: most of the document is monospaced."""

    styles: Styles
    typescript: bool

    def monospaced(self, run: Element) -> bool:
        """Whether a run is set in a typewriter's letters in a document that is not."""
        return not self.typescript and _is_mono(run, self.styles)

    def code(self, paragraph: Element) -> str | None:
        """The text of a paragraph that is a line of code, else None."""
        name = self.styles.names(style_of(paragraph))
        if any(True for tag in _STAYS for _ in paragraph.iter(W + tag)):
            return None
        if "source code" in name:
            return None  # pandoc knows this one
        runs = [
            run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None or run.find(f"{W}tab") is not None
        ]
        if not _CODE_STYLES.intersection(name) and (not runs or not all(self.monospaced(run) for run in runs)):
            return None
        return "".join(
            "    " if node.tag == f"{W}tab" else node.text or ""
            for run in runs
            for node in run
            if node.tag in (f"{W}t", f"{W}tab")
        )

    def blank_code(self, paragraph: Element) -> bool:
        """Whether an empty paragraph is set like a line of code."""
        if words_of(paragraph).strip():
            return False
        fonts = paragraph.find(f"{W}pPr/{W}rPr/{W}rFonts")
        return any(self.monospaced(run) for run in paragraph.iter(f"{W}r")) or _mono_fonts(fonts)

    def align(self, paragraph: Element) -> str:
        """``center``, ``right`` or nothing; turned round in a paragraph from right to left."""
        said = value(self.styles.of_paragraph(paragraph, "jc"))
        turned = switched(self.styles.of_paragraph(paragraph, "bidi"))
        if turned and said in ("right", "left"):
            return "right" if said == "left" else ""
        return _ALIGNED.get(said, "")

    def breaks(self, paragraph: Element) -> bool:
        """Whether the paragraph begins a new page."""
        if switched(self.styles.of_paragraph(paragraph, "pageBreakBefore")):
            return True
        for node in paragraph.iter(f"{W}br", f"{W}t", f"{W}drawing"):
            if node.tag != f"{W}br":
                return False
            if node.get(f"{W}type") == "page":
                return True
        return False

    def with_tabs(self, paragraph: Element) -> bool:
        """Put a mark where tabs part words, and a line where the tab draws one; say whether there is a mark."""
        leaders = self._leaders(paragraph)
        marked, at, seen = False, 0, False
        for node in list(paragraph.iter(f"{W}tab", f"{W}t", f"{W}br", f"{W}ptab")):
            if node.tag == f"{W}t":
                seen = seen or bool((node.text or "").strip())
                continue
            run = node.getparent()
            if run is None or run.tag != f"{W}r":
                continue
            if node.tag == f"{W}br":
                seen, at = False, 0
                continue
            leader = _LEADERS.get(node.get(f"{W}leader") or (leaders[at] if at < len(leaders) else ""), "")
            at += 1
            node.tag = f"{W}t"
            node.attrib.clear()
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            drawn = leader.startswith("_")
            node.text = f" {leader} " if drawn else TAB if seen else ""
            marked = marked or (seen and not drawn)
        return marked

    def _leaders(self, paragraph: Element) -> list[str]:
        tabs = self.styles.of_paragraph(paragraph, "tabs")
        stops = [] if tabs is None else [tab for tab in tabs if value(tab) not in ("clear", "bar", "num")]
        return [value(tab, "leader") for tab in sorted(stops, key=lambda tab: number(value(tab, "pos")))]


def looks_of(root: Element, styles: Styles) -> Looks:
    """Look at a whole part, to know what is usual in it."""
    letters: Counter[bool] = Counter()
    for run in root.iter(f"{W}r"):
        text = "".join(node.text or "" for node in run.findall(f"{W}t"))
        if text.strip():
            letters[_is_mono(run, styles)] += len(text)
    return Looks(styles, letters[True] > letters[False])


def as_verbatim(root: Element, looks: Looks) -> None:
    """Runs in a typewriter's letters within other text get the style that pandoc takes for code."""
    for run in root.iter(f"{W}r"):
        if run.find(f"{W}t") is None or not looks.monospaced(run):
            continue
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = run.makeelement(f"{W}rPr")
            run.insert(0, properties)
        for child in list(properties):
            properties.remove(child)
        properties.append(properties.makeelement(f"{W}rStyle", {f"{W}val": VERBATIM}))


def _is_mono(run: Element, styles: Styles) -> bool:
    return _mono_fonts(styles.of_run(run, "rFonts"))


def _mono_fonts(fonts: Element | None) -> bool:
    return bool(_MONOSPACED.search(value(fonts, "ascii") or value(fonts, "hAnsi")))
