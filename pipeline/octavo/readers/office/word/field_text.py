"""The text of each kind of field in a Word file: references, check boxes, choices, symbols, fractions.

Changes the tree it is given.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from octavo.readers.office.docx_xml import W, text_run, words_of
from octavo.readers.office.word.equations import equation
from octavo.readers.office.word.fields import Field, each_field, take_out
from octavo.readers.office.word.number_formats import written
from octavo.readers.office.word.numbering import Label
from octavo.readers.office.word.styles import Styles, number, style_of, switched, value
from octavo.readers.office.word.symbols import symbol
from octavo.readers.xml_tree import Element

_LISTS = {"TOC": "a contents list", "INDEX": "an index", "TOA": "a table of authorities"}
_KEPT_AS_IS = frozenset(["HYPERLINK", "INCLUDEPICTURE", "SHAPE", "EMBED"])
_REFERENCES = frozenset(["REF", "PAGEREF", "NOTEREF"])
_DISPLAYED = frozenset(["MACROBUTTON", "GOTOBUTTON"])
_CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|sommaire|table des matières|índice|contenido|indice|sommario"
    r"|inhoud(?:sopgave)?|spis treści|obsah|содержание|оглавление|зміст|目录|目錄|目次|목차|차례|innehåll|indhold"
    r"|innhold|sisällys(?:luettelo)?|tartalom(?:jegyzék)?|περιεχόμενα|المحتويات|فهرس|תוכן עניינים|cuprins|sumário"
    r"|içindekiler|mục lục",
    re.IGNORECASE,
)
_WROTE = "Error! "


@dataclass
class FieldText:
    """Puts fields into words. ``left_out`` names what was dropped."""

    labels: dict[Element, Label]
    targets: dict[str, Element]
    left_out: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def apply(self, root: Element) -> None:
        """Go through all fields of a part."""
        each_field(root, self._act, frozenset(_LISTS))

    def _act(self, found: Field) -> bool:
        name = found.name
        if name in _LISTS:
            self._drop(found)
            return True
        if name in _KEPT_AS_IS:
            return False
        made = self._made(found)
        if made is not None:
            for run in found.result:
                take_out(run)
            (found.separate if found.separate is not None else found.begin).addprevious(made)
            found.result = [made]
        if name in _REFERENCES or (found.words and found.words[0] in self.targets):
            self._link(found)
        return True

    def _made(self, found: Field) -> Element | None:
        """The text of a field that has none of its own or a stale one."""
        name, words = found.name, found.words
        if name == "REF":
            text = self._reference(found)
        elif name == "SYMBOL":
            text = _sign(words)
        elif name in ("FORMCHECKBOX", "FORMDROPDOWN"):
            text = _chosen(found)
        elif name == "FORMTEXT":
            text = "" if found.text.strip() else "_" * 12
        elif name == "EQ":
            return equation(found.instruction)
        elif name in _DISPLAYED and not found.text.strip():
            text = " ".join(words[2:])
        elif name == "QUOTE" and not found.text.strip():
            text = " ".join(word for word in words[1:] if not word.startswith("\\"))
        elif name in ("SEQ", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM"):
            text = self._counted(found)
        elif name == "MERGEFIELD" and not found.text.strip() and len(words) > 1:
            text = f"«{words[1]}»"
        else:
            text = ""
        return text_run(text) if text else None

    def _counted(self, found: Field) -> str:
        """The number of a field that counts on its own, where the file does not hold it."""
        key = " ".join([found.name, *found.words[1:2]]).upper()
        reset = re.search(r"\\r\s*(\d{1,5})", found.instruction)
        if "\\c" not in found.instruction:
            self.counts[key] = int(reset[1]) if reset else self.counts[key] + 1
        if found.text.strip() or "\\h" in found.instruction:
            return ""
        level = re.search(r"\\l\s*(\d)", found.instruction)
        if found.name == "LISTNUM":
            form = {"2": "lowerLetter", "3": "lowerRoman"}.get(level[1] if level else "1", "decimal")
            return f"{written(self.counts[key], form)})"
        return f"{self.counts[key]}" + ("." if found.name.startswith("AUTONUM") else "")

    def _reference(self, found: Field) -> str:
        """The number of the paragraph that a reference names, as it is counted now."""
        target = self.targets.get(found.words[1]) if len(found.words) > 1 else None
        label = self.labels.get(target) if target is not None else None
        switches = {word.lower() for word in found.words[2:] if word.startswith("\\")}
        old = found.text.strip()
        if not switches & {"\\r", "\\n", "\\w"} or "\\p" in switches:
            stale = not old or old.startswith(_WROTE)
            return " ".join(words_of(target).split()) if stale and target is not None else ""
        if label is None:
            return ""
        text, full = _bare(label.text), _bare(label.full)
        if "\\n" in switches:
            new = text
        elif "\\w" in switches or old not in (text, full):
            new = full if "\\w" in switches or not old else (full if len(old) > len(text) else text)
        else:
            new = old
        return "" if new == old else new

    def _link(self, found: Field) -> None:
        """Make a reference a link to its place."""
        words = found.words
        name = words[1] if found.name in _REFERENCES and len(words) > 1 else words[0]
        runs = [run for run in found.result if run.getparent() is not None]
        if (
            name not in self.targets
            or not runs
            or any(True for run in runs for _ in run.iterancestors(f"{W}hyperlink"))
        ):
            return
        if len({id(run.getparent()) for run in runs}) > 1:
            return  # it goes over several paragraphs
        link = runs[0].makeelement(f"{W}hyperlink", {f"{W}anchor": name})
        runs[0].addprevious(link)
        link.extend(runs)

    def _drop(self, found: Field) -> None:
        """Leave out a list whose page numbers are those of another layout."""
        kind = _LISTS[found.name]
        if found.name == "TOC" and re.search(r"\\[ca]\b", found.instruction):
            kind = "a list of figures or tables"
        self.left_out.append(kind)
        runs = [*found.marks(), *found.result]
        paragraphs = list(dict.fromkeys(up for run in runs for up in run.iterancestors(f"{W}p")))
        for run in runs:
            take_out(run)
        if paragraphs:
            _drop_heading(paragraphs[0].getprevious())
        for paragraph in paragraphs:
            drop_if_empty(paragraph)


def drop_written_lists(root: Element, styles: Styles) -> bool:
    """Leave out paragraphs in the styles of contents lists (``toc 1``, ``table of figures``) that no field holds."""
    dropped = False
    for paragraph in list(root.iter(f"{W}p")):
        name = styles.names(style_of(paragraph))[:1]
        if name and re.fullmatch(r"toc [1-9]|table of figures", name[0]) and re.search(r"\d\s*\Z", words_of(paragraph)):
            before = paragraph.getprevious()
            for run in list(paragraph.iter(f"{W}r")):
                take_out(run)
            drop_if_empty(paragraph)
            _drop_heading(before)
            dropped = True
    return dropped


def drop_if_empty(paragraph: Element) -> None:
    """Take out a paragraph without words and pictures, unless the document needs it where it is."""
    home = paragraph.getparent()
    if home is None or words_of(paragraph).strip() or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return
    if any(True for _ in paragraph.iter(f"{W}drawing", f"{W}pict", f"{W}object", f"{W}sym", f"{W}fldChar")):
        return
    if home.tag == f"{W}tc" and len(home.findall(f"{W}p")) < 2:
        return
    home.remove(paragraph)


def bookmarks(root: Element) -> dict[str, Element]:
    """The paragraph in which each bookmark begins; one between paragraphs belongs to the next."""
    found: dict[str, Element] = {}
    for node in root.iter(f"{W}bookmarkStart"):
        paragraph = next(node.iterancestors(f"{W}p"), None)
        if paragraph is None:
            paragraph = next((after for after in node.itersiblings() if after.tag == f"{W}p"), None)
        if paragraph is not None:
            found.setdefault(node.get(f"{W}name", ""), paragraph)
    return found


def _drop_heading(paragraph: Element | None) -> None:
    """A heading that says no more than "Contents", above a list that went, goes too."""
    if paragraph is not None and paragraph.tag == f"{W}p" and _CONTENTS.fullmatch(words_of(paragraph).strip(" \n\t:.")):
        for run in list(paragraph.iter(f"{W}r")):
            take_out(run)
        drop_if_empty(paragraph)


def _bare(label: str) -> str:
    return label.strip().rstrip(".")


def _sign(words: list[str]) -> str:
    code = words[1] if len(words) > 1 else ""
    font = next((words[at + 1] for at, word in enumerate(words[:-1]) if word.lower() == "\\f"), "")
    base = 16 if code.lower().startswith("0x") else 10
    digits = code[2:] if base == 16 else code
    if not digits.isalnum() or not digits.isascii() or len(digits) > 6:
        return code
    try:
        return symbol(font, int(digits, base))
    except ValueError:
        return code


def _chosen(found: Field) -> str:
    """A box that is ticked or not, or the entry that was chosen."""
    box = next(found.begin.iter(f"{W}checkBox"), None)
    if box is not None:
        state = box.find(f"{W}checked")
        state = state if state is not None else box.find(f"{W}default")
        return "☒" if switched(state) else "☐"
    choice = next(found.begin.iter(f"{W}ddList"), None)
    if choice is None:
        return "☐" if found.name == "FORMCHECKBOX" else ""
    entries = [value(entry) for entry in choice.iter(f"{W}listEntry")]
    chosen = choice.find(f"{W}result")
    at = number(value(chosen if chosen is not None else choice.find(f"{W}default")))
    return entries[at] if 0 <= at < len(entries) else ""
