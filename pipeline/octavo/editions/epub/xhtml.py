"""Elements to the bytes of an XHTML content document. The body's tree has no namespaces; here it gets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from octavo.body import BLOCK_TAGS
from octavo.editions.epub.engines.in_one_line import say_in_one_line
from octavo.editions.epub.semantics import EPUB, TYPE, XML_LANG

XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"
STYLE = "style.css"
PROLOGUE = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'


@dataclass(frozen=True)
class Page:
    """What surrounds the blocks of a document: title, language, direction, and the body's own type and class."""

    title: str
    lang: str
    direction: str
    body_type: str = ""
    body_class: str = ""
    up: str = ""


def document(page: Page, blocks: Iterable[_Element]) -> tuple[bytes, tuple[str, ...]]:
    """The document and the properties that the manifest must declare for it. Takes the blocks over.

    ``page.up`` leads from the document to the package's folder (``../``).
    """
    html = root(XHTML, "html", epub=EPUB)
    html.set("lang", page.lang)
    html.set(XML_LANG, page.lang)
    html.set("dir", page.direction)
    head = etree.SubElement(html, "head")
    etree.SubElement(head, "meta", charset="utf-8")
    etree.SubElement(head, "title").text = page.title
    etree.SubElement(head, "link", rel="stylesheet", type="text/css", href=f"{page.up}{STYLE}")
    body = etree.SubElement(html, "body")
    if page.body_type:
        body.set(TYPE, page.body_type)
    if page.body_class:
        body.set("class", page.body_class)
    body.extend(blocks)
    _break_lines(html)
    formulas = list(body.iter("math"))
    say_in_one_line(formulas)
    for formula in formulas:
        _into_mathml(formula)
    for element in html.iter(etree.Element):
        if element.tag[0] != "{":
            element.tag = f"{{{XHTML}}}{element.tag}"
    return PROLOGUE + etree.tostring(html, encoding="utf-8") + b"\n", ("mathml",) if formulas else ()


def root(namespace: str, tag: str, **prefixes: str) -> _Element:
    """An element that makes its namespace the default one for its contents."""
    nsmap: dict[str | None, str] = {None: namespace}
    nsmap.update(prefixes)
    return etree.Element(f"{{{namespace}}}{tag}", nsmap=nsmap)  # type: ignore[arg-type]  # the stubs forget None


def _into_mathml(formula: _Element) -> None:
    """Replaces a formula by its like in the namespace of MathML, declared where it begins."""
    parent = formula.getparent()
    if parent is None:
        return
    new = root(MATHML, "math")
    new.attrib.update(formula.attrib)
    new.text, new.tail = formula.text, formula.tail
    parent.replace(formula, new)
    new.extend(list(formula))
    for element in new.iterdescendants(etree.Element):
        if element.tag[0] != "{":
            element.tag = f"{{{MATHML}}}{element.tag}"


def _break_lines(html: _Element) -> None:
    """A new line after each block, so that people and version control can read the file; never within text."""
    for element in html.iter(etree.Element):
        if element.tag in _OWN_LINE and not element.tail:
            element.tail = "\n"
        if element.tag in _CONTAINERS and not element.text and len(element) and element[0].tag in _OWN_LINE:
            element.text = "\n"


_OWN_LINE = BLOCK_TAGS | {"html", "head", "title", "link", "body", "header", "footer", "nav"}
_CONTAINERS = frozenset(
    "html head body section div aside header nav ul ol dl blockquote table thead tbody tfoot tr "
    "figure colgroup li dd".split()
)
