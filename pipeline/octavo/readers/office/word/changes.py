"""Tracked changes and comments of a Word file, as the person chose: accepted, rejected or shown; as notes or not.

Changes the trees it is given.
"""

from __future__ import annotations

from collections import Counter

from octavo.readers.office.docx_xml import W, text_run, words_of
from octavo.readers.office.marks import Marks
from octavo.readers.xml_tree import Element, remove, unwrap

_ADDED, _TAKEN = ("ins", "moveTo"), ("del", "moveFrom")
_OLD = (
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange"),
    *("numberingChange", "tblPrExChange", "cellIns", "cellDel", "cellMerge"),
)


def settle(root: Element, choice: str) -> Counter[str]:
    """Settle the tracked changes of a part; count the insertions and deletions that hold words."""
    counts: Counter[str] = Counter()
    for name in _OLD:
        for node in list(root.iter(W + name)):
            if choice == "reject" and name in ("rPrChange", "pPrChange"):
                _old_properties(node)
            else:
                remove(node)
    wanted, unwanted = (_TAKEN, _ADDED) if choice == "reject" else (_ADDED, _TAKEN)
    for row in list(root.iter(f"{W}tr")):
        if choice != "show" and any(row.find(f"{W}trPr/{W}{name}") is not None for name in unwanted):
            remove(row)
    for paragraph in list(root.iter(f"{W}p")):
        if choice != "show" and any(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in unwanted):
            _into_next(paragraph)
    for name in (*_ADDED, *_TAKEN):
        for node in list(root.iter(W + name)):
            parent = node.getparent()
            if parent is None:
                continue
            if parent.tag in (f"{W}rPr", f"{W}trPr", f"{W}pPr"):
                parent.remove(node)
                continue
            text = "".join(str(text.text or "") for text in node.iter(f"{W}t", f"{W}delText"))
            if text.strip():
                counts["insertions" if name in _ADDED else "deletions"] += 1
            if choice == "show":
                _shown(node, "u" if name in _ADDED else "strike")
            if choice == "show" or name in wanted:
                unwrap(node)
            else:
                remove(node)
    for node in list(root.iter(f"{W}delText", f"{W}delInstrText")):
        node.tag = f"{W}t" if node.tag == f"{W}delText" else f"{W}instrText"
    return counts


def comments_as_notes(root: Element, comments: Element | None, marks: Marks) -> list[str]:
    """Put a note where each comment is; give what the notes say."""
    known = {node.get(f"{W}id"): node for node in comments.iter(f"{W}comment")} if comments is not None else {}
    said = []
    for reference in list(root.iter(f"{W}commentReference")):
        comment = known.get(reference.get(f"{W}id"))
        run = reference.getparent()
        if comment is None or run is None:
            continue
        text = " ".join(words_of(comment).split())
        author = comment.get(f"{W}author", "").strip()
        words = f"{author}: {text}" if author else text
        if text:
            said.append(words)
            run.addprevious(text_run(marks.remark(words)))
            remove(reference)
    return said


def _old_properties(change: Element) -> None:
    """Put the properties that were before the change in the place of those after it."""
    home = change.getparent()
    if home is None:
        return
    old = list(change[0]) if len(change) else []
    for node in list(home):
        if node.tag != f"{W}sectPr":
            home.remove(node)
    home.extend(old)


def _into_next(paragraph: Element) -> None:
    """A paragraph whose end was taken out runs on into the next."""
    after = paragraph.getnext()
    if after is None or after.tag != f"{W}p":
        return
    properties = after.find(f"{W}pPr")
    at = 1 if properties is not None else 0
    for offset, child in enumerate([child for child in paragraph if child.tag != f"{W}pPr"]):
        after.insert(at + offset, child)
    remove(paragraph)


def _shown(node: Element, how: str) -> None:
    for run in node.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = run.makeelement(f"{W}rPr")
            run.insert(0, properties)
        properties.append(run.makeelement(W + how, {f"{W}val": "single" if how == "u" else "1"}))
