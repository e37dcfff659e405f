r"""Fields of a Word file: where each begins and ends, over runs and paragraphs. Changes the tree it is given.

A field is its instruction (``REF _Ref1 \h``) and the text that it came to when the file was saved (17.16).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from octavo.readers.office.docx_xml import W
from octavo.readers.xml_tree import Element

_PIECES = (f"{W}fldChar", f"{W}instrText")
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


@dataclass
class Field:
    """One field. ``code`` are the runs of its instruction, ``result`` those of its text, in document order."""

    begin: Element
    instruction: str = ""
    code: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)
    separate: Element | None = None
    end: Element | None = None

    @property
    def words(self) -> list[str]:
        """The instruction's words; quotation marks taken off."""
        return [quoted.replace('\\"', '"') or bare for quoted, bare in _WORD.findall(self.instruction)]

    @property
    def name(self) -> str:
        """``REF``, ``TOC``, ``PAGEREF`` ..., in capitals."""
        words = self.words
        return words[0].upper() if words else ""

    @property
    def text(self) -> str:
        """What the field came to."""
        return "".join(node.text or "" for run in self.result for node in run.iter(f"{W}t"))

    def marks(self) -> list[Element]:
        """The runs that only hold the field together."""
        return [run for run in (self.begin, *self.code, self.separate, self.end) if run is not None]


def each_field(root: Element, act: Callable[[Field], bool], whole: frozenset[str]) -> None:
    """Go through the closed fields, inner ones first.

    ``act`` says whether it dealt with the field; its marks are then taken out. Fields inside those named in ``whole``
    are left to them.
    """
    _simple(root)
    _apart(root)
    stack: list[Field] = []
    done: list[Field] = []
    for run in list(root.iter(f"{W}r")):
        mark = run.find(f"{W}fldChar")
        kind = mark.get(f"{W}fldCharType") if mark is not None else ""
        if kind == "begin":
            for outer in stack:
                _into(outer, run)
            stack.append(Field(run))
            continue
        if not stack:
            continue
        own = stack[-1]
        if kind == "end":
            own.end = run
            stack.pop()
            for outer in stack:
                _into(outer, run)
            if not any(outer.name in whole for outer in stack):
                done.append(own)
            continue
        for outer in stack[:-1]:
            _into(outer, run)
        if kind == "separate":
            own.separate = run
        elif own.separate is None:
            own.instruction += "".join(node.text or "" for node in run.iter(f"{W}instrText"))
            own.code.append(run)
        else:
            own.result.append(run)
    for found in done:
        if act(found):
            for run in found.marks():
                take_out(run)


def take_out(run: Element) -> None:
    """Remove a run if it is still there, and a link around it that it leaves empty."""
    parent = run.getparent()
    if parent is None:
        return
    parent.remove(run)
    if parent.tag in (f"{W}hyperlink", f"{W}smartTag") and not len(parent):
        take_out(parent)


def _into(outer: Field, run: Element) -> None:
    (outer.code if outer.separate is None else outer.result).append(run)


def _simple(root: Element) -> None:
    """Write the short form of fields in the long one."""
    for node in list(root.iter(f"{W}fldSimple")):
        home = node.getparent()
        if home is None:
            continue
        instruction = node.makeelement(f"{W}instrText")
        instruction.text = node.get(f"{W}instr", "")
        for piece in (_mark(node, "begin"), instruction, _mark(node, "separate"), None, _mark(node, "end")):
            if piece is None:
                for child in list(node):
                    node.addprevious(child)
            else:
                run = node.makeelement(f"{W}r")
                run.append(piece)
                node.addprevious(run)
        home.remove(node)


def _mark(node: Element, kind: str) -> Element:
    return node.makeelement(f"{W}fldChar", {f"{W}fldCharType": kind})


def _apart(root: Element) -> None:
    """Runs hold either one piece of a field or text."""
    for run in list(root.iter(f"{W}r")):
        children = [child for child in run if child.tag != f"{W}rPr"]
        if len(children) < 2 or not any(child.tag in _PIECES for child in children):
            continue
        properties = run.find(f"{W}rPr")
        last = run
        for child in children[1:]:
            new = run.makeelement(f"{W}r")
            if properties is not None:
                new.append(copy.deepcopy(properties))
            new.append(child)
            last.addnext(new)
            last = new
