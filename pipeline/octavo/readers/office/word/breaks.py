"""Page breaks in a Word file: moves breaks within paragraphs and between sections to between paragraphs.

Changes the tree it is given.
"""

from __future__ import annotations

from octavo.readers.office.docx_xml import W, text_run, words_of
from octavo.readers.office.word.styles import value
from octavo.readers.xml_tree import Element

_ON_A_NEW_PAGE = frozenset(["", "nextPage", "oddPage", "evenPage"])


def section_breaks(root: Element) -> None:
    """Where a section begins on a new page, put a page break."""
    body = root.find(f"{W}body")
    if body is None:
        return
    ends = [node for node in body.findall(f"{W}p") if node.find(f"{W}pPr/{W}sectPr") is not None]
    last = body.find(f"{W}sectPr")
    kinds = [value(end.find(f"{W}pPr/{W}sectPr/{W}type")) for end in ends[1:]]
    kinds.append(value(last.find(f"{W}type")) if last is not None else "")
    for end, kind in zip(ends, kinds, strict=False):
        after = end.getnext()
        if kind in _ON_A_NEW_PAGE and after is not None and after.tag != f"{W}sectPr":
            new = body.makeelement(f"{W}p")
            run = body.makeelement(f"{W}r")
            run.append(body.makeelement(f"{W}br", {f"{W}type": "page"}))
            new.append(run)
            end.addnext(new)


def split_breaks(root: Element) -> None:
    """A page break amid a paragraph parts it in two; column breaks are no breaks."""
    for node in list(root.iter(f"{W}br")):
        run = node.getparent()
        paragraph = run.getparent() if run is not None else None
        if node.get(f"{W}type") != "page" or run is None or paragraph is None or paragraph.tag != f"{W}p":
            continue
        before = "".join(words_of(sibling) for sibling in node.itersiblings(preceding=True))
        before += "".join(words_of(sibling) for sibling in run.itersiblings(preceding=True))
        after = [*run.itersiblings()]
        rest = [*node.itersiblings()]
        if not before.strip() or not ("".join(words_of(sibling) for sibling in (*rest, *after))).strip():
            if before.strip():
                _after(paragraph, [text_run("")], node)
            continue
        moved = run.makeelement(f"{W}r")
        properties = run.find(f"{W}rPr")
        if properties is not None:
            moved.append(_twin(properties))
        moved.extend(rest)
        _after(paragraph, [moved, *after], node)


def _after(paragraph: Element, runs: list[Element], node: Element) -> None:
    new = paragraph.makeelement(f"{W}p")
    old = paragraph.find(f"{W}pPr")
    if old is not None and _has_words(runs):
        twin = _twin(old)
        for name in ("numPr", "sectPr", "pageBreakBefore"):
            for child in twin.findall(f"{W}{name}"):
                twin.remove(child)
        new.append(twin)
    first = new.makeelement(f"{W}r")
    first.append(node)
    new.append(first)
    new.extend(runs)
    paragraph.addnext(new)


def _has_words(runs: list[Element]) -> bool:
    return any(words_of(run).strip() for run in runs)


def _twin(node: Element) -> Element:
    twin = node.makeelement(node.tag)
    for name, text in node.attrib.items():
        twin.set(name, text)
    twin.extend([_twin(child) for child in node])
    return twin
