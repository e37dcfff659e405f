"""Information for screen readers: languages and roles that WeasyPrint leaves out of a PDF's structure.

WeasyPrint builds the structure by one recursive function; ``spoken`` wraps it while one PDF is written and completes
each structure element from the HTML element it was made for: ``/Lang`` of foreign words, footnotes as
``Note`` with an ``ID`` (PDF/UA-1, 7.9), formulas as ``Formula``, code as ``Code``, cells of folded rows.
``tests/pdf/test_speech.py`` checks what this relies on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from octavo.editions.pdf.weasyprint_door.refinements.read_order import ReadOrder

_HEADINGS = frozenset(f"/H{level}" for level in range(1, 7))
_ROLES = {"aside": "Note", "code": "Code", "q": "Quote"}

_AMID = "o-amid-"
"""How the tag of a list begins that is amid the text of an item, as long as the structure is built."""


@contextmanager
def spoken(tags: Any, string: Callable[[str], Any]) -> Iterator[ReadOrder]:
    """Complete the structure while a PDF is written; gives what puts late figures back into the order of reading.

    ``tags`` is the module ``weasyprint.pdf.tags``; ``string`` makes a PDF string.
    """
    build: Callable[..., Iterator[Any]] = tags._build_box_tree
    ids, order = iter(range(1, 1 << 30)), ReadOrder()
    around: list[Any] = []  # elements being built; a box of one of them within itself is an anonymous box

    def build_and_complete(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
        box = getattr(box, "_box", box)  # an absolutely placed box comes wrapped
        amid = str(box.element_tag).startswith(_AMID)
        box.element_tag = box.element_tag.removeprefix(_AMID) if amid else box.element_tag
        if box.element_tag == "li":
            _keep_lists_in_place(box)
        inside = any(box.element is other for other in around)
        first = _stands_for(box) and not inside
        around.append(box.element)
        with _rows_of_cells(box) if first and box.element.tag == "table" else nullcontext():
            structures = list(build(box, parent, pdf, *rest))
        around.pop()
        for structure in structures:
            if first:
                _complete(box.element, structure, pdf, string, ids)
                order.note(box.element, structure)
            if inside and structure["S"] in _HEADINGS:
                structure["S"] = "/NonStruct"  # a part of the heading, not another one
            if parent["S"] == "/LI" and (amid or structure["S"] not in ("/Lbl", "/LBody", "/L")):
                yield _in_list_body(structure, parent, pdf)
            else:
                yield structure

    tags._build_box_tree = build_and_complete
    try:
        yield order
    finally:
        tags._build_box_tree = build


def _keep_lists_in_place(item: Any) -> None:
    """Mark each list in an item that more text follows: WeasyPrint would put it behind the item and its text."""
    children = getattr(item, "children", ())
    for child in children[:-1]:
        if child.element_tag in ("ul", "ol"):
            child.element_tag = _AMID + child.element_tag


@contextmanager
def _rows_of_cells(table: Any) -> Iterator[None]:
    """Let the rows of a folded table hold their cells and not lines of cells, as long as its structure is built.

    The heads of columns are looked for among the cells of rows, and only a cell of a true table knows its spans.
    """
    lines: list[tuple[Any, Any]] = []
    inside = [table] if not table.is_table_wrapper else []
    while inside:
        box = inside.pop()
        children = getattr(box, "children", ())
        if box.element_tag != "tr":
            inside += children
            continue
        lines.append((box, children))
        box.children = [cell for line in children for cell in (line.children if _is_line(line) else [line])]
        for cell in box.children:
            cell.colspan, cell.rowspan = _span(cell.element, "colspan"), _span(cell.element, "rowspan")
        if box.children:  # a row that goes on over the page is as wide as the others
            elsewhere = sum(_span(cell, "colspan") for cell in box.element if cell.tag in ("td", "th"))
            box.children[-1].colspan += max(0, elsewhere - sum(cell.colspan for cell in box.children))
    try:
        yield
    finally:
        for box, children in lines:
            box.children = children


def _span(cell: Any, way: str) -> int:
    value = "" if cell is None else cell.get(way, "")
    return int(value) if value.isdigit() else 1


def _is_line(box: Any) -> bool:
    return type(box).__name__ == "LineBox"


def _stands_for(box: Any) -> bool:
    """Whether a structure element was made for this very element, not for its content or a pseudo-element."""
    element = box.element
    return element is not None and box.element_tag == element.tag and element.tag not in ("html", "body")


def _complete(element: Any, structure: Any, pdf: Any, string: Callable[[str], Any], ids: Iterator[int]) -> None:
    tag = element.tag
    if element.get("data-raised") and structure["S"] in _HEADINGS - {"/H1"}:
        structure["S"] = f"/H{int(structure['S'][2:]) - 1}"
    if language := element.get("lang"):
        structure["Lang"] = string(language)
    if tag in _ROLES and structure["S"] == "/NonStruct":
        structure["S"] = "/" + _ROLES[tag]
        if tag == "aside":
            structure["ID"] = string(f"note-{next(ids)}")
    elif tag == "table" and {kid["S"] for kid in _children(structure, pdf)} & {"/THead", "/TBody"} == {"/THead"}:
        structure["K"].append(_below(structure, "/TBody", pdf).reference)  # its head alone fills the page
    elif structure["S"] == "/TH":
        structure["A"]["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"
    elif element.get("class") == "o-item":
        structure["S"] = "/LBody"
    elif structure["S"] == "/Figure" and (element.get("class") or "").startswith("formula"):
        structure["S"] = "/Formula"
    elif element.get("class") == "o-stand-in":
        spoken_code = string(" ".join(f"U+{ord(char):04X}" for char in element.text or ""))
        for part in (structure, *_children(structure, pdf)):
            part["ActualText"] = spoken_code


def _children(structure: Any, pdf: Any) -> list[Any]:
    """Find the structure elements below one; other children are numbers of marked content."""
    return [pdf.objects[int(kid.split()[0])] for kid in structure["K"] if isinstance(kid, bytes)]


def _in_list_body(structure: Any, parent: Any, pdf: Any) -> Any:
    """Put the direct contents of an item into a body: an item holds only its label and bodies (PDF/UA-1, 7.2)."""
    body = _below(structure, "/LBody", pdf)
    body["P"] = parent.reference
    body["K"].append(structure.reference)
    structure["P"] = body.reference
    return body


def _below(structure: Any, kind: str, pdf: Any) -> Any:
    """Make an empty element of this kind, below another and on the same page."""
    made = type(structure)({"Type": "/StructElem", "S": kind, "K": type(structure["K"])([]), "P": structure.reference})
    made["Pg"] = structure["Pg"]
    pdf.add_object(made)
    return made
