"""Tracked changes and comments of an OpenDocument text, as the person chose. Follows OpenDocument 1.3, part 3, 5.5.

Changes the tree it is given.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy

from lxml import etree

from octavo.readers.office.marks import END, Marks
from octavo.readers.office.odt_xml import OFFICE, TEXT, words_of
from octavo.readers.xml_tree import Element, remove

_DC = "{http://purl.org/dc/elements/1.1/}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LINES = (f"{TEXT}p", f"{TEXT}h")


def settle(root: Element, choice: str, marks: Marks) -> Counter[str]:
    """Settle the tracked changes by ``accept``, ``reject`` or ``show``; count those that hold words."""
    counts: Counter[str] = Counter()
    regions: dict[str, Element] = {}
    for region in root.iter(f"{TEXT}changed-region"):
        for name in (region.get(f"{TEXT}id"), region.get(_ID)):
            regions.setdefault(name or "", region)
    for deleted in root.iter(f"{TEXT}deletion"):
        counts["deletions"] += any(words_of(line).strip() for line in deleted.iter(*_LINES))
    for point in list(root.iter(f"{TEXT}change")):
        deletion = _part(regions, point, "deletion")
        lines = [deepcopy(line) for line in deletion if line.tag in _LINES] if deletion is not None else []
        if not any(words_of(line).strip() for line in lines):
            continue
        if choice != "accept":
            for line in lines if choice == "show" else ():
                _between(line, marks.begin("Strikeout"))
            _bring_back(point, lines)
    for start in list(root.iter(f"{TEXT}change-start")):
        if _part(regions, start, "insertion") is None:
            continue
        texts = _texts_to_end(start)
        if any((text or "").strip() for _, _, text in texts):
            counts["insertions"] += 1
            if choice != "accept":
                for node, place, text in texts:
                    setattr(node, place, f"{marks.begin('Underline')}{text}{END}" if choice == "show" else "")
    for tracked in list(root.iter(f"{TEXT}tracked-changes")):
        remove(tracked)
    for node in list(root.iter(f"{TEXT}change", f"{TEXT}change-start", f"{TEXT}change-end")):
        remove(node)
    if choice == "reject":
        _drop_emptied(root)
    return counts


def remarks_as_notes(root: Element, marks: Marks) -> list[str]:
    """Put a note where each comment is; give what the notes say."""
    said: list[str] = []
    for remark in list(root.iter(f"{OFFICE}annotation")):
        text = " ".join(" ".join(words_of(line) for line in remark.iter(*_LINES)).split())
        author = (remark.findtext(f"{_DC}creator") or "").strip()
        if text:
            said.append(f"{author}: {text}" if author else text)
            span = remark.makeelement(f"{TEXT}span")
            span.text = marks.remark(said[-1])
            remark.addprevious(span)
        remove(remark)
    return said


def _part(regions: dict[str, Element], point: Element, name: str) -> Element | None:
    region = regions.get(point.get(f"{TEXT}change-id", ""))
    return region.find(TEXT + name) if region is not None else None


def _texts_to_end(start: Element) -> list[tuple[Element, str, str]]:
    """The texts from here to the end of the change: the element that holds each, as its text or its tail."""
    name, found = start.get(f"{TEXT}change-id", ""), []
    body = next(start.iterancestors(f"{OFFICE}text"), None)
    reached = False
    for event, node in etree.iterwalk(body, events=("start", "end")) if body is not None else ():
        if event == "start" and node is start:
            reached = True
        elif event == "start" and node.tag == f"{TEXT}change-end" and node.get(f"{TEXT}change-id") == name and reached:
            break
        elif event == "start" and reached and node.text and str(node.tag).startswith(TEXT):
            found.append((node, "text", node.text))
        if event == "end" and reached and node.tail and _within_line(node):
            found.append((node, "tail", node.tail))
    return found


def _within_line(node: Element) -> bool:
    return any(True for _ in node.iterancestors(*_LINES))


def _between(line: Element, begin: str) -> None:
    """Put marks around the words of a line."""
    line.text = begin + (line.text or "")
    if len(line):
        line[-1].tail = (line[-1].tail or "") + END
    else:
        line.text += END


def _bring_back(point: Element, lines: list[Element]) -> None:
    """Put deleted lines where they stood: the first goes on with the words before, the last with those behind."""
    home = point.getparent()
    if home is None:
        return
    if home.tag not in _LINES or len(lines) == 1:
        for line in lines:
            if home.tag in _LINES or home.tag == f"{TEXT}span":
                line.tag = f"{TEXT}span"
                line.attrib.clear()
            line.tail = None
            point.addprevious(line)
        return
    rest = home.makeelement(home.tag)
    for name, value in home.attrib.items():
        rest.set(name, value)
    rest.text, point.tail = point.tail, None
    rest.extend(list(point.itersiblings()))
    first, *middle, last = lines
    first.tag, first.tail = f"{TEXT}span", None
    first.attrib.clear()
    point.addprevious(first)
    last.tag = f"{TEXT}span"
    last.attrib.clear()
    last.tail, rest.text = rest.text, None
    rest.insert(0, last)
    for line in reversed([*middle, rest]):
        line.tail = None
        home.addnext(line)


def _drop_emptied(root: Element) -> None:
    """Take out paragraphs of which nothing is left."""
    for line in list(root.iter(*_LINES)):
        home = line.getparent()
        alone = home is not None and home.tag in (f"{OFFICE}text", f"{TEXT}section")
        if alone and not len(line) and line.text == "":
            remove(line)
